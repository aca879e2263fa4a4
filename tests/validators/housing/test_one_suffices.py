"""提供以下材料之一即可: once one way to prove the home holds whole, the others only advise."""

import pytest

from tests.validators.homes import (
    OTHER_ID,
    PLACE,
    SOON,
    bought,
    home_lines,
    homes,
    lease,
    lodging,
    mortgage,
    permit,
    rent,
    title,
    unit_home,
)
from tests.validators.kit import paper, said, seal
from tests.validators.kit import status as status_of
from tests.validators.packet.test_completeness import CHANGE, LICENCE, POA
from validators.judging.rules import judge, outcome
from validators.policy import load_policy

WHOLE = {
    "title": (title("张三"),),
    "lease": (lease(), title()),
    "invoice": (lease(), rent()),
    "lodging": lodging(),
    "bought": bought(),
    "mortgage": (mortgage(),),
    "unit": unit_home(),
}


@pytest.mark.parametrize("way", WHOLE)
def test_a_permit_that_runs_out_is_advice_beside_any_way_that_holds(way: str) -> None:
    found = homes(permit(SOON), *WHOLE[way])
    assert home_lines(found) == []
    assert said(found, "RES-PERMIT-3M") == ("fail", "advisory")
    assert outcome(judge(homes(POA, CHANGE, LICENCE, permit(SOON)), load_policy())) == "supplement"


@pytest.mark.parametrize("way", WHOLE)
def test_each_way_holds_by_itself(way: str) -> None:
    assert home_lines(homes(*WHOLE[way])) == []


STAINED = {
    "title of another door": (title("张三", PLACE.replace("2102", "2103")),),
    "lease that runs out": (lease(lease_end=SOON), title()),
    "lease without a number": (lease(lessor_id=None), title()),
    "title of nobody there": (lease(), title("王某")),
    "another's invoice": (lease(), rent("王某")),
    "lodging unsealed": lodging(sealed=False),
    "lodging that begins later": lodging(start_date="2019-10-16"),
    "a namesake's contract": bought(number=OTHER_ID),
    "a namesake's mortgage": (mortgage(OTHER_ID),),
    "another's lease": (lease(lessee="王某", lessee_id=OTHER_ID), title()),
}


@pytest.mark.parametrize("what", STAINED)
def test_a_way_with_a_fault_of_whatever_rule_does_not_hold(what: str) -> None:
    """Two ways, each with a fault: the packet fails, and only one of them is told."""
    alone, beside = homes(*STAINED[what]), homes(permit(SOON), *STAINED[what])
    assert ("fail" in {status for _, status in home_lines(alone)}) is True
    told = home_lines(beside)
    assert {status for _, status in told} == {"fail"}
    assert told == home_lines(alone) or told == [("RES-PERMIT-3M", "fail")]


@pytest.mark.parametrize("what", STAINED)
def test_beside_a_permit_in_force_the_fault_advises(what: str) -> None:
    assert home_lines(homes(permit(), *STAINED[what])) == []


def test_bad_title_and_bad_invoice_leave_nothing_that_holds() -> None:
    found = homes(lease(), title("王某"), rent("王某"))
    assert home_lines(found) == [("RES-LEASE-TITLE", "fail")]


def test_an_invoice_suffices_though_the_title_beside_it_is_not_the_lessors() -> None:
    found = homes(lease(lessor="北京例居房屋经纪有限公司", lessor_id="91350100M000100Y43"),
                  title(), rent())  # fmt: skip
    assert home_lines(found) == []
    assert said(found, "RES-LEASE-TITLE") == ("fail", "advisory")


DOUBTFUL = {
    "owner unread": (title("?"),),
    "lease's end unread": (lease(lease_end="?"), title()),
    "declaration's seal unread": tuple(
        one.model_copy(update={"seals": (seal("", confidence=0.1),)})
        if one.type == "lodging_declaration"
        else one
        for one in lodging()
    ),
}


@pytest.mark.parametrize("what", DOUBTFUL)
def test_where_another_way_may_hold_nothing_fails_for_sure(what: str) -> None:
    told = home_lines(homes(permit(SOON), *DOUBTFUL[what]))
    assert told and {status for _, status in told} == {"review"}
    assert status_of(homes(permit(SOON), *DOUBTFUL[what]), "RES-PERMIT-3M") == "review"


def test_a_landlords_title_that_was_not_read_is_no_own_home() -> None:
    told = home_lines(homes(lease(lease_end=SOON), title("?")))
    assert ("RES-LEASE-6M", "fail") in told


def test_what_was_bought_is_looked_at_whatever_the_record_says_of_the_home() -> None:
    for housing in (None, "owned", "rented", "residence_permit"):
        assert home_lines(homes(*bought(), housing=housing)) == []
        told = home_lines(homes(*bought("王某"), housing=housing))
        assert ("RES-OWN-NOTITLE", "fail") in told


def test_a_look_alike_of_the_permit_does_no_harm_beside_a_whole_lease() -> None:
    alike = paper("residence_registration_card", name="张三", residence_address=PLACE)
    assert said(homes(alike, lease(), title()), "GEN-LOOKALIKE") == ("fail", "advisory")
    assert said(homes(alike), "GEN-LOOKALIKE") == ("fail", "supplement")
    assert said(homes(alike, lease()), "GEN-LOOKALIKE") == ("fail", "supplement")
