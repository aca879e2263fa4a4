"""Words that somebody typed or chose make a plan, or are refused with what is known."""

from datetime import date

import pytest

from core.clock import today
from core.errors import InputError
from core.models.need import Need
from validators.judging.edition import open_edition
from validators.planning.answers import plan_of
from validators.planning.need import need_of
from validators.planning.questions import questions

POLICY = open_edition()


def test_words_make_a_plan() -> None:
    plan = plan_of(
        {
            "service": ["证件新办"], "day": ["2025-10-15"], "condition": ["2"],
            "home": ["own_spouse"], "spouse": ["yes"], "children": ["2015-03-01", ""],
            "marital": [""], "education": ["overseas"], "insurance_short": ["no"],
            "have": ["marriage_certificate"], "until": ["id_card:spouse=2030-01-01", "="],
        },
        POLICY,
    )  # fmt: skip
    assert (plan.service, plan.day, plan.condition) == ("new_permit", date(2025, 10, 15), 2)
    assert (plan.home, plan.ways) == ("owned", ("own_spouse",))
    assert (plan.spouse, plan.insurance_short, plan.marital) == (True, False, None)
    assert plan.children == (date(2015, 3, 1),)
    assert plan.have == ("marriage_certificate", "id_card:spouse")
    assert plan.until == {"id_card:spouse": date(2030, 1, 1)}


def test_a_home_is_a_kind_or_a_way_and_without_a_home_it_is_nothing() -> None:
    assert plan_of({"service": ["address_change"], "home": ["rented"]}, POLICY).home == "rented"
    assert plan_of({"service": ["renewal"], "home": ["rented"]}, POLICY).home is None
    assert plan_of({"service": ["renewal"]}, POLICY).day == today()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "unknown_service"),
        ({"service": ["x"]}, "unknown_service"),
        ({"day": ["15.10.2025"]}, "no_day"),
        ({"day": ["9999-12-31"]}, "no_day"),
        ({"children": ["2015-13-01"]}, "no_day"),
        ({"children": ["2015-03-01"] * 7}, "too_many"),
        ({"condition": ["9"]}, "unknown_answer"),
        ({"home": ["castle"]}, "unknown_answer"),
        ({"ways": ["castle"]}, "unknown_answer"),
        ({"spouse": ["perhaps"]}, "unknown_answer"),
        ({"marital": ["x"]}, "unknown_answer"),
        ({"changes": ["x"]}, "unknown_answer"),
        ({"have": ["passport"]}, "unknown_answer"),
        ({"until": ["passport=2030-01-01"]}, "unknown_answer"),
        ({"until": ["id_card:spouse=x"]}, "no_day"),
    ],
)
def test_what_is_not_known_is_refused(told: dict[str, list[str]], code: str) -> None:
    given = {"service": ["new_permit"], **told} if told else told
    with pytest.raises(InputError) as refused:
        plan_of(given, POLICY)
    assert refused.value.code == code
    assert refused.value.text.zh != refused.value.text.en


@pytest.mark.parametrize("service", [one.id for one in POLICY.services])
def test_only_what_the_lists_hang_on_is_asked(service: str) -> None:
    asked = {one.name for one in questions(service, POLICY)}
    assert ("condition" in asked) == (service == "new_permit")
    assert ("home" in asked) == (service in ("new_permit", "address_change"))
    assert ("left" in asked) == (service == "employer_change")
    assert {"day", "have", "reviewed"} <= asked
    for one in questions(service, POLICY):
        assert one.text.zh and one.text.en
        assert (one.kind in ("one", "many")) == bool(one.options)


def nearest(**told: list[str]) -> Need:
    given = {"service": ["new_permit"], "day": ["2025-10-15"], **told}
    return need_of(plan_of(given, POLICY), POLICY)


def test_the_way_of_which_most_is_there_is_the_nearest() -> None:
    (home,) = nearest(have=["lease_contract", "rent_invoice"]).choices
    assert (home.ways[0].id, home.ways[0].lacks, home.ways[0].chosen) == (
        "rented_invoice",
        (),
        True,
    )
    (home,) = nearest(home=["work_unit"]).choices
    assert home.ways[0].id == "unit_owned"
    (home,) = nearest(home=["lodging"], have=["lease_contract", "rent_invoice"]).choices
    assert home.ways[0].id == "lodging"  # it was asked for by its name


def test_the_condition_of_which_nothing_is_lacking_comes_first() -> None:
    found = nearest(have=["award_certificate", "award_supporting_evidence"]).conditions
    lacking = {one.number: len(one.lacks) for one in found}
    assert lacking[3] == 0 and lacking[6] == 3
    assert nearest(condition=["6"]).conditions[0].number == 6
    assert all(one.texts and one.section for one in found)


def test_what_was_not_told_is_said() -> None:
    said = " ".join(one.zh for one in nearest().assumed)
    for word in ("申请条件", "住所", "随往", "学历", "第一次办理"):
        assert word in said
    told = nearest(condition=["1"], home=["permit"], spouse=["no"], education=["degree"],
                   filed_this_year=["no"])  # fmt: skip
    assert told.assumed == ()


def test_what_hangs_on_what_nobody_told_stands_apart() -> None:
    apart = {paper for one in nearest().perhaps for paper in one.papers}
    assert apart == {"external_social_insurance_proof"}
    assert nearest(insurance_short=["no"]).perhaps == ()
    listed = {paper for one in nearest(insurance_short=["yes"]).wanted for paper in one.papers}
    assert "external_social_insurance_proof" in listed


def test_what_one_paper_brings_anyhow_is_not_listed_twice() -> None:
    entries = [one.papers for one in nearest(condition=["8"], home=["own_spouse"], spouse=["yes"],
                                             children=["2015-03-01"]).wanted]  # fmt: skip
    assert len(entries) == len(set(entries))
    income = [one for one in entries if "iit_tax_record" in one]
    assert income == [("iit_tax_record",)]
