"""What breaks the criteria of a permit and of an own home (criteria/housing.toml)."""

from collections.abc import Callable
from datetime import timedelta

from core.numbers.dates import add_months
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import applicant, before, every, gone, says
from tests.validators.packets.family_papers import with_spouse
from tests.validators.packets.home_papers import OTHERS
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant

STRANGER = "何样兰"
DAY = timedelta(days=1)
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


MATES: dict[str, tuple[str, ...]] = {
    "owned_spouse": (), "owned_untitled": ("sale", "sale_invoice"), "owned_mortgaged": ("mortgage",)
}  # fmt: skip
SPOUSES_TITLE = told("title", owner=lambda p: p.story.life.spouse.name)

PERMIT: tuple[Breach, ...] = (
    *(Breach("RES-PERMIT-3M.left",
             lambda p: says("residence_card", valid_to=add_months(p.day, 3) - DAY)(p),
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
    Breach("RES-OWN-NOTITLE.buyer",
           every(says("sale", buyer=STRANGER), told("sale", buyer_id=anothers)),
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
    Breach("RES-OWN-MORTGAGE.bank", says("mortgage", mortgagee="何样木"),
           on=moved("owned_mortgaged")),
    Breach("RES-OWN-MORTGAGE.home", says("mortgage", address=AWAY), on=moved("owned_mortgaged")),
    Breach("RES-OWN-MORTGAGE.home", says("mortgage", address=None), on=moved("owned_mortgaged")),
    *(Breach("RES-OWN-SPOUSE.card", gone("spouse_card"), on=moved(home), first=mates(*names))
      for home, names in MATES.items()),
    *(Breach("RES-OWN-SPOUSE.marriage", gone("marriage"), on=new("owned"), first=every(
        with_spouse, first)) for first in (SPOUSES_TITLE,)),
    Breach("RES-OWN-SPOUSE.couple", lambda p: p["marriage"].set(
        party1_name="何样兰", party1_id=p.story.life.agent.number), on=new("owned_spouse")),
)  # fmt: skip
EVERYWHERE = (
    "residence_permit", "owned", "owned_untitled", "rented", "rented_bought", "work_unit",
    "work_unit_proof", "work_unit_leased", "relatives", "rented_homestead",
)  # fmt: skip
ON_RECORD: tuple[Breach, ...] = (
    *(
        Breach("RES-ADDRESS-SYSTEM.same", applicant(address=AWAY), on=on)
        for on in (new(), new("rented"), new("relatives"), *map(moved, EVERYWHERE))
    ),
    Breach("RES-ADDRESS-SYSTEM.same", says("residence_card", residence_address=AWAY), on=new()),
    Breach("RES-ADDRESS-SYSTEM.same", says("title", address=AWAY), on=new("owned")),
    Breach("RES-ADDRESS-SYSTEM.same", says("title", address=AWAY), on=moved("owned"),
           first=house()),
)  # fmt: skip
BREACHES: tuple[Breach, ...] = (*WHOLE, *PERMIT, *OWNED, *ON_RECORD)
