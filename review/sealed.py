"""Sealed files of the desk, and temporary plain copies of them.

The copies are in the work folder of this process (core/work.py), which is deleted at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from core.files import new_file, private_folder, write_atomic
from core.sealing import Sealer, Unopened, lost
from core.work import work_folder


def seal_all(seal: Sealer, folder: Path, owner: str) -> None:
    """Seal every file below a folder, each bound to its owner and its place."""
    if seal.key is not None:
        for path in [one for one in folder.rglob("*") if one.is_file()]:
            write_atomic(path, seal.close(_name(owner, folder, path), path.read_bytes()))


@contextmanager
def plainly(seal: Sealer, folder: Path, source: Path, owner: str) -> Iterator[Path]:
    """A plain copy of `source`, a file or folder below `folder` that `seal_all` has sealed.

    Raises InputError for a wrong key.
    """
    if seal.key is None:
        yield source
        return
    with TemporaryDirectory(dir=work_folder()) as room:
        target = Path(room) / source.name
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            if path.is_file():
                plain = target / path.relative_to(source)
                private_folder(plain.parent)
                with new_file(plain) as out:
                    out.write(opened(seal, _name(owner, folder, path), path.read_bytes()))
        yield target


def opened(seal: Sealer, name: str, content: bytes) -> bytes:
    """The content sealed under that name. Raises InputError for a wrong key."""
    try:
        return seal.open(name, content)
    except Unopened as error:
        raise lost(error, "上传的文件", "what was uploaded") from error


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _name(owner: str, folder: Path, path: Path) -> str:
    return f"{owner}/{path.relative_to(folder).as_posix()}"
