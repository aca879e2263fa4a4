"""Days, spans and numbers recognised without a label, also when lines and cells break them."""

import pytest

from core.models.geometry import Box
from core.models.page import Page
from core.text.sheet import Piece, TextSheet
from core.text.values import TextValue
from extractors import its_withholding_screenshot
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field
from extractors.kit.places.assign import Assignment
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.layout import Layout
from extractors.kit.places.order import with_birth_first
from extractors.kit.places.scores import Score
from extractors.kit.places.settle import settle
from extractors.kit.places.structure import RowSpot, rows_of
from extractors.kit.places.words import meanings, vocabulary
from tests.extractors.sheets import HEIGHT, line, sheets
from tests.extractors.test_places import read

CARD = TypeEntry(
    id="drawn_card",
    titles=("证",),
    fields=(
        FieldSpec("birth_date", "date"),
        FieldSpec("valid_from", "date"),
        FieldSpec("valid_to", "date"),
    ),
)
CONTRACT = TypeEntry(
    id="drawn_contract",
    titles=("合同",),
    fields=(
        FieldSpec("start_date", "date"),
        FieldSpec("end_date", "date"),
        FieldSpec("probation_end", "date"),
        FieldSpec("sign_date", "date"),
    ),
)
LETTER = TypeEntry(
    id="drawn_letter",
    titles=("证明",),
    fields=(FieldSpec("start_date", "date"), FieldSpec("leave_date", "date")),
    also=(("issue_date", "date"),),
)
FORM = TypeEntry(
    id="drawn_form",
    titles=("表",),
    fields=(
        FieldSpec("diploma_number", "text"),
        FieldSpec("degree_number", "text"),
        FieldSpec("monthly_income", "amount"),
    ),
)
DIPLOMA, DEGREE = "163171200102507255", "1631732001341356"


def page(*texts: tuple[str, float, float]) -> TextSheet:
    """A sheet with each text at its left and upper edge, with the usual height."""
    lines = tuple(line(text, x, y) for text, x, y in texts)
    return TextSheet.of(Page(file="drawn", number=1, width=1000, height=1414, lines=lines))


@pytest.mark.parametrize(
    "texts",
    [
        [("2020年4月28日-", 0.3, 0.2), ("2040年4月28日", 0.3, 0.225)],
        [("2020年4月28日", 0.3, 0.2), ("-2040年4月28日", 0.3, 0.225)],
        [("2020年4月28日", 0.3, 0.2), ("-", 0.3, 0.225), ("2040年4月28日", 0.3, 0.25)],
    ],
)
def test_a_span_over_a_line_s_end_is_one(texts: list[tuple[str, float, float]]) -> None:
    sheet = page(("出生", 0.1, 0.1), ("1980年9月12日", 0.3, 0.1), ("有效期限", 0.1, 0.2), *texts)
    found = settle(CARD, [sheet], Extraction()).fields
    assert found["valid_to"].value == "2040-04-28"
    assert found["valid_to"].placed > 0.97
    assert found["valid_from"].value == "2020-04-28"


def test_the_second_of_two_days_of_a_span_is_the_later() -> None:
    sheet = page(("有效期限", 0.1, 0.2), ("2040年4月28日-2020年4月28日", 0.3, 0.2))
    found = settle(CARD, [sheet], Extraction()).fields
    both = {found[name].value for name in ("valid_from", "valid_to") if name in found}
    assert both != {"2040-04-28", "2020-04-28"} or found["valid_to"].placed <= 0.5


def test_the_latest_day_of_a_contract_that_is_told_as_an_end_ends_it() -> None:
    sheet = page(
        ("本合同于2022-05-01生效，其中试用期至2022-07-29止。本合同于2025-04-30终止。", 0.1, 0.1),
        ("签订日期：2022-05-01", 0.1, 0.3),
    )
    found = read(CONTRACT, sheet)
    assert (found["start_date"], found["end_date"]) == ("2022-05-01", "2025-04-30")


def test_a_probation_alone_ends_no_contract() -> None:
    sheet = page(
        ("本合同为无固定期限，于2022-05-01生效，其中试用期至2022-10-29止。", 0.1, 0.1),
        ("签订日期：2022-05-01", 0.1, 0.3),
    )
    assert "end_date" not in read(CONTRACT, sheet)


def test_the_only_span_of_a_letter_ends_with_the_day_of_leaving() -> None:
    sheet = page(
        ("在我单位工作，工作期间为2022-07-10至2025-07-11，因个人原因离职。", 0.1, 0.1),
        ("2025-07-14", 0.6, 0.5),
    )
    found = read(LETTER, sheet)
    assert (found["start_date"], found["leave_date"]) == ("2022-07-10", "2025-07-11")


def test_a_label_at_the_end_of_a_line_that_a_day_did_not_fit_on() -> None:
    sheet = page(
        ("双方选择固定期限合同，合同起始日期2024年05月01日，合同终止日期", 0.1, 0.1),
        ("2027年04月30日，工作地点在北京，其余按国家有关规定执行，双方没有其他", 0.1, 0.13),
        ("约定，签订本合同时双方均已知悉其全部内容并且自愿遵守，绝无任何异议", 0.1, 0.16),
    )
    assert read(CONTRACT, sheet)["end_date"] == "2027-04-30"


def test_a_number_is_told_by_how_it_is_built() -> None:
    sheet = page(
        ("编号一", 0.1, 0.1), (DIPLOMA, 0.4, 0.1), ("编号二", 0.1, 0.2), (DEGREE, 0.4, 0.2)
    )
    found = read(FORM, sheet)
    assert (found["diploma_number"], found["degree_number"]) == (DIPLOMA, DEGREE)


def test_an_identity_number_is_no_diploma_s() -> None:
    assert meanings()["diploma_number"].is_number(DIPLOMA)
    assert not meanings()["diploma_number"].is_number("130102197811096819")


def test_a_value_that_had_no_room_beside_its_label_stands_below() -> None:
    sheet = page(
        ("最终学历证书编号：", 0.1, 0.1), (DIPLOMA, 0.3, 0.1),
        ("最终学位：硕士", 0.1, 0.14), ("学位证书编号：", 0.5, 0.14),
        (DEGREE, 0.66, 0.17),
    )  # fmt: skip
    assert read(FORM, sheet)["degree_number"] == DEGREE


def test_a_code_made_of_two_numbers_gives_way_to_one_that_checks() -> None:
    kind = TypeEntry(id="drawn", titles=("表",), fields=(FieldSpec("credit_code", "credit_code"),))
    sheet = page(("社会信用代码：", 0.1, 0.1), ("19018738552", 0.5, 0.1),
                 ("91350100M000100Y43", 0.1, 0.13))  # fmt: skip
    glued = sheet.piece(1) + sheet.piece(2)[:7]
    spec = kind.fields[0]
    wrong = make_field(spec, spec.reader(sheet.piece(2)))
    wrong = wrong.model_copy(
        update={"value": "190187385529135010", "raw": glued.text, "box": glued.box}
    )
    found = settle(kind, [sheet], Extraction(fields={"credit_code": wrong})).fields["credit_code"]
    assert found.value == "91350100M000100Y43"


def test_a_label_and_its_english_below_it_are_one() -> None:
    words = vocabulary(CARD.schema)
    step = HEIGHT * 1.1
    sheet = page(
        ("出生日期", 0.1, 0.1), ("/Date", 0.1, 0.1 + step), ("of birth", 0.1, 0.1 + 2 * step),
        ("1990年3月7日", 0.3, 0.1 + step), ("男", 0.7, 0.1 + step),
    )  # fmt: skip
    assert [row.text for row in rows_of([sheet], words.labels)] == [
        "出生日期/Dateofbirth1990年3月7日男"
    ]
    assert read(CARD, sheet)["birth_date"] == "1990-03-07"


def test_an_english_label_ends_in_its_full_stop() -> None:
    sheet = page(("学位证书编号/Certificate No.", 0.1, 0.1), (DEGREE, 0.5, 0.1))
    anchor = Layout.of([sheet], vocabulary(FORM.schema)).anchors[0][0]
    assert anchor.row.text[anchor.end :] == DEGREE


def test_an_amount_in_words_is_read_from_its_head() -> None:
    step = HEIGHT * 1.1
    sheet = page(
        ("月平均应税", 0.1, 0.1 + 0.4 * step), ("收入", 0.1, 0.1 + 1.4 * step),
        ("人民币叁万陆仟伍佰壹拾", 0.3, 0.1), ("伍元伍角伍分（¥", 0.3, 0.1 + step),
        ("36,515.55）", 0.3, 0.1 + 2 * step),
    )  # fmt: skip
    spec = FORM.fields[2]
    words = next(n for n, text in enumerate(sheet.folded) if text.startswith("伍元"))
    part = make_field(spec, spec.reader(sheet.piece(words)))
    assert part.value == "5.55"
    found = settle(FORM, [sheet], Extraction(fields={"monthly_income": part})).fields
    assert "monthly_income" not in found or found["monthly_income"].value == "36515.55"


HEAD = """
.10:单位名称：北京样例测试有限公司

.10:所属期 | .30:所得项目 | .60:本期收入 | .80:本期免税收入
"""
FIRST = (
    HEAD
    + """
.10:2025-03 | .30:工资薪金 | .60:21,500.00 | .80:0.00
.10:2025-04 | .30:工资薪金 | .60:21,500.00 | .80:0.00
.10:2025-05 | .30:工资薪金 | .60:第1页22,130.50 | .80:0.00
"""
)
SECOND = """
.10:2025-06 | .30:工资薪金 | .60:21,500.00 | .80:0.00
.10:2025-07 | .30:工资薪金 | .60:21,500.00 | .80:0.00
.10:合计 | .60:108,130.50 | .80:0.00
"""


def test_a_total_is_of_the_sheets_before_it_too() -> None:
    got = its_withholding_screenshot.TYPE.read([*sheets(FIRST), *sheets(SECOND)])
    assert [row["income"].value for row in got.rows] == [
        "21500.00", "21500.00", "22130.50", "21500.00", "21500.00",
    ]  # fmt: skip
    assert all(row["income"].confidence > 0.95 for row in got.rows)
    assert got.fields["total_income"].confidence > 0.95


def test_a_total_that_fits_neither_puts_its_sheet_in_doubt() -> None:
    wrong = SECOND.replace("108,130.50", "108,131.50")
    got = its_withholding_screenshot.TYPE.read([*sheets(FIRST), *sheets(wrong)])
    assert got.fields["total_income"].confidence <= 0.5
    assert all(row["income"].confidence <= 0.5 for row in got.rows[3:])


def test_a_row_read_as_one_line_is_not_lost() -> None:
    glued = FIRST.replace(".10:2025-04 | .30:工资薪金", ".08:2025-042025-04工资薪金")
    dated = glued.replace("所得项目", "申报日期").replace("工资薪金 | .60", "2025-05-15 | .60")
    got = its_withholding_screenshot.TYPE.read(sheets(dated))
    assert len(got.rows) == 3


FOUNDED = TypeEntry(
    id="drawn_licence",
    titles=("照",),
    fields=(
        FieldSpec("establishment_date", "date", ("注册日期",)),
        FieldSpec("legal_rep", "person"),
    ),
)


def test_a_day_whose_parts_stand_wide_apart() -> None:
    """As an engine reads it: the positions of the characters, and a name in the next column."""
    cuts = (0.031, 0.072, 0.114, 0.155, 0.196, 0.269, 0.351, 0.413, 0.465, 0.517, 0.589, 0.661,
            0.734, 0.796, 0.837, 0.899, 0.982)  # fmt: skip
    day = line("2019 年 03 月 12 日", 0.198, 0.4514)
    x0, y0, x1, y1 = Box(0.198, 0.4514, 0.4338, 0.4727)
    wide = day.model_copy(
        update={"box": Box(x0, y0, x1, y1), "quad": (x0, y0, x1, y0, x1, y1, x0, y1), "cuts": cuts}
    )
    others = (
        line("注册日期", 0.2717, 0.4141),
        line("经营者", 0.638, 0.413),
        line("段涵", 0.65, 0.4505),
    )
    drawn = Page(file="drawn", number=1, width=1000, height=1414, lines=(*others, wide))
    assert read(FOUNDED, TextSheet.of(drawn))["establishment_date"] == "2019-03-12"


@pytest.mark.parametrize(
    ("other", "swapped"),
    [
        ({"label": 0.9}, True),
        ({"label": 0.3}, False),  # the field's labels do not fit there
    ],
)
def test_who_was_born_after_the_degree_was_not(other: dict[str, float], swapped: bool) -> None:
    """Two labels in one line, each equally near to both days: the days are swapped."""
    late, early = (
        Candidate(TextValue(day, Piece(())), RowSpot(0, at, at + 10), ())
        for at, day in ((4, "2012-06-20"), (20, "1988-06-10"))
    )
    best, second = Score({"label": 1.2}), Score(other)
    table = {
        "birth_date": [(best, late), (second, early)],
        "degree_date": [(Score({"label": 0.8}), early), (Score({"label": 0.9}), late)],
    }
    chosen = {
        "birth_date": Assignment(late, best, 0.8),
        "degree_date": Assignment(early, table["degree_date"][0][0], 0.5),
    }
    found = {n: c.candidate.value.value for n, c in with_birth_first(chosen, table, 0.5).items()}
    days = ("1988-06-10", "2012-06-20") if swapped else ("2012-06-20", "1988-06-10")
    assert found == dict(zip(("birth_date", "degree_date"), days, strict=True))
