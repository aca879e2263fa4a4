"""The shipped packets: a case a file in `packets/`, what may stand in it in `models.py`.

`bad-files` is written by generator.broken, for its files are not pages.
"""

from generator.cases.build import NAMES, packet

__all__ = ["NAMES", "packet"]
