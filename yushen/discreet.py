"""Names on stderr: complete on a terminal, shortened in a log.

A packet's folder usually bears the applicant's name, and logs are kept and passed on.
"""

import re
import sys

from pipeline.reading.intake.names import shown
from pipeline.reporting.mask import Masker

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def discreet(name: str) -> str:
    """The name for this stderr: in a log its first character, length and suffix.

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
    """A message that contains a packet's name, for this stderr."""
    shown_text = text.replace(shown(name), discreet(name)) if name else shown(text)
    return Masker().text(shown_text)
