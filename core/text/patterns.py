"""Patterns from data files, compiled once.

The types have more of them than the cache of `re` (512): used in turn, page after page, each would
be compiled again every time.
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
