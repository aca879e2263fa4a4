"""Build a reproducible wheel: the same sources give the same bytes anywhere and at any time.

    python tools/wheel.py --out dist

Times inside are $SOURCE_DATE_EPOCH, or else that of the last commit; modes do not depend on the
checkout's umask. It is built from a copy of the package's sources, with the installed build tools.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
ROOMS = ("core", "extractors", "flows", "pipeline", "review", "validators", "yushen")
BESIDE = ("pyproject.toml", "README.md", "LICENSE")
EPOCH = "SOURCE_DATE_EPOCH"
EARLIEST = 315532800  # 1980, the earliest time a zip can store
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


def build(out: Path, epoch: int) -> Path:
    """The wheel, in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        source = Path(place) / "source"
        _copy(source)
        made = Path(place) / "made"
        subprocess.run(
            [*PIP, "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", ".",
             "-w", str(made)],
            cwd=source, check=True, umask=0o022,
            env={**os.environ, EPOCH: str(epoch), "PYTHONHASHSEED": "0"},
        )  # fmt: skip
        [wheel] = made.glob("yushen-*.whl")
        return Path(shutil.move(wheel, out / wheel.name))


def _copy(source: Path) -> None:
    source.mkdir()
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=LEFT_OUT)
    for name in BESIDE:
        shutil.copyfile(ROOT / name, source / name)
    for path in [source, *source.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def epoch() -> int:
    """$SOURCE_DATE_EPOCH, or else the time of the last commit."""
    asked = os.environ.get(EPOCH)
    return max(EARLIEST, int(asked) if asked else _epoch_of_commit())


def _epoch_of_commit() -> int:
    process = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(process.stdout)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python tools/wheel.py")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    given = parser.parse_args(arguments)
    print(build(given.out, epoch()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
