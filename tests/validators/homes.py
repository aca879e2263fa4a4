"""Papers of homes, and what is said of them, for the tests of several rooms."""

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, case, paper, seal
from validators.ground.case import Case
from validators.judging.rules import judge
from validators.policy import load_policy

PLACE = "北京市朝阳区北苑路86号院1号楼7单元2102室"
AWAY = "北京市东城区旧例胡同5号1号楼1单元101室"
OWNER, OWNER_ID = "秦怡", "11010119700505004X"
OTHER_ID = "37010219930808008X"
RECORD = {"applicant": {"name": "张三", "id_number": NUMBER, "address": PLACE}}
SOON = "2019-11-04"


def permit(end: str = "2020-10-14", name: str = "张三", number: str = NUMBER) -> Document:
    return paper("residence_permit_card", name=name, id_number=number, valid_from="2019-10-14",
                 valid_to=end, residence_address=PLACE)  # fmt: skip


def title(owner: str = OWNER, address: str = PLACE) -> Document:
    return paper("real_estate_certificate", owner=owner, address=address)


def lease(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "lessor": OWNER, "lessor_id": OWNER_ID, "lessor_phone": "15944024509",
        "lessee": "张三", "lessee_id": NUMBER, "lessee_phone": "15849612950", "address": PLACE,
        "lease_start": "2019-01-01", "lease_end": "2020-12-31",
        "lessor_signature": OWNER, "lessee_signature": "张三",
    }  # fmt: skip
    return paper("lease_contract", **{**usual, **values})


def lodging(sealed: bool = True, **values: str | None) -> tuple[Document, ...]:
    usual: dict[str, str | None] = {
        "lodger_name": "张三", "lodger_id": NUMBER, "start_date": "2019-01-01", "address": PLACE,
        "owner_name": OWNER, "owner_id": OWNER_ID, "relation": "姑侄",
        "owner_signature": OWNER, "lodger_signature": "张三", "sign_date": "2019-10-01",
    }  # fmt: skip
    seals = [seal()] if sealed else []
    declaration = paper("lodging_declaration", seals=seals, **{**usual, **values})
    card = paper("id_card", name=OWNER, id_number=OWNER_ID, issuer="某局", valid_to="2030-01-01")
    return declaration, title(), card


def rent(buyer: str = "张三", place: str = PLACE) -> Document:
    return paper("rent_invoice", buyer=buyer, item="*经营租赁*住房租赁", remark=place)


def bought(buyer: str = "张三", number: str = NUMBER) -> tuple[Document, ...]:
    one = paper("online_signed_purchase_contract", buyer=buyer, buyer_id=number, address=PLACE)
    return one, paper("purchase_invoice", buyer=buyer, remark=PLACE)


def mortgage(number: str = NUMBER) -> Document:
    return paper("mortgage_contract", mortgagor="张三", mortgagor_id=number, address=PLACE)


def unit_home() -> tuple[Document, ...]:
    proof = paper("unit_residence_proof", name="张三", id_number=NUMBER, unit_name=UNIT,
                  address=PLACE, seals=[seal()])  # fmt: skip
    return title(UNIT), proof


def homes(*papers: Document, housing: str | None = None, **more: object) -> Case:
    return case("address_change", *papers, housing=housing, record={**RECORD, **more})


def home_lines(found: Case) -> list[tuple[str, str]]:
    """The rules that speak of the home, beyond advice, with what they say."""
    return [
        (one.rule, one.status)
        for one in judge(found, load_policy())
        if one.status in ("fail", "review") and one.severity != "advisory"
        and one.rule.startswith(("RES-", "GEN-NAME", "GEN-IDNO", "GEN-ID-EXP", "GEN-SEAL"))
    ]  # fmt: skip


def causes(found: Case) -> set[str]:
    """What the failures that count rest on: a line of the notice each."""
    return {
        one.cause or one.rule
        for one in judge(found, load_policy())
        if one.status == "fail" and one.severity != "advisory" and one.rule.startswith("RES-")
    }
