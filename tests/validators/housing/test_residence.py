"""The home: permit, own, rented, lodged; and its address."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, case, paper, said, seal
from tests.validators.kit import status as status_of
from validators.ground.address import numbers

PLACE = "北京市朝阳区北苑路86号院1号楼7单元2102室"
MATE = {"accompanying": {"spouse": {"name": "赵妍", "id_number": "110101199003074470"}}}


def lease(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "lessor": "沈辉", "lessor_id": "110101199003072578", "lessor_phone": "15944024509",
        "lessee": "张三", "lessee_id": NUMBER, "lessee_phone": "15849612950", "address": PLACE,
        "lease_start": "2019-01-01", "lease_end": "2020-12-31",
        "lessor_signature": "沈辉", "lessee_signature": "?",
    }  # fmt: skip
    return paper("lease_contract", **{**usual, **values})


def title(owner: str = "沈辉", address: str = PLACE) -> Document:
    return paper("real_estate_certificate", owner=owner, address=address)


@pytest.mark.parametrize(
    ("end", "answer"),
    [
        ("2020-04-15", ("pass", "supplement")),
        ("2020-04-14", ("fail", "advisory")),  # the border, AMB-08
        ("2020-04-13", ("fail", "supplement")),
        ("?", ("review", "supplement")),
    ],
)
def test_lease_rest(end: str, answer: tuple[str, str]) -> None:
    assert said(case("address_change", lease(lease_end=end)), "RES-LEASE-6M") == answer


def test_a_lease_that_has_not_begun() -> None:
    found = case("address_change", lease(lease_start="2019-10-16"))
    assert status_of(found, "RES-LEASE-6M") == "fail"


@pytest.mark.parametrize(
    ("end", "day", "status"),
    [
        ("2020-02-29", "2019-11-30", "pass"),
        ("2020-02-28", "2019-11-30", "fail"),
        ("?", "2019-11-30", "review"),
    ],
)
def test_permit_rest(end: str, day: str, status: str) -> None:
    permit = paper("residence_permit_card", name="张三", valid_to=end)
    assert status_of(case("new_permit", permit, day=day), "RES-PERMIT-3M") == status


def test_a_valid_permit_makes_lease_defects_advisory() -> None:
    permit = paper("residence_permit_card", name="张三", valid_to="2021-01-01")
    found = case("new_permit", permit, lease(lease_end="2019-11-01", lessor_id=None))
    assert said(found, "RES-LEASE-6M") == ("fail", "advisory")
    assert said(found, "RES-LEASE-FIELDS") == ("fail", "advisory")
    assert status_of(found, "RES-ONE-OF") == "pass"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"lessor_id": None}, "fail"),
        ({"lessor_phone": None}, "fail"),
        ({"lessee_signature": None}, "fail"),
        ({"lessor_phone": "?"}, "review"),
        ({"lessor": "北京某某住房租赁有限公司", "lessor_id": "91350100M000100Y43"}, "pass"),
    ],
)
def test_lease_fields(values: dict[str, str | None], status: str) -> None:
    assert status_of(case("address_change", lease(**values)), "RES-LEASE-FIELDS") == status


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((title(),), "pass"),
        ((title("王某、沈辉"),), "pass"),
        ((title("王某"),), "fail"),
        ((title(address="北京市朝阳区北苑路86号院1号楼7单元2103室"),), "fail"),
        ((title("?"),), "review"),
        ((paper("rent_invoice", buyer="张三"),), "pass"),
        ((), "fail"),
    ],
)
def test_lease_title(papers: tuple[Document, ...], status: str) -> None:
    found = case("address_change", lease(), *papers, housing="rented")
    assert status_of(found, "RES-LEASE-TITLE") == status


@pytest.mark.parametrize(
    ("owner", "status"),
    [("张三、李四", "pass"), ("赵妍", "pass"), ("王建国", "fail"), ("?", "review")],
)
def test_own_title(owner: str, status: str) -> None:
    found = case("new_permit", title(owner), housing="owned", record=MATE)
    assert status_of(found, "RES-OWN-TITLE") == status


def married(one: str = "张三", two: str = "赵妍") -> Document:
    return paper("marriage_certificate", party1_name=one, party2_name=two)


def test_spouses_home_needs_marriage_and_card() -> None:
    bare = case("new_permit", title("赵妍"), housing="owned", record=MATE)
    assert status_of(bare, "RES-OWN-SPOUSE") == "fail"
    more = (married(), paper("id_card", name="赵妍"))
    whole = case("new_permit", title("赵妍"), *more, housing="owned", record=MATE)
    assert status_of(whole, "RES-OWN-SPOUSE") == "pass"
    parent = case("new_permit", title("张建国"), housing="owned", record=MATE)
    assert status_of(parent, "RES-OWN-SPOUSE") == "not_applicable"


def lodging(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "lodger_name": "张三", "lodger_id": NUMBER, "start_date": "2019-01-01", "address": PLACE,
        "owner_name": "秦怡", "owner_id": "110101199003074470", "relation": "姑侄",
        "owner_signature": "秦怡", "lodger_signature": "张三", "sign_date": "2019-10-01",
    }  # fmt: skip
    return paper("lodging_declaration", seals=[seal()], **{**usual, **values})


OWNER = paper("id_card", name="秦怡", id_number="110101199003074470")


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((lodging(), title("秦怡"), OWNER), "pass"),
        ((lodging(), title("秦怡")), "fail"),  # the owner's card
        ((lodging(), OWNER), "fail"),  # the title
        ((lodging(), title("王某"), OWNER), "fail"),
        ((lodging(), title("秦怡", PLACE.replace("2102", "2103")), OWNER), "fail"),
        ((lodging(owner_id="?"), title("秦怡"), OWNER), "review"),
    ],
)
def test_lodging(papers: tuple[Document, ...], status: str) -> None:
    found = case("address_change", *papers, housing="relatives")
    assert status_of(found, "RES-LODGING") == status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"address": "北京市朝阳区北苑小区"}, "fail"),  # not down to the door
        ({"start_date": "2019-10-16"}, "fail"),
        ({"owner_signature": None}, "fail"),
    ],
)
def test_lodging_fields(values: dict[str, str | None], status: str) -> None:
    assert status_of(case("address_change", lodging(**values)), "RES-LODGING-FIELDS") == status


def test_lodging_seal() -> None:
    bare = lodging().model_copy(update={"seals": ()})
    assert status_of(case("address_change", lodging()), "RES-LODGING-SEAL") == "pass"
    assert status_of(case("address_change", bare), "RES-LODGING-SEAL") == "fail"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (PLACE, "pass"),
        ("朝阳区北苑路86号院1-7-2102", "pass"),
        (PLACE.replace("7单元", "8单元"), "fail"),
        ("?", "review"),
    ],
)
def test_address_on_record(address: str, status: str) -> None:
    record = {"applicant": {"name": "张三", "address": PLACE}}
    found = case("address_change", lease(address=address), record=record)
    assert status_of(found, "RES-ADDRESS-SYSTEM") == status


def test_numbers_of_a_door() -> None:
    assert numbers("3-2-501") == numbers("3号楼2单元501室")


def test_unit_housing_of_the_unit() -> None:
    proof = paper("unit_residence_proof", name="张三", unit_name=UNIT, seals=[seal()])
    found = case("address_change", proof, title(UNIT), housing="work_unit")
    assert status_of(found, "RES-ONE-OF") == "pass"
    alone = case("address_change", proof, housing="work_unit")
    assert status_of(alone, "RES-ONE-OF") == "fail"


def test_the_landlords_title_is_not_an_own_home() -> None:
    """A title alone must not complete the branch of owners when it names another."""
    found = case("address_change", title("沈辉"), housing="rented")
    assert status_of(found, "RES-ONE-OF") == "fail"
    assert status_of(found, "COMPLETE-ADDRESS") == "fail"
