"""`python -m generator --out samples/packets`: draw the shipped packets anew."""

import argparse
import json
import shutil
from pathlib import Path

from generator import fonts


def main() -> None:
    """Draw all packets, or those named; `--gallery` draws every layout once instead."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("samples/packets"))
    parser.add_argument("--expected", type=Path, help="default: expected/ beside --out")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--gallery", action="store_true", help="every layout of every paper")
    options = parser.parse_args()
    # The gallery is to be looked at: a stand-in for a face that is missing will do.
    fonts.require(but=fonts.STAND_INS if options.gallery else ())
    # Only now: these modules draw with the fonts.
    from generator import broken, cases, gallery, packing, signing

    expected = options.expected or options.out.parent / "expected"
    makers = (gallery.packet,) if options.gallery else cases.ALL
    for make in makers:
        with fonts.drawn_with(fonts.stand_ins() if options.gallery else {}):
            packet = make()
        if options.only and packet.name not in options.only:
            continue
        shutil.rmtree(options.out / packet.name, ignore_errors=True)
        packing.build(packet, options.out, expected)
        print(packet.name)
        if packet.signed:
            trust = options.out.parent / "trust"
            trust.mkdir(exist_ok=True)
            (trust / "invented-root.pem").write_bytes(signing.root_pem())
    if not options.gallery and (not options.only or broken.NAME in options.only):
        shutil.rmtree(options.out / broken.NAME, ignore_errors=True)
        truth = broken.build(options.out)
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        (expected / f"{broken.NAME}.json").write_text(text, "utf-8")
        print(broken.NAME)


if __name__ == "__main__":
    main()
