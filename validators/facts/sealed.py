"""The seals that papers need by documents.toml: owner, class, and what was found."""

from dataclasses import dataclass
from typing import NamedTuple

from core.models.document import Document, PlacedSeal
from validators.facts import parties
from validators.facts.another import UNIT_FIELDS
from validators.facts.names import seal_of_unit
from validators.facts.parties import INCOME
from validators.facts.payers import other_payer, payer_cause
from validators.ground.case import Case
from validators.ground.compare import agrees, likeness
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import Value, look
from validators.ground.stamps import (
    CLASS_EN,
    CLASS_ZH,
    LETTER_SURE,
    STRANGE,
    SealSearch,
    bare,
    issued,
    ring_is,
    unit_seal,
)
from validators.ground.verdict import (
    Verdict,
    because,
    failed,
    passed,
    seal_evidence,
    to_review,
)
from validators.policy import Policy, SealNeed

FORMER = "former_employer"
ISSUER_ON = {"school_enrollment_certificate": "school"}
"""The field in which a paper names the body that seals it."""


@dataclass(frozen=True)
class RequiredSeal:
    """A seal of one unit that a paper needs, and what was found."""

    paper: Document
    need: SealNeed
    owner: str
    """The unit whose seal is expected; empty if unread."""
    found: SealSearch
    beyond: Document | None
    """A page that may continue the paper and may have the seal."""
    cause: str


def needs(document: Document, policy: Policy) -> tuple[SealNeed, ...]:
    """The seals that a paper itself needs (not the stamp on its copy)."""
    kind = policy.document(document.type)
    if kind is None:
        return ()
    return tuple(need for need in kind.seals if need.owner != "issuer" and not need.on_copy)


class Owner(NamedTuple):
    """The expected owner of a seal, and whether that is certain."""

    name: str
    sure: bool

    def near(self, ring: str, policy: Policy) -> bool:
        """Whether a ring may be the owner's if the owner's name is doubtful."""
        return bool(ring and self.name) and not self.sure and _alike(ring, self.name, policy)


def owner_of(document: Document, need: SealNeed, case: Case, policy: Policy) -> Owner:
    """The unit, the former employer, or the spouse's employer."""
    if need.owner == FORMER or document.role == "spouse":
        value = look(document, "company" if need.owner == FORMER else "employer", policy)
        return Owner(value.text, value.sure)
    unit = parties.employer(case, policy)
    return Owner(unit.name, unit.sure)


def asked(document: Document, case: Case, policy: Policy) -> list[RequiredSeal]:
    """The seals that a paper must bear, each with what was found."""
    seals = []
    bare_of = _without_copy_stamps(document, case, policy)
    for need in needs(document, policy):
        owner = owner_of(document, need, case, policy).name
        found = _found(bare_of, need, owner, case, policy)
        cause = seal_cause(document, need.cls, found.ring, case, policy)
        if need.required:
            beyond = next_page(case, document, policy)
            seals.append(RequiredSeal(document, need, owner, found, beyond, cause))
    return seals


def _found(
    document: Document, need: SealNeed, owner: str, case: Case, policy: Policy
) -> SealSearch:
    """The seal of a paper's owner; the applying unit's seal may show a former name."""
    if need.owner == FORMER or document.role == "spouse":
        return unit_seal(document, owner, need.cls, policy)
    called = look(document, UNIT_FIELDS.get(document.type, "-"), policy)
    return seal_of_unit(document, called, need.cls, case, policy)


def on_copy(document: Document, placed: PlacedSeal, case: Case, policy: Policy) -> bool:
    """Whether it is the applying unit's stamp on a copy of a paper that others sealed.

    If the spouse works for the applying unit too, or the paper's own unit was not read, this may be
    the seal that the paper needs.
    """
    kind = policy.document(document.type)
    if document.role != "spouse" or kind is None or not any(need.on_copy for need in kind.seals):
        return False
    own, unit = look(document, "employer", policy).text, parties.employer(case, policy).name
    return bool(own) and ring_is(placed, unit, policy) is True and not ring_is(placed, own, policy)


def _without_copy_stamps(document: Document, case: Case, policy: Policy) -> Document:
    """A paper of the spouse's employer without the applying unit's copy stamps."""
    own = tuple(one for one in document.seals if not on_copy(document, one, case, policy))
    return document if own == document.seals else document.model_copy(update={"seals": own})


def seal_cause(document: Document, cls: str, ring: str, case: Case, policy: Policy) -> str:
    """The cause for a seal that is missing or belongs to another unit.

    If the paper itself belongs to another unit and bears that unit's ring, that is the cause: the
    seal is not the fault.
    """
    named = _elses(document, case, policy)
    own = ring if named is not None and document.role != "spouse" else ""
    if named is not None and own and _alike(own, named.text, policy):
        paid = document.type in INCOME and other_payer(document, case, policy)
        return payer_cause(document, case, policy) if paid else f"unit:{document.id}"
    several = sum(need.required for need in needs(document, policy)) > 1
    return f"seal:{document.id}:{cls}" if several else f"seal:{document.id}"


def _alike(ring: str, name: str, policy: Policy) -> bool:
    return likeness(bare(ring), bare(name)) >= policy.tolerance("seal_similarity")


def _elses(document: Document, case: Case, policy: Policy) -> Value | None:
    """The unit that a paper names as its own, if it surely is not the applying unit."""
    unit = parties.employer(case, policy)
    value = look(document, UNIT_FIELDS.get(document.type, "-"), policy)
    another = unit.sure and value.sure and agrees(value, unit.name) is False
    return value if another else None


def lack(one: RequiredSeal, policy: Policy) -> Verdict | None:
    """The verdict on a needed seal; None for another unit's seal, which the ring rule reports."""
    if one.found.state == "foreign":
        return None
    return because(_seal_verdict(one, policy), one.cause)


def _seal_verdict(one: RequiredSeal, policy: Policy) -> Verdict:
    paper, found, need = one.paper, one.found, one.need
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    wanted = CLASS_ZH[need.cls]
    wanted_en, whose_en = CLASS_EN[need.cls], one.owner or "the issuing unit"
    whose = one.owner or "出具单位"
    if found.state == "there" or (found.fits and found.kind):
        return passed(
            f"{title}印章种类正确。",
            f"{title_en}: the seal is of the right class.",
            *found.evidence,
        )
    if found.state == "wrong":
        return failed(
            f"{title}所盖为{CLASS_ZH.get(found.kind, '其他印章')}，须为{wanted}，"
            f"请由 {whose} 加盖{wanted}。",
            f"{title_en}: bears the {CLASS_EN.get(found.kind, 'seal of another class')}; "
            f"please have the {wanted_en} of {whose_en} added.",
            *found.evidence,
        )
    if found.state == "unread":
        # the seal looks right and is partly read: only its owner stays open
        return to_review(
            f"{title}印章种类未能辨认，须为{wanted}，请核对。",
            f"{title_en}: the seal's class was not read; please check that it is the {wanted_en}.",
            *found.evidence,
            paper,
            severity="advisory" if found.fits and found.ring else None,
        )
    if one.beyond is not None:
        return to_review(
            f"{title}未见{wanted}；{place(one.beyond)}未能辨认，可能是其续页，请核对。",
            f"{title_en}: no {wanted_en}; {place_en(one.beyond)} was not read and may be its next "
            "page; please check.",
            paper,
            one.beyond,
        )
    # the expected owner was not read, so it is not sure that the seal is missing
    make = to_review if need.custom or not one.owner else failed
    request = "，通常须盖章，请核对是否" if need.custom else "，请"
    request_en = f"please have that of {whose_en} added"
    if need.custom:
        request_en = f"it is usual; please check that {whose_en} added it"
    return make(
        f"{title}未见{wanted}{request}由 {whose} 加盖{wanted}。",
        f"{title_en}: no {wanted_en} was found; {request_en}.",
        paper,
    )


def unissued(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A question about a paper without its issuer's seal, if the guide says who seals it.

    Such seals are often grey, square or faint, so a missing one is never a failure.
    """
    kind, unit = policy.document(paper.type), parties.employer(case, policy).name
    if kind is None or not any(need.owner == "issuer" and need.asked for need in kind.seals):
        return None
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    if issued(paper, unit, policy) != "absent":
        return _strange(paper, policy)
    verdict = to_review(
        f"{title}未见出具（备案）机构的印章，请核对原件；没有的，请到该机构补盖。",
        f"{title_en}: no seal of whoever issued or filed it was found; please check the original, "
        "and have it added there if it lacks.",
        paper,
    )
    return because(verdict, f"issuer:{paper.id}")


def _strange(paper: Document, policy: Policy) -> Verdict | None:
    """An exactly read seal that is nothing like the body named on the paper."""
    body = look(paper, ISSUER_ON.get(paper.type, "-"), policy)
    rings = [p for p in paper.seals if p.seal.ring and p.seal.confidence >= LETTER_SURE]
    if not body.sure or not rings or len(rings) < len(paper.seals):
        return None
    if any(likeness(bare(placed.seal.ring), bare(body.text)) >= STRANGE for placed in rings):
        return None
    title, title_en, ring = (
        policy.title(paper.type),
        policy.title_en(paper.type),
        rings[0].seal.ring,
    )
    verdict = to_review(
        f"{title}由“{body.text}”出具，印章为“{ring}”，请核对是否为其印章。",
        f"{title_en}: issued by “{body.text}”, sealed by “{ring}”; please check whether that is "
        "its seal.",
        body,
        seal_evidence(paper, rings[0]),
    )
    return because(verdict, f"issuer:{paper.id}")
