"""The intruder on a machine that has no Landlock."""

from pipeline.reading.box import landlock
from tests.pipeline.reading.box import intruder


def missing() -> int:
    raise OSError(38, "Function not implemented")


if __name__ == "__main__":
    landlock.version = missing
    intruder.main()
