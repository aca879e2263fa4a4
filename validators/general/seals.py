"""Seals on all papers (generic): right owner and right class."""

from core.models.document import Document, PlacedSeal
from validators.facts import parties
from validators.facts.another import ring_of_another
from validators.facts.sealed import (
    FORMER,
    Owner,
    asked,
    lack,
    needs,
    on_copy,
    owner_of,
    seal_cause,
    unissued,
)
from validators.facts.whose import strangers
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.gather import summed
from validators.ground.look import look
from validators.ground.stamps import is_class, ring_is, sister
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    seal_evidence,
    to_review,
)
from validators.policy import Policy, SealNeed

FORMER_EN = "the former employer"
EDGE = 0.02  # of the page: a seal this near to its edge may go on on the next page
MIN_PART = 2  # characters of a name


@rule("GEN-SEAL-RING")
def rings_name_the_unit(case: Case, policy: Policy) -> list[Verdict]:
    """The ring of each needed seal names its owner, with a similarity of 0.9."""
    verdicts = []
    for document in case.documents:
        if strangers(document, policy):
            continue
        for need in needs(document, policy):
            verdict = _self_issued(document, case, policy) if need.owner == FORMER else None
            verdicts += _rings(document, need, case, policy) if verdict is None else [verdict]
    return summed(verdicts, "印章环文与单位一致。", "Rings name the unit.") or [
        not_applicable("没有可核对的单位印章。", "No unit seal to check.")
    ]


def _self_issued(document: Document, case: Case, policy: Policy) -> Verdict | None:
    """A leaving certificate issued by the new unit itself, not by the former unit."""
    unit, company = parties.employer(case, policy), look(document, "company", policy)
    if not unit.name or agrees(company, unit.name) is not True:
        return None
    make = failed if company.sure and unit.sure else to_review
    verdict = make(
        f"{policy.title(document.type)}由申请单位“{company.text}”自己出具，"
        "须由原用人单位出具并加盖其公章，请补充。",
        f"{policy.title_en(document.type)}: issued by the applying unit “{company.text}” itself; "
        "the former employer must issue and seal it; please add that.",
        company,
    )
    return because(verdict, company)


def _rings(document: Document, need: SealNeed, case: Case, policy: Policy) -> list[Verdict]:
    owner = owner_of(document, need, case, policy).name
    seals = [
        placed
        for placed in document.seals
        if is_class(placed, need.cls) and not on_copy(document, placed, case, policy)
    ]
    own = [placed for placed in seals if ring_is(placed, owner, policy)]
    # beside a former employer's own seal, the applying unit's seal is a stamp on the copy
    beside = need.shared or need.owner == FORMER
    return [
        ring_of_another(document, placed, _ring(document, placed, need, case, policy), case, policy)
        for placed in (own if beside and own else seals)
    ]


def _ring(
    document: Document, placed: PlacedSeal, need: SealNeed, case: Case, policy: Policy
) -> Verdict:
    whose, shown = owner_of(document, need, case, policy), seal_evidence(document, placed)
    owner = whose.name
    title, title_en = policy.title(document.type), policy.title_en(document.type)
    ring = placed.seal.ring or placed.seal.text
    named = ring_is(placed, owner, policy)
    if named or whose.near(ring, policy):
        return passed(
            f"{title}印章为 {owner}。", f"{title_en}: the seal is that of {owner}.", shown
        )
    if _is_across_pages(placed, owner):
        return passed(
            f"{title}骑缝处印章为 {owner} 印章的一部分。",
            f"{title_en}: at the page's edge is a part of {owner}'s seal across pages.",
            shown,
        )
    cause = seal_cause(document, need.cls, ring, case, policy)
    if (named is False and whose.sure) or _new_units(placed, need, case, policy):
        verdict = failed(
            f"{title}印章环文为“{ring}”，应为 {owner or '原用人单位'}，请重新盖章。",
            f"{title_en}: the ring of the seal reads “{ring}”, not {owner or FORMER_EN}; please "
            "have it sealed anew.",
            shown,
        )
        return because(verdict, cause)
    text, text_en = (f"读作“{ring}”", f"reads “{ring}”") if ring else ("未能辨认", "was not read")
    verdict = to_review(
        f"{title}印章环文{text}，请目视核对是否为 {owner or '出具单位'}。",
        f"{title_en}: the ring of the seal {text_en}; please check by eye whether it is that of "
        f"{owner or 'the issuing unit'}.",
        shown,
        severity=None if ring and _another(placed, whose, named) else "advisory",
    )
    return because(verdict, cause)


def _is_across_pages(placed: PlacedSeal, owner: str) -> bool:
    """Whether a seal at the page's edge shows a part of a name: one across the edges of the pages.

    The rest of its ring is on the other pages.
    """
    box, part = placed.seal.box, folded(placed.seal.ring)
    edge = box.x0 < EDGE or box.y0 < EDGE or box.x1 > 1 - EDGE or box.y1 > 1 - EDGE
    return edge and len(part) >= MIN_PART and part in folded(owner) and part != folded(owner)


def _another(placed: PlacedSeal, whose: Owner, named: bool | None) -> bool:
    """Whether a ring names another unit, or exactly a sister company."""
    return named is False or (whose.sure and sister(placed, whose.name))


def _new_units(placed: PlacedSeal, need: SealNeed, case: Case, policy: Policy) -> bool:
    """Whether the applying unit's seal is in place of the former employer's."""
    unit = parties.employer(case, policy)
    return need.owner == FORMER and unit.sure and ring_is(placed, unit.name, policy) is True


@rule("GEN-SEAL-TYPE")
def seals_are_of_the_right_class(case: Case, policy: Policy) -> list[Verdict]:
    """A paper bears the seal it needs: a contract, personnel or invoice seal is no 公章, and none
    of them a finance seal.
    """
    verdicts = []
    for document in case.documents:
        if _is_asked(document, case, policy):
            self_issued = _self_issued(document, case, policy) is not None
            results = [
                lack(one, policy)
                for one in asked(document, case, policy)
                if one.need.owner != FORMER or not self_issued
            ]
            results.append(unissued(document, case, policy))
            verdicts += [verdict for verdict in results if verdict is not None]
    return summed(verdicts, "印章种类正确。", "Seals are of the right class.") or [
        not_applicable("没有可核对的单位印章。", "No unit seal to check.")
    ]


def _is_asked(document: Document, case: Case, policy: Policy) -> bool:
    """Whether the paper is asked for: a tax record that was added to a registration is not."""
    kind = policy.document(document.type)
    added = document.type in parties.INCOME and policy.only_elsewhere(document.type, case.service)
    return kind is not None and kind.asked and not added


RULES: tuple[Rule, ...] = (rings_name_the_unit, seals_are_of_the_right_class)
