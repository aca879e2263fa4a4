"""Tests which walls work on this machine, with a worker that only sets them up."""

from core.errors import ReadingFailed, ToolMissing
from pipeline.reading.box.process import Spec, Worker
from pipeline.reading.box.standing import WALLS, WallState


def standing() -> WallState:
    """The state of the walls here; if no worker starts, all are missing, with the reason."""
    try:
        worker = Worker(Spec(engine=None))
    except ReadingFailed as error:
        return WallState(missing=dict.fromkeys(WALLS, str(error)))
    try:
        return worker.walls
    finally:
        worker.kill()


def check_walls() -> None:
    """Raises ToolMissing if a wall is missing."""
    missing = standing().missing
    if missing:
        names = ", ".join(f"{wall} ({why})" for wall, why in missing.items())
        raise ToolMissing(
            f"识别进程的隔离不完整：{names}；请运行 yushen doctor 查看，或去掉 --require-sandbox",
            f"walls around the reading workers are missing: {names}; please see yushen doctor, or "
            "do without --require-sandbox",
        )
