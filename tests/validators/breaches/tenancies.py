"""What breaks the criteria of a home that another owns (criteria/housing.toml)."""

from datetime import timedelta

from core.numbers.dates import add_months
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import OWN, before, every, gone, says, seals
from tests.validators.breaches.housing import (
    AWAY,
    COMPANY,
    STRANGER,
    anothers,
    house,
    moved,
    new,
    told,
)


def ends(months: int, days: int) -> Change:
    """The lease ends so many days before so many months are over."""
    return lambda p: p["lease"].set(lease_end=add_months(p.day, months) - timedelta(days=days))


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
BREACHES: tuple[Breach, ...] = (*LEASE, *UNITS, *LODGING)
