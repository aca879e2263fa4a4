"""Text that an office file can contain."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def without_control(text: str) -> str:
    r"""The text without characters that XML cannot represent.

    >>> without_control("a\x00b\tc")
    'ab\tc'
    """
    return _CONTROL.sub("", text)
