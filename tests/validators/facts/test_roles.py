"""The names a packet's papers may carry: those known or read for sure, no others."""

from core.models.application import Application
from tests.validators.kit import CODE, UNIT, case, field, paper
from validators.facts.roles import names_of
from validators.policy import load_policy

POLICY = load_policy()


def test_the_record_names_people_and_unit() -> None:
    found = case("new_permit")
    assert names_of(found.documents, found.application, POLICY) == (("张三", "李四"), (UNIT,))


def test_papers_add_those_they_name_for_sure() -> None:
    sure = paper("business_license", legal_rep="王五", name=UNIT)
    vague = paper("power_of_attorney", agent_name="李西", sure=0.5)
    found = case("new_permit", sure, vague)
    persons, _ = names_of(found.documents, found.application, POLICY)
    assert persons == ("张三", "李四", "王五")


def test_a_sure_number_does_not_vouch_for_a_doubtful_name() -> None:
    """Else a misread name would be expected, and so confirm itself."""
    values = {
        "name": field("name", "北京甲科技有很公司", 0.5),
        "credit_code": field("credit_code", CODE),
    }
    licence = paper("business_license", more={"fields": values})
    assert names_of((licence,), Application(), POLICY) == ((), ())


def test_without_a_record_doubtful_names_are_expected_of_nobody() -> None:
    form = paper("application_form_new", name="张三", employer=UNIT, sure=0.5)
    assert names_of((form,), Application(), POLICY) == ((), ())
    surely = paper("application_form_new", name="张三", employer=UNIT)
    assert "张三" in names_of((surely,), Application(), POLICY)[0]
