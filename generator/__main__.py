"""`python -m generator --out samples/packets`: draw the shipped packets again."""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import fonts

if TYPE_CHECKING:
    from generator.packing import PacketBuilder


def main() -> None:
    """Draw all packets, or those named; `--gallery` draws every layout once instead."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("samples/packets"))
    parser.add_argument("--expected", type=Path, help="default: expected/ beside --out")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--gallery", action="store_true", help="every layout of every paper")
    options = parser.parse_args()
    # The gallery is only for looking at: a substitute for a missing face is good enough.
    fonts.require(but=fonts.STAND_INS if options.gallery else ())
    expected = options.expected or options.out.parent / "expected"
    if options.gallery:
        draw_gallery(options.out, expected)
    else:
        draw_packets(options.out, expected, options.only)


def draw_gallery(out: Path, expected: Path) -> None:
    from generator import gallery  # imported late, because it loads the fonts

    with fonts.drawn_with(fonts.stand_ins()):
        write(gallery.packet(), out, expected)


def draw_packets(out: Path, expected: Path, only: Sequence[str]) -> None:
    """The shipped packets, or only those named."""
    from generator import broken, cases  # imported late, because they load the fonts

    for name in cases.NAMES:
        if not only or name in only:
            write(cases.packet(name), out, expected)
    if not only or broken.NAME in only:
        shutil.rmtree(out / broken.NAME, ignore_errors=True)
        truth = broken.build(out)
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        (expected / f"{broken.NAME}.json").write_text(text, "utf-8")
        print(broken.NAME)


def write(packet: "PacketBuilder", out: Path, expected: Path) -> None:
    """Write the packet's files, expected results, and the root certificate of its signatures."""
    from generator import packing, signing

    shutil.rmtree(out / packet.name, ignore_errors=True)
    packing.build(packet, out, expected)
    print(packet.name)
    if packet.signed:
        trust = out.parent / "trust"
        trust.mkdir(exist_ok=True)
        (trust / "invented-root.pem").write_bytes(signing.root_pem())


if __name__ == "__main__":
    main()
