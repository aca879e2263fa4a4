"""Fills a desk's database with any number of packets, and measures each of its queries.

Rows are copies of a thousand samples with different names, days and outcomes; the texts of a
packet (material, report) are short here: their size affects the disk, not the queries.
"""

import io
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, get_args

from sqlalchemy import Connection, event, text

from core.clock import here
from core.models.finding import OUTCOMES
from review.audit import trail
from review.cases import history
from review.cases.models import CaseKeys
from review.cases.proposals import known_cases
from review.day import day_summary
from review.following import following
from review.models import DeskUser, Role
from review.queue import MAX_COUNTED, Filter, Order, choices, counts, rows
from review.store import Store
from review.store.case_tables import CaseRow
from review.store.tables import DeskTable

BLOCK = 20_000  # rows per insert
TEXT = 1_800  # characters of a packet's material and of its report
PACKETS_PER_DAY = 2_500
OPEN = 20  # one of this many packets is open
AUDITED = ("arrive", "decide", "close")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
SERVICES = ("new_permit", "renewal", "address_change", "employer_change", "general_change")
REASON = [["FORM-POA-FIELDS", "supplement", "授权委托书缺少受托人联系电话，请补充完整后重新提交"]]
BY = DeskUser(name="赵敏", role=Role.REVIEWER)

Row = Sequence[object]


def fill(store: Store, packets: int, *, length: int = TEXT, seed: int = 1) -> None:
    """Insert that many packets with their history, the last one received now.

    `length` is the number of characters of a packet's material and of its report.
    """
    rng, end = random.Random(seed), datetime.now(UTC).replace(microsecond=0)
    indexes = [index for table in DeskTable.metadata.sorted_tables for index in table.indexes]
    with store.engine.begin() as connection:  # created at the end, each in one step
        for index in indexes:
            index.drop(connection)
    for first in range(0, packets, BLOCK):
        numbers = range(first, min(first + BLOCK, packets))
        made = [_packet(rng, number, end, packets, length) for number in numbers]
        with store.engine.begin() as connection:
            _put(connection, "packet", _COLUMNS, (one.values() for one in made))
            _put(connection, "audit", _AUDIT, (row for one in made for row in _audited(one)))
            _put(connection, "case_file", _CASE, map(_case, made))
            _put(connection, "submission", _SUBMISSION, (row for one in made for row in _came(one)))
            decided = [
                one for one in made if (one["state"], one["outcome"]) == ("closed", "review")
            ]
            _put(connection, "decision", _DECISION, map(_decided, decided))
            _put(connection, "correction", _CORRECTION, map(_corrected, decided))
    with store.engine.begin() as connection:
        for index in indexes:
            index.create(connection)
        connection.execute(text("ANALYZE"))


def _packet(
    rng: random.Random, number: int, end: datetime, packets: int, length: int
) -> dict[str, object]:
    received = end - timedelta(seconds=(packets - 1 - number) * 86_400 / PACKETS_PER_DAY)
    unit = f"北京{rng.choice(SURNAMES)}{rng.choice(GIVEN)}{rng.randrange(9999):04}科技有限公司"
    person = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2))))
    outcome = rng.choices(OUTCOMES, (5, 40, 35, 20))[0]
    open_ = rng.randrange(OPEN) == 0
    service, batch = rng.choice(SERVICES), f"{received:%Y-%m-%d}"
    name, applicant = f"{person}{number:07}", f"{person} 110***********{rng.randrange(9999):04}"
    return {
        "key": f"{rng.getrandbits(128):032x}", "version": 1 if open_ else 2, "name": name,
        "batch": batch, "received": received, "day": received.date(), "service": service,
        "employer": unit, "applicant": applicant, "outcome": outcome, "first_outcome": outcome,
        "fails": int(outcome in OUTCOMES[:2]), "doubts": rng.randrange(4) if open_ else 0,
        "reasons": json.dumps(REASON, ensure_ascii=False), "reasons_en": None,
        "search": f"{name} {batch} {unit} {applicant} {service}".casefold(),
        "state": "open" if open_ else "closed", "closed": None if open_ else "supplement",
        "closed_by": None if open_ else "赵敏",
        "closed_at": None if open_ else received + timedelta(hours=rng.randrange(1, 48)),
        "closed_why": "", "material": rng.randbytes(length // 2).hex(),
        "report": rng.randbytes(length // 2).hex(), "final": None,
    }  # fmt: skip


def _audited(packet: dict[str, object]) -> Iterator[Row]:
    done = AUDITED if packet["state"] == "closed" else AUDITED[:1]
    for version, action in enumerate(done, 1):
        at = packet["closed_at"] if version == len(AUDITED) else packet["received"]
        yield at, "赵敏", action, packet["key"], version, "", "", False


def _case(packet: dict[str, object]) -> Row:
    unit, person = str(packet["employer"]), str(packet["applicant"])
    return (
        packet["key"],
        "",
        person,
        person.split()[0],
        unit,
        unit,
        packet["received"],
        _times(packet),
    )


def _came(packet: dict[str, object]) -> Iterator[Row]:
    """Its submissions; all but the last were sent back."""
    key, received, times = str(packet["key"]), packet["received"], _times(packet)
    for number in range(1, times + 1):
        own = key if number == times else f"{key[:-1]}-{number}"
        closed = None if number == times else "supplement"
        yield own, key, number, received, "赵敏", packet["name"], packet["batch"], closed, "", ""


def _times(packet: dict[str, object]) -> int:
    """One case in three has two submissions."""
    return 2 if int(str(packet["key"])[:4], 16) % 3 == 0 else 1


def _decided(packet: dict[str, object]) -> Row:
    return packet["key"], "R:1", "R", "pass", "", "赵敏", packet["received"]


def _corrected(packet: dict[str, object]) -> Row:
    return packet["key"], "D1", "name", "甲", "乙", 0.5, "", "赵敏", packet["received"]


def _put(connection: Connection, table: str, columns: str, rows: Iterator[Row] | Any) -> None:
    """Insert rows in the fastest way of each database."""
    driver: Any = connection.connection.driver_connection
    names = columns.replace(" ", "").split(",")
    if connection.dialect.name == "sqlite":
        marks = ",".join("?" * len(names))
        driver.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",
            [[*map(_plain, row)] for row in rows],
        )
        return
    lines = "".join("\t".join(map(_copied, row)) + "\n" for row in rows)
    driver.cursor().execute(
        f"COPY {table} ({columns}) FROM STDIN", stream=io.BytesIO(lines.encode())
    )


def _plain(value: object) -> object:
    """A value as SQLAlchemy writes it into SQLite."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _copied(value: object) -> str:
    return r"\N" if value is None else str(value).replace("\\", r"\\")


_COLUMNS = (
    "key, version, name, batch, received, day, service, employer, applicant, outcome,"
    " first_outcome, fails, doubts, reasons, reasons_en, search, state, closed, closed_by,"
    " closed_at, closed_why, material, report, final"
)
_CASE = "packet, number, person, name, unit, unit_name, began, submissions"
_SUBMISSION = "key, packet, number, received, by_whom, name, batch, closed, closed_why, content"
_AUDIT = "at, who, action, packet, version, target, why, secret"
_DECISION = "packet, finding, rule, verdict, why, by_whom, at"
_CORRECTION = "packet, document, field, value, before, confidence, why, by_whom, at"


@dataclass
class DatabaseWork:
    """The statements that an action sends to the database."""

    seconds: float = 0.0
    plans: list[str] = field(default_factory=list)

    @property
    def scans(self) -> list[str]:
        """The steps that scan a whole table or index, or sort their result."""
        return [line for plan in self.plans for line in plan.splitlines() if WHOLE.search(line)]


WHOLE = re.compile(r"SCAN (packet|case_file|submission)|TEMP B-TREE|Seq Scan|\bSort\b")
Act = Callable[[], object]


@contextmanager
def watched(store: Store, *, few: bool = False) -> Iterator[DatabaseWork]:
    """The statements sent inside the context, and afterwards their query plans.

    With `few` rows PostgreSQL would scan the table instead of using an index; this is switched off.
    """
    found, asked = DatabaseWork(), list[tuple[str, Any]]()

    def note(_c: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if statement.split()[0] in ("SELECT", "WITH", "UPDATE", "DELETE") and not many:
            asked.append((statement, given))

    event.listen(store.engine, "before_cursor_execute", note)
    begun = time.perf_counter()
    try:
        yield found
    finally:
        found.seconds = time.perf_counter() - begun
        event.remove(store.engine, "before_cursor_execute", note)
    found.plans += [plan_of(store, statement, given, few=few) for statement, given in asked]


def plan_of(store: Store, statement: str, given: Any, *, few: bool) -> str:
    """The query plan of the database."""
    sqlite = store.engine.dialect.name == "sqlite"
    how = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    with store.engine.begin() as connection:
        for what in ("seqscan", "sort", "incremental_sort") if few and not sqlite else ():
            connection.exec_driver_sql(f"SET LOCAL enable_{what} = off")
        rows = connection.exec_driver_sql(f"{how} {statement}", given).all()
    return "\n".join(str(row[-1]) for row in rows)


def acts(store: Store) -> dict[str, Act]:
    """The actions of people and programs, by name."""
    newest = rows(store, order="newest", limit=1)[0]
    today = here(newest.received).date()
    closed = rows(store, Filter(state="closed"), order="newest", limit=1)[0].key
    oldest = rows(store, Filter(state="open"), limit=1)[0].key
    year = today - timedelta(days=180)
    views: dict[str, Filter] = {
        "all": Filter(), "open": Filter(state="open"), "closed": Filter(state="closed"),
        "today": Filter(since=today, until=today), "outcome": Filter(outcome="reject"),
        "service": Filter(state="closed", service="renewal"),
        "batch": Filter(batch=newest.batch), "doubtful": Filter(state="open", doubtful=True),
        "a day": Filter(since=year, until=year), "search": Filter(text=newest.name),
        "search, none": Filter(text="无此单位"),
        "all at once": Filter(
            state="closed", outcome="reject", service="renewal", batch=newest.batch, text="公司"
        ),
    }  # fmt: skip
    found: dict[str, Act] = {}
    for name, wanted in views.items():
        for order in get_args(Order):
            found[f"list: {name}, {order}"] = partial(rows, store, wanted, order=order, limit=51)
        found[f"counts: {name}"] = partial(counts, store, wanted, limit=MAX_COUNTED)
    found |= {
        "choices": partial(choices, store), "day": partial(day_summary, store, today),
        "next": partial(following, store, oldest),
        "cases of an applicant": partial(history.of_applicant, store, BY, closed),
        "cases of an employer": partial(history.of_employer, store, BY, closed),
        "whose supplement": partial(_whose, store, oldest),
        "audit": partial(trail, store, limit=500),
        "audit of one": partial(trail, store, packet=closed),
        "audit by": partial(trail, store, who="赵敏", limit=500),
        "audit of a day": partial(trail, store, since=year, until=year, limit=500),
    }  # fmt: skip
    return found


def _whose(store: Store, key: str) -> object:
    """The cases that a submission may belong to."""
    with store.reading() as session:
        own = session.get_one(CaseRow, key)
        marks = CaseKeys(number="7", person=own.person, name=own.name, unit=own.unit)
        return known_cases(session, marks, key)


def ask(store: Store, times: int = 3) -> None:
    """The median time of each action, and its steps that scan a whole table."""
    for name, act in acts(store).items():
        act()
        tried = []
        for _ in range(times):
            with watched(store) as asked:
                act()
            tried.append(asked.seconds)
        print(
            f"{name:28} {1000 * sorted(tried)[times // 2]:8.1f} ms  {'; '.join(asked.scans)}",
            flush=True,
        )
