"""A record as a spreadsheet: keys with their values beside or below them, on any of its sheets."""

import itertools
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.record_keys import Unusable, is_known, single

EXACT = 10**15  # a spreadsheet's own numbers lose their last digits above this
MAX_COLUMNS, MAX_ROWS = 60, 2000  # columns and rows that are read
Row = tuple[Any, ...]


def read_sheet(path: Path, notes: list[str]) -> dict[str, Any]:
    """Keys (dots for nesting, such as applicant.name) and values of the sheet with most known keys.

    What cannot be used is added to `notes`.
    """
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > limits().record_unpacked:
            raise Unusable(reason("record.too_large"))
    import openpyxl  # slow to load, and rare

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheets = [
            list(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS, max_row=MAX_ROWS))
            for sheet in book.worksheets
        ]
    finally:
        book.close()
    tables = [pairs for rows in sheets for pairs in (list(_beside(rows)), list(_below(rows)))]
    best = max(tables, key=lambda pairs: sum(is_known(key) for key, _ in pairs), default=[])
    return _record(best, notes)


def _record(pairs: list[tuple[str, Any]], notes: list[str]) -> dict[str, Any]:
    kept = []
    for key, value in pairs:
        if isinstance(value, (int, float)) and abs(value) >= EXACT:
            notes.append(reason("record.many_digits", key=key))
        else:
            kept.append((key, value.date() if isinstance(value, datetime) else value))
    return single(kept, notes, is_known)


def _beside(rows: list[Row]) -> Iterator[tuple[str, Any]]:
    """Each key with the next non-empty cell of its row; further keys if known."""
    for row in rows:
        cells = [cell for cell in row if cell not in (None, "")]
        first = True
        while len(cells) > 1:
            key, value, *rest = cells
            if isinstance(key, str) and (is_known(key) or first) and not is_known(value):
                yield key.strip(), value
                cells = rest
            else:
                cells = cells[1:]
            first = False


def _below(rows: list[Row]) -> Iterator[tuple[str, Any]]:
    """A row of keys with the row of values under it."""
    for heads, values in itertools.pairwise(rows):
        if sum(is_known(head) for head in heads) > 1 and not any(map(is_known, values)):
            for head, value in zip(heads, values, strict=True):
                if isinstance(head, str) and value not in (None, ""):
                    yield head.strip(), value
            return
