"""What the forms are filled in with: the record, then what a checked packet says surely."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from core.models.application import Application
from core.models.report import Report
from pipeline.filling import FilledForm, filled_forms, values_of
from pipeline.reporting.form_docx import render_form
from pipeline.reporting.form_files import write_forms
from validators.judging.edition import open_edition
from validators.policy import Policy

POLICY = open_edition()
ANNEXES = {1, 2, 4, 5, 6, 10}
NUMBER = "110101199003072578"


def application(**told: Any) -> Application:
    return Application.model_validate(told)


def report(*papers: dict[str, Any], **more: Any) -> Report:
    documents = [
        {"id": f"D{n}", "confidence": 0.99, "pages": [], **paper}
        for n, paper in enumerate(papers, 1)
    ]
    return Report.model_validate({
        "packet": "一", "service": None, "submission_date": None, "outcome": "review",
        "documents": documents, **more,
    })  # fmt: skip


def read(value: str, confidence: float = 0.999, kind: str = "text") -> dict[str, Any]:
    return {"value": value, "confidence": confidence, "kind": kind}


def text_of(one: FilledForm) -> str:
    document = Document(io.BytesIO(render_form(one.form, one.values, one.ticked)))
    every = [cell for table in document.tables for row in table.rows for cell in row.cells]
    cells = {cell._tc: cell.text for cell in every}.values()  # a joined cell is listed by column
    return "\n".join([*(part.text for part in document.paragraphs), *cells])


def forms(service: str, policy: Policy = POLICY, **told: Any) -> dict[int, FilledForm]:
    found = filled_forms(application(**told), service, policy)
    return {one.form.annex: one for one in found}


@pytest.mark.parametrize(
    ("service", "annexes"),
    [
        ("unit_registration", {1, 2}),
        ("new_permit", {2, 4}),
        ("renewal", {2, 4}),
        ("employer_change", {2, 5}),
        ("address_change", {2, 5}),
        ("annual_check_person", {2, 5}),
        ("unit_info_change", {2, 6}),
        ("account_recovery", {2, 6}),
    ],
)
def test_a_service_has_the_forms_of_its_list(service: str, annexes: set[int]) -> None:
    assert set(forms(service)) == annexes


def test_the_lodging_declaration_is_for_lodgers() -> None:
    assert set(forms("new_permit", housing="relatives")) == {2, 4, 10}
    assert 10 not in forms("new_permit", housing="rented")
    assert set(POLICY_FORMS) == ANNEXES


POLICY_FORMS = {form.annex for form in POLICY.forms}


def test_nothing_is_invented_where_nothing_is_known() -> None:
    known = values_of(application(), "renewal", POLICY)
    told = {name for name, value in known.items() if value}
    assert told == {"office", "district"}
    for annex, one in forms("employer_change").items():
        assert "None" not in text_of(one), annex
        assert "\u3000" * 8 in text_of(one)


def test_the_box_is_the_services_and_the_note_the_rules() -> None:
    assert "☑随往人员" in text_of(forms("dependents_change")[5])
    assert "☑查询用户名重置密码" in text_of(forms("account_recovery")[6])
    check = text_of(forms("annual_check_person")[5])
    assert "☑其他（请注明）年检" in check and check.count("☑") == 1


def test_the_packet_fills_what_the_record_leaves_open() -> None:
    licence = {
        "type": "business_license",
        "fields": {"legal_rep": read("王五"), "name": read("甲公司", kind="company")},
    }
    card = {
        "type": "id_card", "role": "handler",
        "fields": {"name": read("李四"), "id_number": read(NUMBER, kind="id_number")},
    }  # fmt: skip
    told = values_of(application(), "renewal", POLICY, report(licence, card))
    assert (told["legal_rep"], told["company"]) == ("王五", "甲公司")
    assert (told["agent_name"], told["agent_id"], told["agent_sex"]) == ("李四", NUMBER, "男")
    own = application(employer={"name": "乙公司"})
    assert values_of(own, "renewal", POLICY, report(licence))["company"] == "乙公司"


def test_what_the_packet_does_not_say_surely_stays_empty() -> None:
    unsure = {"type": "business_license", "fields": {"legal_rep": read("王五", 0.5)}}
    assert values_of(application(), "renewal", POLICY, report(unsure))["legal_rep"] == ""
    one, two = (
        {"type": "business_license", "fields": {"legal_rep": read(name)}}
        for name in ("王五", "赵六")
    )
    assert values_of(application(), "renewal", POLICY, report(one, two))["legal_rep"] == ""
    other = {"type": "id_card", "role": "spouse", "fields": {"name": read("钱七")}}
    assert values_of(application(), "renewal", POLICY, report(other))["agent_name"] == ""
    readers = {"engine": "x", "measured": False}
    assert values_of(application(), "renewal", POLICY, report(one, readers=readers))[
        "legal_rep"
    ] == ""  # fmt: skip


def test_a_sex_is_told_by_a_true_number_alone() -> None:
    told = application(agent={"id_number": "110101199003072579"})
    assert values_of(told, "renewal", POLICY)["agent_sex"] == ""


def test_hostile_words_are_words(tmp_path: Path) -> None:
    one = forms("employer_change", applicant={"name": "<w:br/>\x00{company}"})[5]
    assert "<w:br/>{company}" in text_of(one)
    (path,) = write_forms([one], tmp_path)
    assert path.name == "附件5-个人信息变更申请表.docx"
    assert path.stat().st_mode & 0o777 == 0o600


def test_another_district_has_its_own_office() -> None:
    district = POLICY.district.model_copy(update={"name": "西城", "office": "西城区人力社保局"})
    other = POLICY.model_copy(update={"district": district})
    text = text_of(forms("unit_registration", other)[1])
    assert "西城区人力社保局：" in text and "北京市和西城区的办理条件" in text
    bare = POLICY.model_copy(update={"forms": ()})
    assert forms("unit_registration", bare) == {}
