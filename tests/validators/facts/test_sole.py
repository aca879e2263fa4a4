"""A paper that names one unit, or one person, alone: whose it is does not hang on the place."""

import pytest

from tests.validators.kit import CODE, NUMBER, UNIT, case, field, paper, printed
from tests.validators.kit import status as status_of
from validators.facts.parties import Party
from validators.facts.sole import holder_on, unit_on
from validators.ground.look import look
from validators.policy import load_policy

OWN = Party(UNIT, CODE, known=True)


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        ((f"兹委托{UNIT}李四办理", "本公司承担责任"), True),
        (("北京甲科技有", "限公司"), True),
        ((f"委托单位：{UNIT}", "受托单位：北京乙科技有限公司"), False),
        ((f"委托单位：{UNIT}朝阳分公司",), False),
        ((f"北京乙商贸有限公司委托{UNIT}代发工资",), False),
        ((f"纳税人{UNIT}，已缴税款如下", "国家税务总局北京市东城区税务局"), True),
        (("兹委托李四办理",), False),
    ],
)
def test_the_only_unit_on_a_paper_is_its_own(lines: tuple[str, ...], sure: bool) -> None:
    value = unit_on(printed(paper("power_of_attorney"), *lines), "company", OWN, load_policy())
    assert (value.sure, value.text) == ((True, UNIT) if sure else (False, ""))


def test_what_was_read_for_sure_or_is_surely_empty_stays() -> None:
    other = printed(paper("power_of_attorney", company="北京乙科技有限公司"), UNIT)
    assert unit_on(other, "company", OWN, load_policy()).text == "北京乙科技有限公司"
    empty = printed(paper("power_of_attorney", company=None), UNIT)
    assert unit_on(empty, "company", OWN, load_policy()).state == "absent"


def test_a_doubtful_other_unit_is_not_overruled() -> None:
    found = paper("power_of_attorney")
    doubt = found.model_copy(update={"fields": {"company": field("company", "北京乙公司", 0.5)}})
    assert not unit_on(printed(doubt, UNIT), "company", OWN, load_policy()).sure


@pytest.mark.parametrize(
    ("kind", "line", "name"),
    [
        ("degree_certificate", "兹证明张三，男", "张三"),
        ("degree_certificate", "张三", "张三"),
        ("degree_certificate", "姓名张三丰", ""),
        ("degree_certificate", "校长张三丰", ""),
        ("degree_certificate", "仅供张三办理居住证使用", ""),
        ("lease_contract", "张三", ""),  # two parties stand on a lease
    ],
)
def test_the_only_person_of_a_paper(kind: str, line: str, name: str) -> None:
    found = printed(paper(kind), line)
    value = holder_on(look(found, "name", load_policy()), (Party("张三", NUMBER, known=True),))
    assert value.text == name


def test_the_contract_names_the_unit_alone() -> None:
    contract = paper("labor_contract", employee="张三", employee_id=NUMBER,
                     employee_signature="张三")  # fmt: skip
    alone = printed(contract, f"用人单位 {UNIT}", "劳动者 张三")
    other = printed(contract, f"用人单位 {UNIT}", "用工单位 北京乙科技有限公司")
    assert status_of(case("new_permit", alone), "GEN-EMPLOYER-EQUAL") == "pass"
    assert status_of(case("new_permit", other), "GEN-EMPLOYER-EQUAL") == "review"


def test_the_applicant_named_on_a_title_owns_the_home() -> None:
    """A title names its owners alone; what was read for the owner is no name."""
    title = paper("real_estate_certificate", address="北京市东城区甲街1号")
    wrong = field("owner", "共有情况单独所有", 0.2).model_copy(update={"placed": 0.2})
    title = title.model_copy(update={"fields": {**title.fields, "owner": wrong}})
    for line, status in (("权利人 张三", "pass"), ("权利人 李四", "review")):
        found = case("new_permit", printed(title, line), housing="owned")
        assert status_of(found, "RES-OWN-TITLE") == status


def test_a_head_of_a_household_stands_on_the_cover() -> None:
    member = paper("household_register_member", name="张三", id_number=NUMBER, relation="户主")
    cover = paper("household_register_cover", household_type="家庭户")
    for line, status in (("户主 张三", "pass"), ("户主 李四", "review")):
        found = case("new_permit", printed(cover, line), member)
        assert status_of(found, "GEN-HUKOU-RELATION") == status


def test_numbers_of_certificates_tell_themselves_on_the_form() -> None:
    record = {"applicant": {"name": "张三", "id_number": NUMBER,
                            "education_certificate_no": "100171201505442293"}}  # fmt: skip
    form = paper("application_form_new", name="张三", id_number=NUMBER, unit_name=UNIT)
    doubt = field("diploma_number", "1001742015003115", 0.5)
    form = form.model_copy(update={"fields": {**form.fields, "diploma_number": doubt}})
    for line, status in (("100171201505442293", "pass"), ("100171201505442294", "review")):
        found = case("new_permit", printed(form, line), record=record)
        assert status_of(found, "GEN-SYSTEM-EQUAL") == status
