"""Processor time of the stages after reading, and of a repeated run.

    python -m bench.after_reading [--packets FOLDER] [--work FOLDER] [--rounds N]

Each packet is checked once, so that its readings and small pictures are stored; then every stage
runs alone, N times. Printed are milliseconds of processor time: the minimum of the rounds, summed
over the packets and scaled to 20 pages:

  extract   pages to documents: the type of each page, the end of each paper, its fields; only
            the first time that these readings are checked
  papers    the documents from the store: every other time
  rest      everything else: opening the packet, its stored readings, second readings, names
  rules     every rule on the day of filing
  outlook   the other days of filing, the choices
  json, html, notice, ics   each format of the report
  first     html without stored small pictures: in addition to `html`, the work of the readers
  again     a batch of the completely read packets, unchanged: answered from its journal

Then sizes in KiB: per page, the files in the cache and in OUT by kind; per packet, the
material and report that a desk stores.

To compare two source trees, run each tree's own at the same time, each with its own work folder.
"""

import argparse
import io
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from extractors import TYPES
from extractors.packet.documents import read_documents
from pipeline.extracting import papers_of
from pipeline.judging import judge_material
from pipeline.reporting.formats import FORMATS
from pipeline.reporting.pictures import Pictures
from pipeline.run import Checked, Kit, Options, check_packet, open_kit
from yushen.__main__ import main as command

PAGES = 20  # pages of the packet that figures are scaled to
T = TypeVar("T")
Spent = defaultdict[str, float]


def main() -> None:
    """Print the table."""
    asked = _arguments()
    sources = sorted(path for path in asked.packets.iterdir() if not path.name.startswith("."))
    with tempfile.TemporaryDirectory() as scratch:
        work = asked.work or Path(scratch)
        cache, spent, desk = work / "cache", Spent(float), Counter[str]()
        whole: list[Path] = []
        with open_kit(workers=1, cache=cache) as kit:
            for source in sources:
                checked = check_packet(
                    source, kit, Options()
                )  # reads pages without stored readings
                for name, seconds in _packet(source, kit, asked.rounds).items():
                    spent[name] += seconds
                for name, model in (("material", checked.material), ("report", checked.report)):
                    desk[name] += len(model.model_dump_json().encode()) if model is not None else 0
                if all(file.status == "read" and not file.error for file in checked.files):
                    whole.append(source)
        again = _again(whole, work, cache, asked.rounds) / len(whole)
        pages = spent.pop("pages")
        kept = _kept(work, pages, len(sources), desk)
    print(f"{len(sources)} packets, {pages:.0f} pages; ms of processor time for {PAGES} pages")
    for name, seconds in spent.items():
        print(f"{name:8} {1000 * seconds * PAGES / pages:8.1f}")
    print(f"again    {1000 * again:8.1f} a packet, {1 / again:.0f} packets a second")
    print(kept)


def _packet(source: Path, kit: Kit, rounds: int) -> dict[str, float]:
    """The seconds of each stage of a packet, and its pages."""
    whole, checked = _least(rounds, lambda: check_packet(source, kit, Options()))
    material = checked.material
    assert material is not None
    seconds = {"pages": float(sum(len(file.pages) for file in checked.files))}
    seconds["extract"], _ = _least(rounds, lambda: read_documents(checked.files, TYPES))
    seconds["papers"], _ = _least(rounds, lambda: papers_of(checked.files, kit.store))
    seconds["rules"], _ = _least(rounds, lambda: judge_material(material, kit.policy, ahead=False))
    both, _ = _least(rounds, lambda: judge_material(material, kit.policy))
    seconds["outlook"] = max(0.0, both - seconds["rules"])
    seconds["rest"] = max(0.0, whole - seconds["papers"] - both)
    return {**seconds, **_forms(checked, rounds)}


def _forms(checked: Checked, rounds: int) -> dict[str, float]:
    """The seconds of each format of a report; for the page also without stored pictures."""
    seconds: dict[str, float] = {}
    for form in FORMATS:
        render = partial(form.render, checked.report, checked.pictures, "zh")
        seconds[form.id], _ = _least(rounds, render)
        if form.id == "html":
            bare = partial(form.render, checked.report, Bare(checked.pictures), "zh")
            seconds["first"], _ = _least(1, bare)
    return seconds


@dataclass(frozen=True)
class Bare:
    """Pictures without stored small pictures."""

    of: Pictures

    def page(self, file: str, page: int) -> bytes | None:
        """The page as it is stored."""
        return self.of.page(file, page)


def _sizes(folder: Path) -> dict[str, int]:
    """The bytes of all files in a folder, by suffix."""
    found: dict[str, int] = defaultdict(int)
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            found[path.suffix] += path.stat().st_size
    return found


def _kept(work: Path, pages: float, packets: int, desk: Mapping[str, int]) -> str:
    """The sizes of what is stored and written, in KiB."""
    lines = ["KiB a page of what is kept and written"]
    for name, folder in (("cache", work / "cache"), ("out", work / "out")):
        sizes = sorted(_sizes(folder).items(), key=lambda item: -item[1])
        lines.append(f"{name:8} " + ", ".join(f"{n} {s / 1024 / pages:.0f}" for n, s in sizes if s))
    kept = ", ".join(f"{name} {size / 1024 / packets:.0f}" for name, size in desk.items())
    return "\n".join([*lines, f"desk     {kept} a packet"])


def _again(packets: Sequence[Path], work: Path, cache: Path, rounds: int) -> float:
    """The seconds of a batch whose packets are all unchanged, including its summary."""
    inbox = work / "inbox"
    for source in packets:
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        if not (inbox / source.name).exists():
            inbox.mkdir(exist_ok=True)
            copy(source, inbox / source.name)
    line = ["batch", str(inbox), "--out", str(work / "out"), "--cache", str(cache)]
    line += ["--plain", "--no-memory", "--no-desk", "--workers", "1"]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        command(line)
        return _least(rounds, lambda: command(line))[0]


def _least(rounds: int, act: Callable[[], T]) -> tuple[float, T]:
    """The minimum processor time of a number of rounds, and the result of the last one."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        made = act()
        times.append(time.process_time() - begun)
    return min(times), made


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=Path, default=Path("samples/packets"))
    parser.add_argument("--work", type=Path, help="kept readings and reports stay here")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
