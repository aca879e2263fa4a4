"""The folders of a watch, and whether they can be used together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError
from core.files import private_folder, result_folder


@dataclass(frozen=True)
class WatchFolders:
    """The folders for dropped things, for results, and for originals after their check."""

    drop: Path
    out: Path
    done: Path | None = None

    @property
    def own(self) -> tuple[Path, ...]:
        """Our own folders, which may be inside the drop folder."""
        return (self.out, self.done) if self.done is not None else (self.out,)


def places(drop: Path, out: Path, done: Path | None) -> WatchFolders:
    """The folders by their real paths; our own are created.

    Raises InputError if one contains another so that the watch would process its own results.
    """
    if not drop.is_dir():
        raise InputError(
            "not_a_folder",
            f"找不到文件夹 {drop}，请检查路径",
            f"there is no folder {drop}; please check the path",
        )
    _make(out, result_folder)
    if done is not None:
        _make(done, private_folder)
    found = WatchFolders(
        drop.resolve(), out.resolve(), done.resolve() if done is not None else None
    )
    _apart(found)
    return found


def _make(folder: Path, made: Callable[[Path], Path]) -> None:
    try:
        made(folder)
    except OSError as error:
        raise InputError(
            "out_not_writable", f"无法写入 {folder}", f"cannot write to {folder}"
        ) from error


def _apart(found: WatchFolders) -> None:
    for folder in found.own:
        deep = found.drop in folder.parents and folder.parent != found.drop
        if folder == found.drop or folder in found.drop.parents or deep:
            raise InputError(
                "nested",
                f"{folder} 与 {found.drop} 相互嵌套，请另选文件夹",
                f"{folder} and {found.drop} lie in one another; please choose another folder",
            )
    if found.done is None:
        return
    if found.done == found.out or found.out in found.done.parents:
        raise InputError(
            "nested",
            f"{found.done} 不能在 {found.out} 之内",
            f"{found.done} cannot lie in {found.out}",
        )
    if found.done in found.out.parents:
        raise InputError(
            "nested",
            f"{found.out} 不能在 {found.done} 之内",
            f"{found.out} cannot lie in {found.done}",
        )
    if found.done.stat().st_dev != found.drop.stat().st_dev:
        raise InputError(
            "other_disk",
            f"{found.done} 须与 {found.drop} 在同一磁盘",
            f"{found.done} and {found.drop} must be on one file system",
        )
