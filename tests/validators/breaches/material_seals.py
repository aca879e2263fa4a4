"""What breaks the criteria of seals (criteria/seals.toml), on every paper that needs one."""

from collections.abc import Iterator

from core.models.page import SealKind
from tests.validators.breaches import material_papers as papers
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import OWN, every, says, seals
from tests.validators.breaches.material_papers import (
    ACCOUNT,
    ADDRESS,
    CHILD,
    EMPLOYER,
    FIRST,
    FUNDS,
    LODGING,
    NEW,
    OF_UNIT,
    PATENTS,
    RENEWAL,
    SPOUSE,
    THEIRS,
)
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Look, Mark
from tests.validators.packets.services import Variant
from tests.validators.packets.unit_papers import BUREAU, OFFICE

UNIT = "北京另例商贸有限公司"
FAINT: Look = {"ring": "", "text": "", "centre": "", "confidence": 0.4}
LETTERS: Look = {"confidence": 0.99}
"""Read to the letter."""


def nothing(p: Packet) -> None:
    """A packet as it is."""


FORMS: tuple[tuple[str, Variant, Change], ...] = (
    ("power", NEW, nothing), ("integrity", NEW, nothing), ("form", NEW, nothing),
    ("form", RENEWAL, nothing), ("form", ADDRESS, nothing), ("form", ACCOUNT, nothing),
    ("lodging", LODGING, nothing), ("residence", OF_UNIT, nothing),
    ("conversion", PATENTS, nothing), ("agreement", FUNDS, nothing),
)  # fmt: skip
"""Papers under the unit's 公章 alone, each in a packet that holds it."""
CONTRACTS: tuple[tuple[str, Variant, Change], ...] = (
    ("contract", NEW, nothing), ("again", RENEWAL, papers.renewed),
)  # fmt: skip
PAID: tuple[tuple[str, Variant, Change, tuple[Mark, ...]], ...] = (
    ("screen", NEW, nothing, ()),
    ("screen", RENEWAL, nothing, ()),
    ("tax", NEW, papers.record, (("国家税务总局北京市税务局业务专用章", "agency"),)),
    ("list", NEW, papers.tax_list, ((BUREAU, "agency"),)),
    ("notice", NEW, nothing, ((BUREAU, "agency"),)),
)  # fmt: skip
"""Papers under a finance seal, and the seals that stand there besides."""


def sister(name: str, kind: SealKind, *others: Mark) -> Change:
    """The seal of a unit whose name differs in one character, read to the letter."""

    def seal(p: Packet) -> None:
        own = p.story.life.unit.name
        seals(name, *others, (f"{own[:3]}寰{own[4:]}", kind, LETTERS))(p)

    return seal


def of_the_unit() -> Iterator[Breach]:
    """The unit's own papers: no seal, one of another class, another unit's, a faint one."""
    for key, on, first in FORMS:
        ring, kind = f"GEN-SEAL-RING.{_ring(key)}", f"GEN-SEAL-TYPE.{_kind(key)}"
        yield Breach(kind, seals(key), on=on, first=first)
        yield Breach(kind, seals(key, (OWN, "invoice")), on=on, first=first)
        yield Breach(ring, seals(key, (UNIT, "official")), on=on, first=first)
        yield Breach("GEN-SEAL-TYPE.read", seals(key, (OWN, "official", FAINT)), says="review",
                     on=on, first=first)  # fmt: skip
        yield Breach("GEN-SEAL-RING.sister", sister(key, "official"), says="review", on=on,
                     first=first)  # fmt: skip


def _ring(key: str) -> str:
    return "shared" if key == "agreement" else "unit"


def _kind(key: str) -> str:
    return {"lodging": "home", "residence": "home", "conversion": "evidence",
            "agreement": "evidence"}.get(key, "form")  # fmt: skip


def of_contracts() -> Iterator[Breach]:
    for key, on, first in CONTRACTS:
        yield Breach("GEN-SEAL-TYPE.contract", seals(key), on=on, first=first)
        yield Breach("GEN-SEAL-TYPE.contract", seals(key, (OWN, "finance")), on=on, first=first)
        yield Breach("GEN-SEAL-RING.contract", seals(key, (UNIT, "contract")), on=on, first=first)
        yield Breach("GEN-SEAL-TYPE.read", seals(key, (OWN, "hr", FAINT)), says="review", on=on,
                     first=first)  # fmt: skip
        yield Breach("GEN-SEAL-RING.sister", sister(key, "contract"), says="review", on=on,
                     first=first)  # fmt: skip


def of_pay() -> Iterator[Breach]:
    """Papers of tax and pay, and the applications for them."""
    for key, on, first, besides in PAID:
        for own in ("GEN-SEAL-TYPE.finance", f"MAT-FIN-SEAL.{key}"):
            yield Breach(own, seals(key, *besides), on=on, first=first)
            yield Breach(own, seals(key, *besides, (OWN, "official")), on=on, first=first)
        for own in ("GEN-SEAL-RING.finance", "MAT-FIN-SEAL.own"):
            yield Breach(own, seals(key, *besides, (UNIT, "finance")), on=on, first=first)
        faint: Mark = (OWN, "finance", FAINT)
        yield Breach("MAT-FIN-SEAL.read", seals(key, *besides, faint), says="review", on=on,
                     first=first)  # fmt: skip
        yield Breach("GEN-SEAL-RING.sister", sister(key, "finance", *besides), says="review",
                     on=on, first=first)  # fmt: skip


TWO: tuple[Mark, ...] = ((OWN, "finance"), (OWN, "finance", {"sheet": 2}))


def of_pages() -> Iterator[Breach]:
    """Of the pages of a paper of pay each bears the seal."""
    for key, first in (("screen", nothing), ("list", papers.tax_list)):
        leaves = every(first, lambda p, key=key: setattr(p[key], "sheets", 2), seals(key, *TWO))
        yield Breach(f"MAT-FIN-SEAL.{key}", seals(key, TWO[0]), on=NEW, first=leaves)
        yield Breach(f"MAT-FIN-SEAL.{key}", seals(key, TWO[0], (UNIT, "finance", {"sheet": 2})),
                     on=NEW, first=leaves)  # fmt: skip


BREACHES: tuple[Breach, ...] = (
    *of_the_unit(),
    *of_pages(),
    *of_contracts(),
    *of_pay(),
    Breach("GEN-SEAL-TYPE.former", seals("left"), on=EMPLOYER),
    Breach("GEN-SEAL-TYPE.former",
           lambda p: seals("left", (p.story.life.former.name, "finance"))(p), on=EMPLOYER),
    Breach("GEN-SEAL-TYPE.read", seals("left", (OWN, "official", FAINT)), says="review",
           on=EMPLOYER),
    Breach("GEN-SEAL-RING.former", seals("left", (UNIT, "official")), on=EMPLOYER),
    Breach("GEN-SEAL-RING.former", seals("left", (OWN, "official")), on=EMPLOYER),
    Breach("GEN-SEAL-RING.own_witness",
           lambda p: every(says("left", company=p.story.life.unit.name),
                           seals("left", (OWN, "official")))(p), on=EMPLOYER,
           unread=None),  # its ring says that another unit gave it
    Breach("GEN-SEAL-TYPE.spouse", seals("spouse_contract"), on=SPOUSE),
    Breach("GEN-SEAL-TYPE.spouse", seals("spouse_contract", (THEIRS, "finance")), on=SPOUSE,
           first=papers.at_another_unit),
    Breach("GEN-SEAL-TYPE.spouse", seals("spouse_contract", (OWN, "official")), on=SPOUSE,
           first=papers.at_another_unit),
    Breach("GEN-SEAL-RING.spouse", seals("spouse_contract", (UNIT, "official")), on=SPOUSE),
    Breach("GEN-SEAL-RING.spouse", seals("spouse_contract", (UNIT, "contract"), (OWN, "official")),
           on=SPOUSE, first=papers.at_another_unit),
    Breach("GEN-SEAL-TYPE.query", seals("query", (OWN, "official")), on=NEW, first=papers.query),
    Breach("GEN-SEAL-TYPE.query", seals("query", (OWN, "finance")), on=NEW, first=papers.query),
    Breach("GEN-SEAL-RING.finance", seals("query", (OWN, "official"), (UNIT, "finance")), on=NEW,
           first=papers.query),
    Breach("GEN-SEAL-TYPE.evidence", seals("articles", (OFFICE, "agency")), on=FUNDS,
           first=papers.articles),
    Breach("GEN-SEAL-TYPE.filed", seals("articles", (OWN, "official")), says="review", on=FUNDS,
           first=papers.articles),
    Breach("GEN-SEAL-TYPE.filed", seals("school"), says="review", on=CHILD, first=papers.school),
    Breach("GEN-SEAL-TYPE.schools_own", seals("school", ("某某补习培训部", "school", LETTERS)),
           says="review", on=CHILD, first=papers.school),
    Breach("GEN-SEAL-RING.read", seals("power", (OWN, "official", FAINT)), says="review", on=NEW,
           severity="advisory", also=("FORM-POA-FIELDS", "GEN-SEAL-TYPE")),
    Breach("GEN-SEAL-TYPE.usual", seals("application"), says="review", on=FIRST),
    Breach("GEN-SEAL-TYPE.usual", seals("application", (OWN, "contract")), on=FIRST),
    Breach("GEN-SEAL-RING.unit", seals("application", (UNIT, "official")), on=FIRST),
)  # fmt: skip
