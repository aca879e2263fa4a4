"""Round-robin over units, so that one with 500 packets does not delay the others."""

from collections import deque
from collections.abc import Sequence

from pipeline.unattended.batch import BatchJob


def fairly(jobs: Sequence[BatchJob]) -> list[BatchJob]:
    """The jobs with one packet of each unit in turn; those of one unit keep their order.

    >>> from pathlib import Path
    >>> fair = fairly([BatchJob(f"{n}", f"{n}", Path(), unit) for n, unit in enumerate("aaabbc")])
    >>> "".join(job.unit for job in fair)
    'abcaba'
    """
    of_unit: dict[str, deque[BatchJob]] = {}
    for job in jobs:
        of_unit.setdefault(job.unit, deque()).append(job)
    waiting, order = deque(of_unit.values()), list[BatchJob]()
    while waiting:
        unit = waiting.popleft()
        order.append(unit.popleft())
        if unit:
            waiting.append(unit)
    return order
