"""The shipped packets: one case per file in `packets/`, in the format defined in `models.py`.

`bad-files` is written by generator.broken, because its files are not pages.
"""

from generator.cases.build import NAMES, packet

__all__ = ["NAMES", "packet"]
