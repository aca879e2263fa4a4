"""What breaks the criteria of the home (criteria/housing.toml)."""

from collections.abc import Callable

from core.numbers.dates import add_months
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import (
    OWN,
    applicant,
    before,
    every,
    gone,
    says,
    seals,
)
from tests.validators.packets.family_papers import with_spouse
from tests.validators.packets.home_papers import OTHERS
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant

STRANGER = "何样兰"
COMPANY = "北京另例商贸有限公司"
AWAY = "北京市东城区旧例胡同5号院1号楼1单元101室"


def new(home: str = "residence_permit") -> Variant:
    return Variant("new_permit", 1, home)


def moved(home: str = "residence_permit") -> Variant:
    return Variant("address_change", home=home)


def anothers(p: Packet) -> str:
    """A number of nobody of the case, with a right check digit."""
    return p.story.life.agent.number


def told(key: str, **values: Callable[[Packet], object]) -> Change:
    """Values on a paper that depend on the case."""
    return lambda p: p[key].set(**{name: of(p) for name, of in values.items()})


def house(name: str = "title") -> Change:
    """The title is of the older kind."""

    def older(p: Packet) -> None:
        p[name].kind = "house_ownership_certificate"
        p[name].lose("right_type")

    return older


def mates(*names: str) -> Change:
    """The home is the spouse's, and the couple's papers are there."""

    def change(p: Packet) -> None:
        s = p.story
        for name in names:
            paper = p[name]
            for field in ("buyer", "mortgagor"):
                if field in paper.values:
                    paper.set(**{field: s.life.spouse.name, f"{field}_id": s.life.spouse.number})
        own = OTHERS["owned_spouse"](s)
        p.add(marriage=own["marriage"], spouse_card=own["spouse_card"])

    return change


def ends(months: int, days: int) -> Change:
    """The lease ends so many days before so many months are over."""
    return lambda p: before("lease", "lease_end", days - (add_months(p.day, months) - p.day).days)(
        p
    )


MATES: dict[str, tuple[str, ...]] = {
    "owned_spouse": (), "owned_untitled": ("sale", "sale_invoice"), "owned_mortgaged": ("mortgage",)
}  # fmt: skip
SPOUSES_TITLE = told("title", owner=lambda p: p.story.life.spouse.name)

PERMIT: tuple[Breach, ...] = (
    *(Breach("RES-PERMIT-3M.left",
             lambda p: before("residence_card", "valid_to", 1 - (add_months(p.day, 3) - p.day).days)(p),
             on=on) for on in (new(), moved())),
    Breach("RES-PERMIT-3M.left", says("residence_card", valid_to=None), on=moved()),
    Breach("RES-PERMIT-3M.begun", before("residence_card", "valid_from", -3), on=new(),
           unread=None),  # it holds for a year, so that its last day tells
    Breach("RES-PERMIT-3M.of_the_city", says("residence_card", issuer="上海市公安局浦东分局"),
           on=new(), unread=None),  # where the home is tells as much
)  # fmt: skip
WHOLE: tuple[Breach, ...] = tuple(
    Breach("RES-ONE-OF.one", gone(*names), on=moved(home))
    for home, names in (
        ("residence_permit", ("residence_card",)), ("owned", ("title",)),
        ("owned_untitled", ("sale", "sale_invoice")), ("owned_mortgaged", ("mortgage",)),
        ("rented", ("lease", "title")), ("work_unit", ("unit_title", "residence")),
        ("relatives", ("title", "lodging", "owner_card")),
    )
) + tuple(
    Breach("RES-ONE-OF.whole", gone(name), on=on)
    for on, name in (
        (new("rented"), "title"), (moved("rented"), "title"), (moved("rented_bought"), "sale"),
        (moved("rented_invoiced"), "rent_invoice"), (moved("rented_homestead"), "owner_cover"),
        (moved("rented_homestead"), "owner_member"), (moved("owned_untitled"), "sale"),
        (moved("owned_untitled"), "sale_invoice"), (new("work_unit"), "residence"),
        (moved("work_unit"), "unit_title"), (moved("work_unit_proof"), "unit_proof"),
        (moved("work_unit_leased"), "public_lease"), (moved("work_unit_leased"), "residence"),
        (moved("relatives"), "title"), (moved("relatives"), "lodging"),
        (new("relatives"), "owner_card"), (moved("owned_spouse"), "marriage"),
        (moved("owned_spouse"), "spouse_card"),
    )
)  # fmt: skip
OWNED: tuple[Breach, ...] = (
    Breach("RES-ONE-OF.owner", says("title", owner=STRANGER), on=moved("owned")),
    Breach("RES-OWN-TITLE.owner", says("title", owner=STRANGER), on=new("owned")),
    Breach("RES-OWN-TITLE.owner", says("title", owner=STRANGER), on=moved("owned_spouse")),
    Breach("RES-OWN-TITLE.owner", says("title", owner=STRANGER), on=new("owned"), first=house()),
    Breach("RES-OWN-NOTITLE.contract", gone("sale"), on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.invoice", gone("sale_invoice"), on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.buyer", every(says("sale", buyer=STRANGER), told("sale", buyer_id=anothers)),
           on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.buyer",
           every(says("sale_invoice", buyer=STRANGER), told("sale_invoice", buyer_id=anothers)),
           on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.buyer", says("sale", buyer=None), on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.number", told("sale", buyer_id=anothers), on=moved("owned_untitled"),
           first=mates(), unread=None),
    Breach("RES-OWN-NOTITLE.number", told("sale_invoice", buyer_id=anothers),
           on=moved("owned_untitled"), first=mates(), unread=None),
    Breach("RES-OWN-NOTITLE.of_a_home", says("sale_invoice", item="*生活服务*物业管理费"),
           on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.one_home", says("sale_invoice", remark=f"房屋坐落：{AWAY}"),
           on=moved("owned_untitled")),
    Breach("RES-OWN-NOTITLE.one_home", says("sale", address=AWAY), on=moved("owned_untitled")),
    Breach("RES-OWN-MORTGAGE.owner",
           every(says("mortgage", mortgagor=STRANGER), told("mortgage", mortgagor_id=anothers)),
           on=moved("owned_mortgaged")),
    Breach("RES-OWN-MORTGAGE.owner", says("mortgage", mortgagor=None), on=moved("owned_mortgaged")),
    Breach("RES-OWN-MORTGAGE.number", told("mortgage", mortgagor_id=anothers),
           on=moved("owned_mortgaged"), first=mates(), unread=None),
    Breach("RES-OWN-MORTGAGE.bank", says("mortgage", mortgagee="何样木"), on=moved("owned_mortgaged")),
    Breach("RES-OWN-MORTGAGE.home", says("mortgage", address=AWAY), on=moved("owned_mortgaged")),
    Breach("RES-OWN-MORTGAGE.home", says("mortgage", address=None), on=moved("owned_mortgaged")),
    *(Breach("RES-OWN-SPOUSE.card", gone("spouse_card"), on=moved(home), first=mates(*names))
      for home, names in MATES.items()),
    *(Breach("RES-OWN-SPOUSE.marriage", gone("marriage"), on=new("owned"), first=every(
        with_spouse, first)) for first in (SPOUSES_TITLE,)),
    Breach("RES-OWN-SPOUSE.couple", lambda p: p["marriage"].set(
        party1_name="何样兰", party1_id=p.story.life.agent.number), on=new("owned_spouse")),
)  # fmt: skip
LEASE_BLANKS = {
    "address": "address", "lessor": "lessor", "lessor_id": "lessor_id",
    "lessor_phone": "lessor_phone", "lessee": "lessee", "lessee_id": "lessee_id",
    "lessee_phone": "lessee_phone", "start": "lease_start", "end": "lease_end",
    "lessor_signed": "lessor_signature", "lessee_signed": "lessee_signature",
}  # fmt: skip
LODGING_BLANKS = {
    "lodger": "lodger_name", "lodger_id": "lodger_id", "start": "start_date", "address": "address",
    "owner": "owner_name", "owner_id": "owner_id", "relation": "relation",
    "owner_signed": "owner_signature", "lodger_signed": "lodger_signature", "day": "sign_date",
}  # fmt: skip
RENTED = moved("rented")
LEASE: tuple[Breach, ...] = (
    *(Breach("RES-LEASE-6M.left", ends(6, 2), on=on) for on in (
        new("rented"), RENTED, moved("rented_bought"), moved("rented_homestead"),
        moved("rented_invoiced"))),
    Breach("RES-LEASE-6M.border", ends(6, 1), on=RENTED, severity="advisory"),
    Breach("RES-LEASE-6M.begun", before("lease", "lease_start", -3), on=RENTED,
           unread=None),
    *(Breach(f"RES-LEASE-FIELDS.{name}", says("lease", **{field: None}), on=RENTED)
      for name, field in LEASE_BLANKS.items()),
    Breach("RES-LEASE-FIELDS.lessor_id", says("lease", lessor_id=None), on=moved("rented_invoiced"),
           first=says("lease", lessor=COMPANY, lessor_id="91110101MA01C3D4X2",
                      lessor_signature=COMPANY)),
    Breach("RES-LEASE-FIELDS.detailed", says("lease", address="北京市东城区样例胡同"), on=RENTED),
    *(Breach("RES-LEASE-FIELDS.own_hand", says("lease", **{field: STRANGER}), on=RENTED,
             unread=None)
      for field in ("lessor_signature", "lessee_signature")),
    Breach("RES-LEASE-TITLE.title", gone("title"), on=new("rented")),
    Breach("RES-LEASE-TITLE.title", gone("sale"), on=moved("rented_bought")),
    Breach("RES-LEASE-TITLE.owner", says("title", owner=STRANGER), on=RENTED),
    Breach("RES-LEASE-TITLE.owner", says("title", owner=STRANGER), on=RENTED, first=house()),
    Breach("RES-LEASE-TITLE.owner", says("sale", buyer=STRANGER), on=moved("rented_bought")),
    Breach("RES-LEASE-TITLE.agent", every(says("lease", lessor=COMPANY, lessor_signature=COMPANY,
                                               lessor_id="91110101MA01C3D4X2"),
           told("lease", owner=lambda p: p.story.life.owner.name)), on=RENTED, says="review"),
    Breach("RES-LEASE-TITLE.home", says("title", address=AWAY), on=RENTED),
    Breach("RES-LEASE-TITLE.home", says("lease", address=AWAY), on=RENTED),
    Breach("RES-LEASE-TITLE.home", says("sale", address=AWAY), on=moved("rented_bought")),
    Breach("RES-LEASE-TITLE.home", says("title", address=AWAY), on=RENTED, first=house()),
    Breach("RES-LEASE-HOMESTEAD.cover", gone("owner_cover"), on=moved("rented_homestead")),
    Breach("RES-LEASE-HOMESTEAD.page", gone("owner_member"), on=moved("rented_homestead")),
    Breach("RES-LEASE-HOMESTEAD.owner", every(
        says("owner_member", name=STRANGER), told("owner_member", id_number=anothers)),
           on=moved("rented_homestead")),
    Breach("RES-LEASE-HOMESTEAD.house", says("owner_cover", address=AWAY),
           on=moved("rented_homestead")),
    Breach("RES-LEASE-INVOICE.buyer", says("rent_invoice", buyer=STRANGER),
           on=moved("rented_invoiced")),
    Breach("RES-LEASE-INVOICE.buyer", says("rent_invoice", buyer=None),
           on=moved("rented_invoiced")),
    Breach("RES-LEASE-INVOICE.rent", says("rent_invoice", item="*餐饮服务*餐费"),
           on=moved("rented_invoiced"),
           first=lambda p: says("rent_invoice", remark=f"房屋地址：{p.story.home}")(p)),
    Breach("RES-LEASE-INVOICE.home", says("rent_invoice", remark=f"房屋地址：{AWAY}"),
           on=moved("rented_invoiced")),
    Breach("RES-LEASE-INVOICE.term", lambda p: says(
        "rent_invoice", remark=f"房屋地址：{p.story.home}，租期2012-01-01至2012-12-31")(p),
           on=moved("rented_invoiced")),
)  # fmt: skip
UNITS: tuple[Breach, ...] = (
    *(Breach("RES-PUBLIC-UNIT.statement", gone("residence"), on=on)
      for on in (new("work_unit"), moved("work_unit_proof"))),
    Breach("RES-PUBLIC-UNIT.person", every(
        says("residence", name=STRANGER), told("residence", id_number=anothers)),
           on=moved("work_unit")),
    Breach("RES-PUBLIC-UNIT.owner", says("unit_title", owner=COMPANY), says="review",
           on=moved("work_unit")),
    Breach("RES-PUBLIC-UNIT.owner", says("unit_proof", owner=COMPANY), says="review",
           on=moved("work_unit_proof")),
    Breach("RES-PUBLIC-UNIT.home", says("unit_title", address=AWAY), on=moved("work_unit")),
    Breach("RES-PUBLIC-UNIT.home", says("unit_proof", address=AWAY), on=moved("work_unit_proof")),
    Breach("RES-PUBLIC-UNIT.home", says("residence", address=AWAY), on=moved("work_unit_proof")),
    Breach("RES-PUBLIC-NONUNIT.statement", gone("residence"), on=moved("work_unit_leased")),
    Breach("RES-PUBLIC-NONUNIT.lessee", says("public_lease", lessee=COMPANY), says="review",
           on=moved("work_unit_leased")),
    Breach("RES-PUBLIC-NONUNIT.in_force", before("public_lease", "lease_end", 20),
           on=moved("work_unit_leased")),
    Breach("RES-PUBLIC-NONUNIT.in_force", before("public_lease", "lease_start", -20),
           on=moved("work_unit_leased")),
    Breach("RES-PUBLIC-NONUNIT.person", every(
        says("residence", name=STRANGER), told("residence", id_number=anothers)),
           on=moved("work_unit_leased")),
    Breach("RES-PUBLIC-NONUNIT.home", says("public_lease", address=AWAY),
           on=moved("work_unit_leased")),
)  # fmt: skip
LENT = moved("relatives")
LODGING: tuple[Breach, ...] = (
    *(Breach(f"RES-LODGING.{what}", gone(name), on=on)
      for what, name in (("title", "title"), ("declaration", "lodging"), ("card", "owner_card"))
      for on in (new("relatives"), LENT)),
    Breach("RES-LODGING.owner", says("title", owner=STRANGER), on=LENT),
    Breach("RES-LODGING.owner", says("title", owner=STRANGER), on=LENT, first=house()),
    Breach("RES-LODGING.number", told("lodging", owner_id=anothers), on=LENT),
    Breach("RES-LODGING.home", says("title", address=AWAY), on=LENT),
    Breach("RES-LODGING.home", says("lodging", address=AWAY), on=LENT),
    *(Breach("RES-LODGING-SEAL.sealed", seals("lodging", *marks), on=on)
      for marks in ((), ((OWN, "finance"),)) for on in (new("relatives"), LENT)),
    Breach("RES-LODGING-SEAL.own", seals("lodging", (COMPANY, "official")), on=LENT),
    *(Breach(f"RES-LODGING-FIELDS.{name}", says("lodging", **{field: None}), on=LENT)
      for name, field in LODGING_BLANKS.items()),
    Breach("RES-LODGING-FIELDS.begun", before("lodging", "start_date", -3), on=LENT),
    Breach("RES-LODGING-FIELDS.door", says("lodging", address="北京市东城区样例胡同3号院"), on=LENT,
           unread=None),
    *(Breach("RES-LODGING-FIELDS.own_hand", says("lodging", **{field: STRANGER}), on=LENT,
             unread=None)
      for field in ("owner_signature", "lodger_signature")),
)  # fmt: skip
ON_RECORD: tuple[Breach, ...] = tuple(
    Breach("RES-ADDRESS-SYSTEM.same", applicant(address=AWAY), on=on)
    for on in (new(), new("rented"), new("relatives"), *map(moved, (
        "residence_permit", "owned", "owned_untitled", "rented", "rented_bought", "work_unit",
        "work_unit_proof", "work_unit_leased", "relatives", "rented_homestead")))
) + (
    Breach("RES-ADDRESS-SYSTEM.same", says("residence_card", residence_address=AWAY), on=new()),
    Breach("RES-ADDRESS-SYSTEM.same", says("title", address=AWAY), on=new("owned")),
    Breach("RES-ADDRESS-SYSTEM.same", says("title", address=AWAY), on=moved("owned"),
           first=house()),
)  # fmt: skip
BREACHES: tuple[Breach, ...] = (*WHOLE, *PERMIT, *OWNED, *LEASE, *UNITS, *LODGING, *ON_RECORD)
