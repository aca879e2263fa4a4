"""The intruder where no wall stands: what it can do there, the walls refuse it elsewhere."""

from pipeline.reading.box import worker
from pipeline.reading.box.standing import WallState
from pipeline.reading.box.start import Start
from tests.pipeline.reading.box import intruder


def none(start: Start) -> WallState:
    return WallState()


if __name__ == "__main__":
    worker.raise_walls = none
    intruder.main()
