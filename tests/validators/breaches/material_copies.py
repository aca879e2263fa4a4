"""What breaks the criteria of originals, copies and paper (criteria/copies.toml)."""

from collections.abc import Iterator

from core.models.document import Leaf
from core.models.page import SealKind
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import OWN, every, seals
from tests.validators.breaches.material_papers import (
    ADDRESS,
    EMPLOYER,
    NEW,
    PATENTS,
    RENEWAL,
    RENTED,
    SPOUSE,
    THEIRS,
    at_another_unit,
)
from tests.validators.breaches.material_seals import UNIT
from tests.validators.kit import PAGE
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Look, Mark
from tests.validators.packets.services import Variant
from tests.validators.packets.unit_papers import OFFICE

GREY: Look = {"colour": "grey"}
SCHOOL, POLICE = "北京样例大学", "样例派出所户口专用章"
LAND = "北京市规划和自然资源委员会不动产登记专用章"
LETTER = (215.9, 279.4)
ISSUED: tuple[tuple[str, str, SealKind], ...] = (
    ("licence", OFFICE, "agency"), ("diploma", SCHOOL, "school"), ("degree", SCHOOL, "school"),
    ("cover", POLICE, "agency"), ("member", POLICE, "agency"),
)  # fmt: skip
"""Papers of a new permit that come with a stamped copy, and who sealed each."""
STAMP: Mark = (OWN, "official")


def grey(key: str) -> Change:
    return lambda p: p[key].more.update(grey=True)


def copied(key: str, issuer: str, kind: SealKind, *stamps: Mark) -> Change:
    """A copy: without colour but for what was stamped on it."""
    return every(grey(key), seals(key, (issuer, kind, GREY), *stamps))


def left_copied(p: Packet) -> None:
    """A copy of the proof of leaving, stamped by the applying unit."""
    copied("left", p.story.life.former.name, "official", STAMP)(p)


def sized(key: str, *size: float) -> Change:
    leaf = Leaf(page=PAGE, size=(size[0], size[1]))
    return lambda p: p[key].more.update(leaves=(leaf,))


def stamped() -> Iterator[Breach]:
    """Copies with the unit's stamp, with another seal in its place, with another company's."""
    for key, issuer, kind in ISSUED:
        whole = copied(key, issuer, kind, STAMP)
        other: Mark = ("北京样例打印中心", "other")
        yield Breach("MAT-ORIG-COPY-SEAL.stamped", seals(key, (issuer, kind, GREY), other), on=NEW,
                     first=whole)  # fmt: skip
        theirs: Mark = (UNIT, "official")
        yield Breach("MAT-ORIG-COPY-SEAL.own", seals(key, (issuer, kind, GREY), theirs), on=NEW,
                     first=whole, says="review")  # fmt: skip


def on_paper() -> Iterator[Breach]:
    papers: tuple[tuple[str, Variant], ...] = (
        ("form", NEW), ("form", RENEWAL), ("conversion", PATENTS),
    )  # fmt: skip
    for key, on in papers:
        yield Breach("MAT-A4.size", sized(key, *LETTER), on=on, first=sized(key, 210.0, 297.0))


BREACHES: tuple[Breach, ...] = (
    *stamped(),
    Breach("MAT-ORIG-COPY-SEAL.seen", grey("card"), on=NEW, says="review", severity="advisory"),
    Breach("MAT-ORIG-COPY-SEAL.seen", grey("diploma_report"), on=NEW, says="review",
           severity="advisory"),
    Breach("MAT-ORIG-ONLY.original", copied("licence", OFFICE, "agency", STAMP), on=ADDRESS),
    Breach("MAT-ORIG-ONLY.original", copied("title", LAND, "agency", STAMP), on=RENTED),
    Breach("MAT-ORIG-ONLY.original", left_copied, on=EMPLOYER),
    Breach("MAT-ORIG-ONLY.original", copied("spouse_contract", THEIRS, "contract", STAMP),
           on=SPOUSE, first=at_another_unit),
    Breach("MAT-ORIG-ONLY.seen", every(grey("licence"), seals("licence", (OFFICE, "agency", GREY))),
           on=ADDRESS, says="review", severity="advisory"),
    *on_paper(),
)  # fmt: skip
