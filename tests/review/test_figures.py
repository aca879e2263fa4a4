"""Days and weeks in figures, from rows; on both databases."""

import io
from datetime import UTC, date, datetime, timedelta

from openpyxl import load_workbook
from sqlalchemy import update

from review import papers
from review.closing import close
from review.figures import Figures, figures
from review.queue import Filter
from review.store import Store
from review.store.tables import PacketRow
from review.web.figures import bars
from tests.review.conftest import Put
from tests.review.test_work import settle

MONDAY = date(2026, 3, 2)


def moved(store: Store, key: str, came: datetime, closed: datetime | None = None) -> None:
    """As if it had come and been closed then."""
    with store.writing() as session:
        values = {"received": came, **({"closed_at": closed} if closed else {})}
        session.execute(update(PacketRow).where(PacketRow.key == key).values(**values))


def told(put: Put) -> tuple[Store, Figures]:
    """Three packets: accepted within two hours, sent back the next week, open."""
    first = close(settle(put(key="a" * 64)), "accept").packet.key
    context = put(key="b" * 64)
    third = put(key="c" * 64).packet  # before the second waits for papers: a case of its own
    second = close(context, "supplement").packet.key
    store = context.store
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    moved(store, first, at, at + timedelta(hours=2))
    moved(store, second, at, at + timedelta(days=7))
    moved(store, third, at - timedelta(hours=8))  # 17:00 UTC on Sunday is Monday in Beijing
    return store, figures(store, MONDAY, MONDAY + timedelta(days=13))


def test_weeks_count_what_came_and_what_was_closed(put: Put) -> None:
    _, found = told(put)
    assert [(one.name, one.came, one.closed) for one in found.spans] == [
        ("2026-03-02", 3, 1),
        ("2026-03-09", 0, 1),
    ]
    assert [one.first_pass for one in found.spans] == [1.0, 0.0]
    assert [one.hours for one in found.spans] == [2.0, 168.0]
    whole = found.whole
    assert (whole.came, whole.closed, whole.first_pass, whole.hours) == (3, 2, 0.5, 85.0)
    assert [(one.name, one.came) for one in found.services] == [("general_change", 3)]
    assert len(found.employers) == 1 and found.employers[0].came == 3
    assert found.reasons and found.reasons[0].packets == 2 and not found.more


def test_days_are_the_office_s(put: Put) -> None:
    store, _ = told(put)
    found = figures(store, MONDAY - timedelta(days=1), MONDAY, "day")
    assert [(one.name, one.came) for one in found.spans] == [("2026-03-01", 0), ("2026-03-02", 3)]


def test_the_highest_column_is_the_drawing_s_height(put: Put) -> None:
    _, found = told(put)
    drawn = bars(found)
    assert [(one.came, one.closed, one.rate) for one in drawn] == [(110, 37, 110), (0, 37, 0)]


def test_the_ledger_has_the_figures_too(put: Put) -> None:
    store, _ = told(put)
    book = load_workbook(io.BytesIO(papers.ledger(store, Filter())))
    rows = [[cell.value for cell in row] for row in book["统计"].iter_rows()]
    assert ["办理事项", "一般资料变更", 3, 2, 85, "50%"] in rows
