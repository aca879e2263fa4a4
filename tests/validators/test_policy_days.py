"""What decides on a day: one answer whatever the order of the file, or a refusal that says why."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import PolicyError
from tests.validators.editions import as_of_0_1, copied, shuffle
from validators.judging.edition import faults
from validators.policy import Policy, load_policy
from validators.policy.dated import NO_END
from validators.policy.files import files_of
from validators.policy.load import DATED, TABLES, load_folder

ONE = timedelta(days=1)
SPANS = (
    (date(2015, 1, 1), date(2017, 3, 31)),
    (date(2017, 4, 1), date(2017, 4, 1)),  # a single day
    (date(2017, 4, 2), date(2019, 12, 31)),
    (date(2021, 1, 1), NO_END),
)
NONE = (date(2020, 1, 1), date(2020, 12, 31))
WHY = "当年停办"


def figure(number: int, applies: str, extra: str = "") -> str:
    return (f'[[parameters]]\nid = "lapse_days"\nvalue = {number}\nunit = "日"\n{applies}\n'
            f'cites = "六（三）"\n{extra}')  # fmt: skip


def words(number: int, applies: str) -> str:
    return (f'[[lists]]\nid = "law_firm_codes"\nvalues = ["{number}"]\n{applies}\n'
            'cites = "二（二）5"\n')  # fmt: skip


def office(number: int, applies: str) -> str:
    return (f"[[office]]\n{applies}\nhours = [[09:00:00, 1{number}:00:00]]\nfew_weekdays = [1]\n"
            'many_weekdays = [2]\ncites = "五"\n')  # fmt: skip


def wage(number: int, applies: str) -> str:
    return (f"[[wages]]\nyear = {2000 + number}\nannual = {12000 * number}\n"
            f'monthly = {1000 * number}\nseries = "虚构"\n{applies}\nannual_status = "sourced"\n'
            'monthly_status = "sourced"\nsource = "虚构"\n')  # fmt: skip


def ask(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except PolicyError as error:
        return f"refused: {error}"


MADE: dict[str, tuple[Callable[..., str], str, Callable[[Policy, date], Any]]] = {
    "parameters": (figure, "lapse_days", lambda p, day: p.whole("lapse_days", day)),
    "lists": (words, "law_firm_codes", lambda p, day: int(p.words("law_firm_codes", day)[0])),
    "office": (office, "", lambda p, day: p.office_on(day).hours[0][1].hour - 10),
    "wages": (wage, "", lambda p, day: int(p.wage_on(day).monthly) // 1000),
}
"""An entry with a number, of what, and the number that decides on a day."""


def applies(first: date, last: date) -> str:
    return f"applies = [{first}, {chr(34) + 'open' + chr(34) if last == NO_END else last}]"


def none(name: str, first: date = NONE[0], last: date = NONE[1]) -> str:
    named = f'id = "{name}"\n' if name else ""
    return f'[[none]]\n{named}{applies(first, last)}\nwhy = "{WHY}"\n'


def only(folder: Path, table: str, entries: list[str]) -> Path:
    """The folder's own file of a table, with these entries in the place of the thing's own."""
    name, path = f"{table}.toml", folder / f"{table}.toml"
    text = files_of(folder).places[name].read_text("utf-8")
    of = MADE[table][1]
    kept = [
        part
        for part in re.split(r"(?m)^(?=\[\[)", text)[1:]
        if of and f'id = "{of}"' not in part and "[[none]]" not in part
    ]
    path.write_text("\n".join([*kept, *entries]), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "elsewhere_2020")


@pytest.mark.parametrize("table", MADE)
def test_one_answer_a_day_whatever_the_order_of_the_file(table: str, folder: Path) -> None:
    """Issue 10: the first entry in the file that had begun was taken, the newest never."""
    make, name, number = MADE[table]
    made = [make(n, applies(*span)) for n, span in enumerate(SPANS, 1)]
    path = only(folder, table, [*made, none(name)])
    near = {day + n * ONE for span in (*SPANS, NONE) for day in span if day != NO_END
            for n in (-1, 0, 1)}  # fmt: skip
    for seed in range(8):
        shuffle(path, seed)
        assert faults(folder) == ()
        policy = load_folder(folder)
        for day in near | {date(2050, 1, 1)}:
            found = ask(lambda p=policy, d=day: number(p, d))
            due = [n for n, (first, last) in enumerate(SPANS, 1) if first <= day <= last]
            if due:
                assert [found] == due, (day, seed)
            else:
                assert "refused" in found and str(day) in found
                assert (WHY in found) == (NONE[0] <= day <= NONE[1])


@pytest.mark.parametrize("table", DATED)
def test_the_shipped_data_answer_alike_in_any_order(table: str, folder: Path) -> None:
    shipped = load_policy()
    rows = getattr(shipped, table)
    days = {day + n * ONE for row in rows for day in row.applies if day != NO_END
            for n in (-1, 0, 1)}  # fmt: skip
    for seed in range(3):
        for name in TABLES[table]:
            path = folder / name
            path.write_text(files_of(folder).places[name].read_text("utf-8"), "utf-8")
            shuffle(path, seed)
        policy = load_folder(folder, shipped.version)
        assert len(rows) == 1 or getattr(policy, table) != rows
        for day in days:
            assert answers(policy, table, day) == answers(shipped, table, day), day


def answers(policy: Policy, table: str, day: date) -> list[Any]:
    if table == "parameters":
        ids = sorted({row.id for row in policy.parameters})
        return [ask(lambda n=name: policy._parameter(n, day)) for name in ids]
    if table == "lists":
        return [ask(lambda n=n: policy.words(n, day)) for n in sorted({r.id for r in policy.lists})]
    call = {"office": policy.office_on, "wages": policy.wage_on, "calendar": policy.is_workday}
    return [ask(lambda: call[table](day))]


def test_an_appended_newer_figure_decides_from_its_day(folder: Path) -> None:
    made = [figure(30, "applies = [2015-01-01, 2026-12-31]"),
            figure(45, 'applies = [2027-01-01, "open"]')]  # fmt: skip
    only(folder, "parameters", made)
    assert faults(folder) == ()
    policy = load_folder(folder)
    assert policy.whole("lapse_days", date(2026, 12, 31)) == 30
    assert policy.whole("lapse_days", date(2027, 1, 1)) == 45


def test_in_a_folder_of_release_0_1_a_value_decides_until_the_next(tmp_path: Path) -> None:
    """There the days had no end, and the newer figure never applied."""
    old = as_of_0_1(tmp_path / "old_2020")
    for table, newer in (
        ("parameters", figure(45, "from = 2027-01-01")),
        ("lists", words(7, "from = 2027-01-01")),
        ("office", office(7, "from = 2027-01-01")),
    ):
        path = old / f"{table}.toml"
        path.write_text(path.read_text("utf-8") + "\n" + newer, "utf-8")
    for seed in range(4):
        assert faults(old) == ()
        policy = load_folder(old)
        for table, before, after in (("parameters", 30, 45), ("lists", 31, 7), ("office", 2, 7)):
            number = MADE[table][2]
            assert number(policy, date(2026, 12, 31)) == before
            assert number(policy, date(2027, 1, 1)) == after
            shuffle(old / f"{table}.toml", seed)


BAD = [
    ([(2015, 2019), (2019, 9999)], "重叠", "overlaps"),
    ([(2015, 9999), (2020, 9999)], "重叠", "overlaps"),
    ([(2015, 9999), (2018, 2018), (2020, 9999)], "重叠", "overlaps"),
    ([(2015, 2019), (2015, 9999)], "自 2015-01-01 起有两个值", "two values from 2015-01-01"),
    ([(2015, 2017), (2019, 9999)], "2018-01-01 至 2018-12-31 没有适用的值", "no value for 2018"),
    ([(2019, 2015)], "第一日晚于最后一日", "the first day is after the last"),
]


def years(first: int, last: int) -> str:
    return applies(date(first, 1, 1), NO_END if last == 9999 else date(last, 12, 31))


@pytest.mark.parametrize("table", MADE)
@pytest.mark.parametrize(("spans", "zh", "en"), BAD)
def test_days_claimed_twice_or_by_none_are_refused(
    table: str, spans: list[tuple[int, int]], zh: str, en: str, folder: Path
) -> None:
    make, name, _ = MADE[table]
    only(folder, table, [make(n, years(*span)) for n, span in enumerate(spans, 1)])
    key = {"wages": "200", "office": ""}.get(table, name)
    told = faults(folder)
    assert told
    for fault in told:
        assert re.match(rf"elsewhere_2020/{table}\.toml：{key}.*applies：", fault), fault
        assert zh in fault and en in fault.english  # type: ignore[attr-defined]
    with pytest.raises(PolicyError, match=f"{table}.toml"):
        load_folder(folder)


@pytest.mark.parametrize("table", MADE)
@pytest.mark.parametrize(
    "given",
    ["applies = [2015-01-01]", "applies = 2015-01-01", "from = 2015-01-01", "",
     'applies = [2015-01-01, ""]', 'applies = ["open", 2015-01-01]'],
)  # fmt: skip
def test_a_span_is_closed_or_says_that_it_is_open(table: str, given: str, folder: Path) -> None:
    make, name, _ = MADE[table]
    only(folder, table, [make(1, given)])
    told = faults(folder)
    assert told
    key = {"wages": "2001", "office": "0"}.get(table, name)
    (fault,) = told
    assert re.match(rf"elsewhere_2020/{table}\.toml：{key}\.applies\b", fault), fault
    with pytest.raises(PolicyError, match=f"{table}.toml"):
        load_folder(folder)


def test_that_there_is_none_is_said_of_what_there_is(folder: Path) -> None:
    entries = [figure(1, 'applies = [2015-01-01, "open"]')]
    for wrong, told in (
        (none("laps_days"), "parameters.toml：none.laps_days：没有这一项"),
        (none("lapse_days"), "parameters.toml：none.lapse_days.applies：适用日期与"),
        (none("lapse_days").replace(WHY, ""), "parameters.toml：none.lapse_days.why：文字太短"),
    ):
        only(folder, "parameters", [*entries, wrong])
        (fault,) = faults(folder)
        assert f"elsewhere_2020/{told}" in fault


def test_a_year_without_its_calendar_is_a_gap(folder: Path) -> None:
    text = files_of(folder).places["calendar.toml"].read_text("utf-8")
    parts = [part for part in re.split(r"(?m)^(?=\[\[)", text) if "year = 2020" not in part]
    (folder / "calendar.toml").write_text("".join(parts), "utf-8")
    (fault,) = faults(folder)
    assert fault.startswith("elsewhere_2020/calendar.toml：2021.applies：2020-01-01 至 2020-12-31")
    parts.append(none("", date(2020, 1, 1), date(2020, 12, 31)))
    (folder / "calendar.toml").write_text("".join(parts), "utf-8")
    assert faults(folder) == ()
    with pytest.raises(PolicyError, match=f"2020 年的节假日安排（{WHY}）"):
        load_folder(folder).is_workday(date(2020, 5, 6))


def test_a_day_off_in_another_year_is_refused(folder: Path) -> None:
    text = files_of(folder).places["calendar.toml"].read_text("utf-8")
    wrong = text.replace("[2019-01-01, 2019-01-01]", "[2018-01-01, 2018-01-01]")
    (folder / "calendar.toml").write_text(wrong, "utf-8")
    (fault,) = faults(folder)
    assert fault == "elsewhere_2020/calendar.toml：2019：2018-01-01 不在本年"
