"""Seals on all papers (generic): whose, and of the right class."""

from core.models.document import Document, PlacedSeal
from validators.facts import parties
from validators.facts.whose import strangers
from validators.ground.case import Case
from validators.ground.gather import summed
from validators.ground.look import look
from validators.ground.stamps import CLASS_ZH, is_class, ring_is, unit_seal
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    passed,
    rule,
    seal_evidence,
    unbound,
    unclear,
)
from validators.policy import Policy, SealNeed

ELSEWHERE = "former_employer"
"""Whose seal no other rule asks for."""
UNITS = ("official", "finance", "contract", "hr", "invoice")


def _needs(document: Document, policy: Policy) -> tuple[SealNeed, ...]:
    """The seals of one unit that a paper itself needs (not the stamp on its copy)."""
    kind = policy.document(document.type)
    if kind is None:
        return ()
    return tuple(need for need in kind.seals if need.owner != "issuer" and not need.on_copy)


def owner_of(document: Document, need: SealNeed, case: Case, policy: Policy) -> str:
    """Whose seal is expected: the unit's, the former employer's, the spouse's employer's."""
    if need.owner == "former_employer":
        return look(document, "company", policy).text
    if document.role == "spouse":
        return look(document, "employer", policy).text
    return parties.employer(case, policy).name


@rule("GEN-SEAL-RING")
def rings_name_the_unit(case: Case, policy: Policy) -> list[Verdict]:
    """The ring of each seal that a paper needs names its owner, alike to 0.9."""
    verdicts = [
        _ring(document, placed, owner_of(document, need, case, policy), policy)
        for document in case.documents
        if not strangers(document, policy)
        for need in _needs(document, policy)
        for placed in document.seals
        if is_class(placed, need.cls) and not _on_copy(document, placed, case, policy)
    ]
    return summed(verdicts, "印章环文与单位一致。", "Rings name the unit.") or [
        unbound("没有可核对的单位印章。", "No unit seal to check.")
    ]


def _on_copy(document: Document, placed: PlacedSeal, case: Case, policy: Policy) -> bool:
    """Whether it is the applying unit's stamp on the copy of a paper that others sealed."""
    kind = policy.document(document.type)
    stamped = kind is not None and any(need.on_copy for need in kind.seals)
    unit = parties.employer(case, policy).name
    return document.role == "spouse" and stamped and ring_is(placed, unit, policy) is True


def _ring(document: Document, placed: PlacedSeal, owner: str, policy: Policy) -> Verdict:
    shown = seal_evidence(document, placed)
    title, ring = policy.title(document.type), placed.seal.ring or placed.seal.text
    named = ring_is(placed, owner, policy)
    if named:
        return passed(f"{title}印章为 {owner}。", "The ring names the unit.", shown)
    if named is False:
        return failed(
            f"{title}印章环文为“{ring}”，应为 {owner}，请重新盖章。",
            f"The ring reads '{ring}', not '{owner}'.",
            shown,
        )
    return unclear(
        f"{title}印章环文{'读作“' + ring + '”' if ring else '未能辨认'}，请目视核对。",
        "The ring was not read for sure.",
        shown,
        severity="advisory",
    )


@rule("GEN-SEAL-TYPE")
def seals_are_of_the_right_class(case: Case, policy: Policy) -> list[Verdict]:
    """A contract, personnel or invoice seal is no 公章, and none of them a finance seal."""
    verdicts = []
    for document in case.documents:
        for need in _needs(document, policy):
            sealed = any(placed.seal.kind in UNITS for placed in document.seals)
            if need.required and (sealed or need.owner == ELSEWHERE):
                owner = owner_of(document, need, case, policy)
                if verdict := _class(document, need, owner, policy):
                    verdicts.append(verdict)
    return summed(verdicts, "印章种类正确。", "Seals are of the right class.") or [
        unbound("没有可核对的单位印章。", "No unit seal to check.")
    ]


def _class(document: Document, need: SealNeed, owner: str, policy: Policy) -> Verdict | None:
    found = unit_seal(document, owner, need.cls, policy)
    title = policy.title(document.type)
    wanted = CLASS_ZH.get(need.cls, "单位公章或人事专用章")
    if found.state == "there":
        return passed(f"{title}印章种类正确。", "The right class.", *found.evidence)
    if found.state == "wrong":
        return failed(
            f"{title}所盖印章种类不对，须为{wanted}。",
            f"A seal of class {need.cls} is needed.",
            *found.evidence,
        )
    if found.state == "unread":
        return unclear(
            f"{title}印章种类未能辨认，须为{wanted}。",
            "The class was not read.",
            *found.evidence,
            document,
            severity="advisory",
        )
    if need.owner == ELSEWHERE:
        return failed(
            f"{title}未见{wanted}，请由{owner or '出具单位'}加盖{wanted}后提供。",
            "The issuer's seal is missing.",
            *found.evidence,
            document,
        )
    return None


RULES: tuple[Rule, ...] = (rings_name_the_unit, seals_are_of_the_right_class)
