"""One booklet has one cover, and a stranger's page is nobody's."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, case, findings, paper
from tests.validators.kit import status as status_of

MATE_NUMBER, KID_NUMBER = "110101199003074470", "110101201510160019"
FAMILY = {
    "accompanying": {
        "spouse": {"name": "赵妍", "id_number": MATE_NUMBER},
        "children": [{"name": "张小三"}],
    }
}
SPOUSE, CHILD, SAME = "SPOUSE-ID-HUKOU", "CHILD-ID-HUKOU", "GEN-HUKOU-RELATION"
CARD = paper("id_card", name="赵妍", id_number=MATE_NUMBER)


def cover(head: str = "张三", **values: str) -> Document:
    return paper("household_register_cover", head_name=head, **values)


def page(name: str, number: str | None, relation: str, **values: str) -> Document:
    return paper("household_register_member", name=name, relation=relation,
                 **({"id_number": number} if number else {}), **values)  # fmt: skip


OWN = page("张三", NUMBER, "户主")


@pytest.mark.parametrize(
    ("covers", "mate", "status"),
    [
        ((cover(),), page("赵妍", MATE_NUMBER, "妻"), "pass"),
        ((cover(), cover("赵妍")), page("赵妍", MATE_NUMBER, "户主"), "pass"),
        ((cover(),), page("赵妍", MATE_NUMBER, "户主"), "fail"),  # her own booklet
        ((cover(),), page("赵妍", MATE_NUMBER, "侄女"), "review"),
        ((cover("张父"),), page("赵妍", MATE_NUMBER, "儿媳"), "pass"),
        (
            (cover(household_number="001"),),
            page("赵妍", MATE_NUMBER, "妻", household_number="002"),
            "fail",
        ),
        ((cover(household_type="集体户"),), page("赵妍", MATE_NUMBER, "妻"), "review"),
    ],
)
def test_the_spouse_in_the_applicants_booklet(
    covers: tuple[Document, ...], mate: Document, status: str
) -> None:
    own = OWN if covers[0].fields["head_name"].value == "张三" else page("张三", NUMBER, "子")
    found = case("new_permit", covers[0], own, *covers[1:], mate, CARD, record=FAMILY)
    assert status_of(found, SPOUSE) == status
    lacks = {lack for one in findings(found, "COMPLETE-NEW") if one.status == "fail"
             for lack in one.lacks}  # fmt: skip
    assert ("household_register_cover:spouse" in lacks) is (status == "fail")


@pytest.mark.parametrize(
    ("relation", "number", "status"),
    [("子", None, "pass"), ("户主", None, "fail"), ("外甥", None, "review"), ("子", "002", "fail")],
)
def test_the_child_in_the_applicants_booklet(
    relation: str, number: str | None, status: str
) -> None:
    values = {"household_number": number} if number else {}
    kid = page("张小三", KID_NUMBER, relation, **values)
    first = cover(household_number="001") if number else cover()
    found = case("new_permit", first, OWN, kid, record=FAMILY)
    assert [one.status for one in findings(found, CHILD) if one.severity != "advisory"] == [status]


def test_an_owners_page_never_shares_the_familys_cover() -> None:
    lease = paper("lease_contract", lessor="王五", lessee="张三")
    found = case("new_permit", lease, cover(), OWN, page("王五", None, "妻"), housing="rented")
    (owner,) = (d for d in found.documents if d.role == "owner")
    assert owner.type == "household_register_member"
    assert "household_register_cover:owner" in {
        lack for one in findings(found, "COMPLETE-NEW") for lack in one.lacks
    }


def test_a_strangers_page_is_a_lack_and_nothing_else() -> None:
    """Its own faults are no matter of the case, and the cover is still the spouse's."""
    stranger = page("王六", "110101199003070046", "户主", birth_date="1980-01-01")
    papers = (cover(), OWN, cover("赵妍"), stranger, CARD)
    found = case("new_permit", *papers, record=FAMILY)
    (own,) = findings(found, SPOUSE)
    assert own.status == "fail" and own.lacks == ("household_register_member:spouse",)
    assert [d.role for d in found.documents if d.type == "household_register_cover"] == [
        "applicant",
        "spouse",
    ]
    assert status_of(found, SAME) == "pass"
    assert status_of(found, "GEN-ID-BIRTH-SEX") != "fail"
    assert status_of(found, "GEN-WRONG-PERSON") == "fail"


def test_a_page_whose_name_was_not_read_may_be_the_spouses() -> None:
    papers = (cover(), OWN, cover("赵妍"), page("?", "?", "户主"), CARD)
    assert status_of(case("new_permit", *papers, record=FAMILY), SPOUSE) == "review"


@pytest.mark.parametrize(
    ("second", "status"),
    [({}, "pass"), ({"marital_status": "离婚"}, "review"), ({"marital_status": "?"}, "pass")],
)
def test_two_pages_of_one_person_that_differ(second: dict[str, str], status: str) -> None:
    one = page("张三", NUMBER, "户主", marital_status="已婚")
    other = page("张三", NUMBER, "户主", **{"marital_status": "已婚", **second})
    assert status_of(case("new_permit", cover(), one, other), SAME) == status
