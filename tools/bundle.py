"""Packs everything that yushen needs besides Python into one archive, for offline machines.

    python tools/bundle.py --out dist                                # for this kind of machine
    python tools/bundle.py --out dist --platform windows             # for another kind

Content: wheels of all locked packages, by their locked hashes; our own wheel; an installer. The
same commit gives the same bytes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # runs as a script, as well as imported

from core.files import sha256_of  # noqa: E402
from tools.wheel import PIP, build, epoch  # noqa: E402

TEMPLATES = ROOT / "deploy" / "bundle"


@dataclass(frozen=True)
class Platform:
    """A kind of machine: its tag in pip, and its values in markers."""

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]


_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
_GLIBC = ("manylinux_2_36", "manylinux_2_34", "manylinux_2_31", "manylinux_2_28", "manylinux_2_27",
          "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014", "manylinux_2_12",
          "manylinux2010", "manylinux_2_5", "manylinux1", "linux")  # fmt: skip
PLATFORMS = {
    one.name: one
    for one in (
        Platform("linux-x86_64", tuple(f"{tag}_x86_64" for tag in _GLIBC),
                 {**_LINUX, "platform_machine": "x86_64"}),
        Platform("linux-aarch64", tuple(f"{tag}_aarch64" for tag in _GLIBC),
                 {**_LINUX, "platform_machine": "aarch64"}),
        Platform("windows", ("win_amd64",),
                 {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt",
                  "platform_machine": "AMD64"}),
    )
}  # fmt: skip


def bundle(lock: Path, platform: Platform, python: str, out: Path, pip: Sequence[str] = ()) -> Path:
    """The archive, in `out`; `pip` holds extra options for fetching wheels."""
    out.mkdir(parents=True, exist_ok=True)
    time_of_all = epoch()
    with TemporaryDirectory() as place:
        own = build(Path(place), time_of_all)
        version = str(parse_wheel_filename(own.name)[1])
        name = f"yushen-{version}-{platform.name}-python{python}"
        inside = Path(place) / name
        wheels = inside / "wheels"
        wheels.mkdir(parents=True)
        asked = Path(place) / "asked.txt"
        asked.write_text("".join(needed(lock.read_text("utf-8"), platform, python)), "utf-8")
        _fetch(asked, platform, python, wheels, pip)
        shutil.move(own, wheels / own.name)
        (inside / "requirements.txt").write_text("".join(_pinned(wheels)), "utf-8")
        for template in sorted(TEMPLATES.iterdir()):
            text = template.read_text("utf-8").replace("@PYTHON@", python)
            text = text.replace("@VERSION@", version).replace("@PLATFORM@", platform.name)
            ends = "\r\n" if template.suffix == ".cmd" else "\n"
            (inside / template.name).write_text(text, "utf-8", newline=ends)
        archive = out / (f"{name}.zip" if platform.name == "windows" else f"{name}.tar")
        _pack(inside, archive, time_of_all)
        return archive


def needed(lock: str, platform: Platform, python: str) -> Iterator[str]:
    """The lock entries whose markers apply to that platform, each with its hashes."""
    environment = {
        **platform.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    for entry in _entries(lock):
        first_line, *hashes = [line.rstrip("\\ ") for line in entry]
        requirement = Requirement(first_line)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield " \\\n".join([f"{requirement.name}{requirement.specifier}", *hashes]) + "\n"


def _entries(lock: str) -> Iterator[list[str]]:
    entry: list[str] = []
    for line in lock.splitlines():
        if line and not line.startswith((" ", "#")) and entry:
            yield entry
            entry = []
        if line.strip() and not line.startswith("#"):
            entry.append(line)
    if entry:
        yield entry


def _fetch(asked: Path, platform: Platform, python: str, wheels: Path, pip: Sequence[str]) -> None:
    tags = [part for tag in platform.tags for part in ("--platform", tag)]
    subprocess.run(
        [*PIP, "download", "-q", "--no-deps", "--require-hashes", "--only-binary=:all:", *tags,
         "--python-version", python, "--implementation", "cp", "-r", str(asked), "-d", str(wheels),
         *pip],
        check=True,
    )  # fmt: skip


def _pinned(wheels: Path) -> Iterator[str]:
    """Each wheel's name, version and SHA-256."""
    for wheel in sorted(wheels.iterdir()):
        name, version, *_ = parse_wheel_filename(wheel.name)
        yield f"{name}=={version} --hash=sha256:{sha256_of(wheel)}\n"


def _pack(folder: Path, archive: Path, epoch: int) -> None:
    """Sorted names, one time, one owner. Not compressed: wheels already are."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    pack = _zip if archive.suffix == ".zip" else _tar
    pack({str(path.relative_to(folder.parent)): path for path in files}, archive, epoch)


def _zip(files: Mapping[str, Path], archive: Path, epoch: int) -> None:
    year, *rest = time.gmtime(epoch)[:6]
    with zipfile.ZipFile(archive, "w") as packed:
        for name, path in files.items():
            info = zipfile.ZipInfo(name, (year, rest[0], rest[1], rest[2], rest[3], rest[4]))
            with path.open("rb") as source, packed.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)


def _tar(files: Mapping[str, Path], archive: Path, epoch: int) -> None:
    with tarfile.open(archive, "w") as tar:
        for name, path in files.items():
            info = tar.gettarinfo(path, name)
            info.mtime, info.uid, info.gid, info.uname, info.gname = epoch, 0, 0, "", ""
            info.mode = 0o755 if path.suffix == ".sh" else 0o644
            with path.open("rb") as source:
                tar.addfile(info, source)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python tools/bundle.py")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--platform", choices=sorted(PLATFORMS), default=_ours())
    parser.add_argument("--python", default="{}.{}".format(*sys.version_info[:2]), metavar="3.N")
    given = parser.parse_args(arguments)
    lock = ROOT / "requirements.txt"
    print(bundle(lock, PLATFORMS[given.platform], given.python, given.out))
    return 0


def _ours() -> str:
    machine = os.uname().machine if hasattr(os, "uname") else ""
    return f"linux-{machine}" if sys.platform == "linux" else "windows"


if __name__ == "__main__":
    sys.exit(main())
