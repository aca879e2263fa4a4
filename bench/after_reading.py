"""What is done to packets after their pages are read: processor time by stage, and of a re-run.

    python -m bench.after_reading [--packets FOLDER] [--work FOLDER] [--rounds N]

Each packet is checked once, so that its readings and small pictures are kept; then every stage runs
by itself, N times. Told are milliseconds of processor time, the least of the rounds, summed over
the packets and given for 20 pages:

  extract   pages to documents: what each page is, where each paper ends, its fields
  rest      opening the packet, its kept readings, second readings, names, all but the above
  rules     every rule on the day of filing
  outlook   the other days of filing, the choices
  json, html, notice, ics   each form of the report
  first     html where no small picture is kept: beyond `html`, what readers do of it
  again     a batch of the packets that were read whole, unchanged: answered from its journal

Then what is kept and written, in KiB: of a page by kind of file in the cache and in OUT, of a
packet the material and report that a desk keeps.

Two trees are compared in turn, each with a work folder of its own:

    cd OLD && .venv/bin/python NEW/bench/after_reading.py --work /tmp/old
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
from pipeline.judging import judge_material
from pipeline.reporting.formats import FORMATS
from pipeline.reporting.pictures import Pictures
from pipeline.run import Checked, Kit, Options, check_packet, open_kit
from yushen.__main__ import main as command

PAGES = 20  # of the packet that figures are given for
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
                checked = check_packet(source, kit, Options())  # what is not kept yet is read
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
    seconds["rules"], _ = _least(rounds, lambda: judge_material(material, kit.policy, ahead=False))
    both, _ = _least(rounds, lambda: judge_material(material, kit.policy))
    seconds["outlook"] = max(0.0, both - seconds["rules"])
    seconds["rest"] = max(0.0, whole - seconds["extract"] - both)
    return {**seconds, **_forms(checked, rounds)}


def _forms(checked: Checked, rounds: int) -> dict[str, float]:
    """The seconds of each form of a report; of the page also where nothing is kept of pictures."""
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
    """Pictures of which nothing small is kept."""

    of: Pictures

    def page(self, file: str, page: int) -> bytes | None:
        """The page as it is kept."""
        return self.of.page(file, page)


def _sizes(folder: Path) -> dict[str, int]:
    """The bytes of all files in a folder by the endings of their names."""
    found: dict[str, int] = defaultdict(int)
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            found[path.suffix] += path.stat().st_size
    return found


def _kept(work: Path, pages: float, packets: int, desk: Mapping[str, int]) -> str:
    """What is kept and written, in KiB."""
    lines = ["KiB a page of what is kept and written"]
    for name, folder in (("cache", work / "cache"), ("out", work / "out")):
        sizes = sorted(_sizes(folder).items(), key=lambda item: -item[1])
        lines.append(f"{name:8} " + ", ".join(f"{n} {s / 1024 / pages:.0f}" for n, s in sizes if s))
    kept = ", ".join(f"{name} {size / 1024 / packets:.0f}" for name, size in desk.items())
    return "\n".join([*lines, f"desk     {kept} a packet"])


def _again(packets: Sequence[Path], work: Path, cache: Path, rounds: int) -> float:
    """The seconds of a batch that finds all its packets unchanged, summary and all."""
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
    """The least processor time of so many rounds, and what came of the last."""
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
