"""Candidate places on drawn arrangements of words: beside, above, two languages, prose."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.models.document import Field
from core.models.geometry import Box
from core.models.page import Page
from core.numbers.identity import check_digit
from core.text.sheet import TextSheet
from core.text.values import read_date
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field
from extractors.kit.places.assign import assign
from extractors.kit.places.candidates import CandidatePool
from extractors.kit.places.forms import may_hold, plausible
from extractors.kit.places.layout import Layout
from extractors.kit.places.settle import settle, weigh
from extractors.kit.places.structure import rows_of
from extractors.kit.places.words import alike, vocabulary
from tests.extractors.sheets import line

PERSON = TypeEntry(
    id="drawn",
    titles=("表",),
    fields=(
        FieldSpec("name", "person"),
        FieldSpec("sex", "text"),
        FieldSpec("birth_date", "date"),
        FieldSpec("id_number", "id_number"),
        FieldSpec("current_address", "address"),
    ),
)
CONTRACT = TypeEntry(
    id="drawn_contract",
    titles=("合同",),
    fields=(
        FieldSpec("lessor", "person"),
        FieldSpec("lessor_id", "id_number"),
        FieldSpec("lessor_phone", "phone"),
        FieldSpec("lessee", "person"),
        FieldSpec("lessee_id", "id_number"),
        FieldSpec("lessee_phone", "phone"),
        FieldSpec("lease_start", "date"),
        FieldSpec("lease_end", "date"),
    ),
)


def _numbered(body: str) -> str:
    return body + check_digit(body)


NUMBERS = _numbered("11010119900307233"), _numbered("11010119850615947")
TALL = 1.414


def sheet_of(*texts: tuple[str, float, float]) -> TextSheet:
    """A sheet with each text at its left and upper edge, as shares of the page."""
    page = Page(file="drawn", number=1, width=1000, height=int(1000 * TALL),
                lines=tuple(line(text, x, y) for text, x, y in texts))  # fmt: skip
    return TextSheet.of(page)


def read(kind: TypeEntry, *sheets: TextSheet) -> dict[str, str | None]:
    """The result of the places alone, without the type's own readers."""
    found = settle(kind, sheets, Extraction())
    return {name: field.value for name, field in found.fields.items()}


BESIDE = [("姓名", 0.1, 0.1), ("王小明", 0.3, 0.1), ("性别", 0.6, 0.1), ("男", 0.75, 0.1),
          ("出生日期", 0.1, 0.2), ("1990-03-07", 0.3, 0.2)]  # fmt: skip
ABOVE = [("姓名", 0.1, 0.1), ("性别", 0.4, 0.1), ("出生日期", 0.7, 0.1),
         ("王小明", 0.1, 0.14), ("男", 0.4, 0.14), ("1990-03-07", 0.7, 0.14)]  # fmt: skip
BILINGUAL = [("姓 名 / NAME", 0.1, 0.1), ("王小明", 0.4, 0.1), ("Sex 性别：男", 0.1, 0.2),
             ("出生日期Date of Birth：", 0.1, 0.3), ("1990年3月7日", 0.5, 0.3)]  # fmt: skip
CHAIN = [("姓名：王小明 性别：男 出生日期：1990年3月7日", 0.1, 0.1)]
LEADERS = [
    ("姓名………王小明", 0.1, 0.1),
    ("性别____男", 0.1, 0.2),
    ("出生日期......1990.3.7", 0.1, 0.3),
]
PROSE = [("兹证明王小明，男，1990年3月7日出生，系我单位职工。", 0.1, 0.1)]


@pytest.mark.parametrize("lines", [BESIDE, ABOVE, BILINGUAL, CHAIN, LEADERS, PROSE])
def test_a_value_is_found_however_it_stands_to_its_label(
    lines: Sequence[tuple[str, float, float]],
) -> None:
    found = read(PERSON, sheet_of(*lines))
    assert found["name"] == "王小明"
    assert found["sex"] == "男"
    assert found["birth_date"] == "1990-03-07"


def test_a_label_worded_as_none_is_known_by_its_likeness() -> None:
    assert alike("聘用期限", "聘用合同期限") > 0.66 > alike("出生日期", "发证日期")
    assert read(PERSON, sheet_of(("居民身份号码", 0.1, 0.1), (NUMBERS[0], 0.4, 0.1))) == {
        "id_number": NUMBERS[0]
    }


def test_a_label_s_other_name_in_brackets_tells_what_it_means() -> None:
    kind = replace(PERSON, stops=("申报人姓氏",))
    for label in ("申报人姓氏(姓名)", "申报人姓氏（姓名）："):
        assert read(kind, sheet_of((label, 0.1, 0.1), ("王小明", 0.5, 0.1)))["name"] == "王小明"


def test_a_label_broken_over_two_lines_is_one() -> None:
    sheet = sheet_of(("公民身份", 0.1, 0.1), ("证件编号", 0.1, 0.13), (NUMBERS[0], 0.4, 0.1))
    assert read(PERSON, sheet)["id_number"] == NUMBERS[0]


def test_an_address_goes_on_in_the_lines_of_its_cell() -> None:
    sheet = sheet_of(
        ("现居住地址", 0.1, 0.1),
        ("北京市东城区样例路12号院3号楼", 0.4, 0.1),
        ("2单元1101室", 0.4, 0.13),
        ("姓名", 0.1, 0.2),
        ("王小明", 0.4, 0.2),
    )
    assert read(PERSON, sheet)["current_address"] == "北京市东城区样例路12号院3号楼2单元1101室"


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("北京市东城区样例大道2", "183号1单元105室", False),  # what is at the edges?
        ("北京市东城区样例大道", "2183号1单元105室", True),
        ("北京市东城区样例大道2183号", "1单元105室", True),
    ],
)
def test_a_number_that_a_line_s_end_parts_is_not_sure(first: str, second: str, sure: bool) -> None:
    sheet = sheet_of(("现居住地址", 0.1, 0.1), (first, 0.4, 0.1), (second, 0.4, 0.13))
    found = settle(PERSON, (sheet,), Extraction()).fields["current_address"]
    assert found.value == first + second
    assert (found.placed > 0.9) == sure


PARTIES = [
    ("出租人（甲方）：王小明", 0.1, 0.1), ("证件号码：" + NUMBERS[0], 0.1, 0.14), ("联系电话：", 0.1, 0.18),
    ("承租人（乙方）：李晓红", 0.1, 0.3), ("证件号码：" + NUMBERS[1], 0.1, 0.34), ("联系电话：13612345678", 0.1, 0.38),
    ("租赁期限自2024年1月1日起至2024年12月31日止。", 0.1, 0.5),
    ("甲方应当保证房屋安全。乙方同意按时支付租金。", 0.1, 0.6),
]  # fmt: skip


def test_what_a_party_says_stays_the_party_s_own() -> None:
    found = read(CONTRACT, sheet_of(*PARTIES))
    assert (found["lessor"], found["lessor_id"]) == ("王小明", NUMBERS[0])
    assert (found["lessee"], found["lessee_id"]) == ("李晓红", NUMBERS[1])
    assert (found["lease_start"], found["lease_end"]) == ("2024-01-01", "2024-12-31")


def test_a_blank_place_takes_nobody_else_s_value() -> None:
    """The lessor's telephone is blank: the only one on the document is the lessee's."""
    found = read(CONTRACT, sheet_of(*PARTIES))
    assert found.get("lessor_phone") is None
    assert found["lessee_phone"] == "13612345678"


def test_a_clause_about_a_party_names_nobody() -> None:
    sheet = sheet_of(("甲方应当按照约定交付房屋，乙方同意支付租金。", 0.1, 0.1))
    assert read(CONTRACT, sheet) == {}


def test_two_columns_keep_their_own_numbers() -> None:
    sheet = sheet_of(
        ("出租人：王小明", 0.1, 0.1), ("承租人：李晓红", 0.55, 0.1),
        ("证件号码：" + NUMBERS[0], 0.1, 0.14), ("证件号码：" + NUMBERS[1], 0.55, 0.14),
    )  # fmt: skip
    found = read(CONTRACT, sheet)
    assert (found["lessor_id"], found["lessee_id"]) == NUMBERS


def _seen(sheet: TextSheet, line: int, spec: FieldSpec) -> Extraction:
    value = spec.reader(sheet.piece(line))
    assert value is not None
    return Extraction(fields={spec.name: make_field(spec, value)})


def test_a_reader_s_find_at_another_label_gives_way_or_is_doubted() -> None:
    sheet = sheet_of(
        ("发证日期", 0.1, 0.1), ("2020-01-02", 0.4, 0.1),
        ("出生日期", 0.1, 0.2), ("1990-03-07", 0.4, 0.2),
    )  # fmt: skip
    found = settle(PERSON, [sheet], _seen(sheet, 1, PERSON.fields[2])).fields["birth_date"]
    assert found.value == "1990-03-07" or found.placed < 0.9


def test_a_reader_s_find_that_nothing_speaks_against_stays_sure() -> None:
    sheet = sheet_of(("出生日期", 0.1, 0.2), ("1990-03-07", 0.4, 0.2))
    found = settle(PERSON, [sheet], _seen(sheet, 1, PERSON.fields[2])).fields["birth_date"]
    assert found.value == "1990-03-07"
    assert found.placed > 0.99


@pytest.mark.parametrize(("other", "sure"), [("1990-03-07", 0.9), ("生日 1990-03-07", 0.5)])
def test_a_place_found_empty_is_not_filled_from_elsewhere(other: str, sure: float) -> None:
    """If another label has something beside it, the field is no longer surely empty."""
    sheet = sheet_of(("出生日期：", 0.1, 0.1), (other, 0.1, 0.3))
    absent = Field(
        name="birth_date", kind="date", value=None, raw="", confidence=0.9, presence="absent",
        box=Box(0.1, 0.1, 0.2, 0.12),
    )  # fmt: skip
    found = settle(PERSON, [sheet], Extraction(fields={"birth_date": absent}))
    assert found.fields["birth_date"] == absent.model_copy(update={"confidence": sure})


def test_no_two_fields_share_a_place() -> None:
    weighed = weigh(CONTRACT, [sheet_of(*PARTIES)], Extraction())
    places = [choice.candidate.place for choice in weighed.chosen.values()]
    assert sum(map(len, places)) == len(frozenset().union(*places))
    again = assign(weighed.table)
    assert {n: c.candidate for n, c in again.items()}.keys() >= weighed.chosen.keys()


@pytest.mark.parametrize(
    ("better", "worse", "kind"),
    [
        ("北京样例科技有限公司", "应当按照约定支付报酬", "company"),
        ("王小明", "同意根据", "person"),
        ("王小明", "姓名", "person"),
        ("YizhouSHEN", "CERTIFICATE", "person"),
        ("SHENYizhou", "Certificate", "person"),
        ("北京市东城区样例路1号", "为送达地址，变更时通知", "address"),
        ("计算机科学与技术", "证书编号", "text"),
        (NUMBERS[0], NUMBERS[0][:-1] + "1", "id_number"),
    ],
)
def test_form_tells_values_from_clauses_and_labels(better: str, worse: str, kind: str) -> None:
    words = vocabulary(PERSON.fields)
    assert plausible(kind, better, words) > plausible(kind, worse, words)  # type: ignore[arg-type]


def test_a_label_claims_only_what_it_may_hold() -> None:
    assert may_hold("发证日期", "date")
    assert not may_hold("登记机关", "date")


def test_a_row_keeps_every_letter_once_and_drops_leaders() -> None:
    row = rows_of([sheet_of(("姓名……王小明", 0.1, 0.1), ("性别", 0.6, 0.1))])[0]
    assert row.text == "姓名王小明性别"
    assert row.starts(2)
    assert row.starts(5)
    assert len(row.chars) == len(row.gaps) == len(row.text)


def test_the_longer_label_claims_what_the_shorter_is_part_of() -> None:
    words = vocabulary((FieldSpec("name", "person"), FieldSpec("mother_name", "person")))
    layout = Layout.of([sheet_of(("母亲姓名：张丽", 0.1, 0.1))], words)
    assert [a.label for a in layout.anchors[0]] == ["母亲姓名"]
    assert not CandidatePool(layout).of(FieldSpec("name", "person"))


def _cell_page(*rows: tuple[str, float, float]) -> TextSheet:
    lines = tuple(line(text, x, y) for text, x, y in rows)
    return TextSheet.of(Page(file="a.pdf", number=1, width=2480, height=3508, lines=lines))


def test_the_lines_of_a_narrow_cell_are_one_label_and_one_value() -> None:
    sheet = _cell_page(
        ("出生年", 0.1, 0.100), ("1977年06", 0.2, 0.100), ("民族", 0.5, 0.112), ("汉", 0.6, 0.112),
        ("月日", 0.1, 0.124), ("月23日", 0.2, 0.124), ("籍贯", 0.5, 0.170),
    )  # fmt: skip
    rows = [row.text for row in rows_of([sheet], vocabulary(PERSON.schema).labels)]
    assert rows == ["出生年月日1977年06月23日民族汉", "籍贯"]
    found = settle(PERSON, [sheet], Extraction()).fields
    assert found["birth_date"].value == "1977-06-23"


def test_a_list_of_labels_is_no_cell() -> None:
    sheet = _cell_page(
        ("甲项", 0.1, 0.100), ("李一", 0.3, 0.100),
        ("乙项", 0.1, 0.124), ("王二三四五六", 0.3, 0.124),
        ("丙项", 0.1, 0.148), ("赵四五六", 0.3, 0.148),
    )  # fmt: skip
    assert [row.text for row in rows_of([sheet])] == [
        "甲项李一",
        "乙项王二三四五六",
        "丙项赵四五六",
    ]


def test_labels_glued_to_their_values_are_told_by_the_other_rows() -> None:
    rows = ("1.姓名王小明", "2.性别女", "3.出生日期1990年3月7日", "4.民族汉", "5.职业编辑")
    sheet = sheet_of(*((text, 0.1, 0.1 + 0.04 * n) for n, text in enumerate(rows)))
    found = read(PERSON, sheet)
    assert (found["name"], found["sex"], found["birth_date"]) == ("王小明", "女", "1990-03-07")


def test_the_head_of_a_list_of_fields_is_no_label() -> None:
    listed = sheet_of(
        ("序号", 0.1, 0.1), ("名称", 0.2, 0.1), ("填写内容", 0.5, 0.1),
        ("1", 0.1, 0.14), ("单位名称", 0.2, 0.14), ("北京样例科技有限公司", 0.5, 0.14),
    )  # fmt: skip
    kind = TypeEntry(id="drawn", titles=("表",), fields=(FieldSpec("unit_name", "company"),))
    assert read(kind, listed)["unit_name"] == "北京样例科技有限公司"
    layout = Layout.of([listed], vocabulary(kind.schema))
    assert layout.anchors[0] == [] and layout.anchors[1] != []


def test_a_short_label_with_a_doubtful_letter_is_the_one_it_can_be() -> None:
    doubtful = line("性名：", 0.1, 0.1)
    doubtful = doubtful.model_copy(update={"certainty": (0.6, 0.99, 0.99)})
    value = line("王小明", 0.3, 0.1)
    page = Page(file="drawn", number=1, width=1000, height=1414, lines=(doubtful, value))
    assert read(PERSON, TextSheet.of(page))["name"] == "王小明"
    sure = page.model_copy(update={"lines": (line("性名：", 0.1, 0.1), value)})
    elsewhere = settle(PERSON, [TextSheet.of(sure)], PERSON.read([TextSheet.of(sure)])).fields[
        "name"
    ]
    assert elsewhere.placed <= 0.75  # no label led to it: the only name there


def test_a_day_that_a_lines_end_broke_is_one() -> None:
    sheet = sheet_of(
        ("租赁期限", 0.1, 0.1), ("2020年03月15日-2040年03月", 0.3, 0.1), ("15日", 0.3, 0.13)
    )
    found = read(CONTRACT, sheet)
    assert (found["lease_start"], found["lease_end"]) == ("2020-03-15", "2040-03-15")


@pytest.mark.parametrize(
    ("first", "rest", "torn", "whole"),
    [
        ("1990年3月1", "5日", "1990-03-01", "1990-03-15"),
        ("一九九〇年三月二", "十日", "1990-03-02", "1990-03-20"),
        ("一九九〇年三月二十", "五日", "1990-03-20", "1990-03-25"),
    ],
)
def test_a_day_torn_between_its_figures_is_never_the_first_of_them(
    first: str, rest: str, torn: str, whole: str
) -> None:
    sheet = sheet_of(("出生日期", 0.1, 0.1), (first, 0.3, 0.1), (rest, 0.3, 0.13))
    field = make_field(FieldSpec("birth_date", "date"), read_date(sheet.piece(1)))
    assert field.value == torn
    found = settle(PERSON, [sheet], Extraction(fields={"birth_date": field})).fields["birth_date"]
    assert found.value == whole or found.placed <= 0.5


def test_values_below_a_row_of_empty_labels() -> None:
    sheet = sheet_of(
        ("姓名：", 0.1, 0.1),
        ("出生日期：", 0.5, 0.1),
        ("王小明", 0.25, 0.135),
        ("1990.3.7", 0.68, 0.135),
    )
    found = read(PERSON, sheet)
    assert (found["name"], found["birth_date"]) == ("王小明", "1990-03-07")


def test_a_note_of_purpose_is_no_line_of_the_paper() -> None:
    noted = sheet_of(
        ("姓名", 0.1, 0.1),
        ("此复印件用于办理工作居住证", 0.3, 0.1),
        ("性别", 0.1, 0.15),
        ("女", 0.3, 0.15),
    )
    assert [text for text in noted.folded] == ["姓名", "性别", "女"]


def test_a_line_that_was_found_twice_stands_once() -> None:
    assert sheet_of(("2025/06", 0.1, 0.1), ("2025/06", 0.101, 0.1005)).folded == ("2025/06",)
    assert len(sheet_of(("2025/06", 0.1, 0.1), ("2025/06", 0.5, 0.1)).folded) == 2


def test_half_a_pair_of_brackets_is_never_sure() -> None:
    kind = TypeEntry(id="drawn", titles=("表",), fields=(FieldSpec("major", "text"),))
    sheet = sheet_of(("所学专业", 0.1, 0.1), ("软件（工程与设计", 0.3, 0.1))
    found = settle(kind, [sheet], Extraction()).fields.get("major")
    assert found is None or found.placed <= 0.5


def test_a_word_within_an_english_name_is_no_label() -> None:
    found = read(
        TypeEntry(id="drawn", titles=("表",), fields=(FieldSpec("school", "company"),)),
        sheet_of(("在英国利兹大学（University of Leeds）学习电影学", 0.1, 0.1)),
    )
    assert "school" not in found
