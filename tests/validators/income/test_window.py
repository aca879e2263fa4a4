"""Income: which months, whole, by whom, how much; seals and notes on its papers."""

from datetime import date

import pytest

from core.models.document import Annotation, Document, Field, PlacedLine, PlacedSeal
from core.models.geometry import Box
from core.numbers.dates import months
from tests.validators.kit import (
    AGENT_NUMBER,
    NUMBER,
    UNIT,
    case,
    field,
    findings,
    note,
    paper,
    printed,
    said,
    screenshot,
    seal,
)
from tests.validators.kit import status as status_of
from validators.income.window import SHOWN

EARLY, LATE = months("2019-03", 6), months("2019-04", 6)


@pytest.mark.parametrize(
    ("day", "shown", "status"),
    [
        ("2019-10-15", EARLY, "pass"),
        ("2019-10-31", LATE, "pass"),
        ("2019-10-15", months("2019-02", 6), "fail"),  # a month too early
        ("2019-10-15", months("2019-05", 6), "fail"),  # a month too late
        ("2020-01-31", months("2019-06", 6), "pass"),  # the day of the month never matters
        ("2020-01-01", months("2019-07", 6), "pass"),
        ("2019-10-15", months("2018-01", 21), "pass"),  # extra months are fine
    ],
)
def test_window(day: str, shown: tuple[str, ...], status: str) -> None:
    assert status_of(case("new_permit", screenshot(shown), day=day), "INCOME-WINDOW-6M") == status


def test_window_with_an_unread_row_is_review() -> None:
    """A row that was not read may be the missing month."""
    shown = screenshot(EARLY[:5])
    vague = {"period": field("period", "?"), "income": field("income", "?")}
    shown = shown.model_copy(update={"rows": (*shown.rows, vague)})
    assert status_of(case("new_permit", shown), "INCOME-WINDOW-6M") == "review"


@pytest.mark.parametrize(
    ("end", "more", "status"),
    [
        ("2019-08", {}, "review"),  # the panel asks for a month that no row shows
        ("2019-07", {}, "fail"),
        ("2019-08", {"total_income": "60000.00"}, "fail"),  # the total is of these rows alone
    ],
)
def test_rows_that_end_before_the_months_asked_for_may_be_cut_off(
    end: str, more: dict[str, str], status: str
) -> None:
    shown = screenshot(EARLY[:5], query_start="2019-03", query_end=end, **more)
    read = printed(shown, "个人扣缴明细查询")
    assert status_of(case("new_permit", read), "INCOME-WINDOW-6M") == status


@pytest.mark.parametrize(
    ("name", "number", "status"),
    [
        (
            field("name", "张三"),
            field("id_number", AGENT_NUMBER),
            "pass",
        ),  # of the number a mistake
        (field("name", "李四", confidence=0.5), field("id_number", AGENT_NUMBER), "review"),
        (field("name", "李四", confidence=0.5), field("id_number", NUMBER), "pass"),
        (field("name", "李四"), field("id_number", AGENT_NUMBER), "fail"),
    ],
)
def test_rows_of_a_paper_that_may_be_anothers_prove_nothing(
    name: Field, number: Field, status: str
) -> None:
    shown = screenshot(EARLY)
    told = shown.model_copy(update={"fields": {**shown.fields, "name": name, "id_number": number}})
    found = case("new_permit", told)
    assert status_of(found, "INCOME-WINDOW-6M") == status
    assert (status_of(found, "INCOME-CONTINUOUS") == "pass") == (status == "pass")


def test_window_with_an_unread_file_is_review() -> None:
    found = case("new_permit", screenshot(EARLY[:5]), unread=("照片1.jpg",))
    assert status_of(found, "INCOME-WINDOW-6M") == "review"


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (EARLY, "pass"),
        ((*EARLY[:2], *EARLY[3:]), "fail"),  # 05 is missing
        (months("2019-02", 6), "pass"),  # the wrong window is another rule's matter
    ],
)
def test_continuous(shown: tuple[str, ...], status: str) -> None:
    assert status_of(case("new_permit", screenshot(shown)), "INCOME-CONTINUOUS") == status


def test_a_month_without_income_breaks_continuity() -> None:
    shown = screenshot(EARLY)
    rows = list(shown.rows)
    rows[2] = {**rows[2], "income": field("income", "0.00")}
    shown = shown.model_copy(update={"rows": tuple(rows)})
    assert status_of(case("new_permit", shown), "INCOME-CONTINUOUS") == "fail"


def changed(number: int, **cells: Field) -> Document:
    """The screenshot of the months with other cells in one of its rows."""
    shown = screenshot(EARLY)
    rows = [{**row, **cells} if n == number else row for n, row in enumerate(shown.rows)]
    return shown.model_copy(update={"rows": tuple(rows)})


@pytest.mark.parametrize(
    ("income", "sure", "status"),
    [
        ("12345.67", 0.5, "pass"),  # whatever a digit of it is, it is no zero
        ("100.00", 0.3, "pass"),
        ("99.99", 0.5, "review"),
        ("12345.67", 0.29, "review"),
        ("-12345.67", 0.5, "review"),
        ("?", 0.0, "review"),
    ],
)
def test_a_digit_in_doubt_is_no_gap(income: str, sure: float, status: str) -> None:
    shown = changed(2, income=field("income", income, sure))
    assert status_of(case("new_permit", shown), "INCOME-CONTINUOUS") == status


@pytest.mark.parametrize(
    ("exempt", "tax", "status"),
    [
        ("?", "300.00", "pass"),  # income that was taxed
        ("?", "0.00", "review"),
        ("10.00", "0.00", "pass"),
        ("9000.00", "0.00", "review"),  # it may be all of it
    ],
)
def test_exempt_income_in_doubt_is_a_gap_only_where_it_may_be_all(
    exempt: str, tax: str, status: str
) -> None:
    cells = {
        "income": field("income", "12000.00"),
        "exempt_income": field("exempt_income", exempt, 0.5),
        "tax_due": field("tax_due", tax),
    }
    assert status_of(case("new_permit", changed(2, **cells)), "INCOME-CONTINUOUS") == status


@pytest.mark.parametrize(
    ("said", "sure", "status"),
    [
        ("共6条记录 第1页/共1页", 0.5, "pass"),
        ("共7条记录", 0.5, "review"),  # a row was lost
        ("共6条记录", 0.99, "review"),  # the total itself is read for sure
        ("第1页", 0.5, "review"),
    ],
)
def test_a_misread_total_says_nothing_where_all_rows_are_counted(
    said: str, sure: float, status: str
) -> None:
    shown = screenshot(EARLY, "11782.25")
    line = PlacedLine(text=said, page=0, box=Box(0.1, 0.9, 0.4, 0.92))
    total = field("total_income", "47", sure)
    shown = shown.model_copy(
        update={"fields": {**shown.fields, "total_income": total}, "lines": (*shown.lines, line)}
    )
    assert status_of(case("new_permit", shown), "APP-C12-INCOME-ENTERPRISE") == status


def test_a_lost_row_is_not_a_gap_when_the_total_disagrees() -> None:
    gap = screenshot((*EARLY[:2], *EARLY[3:]), total_income="72000.00")
    assert status_of(case("new_permit", gap), "INCOME-CONTINUOUS") == "review"
    whole = screenshot((*EARLY[:2], *EARLY[3:]), total_income="60000.00")
    assert status_of(case("new_permit", whole), "INCOME-CONTINUOUS") == "fail"


def test_a_total_in_doubt_that_the_rows_do_not_make_up_is_no_missing_month() -> None:
    """Where a row was lost the sum puts the total itself in doubt."""
    total = field("total_income", "72000.00", 0.5)
    shown = screenshot(EARLY[1:])
    shown = shown.model_copy(update={"fields": {**shown.fields, "total_income": total}})
    short = case("new_permit", shown)
    assert status_of(short, "INCOME-WINDOW-6M") == "review"
    without = case("new_permit", screenshot(EARLY[1:]))
    assert status_of(without, "INCOME-WINDOW-6M") == "fail"


@pytest.mark.parametrize(
    ("first", "count", "status"),
    [("2016-09", 36, "pass"), ("2016-10", 36, "pass"), ("2016-10", 35, "fail")],
)
def test_renewal_needs_36_months(first: str, count: int, status: str) -> None:
    found = case("renewal", screenshot(months(first, count)))
    assert status_of(found, "RENEW-INCOME-36M") == status


@pytest.mark.parametrize(
    ("total", "status"),
    [
        ("11782.25", "pass"),  # 70,693.50 in six months: 141,387.00 a year
        ("11781.25", "pass"),  # 12 yuan a year below: the rounding of the official figure
        ("11781.24", "fail"),
        ("11766.67", "fail"),  # 70,600: 141,200 a year
        ("?", "review"),
    ],
)
def test_enterprise_level(total: str, status: str) -> None:
    found = case("new_permit", screenshot(EARLY, total))
    assert status_of(found, "APP-C12-INCOME-ENTERPRISE") == status
    assert status_of(found, "APP-C12-INCOME-INSTITUTION") == "not_applicable"


@pytest.mark.parametrize(("income", "status"), [("9425.80", "pass"), ("9424.79", "fail")])
def test_institution_level(income: str, status: str) -> None:
    record = {"employer": {"name": UNIT, "type": "public_institution"}}
    found = case("new_permit", screenshot(EARLY, income), record=record)
    assert status_of(found, "APP-C12-INCOME-INSTITUTION") == status
    assert status_of(found, "APP-C12-INCOME-ENTERPRISE") == "not_applicable"


@pytest.mark.parametrize(
    ("day", "need", "status"),
    [
        ("2020-06-30", "11782.25", "pass"),  # the last day of the 2018 figure
        ("2020-07-01", "11782.25", "review"),  # that of 2019 may be out, and would not do
        ("2020-07-16", "11782.25", "review"),
        ("2020-07-16", "11781.24", "fail"),  # by neither
        ("2020-07-01", "13271.00", "pass"),  # by both
        ("2020-07-17", "13269.99", "fail"),  # out for sure
        ("2026-06-30", "17905.50", "pass"),
        ("2026-07-01", "99999.00", "review"),  # no figure yet: never guessed
    ],
)
def test_level_takes_the_figure_of_its_day(day: str, need: str, status: str) -> None:
    first = date.fromisoformat(day)
    shown = months(f"{first.year}-0{first.month - 6}" if first.month > 6 else "2019-12", 6)
    if first.year == 2026 and first.month == 6:
        shown = months("2025-12", 6)
    found = case("new_permit", screenshot(shown, need), day=day)
    assert status_of(found, "APP-C12-INCOME-ENTERPRISE") == status


def test_missing_figure_is_named() -> None:
    found = case("new_permit", screenshot(months("2026-01", 6)), day="2026-07-15")
    (finding,) = findings(found, "APP-C12-INCOME-ENTERPRISE")
    assert finding.status == "review"
    assert "平均工资" in finding.message and "2026-07-15" in finding.message


def test_level_reached_only_with_a_bonus_is_left_to_a_person() -> None:
    shown = screenshot(EARLY, "11000.00")
    bonus = {
        "period": field("period", "2019-05"), "income_item": field("income_item", "全年一次性奖金"),
        "income": field("income", "50000.00"), "exempt_income": field("exempt_income", "0.00"),
    }  # fmt: skip
    shown = shown.model_copy(update={"rows": (*shown.rows, bonus)})
    answer = said(case("new_permit", shown), "APP-C12-INCOME-ENTERPRISE")
    assert answer == ("review", "advisory")


def test_level_binds_conditions_1_and_2_only() -> None:
    found = case("new_permit", screenshot(EARLY, "1.00"), condition=4)
    assert status_of(found, "APP-C12-INCOME-ENTERPRISE") == "not_applicable"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"nationality": None}, "fail"),
        ({"nationality": "?"}, "review"),
        ({"name": None, "nationality": None, "id_number": None}, "fail"),  # folded panel
    ],
)
def test_header(values: dict[str, str | None], status: str) -> None:
    found = case("new_permit", screenshot(EARLY, **values))
    assert status_of(found, "INCOME-SCREEN-HEADER") == status


@pytest.mark.parametrize(("sure", "status"), [(SHOWN, "pass"), (SHOWN - 0.01, "review")])
def test_a_header_item_that_is_doubtful_to_the_letter_is_shown(sure: float, status: str) -> None:
    shown = screenshot(EARLY)
    fields = {**shown.fields, "name": field("name", "张三", sure)}
    found = case("new_permit", shown.model_copy(update={"fields": fields}))
    assert status_of(found, "INCOME-SCREEN-HEADER") == status


@pytest.mark.parametrize(
    ("payer", "sure", "status"),
    [
        (UNIT, 0.99, "pass"),
        ("北京甲科技(东城)有限公司", 0.99, "fail"),
        ("北京乙科技有限公司", 0.99, "fail"),
        ("北京乙科技有限公司", 0.80, "review"),
        ("?", 0.99, "review"),
    ],
)
def test_payer(payer: str, sure: float, status: str) -> None:
    shown = screenshot(EARLY)
    shown = shown.model_copy(
        update={"fields": {**shown.fields, "employer": field("employer", payer, sure)}}
    )
    assert status_of(case("new_permit", shown), "INCOME-PAYER") == status


@pytest.mark.parametrize(
    ("seals", "status"),
    [
        ([seal(kind="finance")], "pass"),
        ([seal()], "fail"),  # the 公章 alone does not do
        ([], "fail"),
        ([seal("上海乙贸易有限公司", "finance")], "fail"),
        ([seal("", "finance", 0.0)], "review"),
        ([seal("", "other", 0.2)], "review"),
    ],
)
def test_finance_seal(seals: list[PlacedSeal], status: str) -> None:
    found = case("new_permit", screenshot(EARLY, seals=seals))
    assert status_of(found, "MAT-FIN-SEAL") == status


def test_finance_seal_is_asked_on_each_page() -> None:
    page = {"file": "扫描件.pdf", "page": 2}
    shown = screenshot(EARLY).model_copy(update={})
    two = shown.model_copy(update={"pages": (*shown.pages, type(shown.pages[0])(**page))})
    assert status_of(case("new_permit", two), "MAT-FIN-SEAL") == "fail"


def test_a_grey_copy_cannot_show_that_a_seal_is_missing() -> None:
    shown = screenshot(EARLY, seals=[], more={"grey": True})
    assert status_of(case("new_permit", shown), "MAT-FIN-SEAL") == "review"


@pytest.mark.parametrize(
    ("notes", "status"),
    [
        ([note(f"张三工资由{UNIT}发放")], "pass"),
        ([note(f"张三的工资由{UNIT}发放。")], "pass"),
        ([note(f"张三应税收入由{UNIT}代扣代缴")], "pass"),  # annex 9's wording (AMB-13)
        ([note(f"张三工资由{UNIT}发放", "")], "review"),  # ink that was not read
        ([note(f"张三工资由{UNIT}发放", None)], "fail"),
        ([note(f"张三工资由{UNIT}发放", "韩梅梅")], "fail"),
        ([note(f"王五工资由{UNIT}发放")], "fail"),
        ([note(f"张三丰工资由{UNIT}发放")], "fail"),  # another, whose name begins so
        ([note(f"张三工资由{UNIT}东城分公司发放")], "fail"),
        ([note("张三工资由北京乙贸易有限公司发放")], "fail"),
        ([note("某某人工资由XXX单位发放")], "fail"),
        ([note(f"张叁工资由{UNIT}发放", sure=0.7)], "review"),
    ],
)
def test_note(notes: list[Annotation], status: str) -> None:
    found = case("new_permit", screenshot(EARLY, notes=notes, handler_signature=None))
    assert status_of(found, "MAT-INCOME-ANNOTATION") == status


@pytest.mark.parametrize(("page", "status"), [(2, "review"), (4, "fail")])
def test_what_may_stand_on_the_unknown_page_behind_is_a_question(page: int, status: str) -> None:
    shot = screenshot(EARLY, notes=[], annotation=None, seals=[])
    last = shot.pages[-1]
    unknown = Document(
        id="D9", type="unknown", confidence=0, pages=(last.model_copy(update={"page": page}),)
    )
    found = case("new_permit", shot, unknown)
    assert last.page == 1
    assert status_of(found, "MAT-INCOME-ANNOTATION") == status
    assert status_of(found, "MAT-FIN-SEAL") == status


def test_a_page_whose_months_were_not_read_leaves_the_months_open() -> None:
    shot = screenshot(EARLY[:3], query_end=EARLY[-1])
    more = shot.pages[0].model_copy(update={"page": 2})
    lines = tuple(
        PlacedLine(text=month, page=1, box=Box(0.1, 0.1, 0.2, 0.12)) for month in EARLY[3:]
    )
    whole = shot.model_copy(update={"pages": (*shot.pages, more)})
    assert status_of(case("new_permit", whole), "INCOME-WINDOW-6M") == "fail"
    listed = whole.model_copy(update={"lines": lines})
    assert status_of(case("new_permit", listed), "INCOME-WINDOW-6M") == "review"


@pytest.mark.parametrize(("value", "status"), [(None, "fail"), ("?", "review")])
def test_no_note(value: str | None, status: str) -> None:
    found = case("new_permit", screenshot(EARLY, notes=[], annotation=value))
    assert status_of(found, "MAT-INCOME-ANNOTATION") == status


@pytest.mark.parametrize("text", [f"张三工资由{UNIT}发放", f"张三应税收入由{UNIT}代扣代缴"])
def test_either_wording_does_on_the_old_list(text: str) -> None:
    listed = paper("iit_tax_list", name="张三", notes=[note(text)])
    assert status_of(case("renewal", listed), "MAT-TAXLIST-ANNOTATION") == "pass"


def test_a_strangers_income_does_not_count() -> None:
    found = case("new_permit", screenshot(EARLY, name="赵六", id_number="110101199003074470"))
    assert status_of(found, "INCOME-WINDOW-6M") != "pass"
    assert status_of(found, "GEN-NAME-EQUAL") == "fail"
