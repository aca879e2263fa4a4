"""One script: traditional characters (靜) converted to the simplified ones (静) that papers use by
law.
"""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("traditional.txt")
"""One line for each traditional character with its simplified one; made by tools/traditional.py."""


@cache
def _table() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in FILE.read_text("utf-8").split()}


def simplified(text: str) -> str:
    """The text in simplified script; characters that names keep (乾, 昇, 於) stay.

    >>> simplified("張靜雲"), simplified("乾昇")
    ('张静云', '乾昇')
    """
    return text.translate(_table())
