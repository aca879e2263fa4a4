"""What a worker is started with: the caller works out the paths the worker needs to run."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from core.limits import limits
from pipeline.reading.box.start import Start
from pipeline.reading.intake.system_fonts import font_folders
from pipeline.reading.ocr import OUTSIDE
from pipeline.reading.ocr.engine import EngineNeeds

CODE = Path(__file__).parents[3]
"""The folder that contains our packages."""
OWN_PACKAGES = ("core", "pipeline")  # our packages that a worker imports
PACKAGES = ("site-packages", "dist-packages")  # package folders, also of other environments
STANDARD = ("stdlib", "platstdlib", "purelib", "platlib")
SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib",
    "/usr/share/zoneinfo", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime",
    "/etc/mime.types", "/etc/ssl/openssl.cnf",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
    "/sys/devices/system/cpu", "/sys/devices/system/node",
    "/dev/urandom", "/dev/random",
)  # fmt: skip
LOADERS = ("/lib64/ld-linux*", "/lib/ld-linux*", "/lib/ld-musl*")
KEPT = (
    "HOME", "LD_LIBRARY_PATH", "PATH", "TZ", "YUSHEN_DEBUG", "YUSHEN_PRECISION",
)  # fmt: skip
"""Environment variables passed to a worker; the others may hold passwords."""
WINDOWS = (
    "LOCALAPPDATA", "NUMBER_OF_PROCESSORS", "PATHEXT", "PROCESSOR_ARCHITECTURE", "SYSTEMDRIVE",
    "SYSTEMROOT", "USERPROFILE", "WINDIR",
)  # fmt: skip
"""Variables that Windows' own libraries need: without SYSTEMROOT Python does not start there."""


def plan(engine: str | None, second: str | None, scratch: Path, package: str) -> Start:
    """The start settings of a worker whose main module is in `package`."""
    needed = [OUTSIDE.get(name, EngineNeeds()) for name in (engine, second) if name]
    return Start(
        engine=engine,
        second=second,
        limits=limits(),
        caller=os.getpid(),
        scratch=scratch,
        readable=(*_readable(package), *_data(needed)),
        listed=() if _is_installed() else (CODE,),
        runnable=tuple(_programs(needed)),
    )


def environment(scratch: Path) -> dict[str, str]:
    """The environment variables of a worker."""
    variables = [name for outside in OUTSIDE.values() for name in outside.variables]
    kept = {name: os.environ[name] for name in (*KEPT, *variables) if name in os.environ}
    path = {"PYTHONPATH": os.pathsep.join(map(str, _added()))}
    if sys.platform == "win32":
        kept |= {name: os.environ[name] for name in WINDOWS if name in os.environ}
        kept |= {"TEMP": str(scratch), "TMP": str(scratch), "PYTHONUTF8": "1"}
    ours = {
        "LANG": "C.UTF-8",
        "TMPDIR": str(scratch),
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "DO_NOT_TRACK": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return kept | path | ours


def _added() -> list[Path]:
    """Package folders on the import path other than the installed ones."""
    named = [
        Path(name).resolve() for name in os.environ.get("PYTHONPATH", "").split(os.pathsep) if name
    ]
    return named if _is_installed() else [CODE, *named]


def _is_installed() -> bool:
    """Whether our packages are installed with the others, or run from their source."""
    return str(CODE) in {sysconfig.get_path(name) for name in STANDARD}


def _readable(package: str) -> Iterator[Path]:
    libraries = [Path(sysconfig.get_path(name)) for name in STANDARD]
    libraries += [Path(name) for name in sys.path if Path(name).name in PACKAGES]
    yield from libraries
    yield from (path for path in _added() if path != CODE)
    yield from _targets(libraries)
    yield from (CODE / name for name in {*OWN_PACKAGES, package})
    yield from font_folders()
    yield from map(Path, SYSTEM)
    if folder := sysconfig.get_config_var("LIBDIR"):
        yield Path(folder)


def _targets(folders: Iterable[Path]) -> Iterator[Path]:
    """Package folders that symbolic links in these folders point to."""
    for folder in folders:
        with suppress(OSError):
            yield from (path.resolve() for path in folder.iterdir() if path.is_symlink())


def _data(needed: Iterable[EngineNeeds]) -> Iterator[Path]:
    for one in needed:
        yield from map(Path, one.folders)
        yield from (Path(os.environ[name]) for name in one.variables if name in os.environ)


def _programs(needed: Iterable[EngineNeeds]) -> Iterator[Path]:
    """The programs, and the loaders that the kernel starts for them."""
    names = [name for one in needed for name in one.programs]
    yield from (Path(found).resolve() for name in names if (found := shutil.which(name)))
    if names:
        for pattern in LOADERS:
            yield from (path.resolve() for path in Path("/").glob(pattern.lstrip("/")))
