"""The intruder where no wall stands: what it can do there, the walls refuse it elsewhere."""

from pipeline.reading.box import worker
from pipeline.reading.box.standing import Standing
from pipeline.reading.box.start import Start
from tests.pipeline.reading.box import intruder


def none(start: Start) -> Standing:
    return Standing()


if __name__ == "__main__":
    worker.raise_walls = none
    intruder.main()
