"""Text as an office file can hold it."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def without_control(text: str) -> str:
    r"""The text without what XML has no way to write.

    >>> without_control("a\x00b\tc")
    'ab\tc'
    """
    return _CONTROL.sub("", text)
