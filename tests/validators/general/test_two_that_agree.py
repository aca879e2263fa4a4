"""What was not read in its place, and what the rest of the paper says of it."""

import pytest

from tests.validators.kit import CODE, NUMBER, UNIT, case, field, paper, printed
from tests.validators.kit import status as status_of

RECORD = {
    "employer": {"name": UNIT, "credit_code": CODE},
    "applicant": {
        "name": "张三",
        "id_number": NUMBER,
        "phone": "13900000001",
        "address": "北京市东城区甲街1号2单元301室",
        "monthly_income": "31644.63",
    },
}
OTHER = "91110101MA0999999X"
HOME = ("现居住地址 北京市东城区甲街1号2单元301室",)


@pytest.mark.parametrize(
    ("code", "line", "status"),
    [
        (CODE, f"查询对象：{UNIT}", "pass"),
        (CODE, "查询对象：北京乙科技有限公司", "review"),  # the code alone names nobody
        (OTHER, f"查询对象：{UNIT}", "review"),  # a name is copied sooner than a code
    ],
)
def test_a_units_name_beside_its_code(code: str, line: str, status: str) -> None:
    licence = paper("business_license", name=UNIT, credit_code=CODE)
    notice = printed(paper("tax_info_notice", taxpayer_id=code), line)
    found = case("new_permit", licence, notice, record=RECORD)
    assert status_of(found, "GEN-EMPLOYER-EQUAL") == status


def test_a_code_does_not_speak_for_another_name_read_in_doubt() -> None:
    licence = paper("business_license", name=UNIT, credit_code=CODE)
    notice = printed(paper("tax_info_notice", taxpayer_id=CODE), f"查询对象：{UNIT}")
    other = field("taxpayer_name", "北京乙科技有限公司", 0.8)
    read = notice.model_copy(update={"fields": {**notice.fields, "taxpayer_name": other}})
    found = case("new_permit", licence, read, record=RECORD)
    assert status_of(found, "GEN-EMPLOYER-EQUAL") == "review"


@pytest.mark.parametrize(
    ("fields", "lines", "status"),
    [
        ({}, (), "review"),
        ({}, ("手机 13900000001", *HOME, "31,644.63"), "pass"),
        ({}, ("手机 13900000002", *HOME, "31,644.63"), "review"),
        ({"diploma_number": "13900000001"}, ("13900000001",), "review"),  # that is the diploma's
    ],
)
def test_what_a_form_prints_of_the_record(
    fields: dict[str, str], lines: tuple[str, ...], status: str
) -> None:
    form = paper("application_form_new", name="张三", id_number=NUMBER, unit_name=UNIT, **fields)
    unread = {name: field(name, "?") for name in ("phone", "current_address", "monthly_income")}
    form = form.model_copy(update={"fields": {**form.fields, **unread}})
    found = case("new_permit", printed(form, *lines), record=RECORD)
    assert status_of(found, "GEN-SYSTEM-EQUAL") == status


@pytest.mark.parametrize(
    ("placed", "text", "status"),
    [(0.3, UNIT, "pass"), (0.3, "北京乙科技有限公司", "review"), (0.0, UNIT, "review")],
)
def test_an_exact_echo_tells_of_its_place(placed: float, text: str, status: str) -> None:
    """The place alone is in doubt; what stands there is read for sure."""
    licence = paper("business_license", name=UNIT, credit_code=CODE)
    form = paper("application_form_new", unit_name=text)
    doubt = form.fields["unit_name"].model_copy(
        update={"confidence": 0.98 * placed, "placed": placed}
    )
    form = form.model_copy(update={"fields": {**form.fields, "unit_name": doubt}})
    found = case("new_permit", licence, form, record=RECORD)
    assert status_of(found, "GEN-EMPLOYER-EQUAL") == status


@pytest.mark.parametrize(
    ("line", "status"), [("所学专业 计算机科学与技术", "pass"), ("所学专业 软件工程", "review")]
)
def test_papers_of_one_number_need_but_print_the_same(line: str, status: str) -> None:
    number = "1705142001168717"
    degree = paper("degree_certificate", certificate_number=number, major="计算机科学与技术")
    report = paper("degree_online_report", certificate_number=number)
    fields = {**report.fields, "major": field("major", "?")}
    shown = printed(report.model_copy(update={"fields": fields}), line)
    assert status_of(case("new_permit", degree, shown), "EDU-REPORT-MATCH") == status


def test_an_amount_in_figures_alone_is_held_against_nothing() -> None:
    notice = paper("tax_info_notice", taxpayer_id=CODE)
    fields = {**notice.fields, "total": field("total", "141387.00", 0.5)}
    alone = notice.model_copy(update={"fields": fields})
    assert status_of(case("new_permit", alone), "GEN-AMOUNT-CAPS") == "not_applicable"
