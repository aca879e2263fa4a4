"""Patterns that are data, made ready once.

The types name more of them than `re` keeps by itself (512): asked in turn, page after page, each
would be compiled anew each time.
"""

import re
from functools import lru_cache


@lru_cache(maxsize=8192)
def ready(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled.

    >>> ready("第([0-9]+)页").findall("第3页"), ready("a") is ready("a")
    (['3'], True)
    """
    return re.compile(pattern)
