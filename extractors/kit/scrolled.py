"""Rows of one table that was scrolled and photographed several times."""

from collections.abc import Sequence

from extractors.kit.tables import Fields


def once(rows: Sequence[Fields]) -> tuple[Fields, ...]:
    """The rows without those already on an earlier picture of the same scrolled table."""
    kept: list[Fields] = []
    for row in rows:
        if not _repeated(row, kept):
            kept.append(row)
    return tuple(kept)


def _repeated(row: Fields, rows: Sequence[Fields]) -> bool:
    key = _key(row)
    return None not in key and any(
        _key(other) == key and _page(other) != _page(row) for other in rows
    )


def _key(row: Fields) -> tuple[str | None, ...]:
    return tuple(
        row[name].value if name in row else None for name in ("period", "income_item", "income")
    )


def _page(row: Fields) -> object:
    return next((cell.page for cell in row.values()), None)
