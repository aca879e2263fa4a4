"""The table of former posts on an application form: spans, units, places, positions."""

import re
from functools import reduce
from itertools import takewhile
from operator import add

from core.text.rows import Row
from core.text.sheet import Piece
from core.text.table import Column, find_table
from core.text.values import TextValue
from extractors.kit.fields import Sheets

COLUMNS = (
    Column("span", ("起止时间", "起止年月", "起止日期", "起止"), "month"),
    Column("employer", ("工作单位", "单位名称", "所在单位", "单位")),
    Column("_place", ("所在地", "工作地点", "地点")),
    Column("_post", ("职务", "岗位", "职务/岗位", "从事工作")),
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def posts(sheets: Sheets) -> TextValue | None:
    """All posts as one text: 2014.07—2019.06 某公司；2019.07—至今 另一公司; None without a table."""
    found: list[tuple[Piece, Piece]] = []
    for sheet in sheets:
        table = find_table(sheet, COLUMNS, 2)
        if table is None or not {"span", "employer"} <= table.heads.keys():
            continue
        for row in takewhile(_has_span, table.rows):
            if (unit := row.get("employer")) is not None:
                found.append((row.cells["span"].dense(), unit.dense()))
    if not found:
        return None
    text = "；".join(f"{span.text} {unit.text}" for span, unit in found)
    return TextValue(text, reduce(add, (piece for pair in found for piece in pair)))


def _has_span(row: Row) -> bool:
    """Whether a row says when: below the posts stands the next part of the form."""
    span = row.get("span")
    return span is not None and _YEAR.search(span.folded) is not None
