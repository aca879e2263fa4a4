"""Of several papers of one kind about one holder the one in force counts."""

import pytest

from core.models.document import Document
from tests.validators.homes import (
    AWAY,
    OTHER_ID,
    OWNER,
    RECORD,
    causes,
    home_lines,
    homes,
    lease,
    permit,
    title,
)
from tests.validators.kit import AGENT_NUMBER, NUMBER, case, findings, paper, said
from tests.validators.kit import status as status_of


def follows(**values: str | None) -> Document:
    """A lease that goes on where the first one ends."""
    return lease(**{"lease_start": "2019-11-05", "lease_end": "2020-12-31", **values})


FIRST = lease(lease_end="2019-11-04")


@pytest.mark.parametrize(
    ("second", "status"),
    [
        (follows(), "pass"),
        (follows(lease_start="2019-11-01"), "pass"),  # they overlap
        (follows(lease_start="2019-11-06"), "fail"),  # a day between them
        (follows(lease_start="2019-12-05"), "fail"),
        (follows(lease_end="2020-04-13"), "fail"),  # too short together
        (follows(address=AWAY), "fail"),
        (follows(lessee="王某", lessee_id=OTHER_ID), "fail"),
        (follows(lessor="王某"), "review"),  # perhaps it was sold
        (follows(address="?"), "review"),
        (follows(lease_end="?"), "review"),
    ],
)
def test_leases_that_follow_one_another(second: Document, status: str) -> None:
    assert status_of(homes(FIRST, second, title()), "RES-LEASE-6M") == status
    assert status_of(homes(second, FIRST, title()), "RES-LEASE-6M") == status


def test_three_leases_run_together() -> None:
    middle = follows(lease_end="2020-01-04")
    last = follows(lease_start="2020-01-05")
    assert home_lines(homes(FIRST, middle, last, title())) == []
    assert status_of(homes(FIRST, last, title()), "RES-LEASE-6M") == "fail"


def test_a_gap_between_leases_is_told_with_its_days() -> None:
    (finding,) = findings(homes(FIRST, follows(lease_start="2019-12-05"), title()), "RES-LEASE-6M")
    assert "中间 30 天" in finding.message
    assert len(causes(homes(FIRST, follows(lease_start="2019-12-05", address=AWAY), title()))) == 1


def supplement(**values: str | None) -> Document:
    """A supplement that says no more than the new term, and is signed."""
    full = follows(**values)
    gone = {"lessor_id", "lessor_phone", "lessee_id", "lessee_phone"}
    fields = {name: field for name, field in full.fields.items() if name not in gone}
    return full.model_copy(update={"fields": fields})


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((FIRST, supplement()), "pass"),
        ((FIRST, supplement(address=None)), "pass"),
        ((FIRST, supplement(lessee_signature=None)), "fail"),
        ((lease(lease_end="2019-11-04", lessor_id=None), supplement()), "fail"),
        ((lease(lease_end="2019-11-04", lessor_id="?"), supplement()), "review"),
        ((supplement(lease_start="2019-01-01"),), "review"),  # it goes on with no lease
    ],
)
def test_a_supplement_need_not_say_again_what_the_lease_says(
    papers: tuple[Document, ...], status: str
) -> None:
    assert status_of(homes(*papers, title()), "RES-LEASE-FIELDS") == status


@pytest.mark.parametrize("old_first", [True, False])
def test_an_old_lease_of_another_home_says_nothing(old_first: bool) -> None:
    old = lease(lease_start="2017-01-01", lease_end="2017-12-31", address=AWAY, lessor="王某")
    papers = (old, lease()) if old_first else (lease(), old)
    found = homes(*papers, title())
    assert home_lines(found) == []
    assert said(found, "RES-ADDRESS-SYSTEM") == ("fail", "advisory")


def test_an_old_lease_is_a_question_while_the_new_one_is_not_read() -> None:
    old = lease(lease_start="2017-01-01", lease_end="2017-12-31", address=AWAY)
    told = home_lines(homes(lease(lease_end="?"), old, title()))
    assert told and {status for _, status in told} == {"review"}


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((permit(), permit("2018-01-01")), ("pass", "supplement")),
        ((permit("2018-01-01"), permit()), ("pass", "supplement")),
        ((permit("?"), permit("2018-01-01")), ("review", "supplement")),
        ((permit("2019-01-01"), permit("2018-01-01")), ("fail", "supplement")),
        ((permit("2019-11-04"), permit(name="王某", number=OTHER_ID)), ("fail", "supplement")),
    ],
)
def test_the_residence_permit_in_force_counts(
    papers: tuple[Document, ...], answer: tuple[str, str]
) -> None:
    assert said(homes(*papers), "RES-PERMIT-3M") == answer


def test_somebody_elses_permit_beside_the_applicants_is_astray() -> None:
    strange = permit(name="王某", number=OTHER_ID)
    assert home_lines(homes(permit(), strange)) == []
    assert ("GEN-NAME-EQUAL", "fail") in home_lines(homes(strange))


def card(end: str, name: str = "张三", number: str = NUMBER) -> Document:
    start = f"{int(end[:4]) - 20}{end[4:]}" if end[0].isdigit() else "2009-01-01"
    return paper("id_card", name=name, id_number=number, issuer="某局", valid_from=start,
                 valid_to=end)  # fmt: skip


OLD = card("2019-01-01")


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((OLD,), ("fail", "supplement")),
        ((OLD, card("2039-01-01")), ("fail", "advisory")),
        ((OLD, card("长期")), ("fail", "advisory")),
        ((OLD, card("2019-10-15")), ("fail", "advisory")),  # its last day
        ((OLD, card("2019-10-14")), ("fail", "supplement")),
        ((OLD, card("?")), ("review", "supplement")),
        ((OLD, card("2039-01-01", "李四", AGENT_NUMBER)), ("fail", "supplement")),
        ((OLD, card("2039-01-01", number="?")), ("review", "supplement")),  # whose is it?
        # a stranger's card is told as such, and need not be in force
        ((card("2019-01-01", "王某", OTHER_ID), card("2039-01-01")), ("pass", "supplement")),
    ],
)
def test_an_expired_card_beside_the_valid_one(
    papers: tuple[Document, ...], answer: tuple[str, str]
) -> None:
    assert said(case("new_permit", *papers), "GEN-ID-EXPIRY") == answer


def test_an_old_contract_with_another_unit_says_nothing_beside_the_new_one() -> None:
    new = paper("labor_contract", employer="北京甲科技有限公司", employee="张三",
                employee_id=NUMBER, start_date="2018-01-01", end_date="2021-12-31")  # fmt: skip
    old = paper("labor_contract", employer="北京乙数据有限公司", employee="张三",
                employee_id=NUMBER, start_date="2015-01-01", end_date="2017-12-31")  # fmt: skip
    later = paper("labor_contract", employer="北京甲科技有限公司", employee="张三",
                  employee_id=NUMBER, start_date="2020-01-01", end_date="2021-12-31")  # fmt: skip
    found = case("new_permit", new, old, record=RECORD)
    assert said(found, "GEN-EMPLOYER-EQUAL") == ("fail", "advisory")
    not_begun = case("new_permit", later, old, record=RECORD)
    assert said(not_begun, "GEN-EMPLOYER-EQUAL") == ("fail", "supplement")


def confirmation(end: str) -> Document:
    return paper("permit_confirmation", name="张三", id_number=NUMBER, permit_number="2022971154",
                 valid_from="2016-01-01", valid_to=end, first_issue_date="2016-01-01")  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        (("2018-12-31",), "fail"),
        (("2018-12-31", "2020-12-31"), "pass"),
        (("2020-12-31", "2018-12-31"), "pass"),
        (("2018-12-31", "?"), "review"),
    ],
)
def test_the_latest_confirmation_tells_the_permits_term(ends: tuple[str, ...], status: str) -> None:
    found = case("address_change", *map(confirmation, ends))
    assert status_of(found, "CHANGE-IN-VALIDITY") == status


def test_another_tenants_lease_is_not_the_new_one_of_the_applicants() -> None:
    strange = lease(lessee="王某", lessee_id=OTHER_ID)
    told = home_lines(homes(strange, lease(lease_end="2018-12-31"), title(OWNER)))
    assert ("GEN-NAME-EQUAL", "fail") in told
