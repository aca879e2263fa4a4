"""Names in what is written to stderr: whole for somebody at a terminal, cut short in a log.

A packet's folder bears the applicant's name more often than not, and logs are kept and passed on.
"""

import re
import sys

from pipeline.reading.intake.names import shown
from pipeline.reporting.mask import Masker

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def discreet(name: str) -> str:
    """The name as this stderr may have it: in a log its first character, length and ending.

    >>> discreet("张三-证件新办.zip") if not sys.stderr.isatty() else "张…(7).zip"
    '张…(7).zip'
    """
    text = Masker().text(shown(name))
    if sys.stderr.isatty():
        return text
    found = _SUFFIX.search(text)
    bare, ending = (text[: found.start()], found[0]) if found else (text, "")
    return f"{bare[:1]}…({len(bare)}){ending}" if len(bare) > 1 else text


def without(name: str, text: str) -> str:
    """A message in which a packet is named, as this stderr may have it."""
    told = text.replace(shown(name), discreet(name)) if name else shown(text)
    return Masker().text(told)
