"""Find a unit's seal on a paper: present, another's, of the wrong class, unread or absent."""

import re
from dataclasses import dataclass
from typing import Literal

from core.models.document import Document, PageRef, PlacedSeal
from core.models.finding import Evidence
from core.text.alike import edits
from validators.ground.compare import folded, likeness
from validators.ground.verdict import seal_evidence
from validators.policy import Policy

State = Literal["there", "foreign", "wrong", "unread", "absent"]

_CLASS = r"财务|合同|劳动合同|人事|人力资源部?|行政|电子|发票|公章|专用章|业务|[（(]?\d+[)）]?"
WORDS = re.compile(rf"(?:{_CLASS})+$|^(?:{_CLASS})*(?:专用章|公章)")
"""Words of a seal's class, only at the ends: a company's name may contain 业务 or 财务."""
MARKS = re.compile(r"[^\w()]")
"""A star or a stroke that was read together with the letters."""
UNLIKE = 0.75
"""Less similar rings belong to two units, if the ring was read."""
STRANGE = 0.5
"""A less similar bureau's ring is not the owner's, however badly it was read."""
LETTER_SURE = 0.95
"""Minimum confidence at which a ring is read exactly: a less similar one is another unit's."""
PRINTED = "财务合同发票人事公专用章"
"""Characters in the middle of units' seals."""
MIN_PART = 4
"""Minimum characters of a ring that count as a part of a name."""
THROUGH = 2
"""Minimum number cells with a seal's letters from which a seal lies over them."""
HAN = re.compile(r"[㐀-鿿]")
NON_ISSUER_CLASSES = ("name", "finance", "contract", "hr", "invoice")
"""Classes of seals that no bureau or school uses to certify a paper."""
CLASS_ZH = {
    "official": "单位公章", "finance": "财务专用章", "contract": "合同专用章", "hr": "人事专用章",
    "invoice": "发票专用章", "official_or_hr": "单位公章、合同专用章或人事专用章",
}  # fmt: skip
CLASS_EN = {
    "official": "official seal", "finance": "finance seal", "contract": "contract seal",
    "hr": "personnel seal", "invoice": "invoice seal",
    "official_or_hr": "official, contract or personnel seal",
}  # fmt: skip


@dataclass(frozen=True)
class SealSearch:
    """The search result for a seal that a paper needs."""

    state: State
    evidence: tuple[Evidence, ...] = ()
    ring: str = ""
    fits: bool = False
    """A seal of the class is present; if it is unread, only its owner is open."""
    kind: str = ""
    """Its class, if recognised: right or wrong."""


def bare(ring: str) -> str:
    """A ring's text without the words for the seal's class.

    >>> bare("北京甲科技有限公司财务专用章")
    '北京甲科技有限公司'
    >>> bare("北京甲财务咨询有限公司(1)")
    '北京甲财务咨询有限公司'
    """
    return WORDS.sub("", folded(ring)) or folded(ring)


def ring_is(placed: PlacedSeal, owner: str, policy: Policy) -> bool | None:
    """Whether the ring names the owner; None if it was not read well enough.

    Doubtful characters of a ring may differ. An exactly read ring with one different character is a
    sister company's, or misread: a person must look.
    """
    ring = placed.seal.ring or placed.seal.text
    if not ring or not owner or _is_part(bare(ring), bare(owner)):
        return None
    alike = likeness(bare(ring), bare(owner))
    if alike >= policy.tolerance("seal_similarity"):
        return None if sister(placed, owner) else True
    confidence = placed.seal.confidence
    sure = confidence >= policy.threshold("seal") and alike < UNLIKE
    return False if sure or confidence >= LETTER_SURE else None


def _is_part(ring: str, owner: str) -> bool:
    """Whether a ring is a part of the owner's name, perhaps misread by a character: not all of it.

    >>> _is_part("小筑餐饮管理有限公司", "北京青柠小筑餐饮管理有限公司")
    True
    >>> _is_part("京青柠小筑餐饮管理有限", "北京青柠小筑餐饮管理有限公司")
    True
    >>> _is_part("北京乙餐饮管理有限公司", "北京青柠小筑餐饮管理有限公司")
    False
    """
    short = len(ring)
    parts = (owner[at : at + short] for at in range(len(owner) - short + 1))
    return MIN_PART <= short < len(owner) and any(edits(ring, part) <= 1 for part in parts)


def sister(placed: PlacedSeal, owner: str) -> bool:
    """Whether an exactly read ring has another name, however similar.

    The similarity limit is for doubtful readings: a sister company may differ in one character.
    """
    ring = placed.seal.ring or placed.seal.text
    one, other = (MARKS.sub("", bare(text)) for text in (ring, owner))
    return placed.seal.confidence >= LETTER_SURE and one != other


def is_class(placed: PlacedSeal, cls: str) -> bool:
    """Whether a seal is of the class; official_or_hr also accepts contract and personnel seals."""
    seal = placed.seal
    if cls == "official_or_hr":
        return any(is_class(placed, one) for one in ("official", "contract", "hr"))
    if cls == "finance":
        text = folded(seal.text)
        return seal.kind == "finance" or "财务" in text.removeprefix(bare(text))
    if cls == "official":
        return seal.kind == "official"
    return seal.kind == cls


def _own(placed: PlacedSeal, owner: str, policy: Policy) -> bool:
    """Whether it is the 公章 of a unit that is itself a bureau, school, bank or firm."""
    seal = placed.seal
    public = seal.kind in ("agency", "school", "bank", "firm", "other") and not seal.centre
    return public and ring_is(placed, owner, policy) is True


def _strangers(placed: PlacedSeal, owner: str) -> bool:
    """Whether a partly read seal surely belongs to a bureau, school or bank."""
    ring = placed.seal.ring or placed.seal.text
    public = placed.seal.kind in ("agency", "school", "bank")
    return public and bool(ring) and likeness(bare(ring), bare(owner)) < STRANGE


def name_stamps(document: Document, name: str) -> list[PlacedSeal]:
    """The name stamps of a person on a paper, without those that surely show another name."""
    return [
        placed
        for placed in document.seals
        if placed.seal.kind == "name"
        and not (
            name
            and placed.seal.confidence >= LETTER_SURE
            and folded(placed.seal.text or placed.seal.ring)
            and folded(name) not in folded(placed.seal.text or placed.seal.ring)
        )
    ]


def issued(document: Document, unit: str, policy: Policy) -> State:
    """Whether an issuing body sealed it: a bureau, school, bank or another body.

    It does not check which body; the unit's own stamp on a copy is not the issuer's.
    """
    found = [
        placed
        for placed in document.seals
        if placed.seal.kind not in NON_ISSUER_CLASSES and ring_is(placed, unit, policy) is not True
    ]
    if any(placed.seal.confidence >= policy.threshold("seal") for placed in found):
        return "there"
    return "unread" if found or blind(document) or document.troubles else "absent"


def blind(document: Document) -> bool:
    """Whether a red seal cannot be visible: a grey copy without any coloured seal."""
    return document.grey and not any(p.seal.colour in ("red", "blue") for p in document.seals)


def unit_seal(
    document: Document, owner: str, cls: str, policy: Policy, page: PageRef | None = None
) -> SealSearch:
    """The owner's seal of a class on a document, or on one page of it."""
    seals = [
        placed
        for placed in document.seals
        if page is None or (placed.page.file, placed.page.page) == (page.file, page.page)
    ]
    fits = [
        (placed, ring_is(placed, owner, policy))
        for placed in seals
        if is_class(placed, cls) or (cls.startswith("official") and _own(placed, owner, policy))
    ]
    order: tuple[tuple[bool | None, State], ...] = (
        (True, "there"),
        (None, "unread"),
        (False, "foreign"),
    )
    for answer, state in order:
        for placed, named in fits:
            if named is answer:
                shown = (seal_evidence(document, placed),)
                sure = placed.seal.confidence >= policy.threshold("seal")
                kind = placed.seal.kind if sure else ""
                return SealSearch(state, shown, placed.seal.ring, fits=True, kind=kind)
    if shows_through(document, owner, page):
        return SealSearch("unread")
    return _without(document, owner, seals, policy)


def shows_through(document: Document, owner: str, page: PageRef | None = None) -> bool:
    """Whether number cells contain letters of the owner's seal: it is there but was not detected.

    >>> shows_through(Document(id="D1", type="x", confidence=1.0, pages=()), "甲地某乙有限公司")
    False
    """
    spoiled = [
        set(HAN.findall(cell.raw))
        for row in document.rows
        for cell in row.values()
        if cell.kind == "amount" and cell.value is None and (page is None or cell.page == page)
    ]
    return sum(bool(letters) and letters <= set(owner + PRINTED) for letters in spoiled) >= THROUGH


def _without(document: Document, owner: str, seals: list[PlacedSeal], policy: Policy) -> SealSearch:
    """No seal of the class: one of another class, one unread, or none."""
    own = [placed for placed in seals if ring_is(placed, owner, policy)]
    weak = [
        placed
        for placed in seals
        if placed.seal.confidence < policy.threshold("seal")
        and ring_is(placed, owner, policy) is None
        and placed.seal.kind != "name"
        and not _strangers(placed, owner)
    ]
    if weak or blind(document) or document.troubles:
        return SealSearch("unread", tuple(seal_evidence(document, placed) for placed in weak))
    if own:
        shown = tuple(seal_evidence(document, placed) for placed in own)
        sure = policy.threshold("seal")
        if any(placed.seal.confidence < sure or placed.open_class for placed in own):
            return SealSearch("unread", shown, own[0].seal.ring)
        return SealSearch("wrong", shown, own[0].seal.ring, kind=own[0].seal.kind)
    return SealSearch("absent")
