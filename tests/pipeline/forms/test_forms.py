"""The guide's forms filled in from a record, signed, sealed, and read back by the real engine."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.models.report import Report, ReportDocument
from generator import fonts, seals
from generator.ink import Handwriting
from generator.raster import picture
from pipeline.filling import filled_forms
from pipeline.reading.intake.record import parse_record
from pipeline.reporting.form_docx import render_form
from pipeline.run import Kit, Options, check_packet, open_kit
from tests.pipeline.forms.page import Page, drawn
from validators.judging.edition import open_edition

POLICY = open_edition()
UNIT, BOSS, AGENT, WHO, OWNER = (
    "北京样例图中文化传媒有限责任公司",
    "王五一",
    "李四光",
    "张三丰",
    "赵六安",
)
NUMBER, AGENT_NUMBER, OWNER_NUMBER = (
    "11010519491231002X",
    "110101199003072578",
    "110101198807239412",
)
HOME = "北京市东城区样例胡同12号院3号楼2单元501室"
RECORD: dict[str, Any] = {
    "submission_date": "2025-10-15", "condition": 1, "housing": "relatives",
    "employer": {"name": UNIT, "credit_code": "91350100M000100Y43"},
    "applicant": {"name": WHO, "id_number": NUMBER, "address": HOME},
    "agent": {"name": AGENT, "id_number": AGENT_NUMBER, "phone": "13900000002"},
    "permit_no": "202212345678", "legal_rep": BOSS,
}  # fmt: skip
PLAIN, STEADY = Handwriting(), Handwriting("kai", 0.16)
DAY = ("2025", "10", "15")
DPI = 200


def sign(page: Page, label: str, name: str, hand: Handwriting = PLAIN) -> None:
    """Somebody signs behind a label."""
    spot = page.spot(label)
    words = spot.text.rstrip("\u3000")
    page.sheet.hand(spot.letters[len(words) - 1] + 6, spot.y - 1.2, name, 6.2, hand)


def date_by_hand(page: Page, nth: int = 0) -> None:
    """The day written into the n-th 年 月 日."""
    spot = page.spot("年　　月　　日", nth)
    for text, mark in zip(DAY, "年月日", strict=True):
        wide = 2.1 * len(text)
        page.sheet.hand(spot.before(mark) - wide - 0.8, spot.y, text, 3.8, PLAIN)


def write(page: Page, nth: int, text: str) -> None:
    """Something written on the n-th free line."""
    x, y = page.blanks[nth]
    page.sheet.hand(x + 1, y - 0.3, text, 4.2, PLAIN)


def stamp(page: Page, x: float, y: float) -> None:
    page.sheet.seal(x, y, seals.official(UNIT))


def registration(page: Page) -> None:
    for nth, text in enumerate(("有限责任公司", "软件开发", "", "八十六万元")):
        if text:
            write(page, nth, text)
    sign(page, "法定代表人(签字)", BOSS, STEADY)
    sign(page, "代理人(签字)", AGENT)
    sign(page, "申请人（签字）", WHO)
    date_by_hand(page)
    stamp(page, page.spot(UNIT, -1).x - 30, page.spot(UNIT, -1).y + 4)


def power(page: Page) -> None:
    write(page, 0, "人力资源部")
    write(page, 1, "主管")
    sign(page, "法定代表人(签字)", BOSS, STEADY)
    sign(page, "代理人(签字)", AGENT)
    date_by_hand(page)
    stamp(page, page.spot(UNIT, -1).x - 30, page.spot(UNIT, -1).y + 4)


def integrity(page: Page) -> None:
    sign(page, "申请人(签字)", WHO)
    sign(page, "单位法人代表(签字)", BOSS, STEADY)
    date_by_hand(page, 0)
    date_by_hand(page, 1)
    spot = page.spot("申请单位盖章")
    stamp(page, spot.x - 8, spot.y + 6)


def personal(page: Page) -> None:
    sign(page, "申请人（签字）", WHO)
    sign(page, "法人代表（签字）", BOSS, STEADY)
    for nth in range(3):
        date_by_hand(page, nth)
    spot = page.spot("申请单位意见")
    page.sheet.hand(spot.x + 8, spot.y + 7, "同意申报", 6.4, STEADY)
    stamp(page, page.spot("加盖公章").x - 30, page.spot("加盖公章").y - 4)


def unit(page: Page) -> None:
    write(page, 0, "500")
    write(page, 1, "东城")
    sign(page, "法人代表（签字）", BOSS, STEADY)
    date_by_hand(page, 0)
    date_by_hand(page, 1)
    spot = page.spot("申请单位意见")
    page.sheet.hand(spot.x + 8, spot.y + 7, "同意申报", 6.4, STEADY)
    stamp(page, page.spot("年　　月　　日", 1).x - 30, page.spot("年　　月　　日", 1).y - 6)


def lodging(page: Page) -> None:
    for nth, text in enumerate(("2025", "3", "1")):
        write(page, nth, text)
    write(page, len(page.blanks) - 1, "朋友")
    sign(page, "房主签字", OWNER, STEADY)
    sign(page, "借住人签字", WHO)
    date_by_hand(page)
    stamp(page, page.spot("申请单位加盖公章").x - 24, page.spot("申请单位加盖公章").y)


@dataclass(frozen=True)
class Case:
    """A form, the service it is for, who writes on it, and what must be read of the record."""

    annex: int
    kind: str
    service: str
    ink: Callable[[Page], None]
    fields: dict[str, str]


CASES = (
    Case(1, "unit_registration_application", "unit_registration", registration,
         {"addressee": POLICY.district.office, "applicant_name": WHO, "agent_name": AGENT,
          "agent_id": AGENT_NUMBER, "company": UNIT, "sign_date": "2025-10-15"}),
    Case(2, "power_of_attorney", "employer_change", power,
         {"legal_rep": BOSS, "company": UNIT, "agent_name": AGENT, "agent_sex": "男",
          "agent_id": AGENT_NUMBER, "agent_phone": "13900000002"}),
    Case(4, "integrity_statement", "new_permit", integrity, {"applicant_name_in_text": WHO}),
    Case(5, "personal_change_form", "employer_change", personal,
         {"name": WHO, "permit_number": "202212345678", "id_number": NUMBER,
          "change_items": "聘用单位"}),
    Case(6, "unit_change_form", "unit_info_change", unit,
         {"unit_name": UNIT, "change_items": "基础变更"}),
    Case(10, "lodging_declaration", "new_permit", lodging,
         {"lodger_name": WHO, "lodger_id": NUMBER, "address": HOME, "owner_name": OWNER,
          "owner_id": OWNER_NUMBER}),
)  # fmt: skip


def owner_known() -> Report:
    """A checked packet that holds the owner's card."""
    field = {"confidence": 0.999, "raw": ""}
    card = {
        "id": "D1", "type": "id_card", "confidence": 0.99, "pages": [], "role": "owner",
        "fields": {
            "name": {"value": OWNER, "kind": "person", **field},
            "id_number": {"value": OWNER_NUMBER, "kind": "id_number", **field},
        },
    }  # fmt: skip
    return Report.model_validate({
        "packet": "一", "service": "new_permit", "submission_date": None, "outcome": "review",
        "documents": [card],
    })  # fmt: skip


def filled(case: Case) -> bytes:
    """The form's file, by the record and what is known of the owner."""
    record = parse_record({**RECORD, "service": case.service}, "application.json").application
    (one,) = filled_forms(record, case.service, POLICY, owner_known(), (case.annex,))
    return render_form(one.form, one.values, one.ticked)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    with open_kit(workers=1, cache=tmp_path_factory.mktemp("readings")) as found:
        yield found


def checked(case: Case, page: Page, kit: Kit, folder: Path) -> Report:
    """The report on a packet of that page and the record."""
    picture(page.sheet.canvas, DPI).save(folder / "扫描件.png")
    record = json.dumps({**RECORD, "service": case.service})
    (folder / "application.json").write_text(record, "utf-8")
    return check_packet(folder, kit, Options()).report


def held(report: Report) -> list[tuple[str, str]]:
    """What is held against the one paper; that others are missing is not."""
    (paper,) = report.documents
    return [
        (one.rule, one.message)
        for one in report.findings
        if paper.id in one.documents and one.status in ("fail", "review")
        and one.severity != "advisory" and not one.lacks
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def _fonts() -> None:
    if packages := fonts.missing(but=fonts.STAND_INS):
        pytest.skip(f"fonts are missing: apt-get install {' '.join(packages)}")


@pytest.mark.engine
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_a_form_that_was_signed_and_sealed_is_read_back(
    case: Case, kit: Kit, tmp_path: Path
) -> None:
    page = drawn(filled(case))
    case.ink(page)
    report = checked(case, page, kit, tmp_path)
    assert [document.type for document in report.documents] == [case.kind]
    paper = report.documents[0]
    assert {name: value_of(paper, name) for name in case.fields} == case.fields
    assert held(report) == []


@pytest.mark.engine
def test_a_form_that_nobody_signed_is_held_against_it(kit: Kit, tmp_path: Path) -> None:
    report = checked(CASES[1], drawn(filled(CASES[1])), kit, tmp_path)
    assert {document.type for document in report.documents} == {"power_of_attorney"}
    assert "FORM-POA-FIELDS" in {rule for rule, _ in held(report)}


def value_of(paper: ReportDocument, name: str) -> str | None:
    field = paper.fields.get(name)
    return field.value if field is not None else None
