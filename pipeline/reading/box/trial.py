"""Which walls stand on this machine: a worker is started that raises them and reads nothing."""

from core.errors import ReadingFailed, ToolMissing
from pipeline.reading.box.process import Spec, Worker
from pipeline.reading.box.standing import WALLS, Standing


def standing() -> Standing:
    """The walls of a worker here; where none can be started, none stands and it says so."""
    try:
        worker = Worker(Spec(engine=None))
    except ReadingFailed as error:
        return Standing(missing=dict.fromkeys(WALLS, str(error)))
    try:
        return worker.walls
    finally:
        worker.kill()


def check_walls() -> None:
    """Raises ToolMissing where a wall does not stand."""
    missing = standing().missing
    if missing:
        names = ", ".join(f"{wall} ({why})" for wall, why in missing.items())
        raise ToolMissing(
            f"识别进程的隔离不完整：{names}；请运行 yushen doctor 查看，或去掉 --require-sandbox",
            f"walls around the reading workers are missing: {names}; please see yushen doctor, or "
            "do without --require-sandbox",
        )
