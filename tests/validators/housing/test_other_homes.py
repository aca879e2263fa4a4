"""Homes without a title: bought, mortgaged, on a homestead, by rent invoice, of a unit."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, case, paper, said, seal
from tests.validators.kit import status as status_of

PLACE = "北京市朝阳区北苑路86号院1号楼7单元2102室"
OTHER = PLACE.replace("2102", "2103")
BUILDING = PLACE.partition("7单元")[0]
VILLAGE = "北京市通州区于家务乡某村88号"
MATE = {"accompanying": {"spouse": {"name": "赵妍", "id_number": "110101199003074470"}}}
BOUGHT, MORTGAGED = "RES-OWN-NOTITLE", "RES-OWN-MORTGAGE"
HOMESTEAD, RENT = "RES-LEASE-HOMESTEAD", "RES-LEASE-INVOICE"
OWNED, LET = "RES-PUBLIC-UNIT", "RES-PUBLIC-NONUNIT"
TITLE = paper("real_estate_certificate", owner="沈辉", address=PLACE)
OWN = paper("real_estate_certificate", owner="张三", address=PLACE)
PERMIT = paper("residence_permit_card", name="张三", valid_to="2021-01-01")


def contract(buyer: str = "张三", address: str = PLACE) -> Document:
    return paper("online_signed_purchase_contract", buyer=buyer, address=address)


def invoice(buyer: str = "张三", remark: str | None = PLACE) -> Document:
    return paper("purchase_invoice", buyer=buyer, remark=remark)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((contract(), invoice()), "pass"),
        ((contract("赵妍"), invoice("张三、赵妍")), "pass"),
        ((contract(),), "fail"),  # the handbook's: no invoice
        ((invoice(),), "fail"),
        ((contract("王建国"), invoice()), "fail"),
        ((contract("?"), invoice()), "review"),
        ((contract(), invoice(remark=OTHER)), "fail"),
        ((contract(), invoice(remark=None)), "review"),  # older invoices have no remark
        ((contract(address="?"), invoice()), "review"),
        ((contract(), OWN), "not_applicable"),
        ((contract(), invoice(), TITLE), "pass"),  # another's title beside them says nothing
        ((), "not_applicable"),
    ],
)
def test_bought(papers: tuple[Document, ...], status: str) -> None:
    found = case("new_permit", *papers, housing="owned", record=MATE)
    assert said(found, BOUGHT) == (status, "supplement")


def test_the_landlords_purchase_contract_is_no_own_home() -> None:
    lease = paper("lease_contract", lessee="张三", lessee_id=NUMBER)
    assert status_of(case("new_permit", lease, contract("沈辉")), BOUGHT) == "not_applicable"


def test_a_valid_permit_makes_it_advisory() -> None:
    found = case("new_permit", PERMIT, contract(), housing="owned")
    assert said(found, BOUGHT) == ("fail", "advisory")


def test_an_unread_file_may_be_the_invoice() -> None:
    found = case("new_permit", contract(), housing="owned", unread=("照片.jpg",))
    assert status_of(found, BOUGHT) == "review"


def mortgage(owner: str = "张三", address: str = PLACE) -> Document:
    return paper("mortgage_contract", mortgagor=owner, address=address)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((mortgage(),), "pass"),
        ((mortgage("赵妍"),), "pass"),
        ((mortgage("王建国"),), "fail"),
        ((mortgage(address=OTHER),), "fail"),
        ((mortgage("?"),), "review"),
        ((mortgage(address="?"),), "review"),
        ((mortgage(), OWN), "not_applicable"),  # the title itself is there
        ((mortgage(), TITLE), "pass"),
        ((), "not_applicable"),
    ],
)
def test_mortgaged(papers: tuple[Document, ...], status: str) -> None:
    record = {**MATE, "applicant": {"name": "张三", "id_number": NUMBER, "address": PLACE}}
    found = case("new_permit", *papers, housing="owned", record=record)
    assert said(found, MORTGAGED) == (status, "supplement")


def lease(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "lessor": "赵某", "lessee": "张三", "lessee_id": NUMBER, "address": VILLAGE,
        "lease_start": "2019-01-01", "lease_end": "2020-12-31",
    }  # fmt: skip
    return paper("lease_contract", **{**usual, **values})


def cover(head: str = "赵某", address: str = VILLAGE) -> Document:
    return paper("household_register_cover", head_name=head, address=address)


def page(name: str = "赵某") -> Document:
    return paper("household_register_member", name=name)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((lease(), cover(), page()), "pass"),
        ((lease(), cover()), "fail"),  # the handbook's: cover only
        ((lease(), page()), "fail"),
        ((lease(), cover(address=VILLAGE.replace("88", "89")), page()), "fail"),
        ((lease(), cover(address="北京市顺义区李桥镇一村3号"), page()), "fail"),
        ((lease(), cover(address="?"), page()), "review"),
        ((lease(),), "not_applicable"),  # 村 alone is no homestead
        ((lease(), cover(), page(), TITLE), "pass"),
        ((cover(), page()), "not_applicable"),
    ],
)
def test_homestead(papers: tuple[Document, ...], status: str) -> None:
    found = case("address_change", *papers, housing="rented")
    assert said(found, HOMESTEAD) == (status, "supplement")


def bill(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "buyer": "张三", "item": "*经营租赁*住房租赁",
        "remark": f"{PLACE} 2019年1月1日至2019年12月31日",
    }  # fmt: skip
    return paper("rent_invoice", **{**usual, **values})


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({}, ("pass", "supplement")),
        ({"buyer": "王某"}, ("fail", "supplement")),
        ({"buyer": "?"}, ("review", "supplement")),
        ({"item": "*餐饮服务*餐费"}, ("fail", "supplement")),
        ({"remark": f"{PLACE} 2018年1月1日至2018年12月31日"}, ("fail", "supplement")),
        ({"remark": f"{PLACE} 2018年1月1日至2019年1月1日"}, ("pass", "supplement")),  # touches
        ({"remark": OTHER}, ("fail", "supplement")),
        ({"remark": None}, ("review", "supplement")),
    ],
)
def test_rent_invoice(values: dict[str, str | None], answer: tuple[str, str]) -> None:
    found = case("address_change", lease(address=PLACE), bill(**values), housing="rented")
    assert said(found, RENT) == answer


def test_rent_invoice_beside_a_title_is_only_advice() -> None:
    found = case("address_change", lease(address=PLACE), bill(buyer="王某"), TITLE)
    assert said(found, RENT) == ("fail", "advisory")
    assert status_of(case("address_change", lease()), RENT) == "not_applicable"


def statement(**values: str | None) -> Document:
    usual: dict[str, str | None] = {"name": "张三", "unit_name": UNIT, "address": PLACE}
    return paper("unit_residence_proof", seals=[seal()], **{**usual, **values})


def proof(owner: str = UNIT, address: str = PLACE) -> Document:
    return paper("unit_property_proof", owner=owner, address=address)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((proof(), statement()), "pass"),
        ((paper("real_estate_certificate", owner=UNIT, address=PLACE), statement()), "pass"),
        ((proof(),), "fail"),  # the handbook's: no statement
        ((proof("北京乙集团有限公司"), statement()), "review"),  # perhaps a superior unit
        ((proof(), statement(name="王某")), "fail"),
        ((proof(address=OTHER), statement()), "fail"),
        ((proof(address=BUILDING), statement()), "pass"),  # the title of a whole building
        ((proof(address=BUILDING.replace("1号楼", "2号楼")), statement()), "fail"),
        ((proof(), statement(address="?")), "review"),
        ((statement(),), "not_applicable"),  # neither title nor lease: told by RES-ONE-OF
    ],
)
def test_units_housing(papers: tuple[Document, ...], status: str) -> None:
    found = case("address_change", *papers, housing="work_unit")
    assert said(found, OWNED) == (status, "supplement")


def public(lessee: str = UNIT) -> Document:
    return paper("public_housing_lease", lessor="东城区房管所", lessee=lessee, address=PLACE)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((public(), statement()), "pass"),  # the handbook's
        ((public(),), "fail"),
        ((public("张三"), statement()), "review"),  # between owner and unit
        ((public("?"), statement()), "review"),
        ((lease(lessee=UNIT, address=PLACE), statement()), "pass"),
        ((public(), statement(address=OTHER)), "fail"),
        ((proof(), statement()), "not_applicable"),
    ],
)
def test_others_housing(papers: tuple[Document, ...], status: str) -> None:
    found = case("address_change", *papers, housing="work_unit")
    assert said(found, LET) == (status, "supplement")


def test_unit_housing_binds_only_there() -> None:
    found = case("address_change", lease(), housing="rented")
    assert status_of(found, OWNED) == status_of(found, LET) == "not_applicable"
