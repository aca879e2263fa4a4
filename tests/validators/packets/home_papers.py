"""Proofs of a home, guide 六（二）常规8: each of the five ways, and the ways within them."""

from collections.abc import Callable

from tests.validators.packets.family_papers import marriage
from tests.validators.packets.paper import Paper, paper
from tests.validators.packets.person_papers import card, cover, member, residence_card
from tests.validators.packets.story import Story

LAND = "北京市规划和自然资源委员会不动产登记专用章"
TITLE = "京（2018）东不动产权第0000321号"


def title(s: Story, owner: str, kind: str = "real_estate_certificate") -> Paper:
    made = paper(
        kind, [(LAND, "agency")], certificate_number=TITLE, owner=owner, address=s.home,
        register_date="2018-05-05", co_ownership="单独所有",
    )  # fmt: skip
    return made.set(right_type="房屋所有权") if kind == "real_estate_certificate" else made


def lease(s: Story) -> Paper:
    owner, who = s.life.owner, s.life.who
    return paper(
        "lease_contract", lessor=owner.name, lessor_id=owner.number, lessor_phone=owner.phone,
        lessee=who.name, lessee_id=who.number, lessee_phone=who.phone, address=s.home,
        lease_start=s.ago(90), lease_end=s.ahead(275), rent="6000.00", sign_date=s.ago(95),
        lessor_signature=owner.name, lessee_signature=who.name,
    )  # fmt: skip


def lodging(s: Story) -> Paper:
    owner, who = s.life.owner, s.life.who
    return paper(
        "lodging_declaration", [(s.life.unit.name, "official")], lodger_name=who.name,
        lodger_id=who.number, start_date=s.ago(150), address=s.home, owner_name=owner.name,
        owner_id=owner.number, relation="朋友", owner_signature=owner.name,
        lodger_signature=who.name, sign_date=s.ago(6),
    )  # fmt: skip


def bought(s: Story, buyer: str, number: str) -> Paper:
    """A contract of sale, signed on line."""
    return paper(
        "online_signed_purchase_contract", contract_number="Y1890321",
        seller="北京样例置业有限公司", buyer=buyer, buyer_id=number, address=s.home,
        total_price="5200000.00", sign_date=s.ago(500),
    )  # fmt: skip


def paid(s: Story, buyer: str, number: str) -> Paper:
    """The invoice of a home that was bought."""
    return paper(
        "purchase_invoice", [("北京样例置业有限公司", "invoice")], invoice_code="011002100311",
        invoice_number="00321654", issue_date=s.ago(480), item="*不动产*住宅", buyer=buyer,
        buyer_id=number, seller="北京样例置业有限公司", total="5200000.00",
        remark=f"房屋坐落：{s.home}",
    )  # fmt: skip


def rent_invoice(s: Story) -> Paper:
    return paper(
        "rent_invoice", [("北京样例房屋租赁有限公司", "invoice")], invoice_code="011002100312",
        invoice_number="00321655", issue_date=s.ago(60), item="*经营租赁*住房租赁",
        buyer=s.life.who.name, seller="北京样例房屋租赁有限公司", total="36000.00",
        remark=f"房屋地址：{s.home}，租期{s.ago(90)}至{s.ahead(275)}",
    )  # fmt: skip


def statement(s: Story) -> Paper:
    """Where the applicant lives, by the unit."""
    unit, who = s.life.unit, s.life.who
    return paper(
        "unit_residence_proof", [(unit.name, "official")], name=who.name, id_number=who.number,
        address=s.home, unit_name=unit.name, issue_date=s.ago(8),
    )  # fmt: skip


def permit(s: Story) -> dict[str, Paper]:
    return {"residence_card": residence_card(s)}


def rented(s: Story) -> dict[str, Paper]:
    return {"lease": lease(s), "title": title(s, s.life.owner.name)}


def rented_bought(s: Story) -> dict[str, Paper]:
    """The landlord has no title yet, but the contract of sale."""
    return {"lease": lease(s), "sale": bought(s, s.life.owner.name, s.life.owner.number)}


def homestead(s: Story) -> dict[str, Paper]:
    """A rural house, with its owner's register."""
    owner = s.life.owner
    head = cover(s, owner, "007788").set(address=s.home)
    return {"lease": lease(s), "owner_cover": head, "owner_member": member(owner)}


def invoiced(s: Story) -> dict[str, Paper]:
    """The landlord does not show the title."""
    return {"lease": lease(s), "rent_invoice": rent_invoice(s)}


def owned(s: Story) -> dict[str, Paper]:
    return {"title": title(s, s.life.who.name)}


def owned_by_spouse(s: Story) -> dict[str, Paper]:
    spouse = s.life.spouse
    return {"title": title(s, spouse.name), "marriage": marriage(s), "spouse_card": card(spouse)}


def untitled(s: Story) -> dict[str, Paper]:
    who = s.life.who
    return {"sale": bought(s, who.name, who.number), "sale_invoice": paid(s, who.name, who.number)}


def mortgaged(s: Story) -> dict[str, Paper]:
    who = s.life.who
    return {
        "mortgage": paper(
            "mortgage_contract", [("中国样例银行股份有限公司北京分行", "bank")],
            contract_number="DY20200321", mortgagee="中国样例银行股份有限公司北京分行",
            mortgagor=who.name, mortgagor_id=who.number, address=s.home, title_number=TITLE,
            sign_date=s.ago(400),
        )
    }  # fmt: skip


def lent(s: Story) -> dict[str, Paper]:
    return {
        "title": title(s, s.life.owner.name),
        "lodging": lodging(s),
        "owner_card": card(s.life.owner),
    }


def of_the_unit(s: Story) -> dict[str, Paper]:
    return {"unit_title": title(s, s.life.unit.name), "residence": statement(s)}


def of_the_unit_by_proof(s: Story) -> dict[str, Paper]:
    unit = s.life.unit
    proof = paper("unit_property_proof", [(unit.name, "official")], owner=unit.name,
                  address=s.home, certificate_number="X京房权证东字第000321号",
                  issue_date="2012-06-01")  # fmt: skip
    return {"unit_proof": proof, "residence": statement(s)}


def leased_by_the_unit(s: Story) -> dict[str, Paper]:
    """The unit rents the home from another."""
    owner = "北京样例公房管理中心"
    let = paper("public_housing_lease", [(owner, "official")], lessor=owner,
                lessee=s.life.unit.name, address=s.home, rent="2000.00",
                lease_start=s.ago(300), lease_end=s.ahead(700), sign_date=s.ago(301))  # fmt: skip
    return {"public_lease": let, "residence": statement(s)}


HOMES: dict[str, Callable[[Story], dict[str, Paper]]] = {
    "residence_permit": permit,
    "rented": rented,
    "owned": owned,
    "relatives": lent,
    "work_unit": of_the_unit,
}
"""The good papers of each of the five ways."""
OTHERS: dict[str, Callable[[Story], dict[str, Paper]]] = {
    "rented_bought": rented_bought,
    "rented_homestead": homestead,
    "rented_invoiced": invoiced,
    "owned_spouse": owned_by_spouse,
    "owned_untitled": untitled,
    "owned_mortgaged": mortgaged,
    "work_unit_proof": of_the_unit_by_proof,
    "work_unit_leased": leased_by_the_unit,
}
"""Those of the ways within them."""


def way(home: str) -> str:
    """Which of the five a way is."""
    return next(name for name in HOMES if home.startswith(name))
