"""The signatures that papers need by documents.toml: who signs where, and who did."""

from core.models.document import Document
from validators.facts import parties
from validators.ground.case import Case
from validators.ground.compare import SLIP, edits, folded
from validators.ground.look import Value, look, written
from validators.ground.phrases import quoted
from validators.ground.signers import namesake, whose
from validators.ground.stamps import name_stamps
from validators.ground.verdict import Verdict, because, failed, seal_evidence, to_review
from validators.policy import HandNeed, Policy

HEAD = "legal_rep"
"""MAT-LEGALREP-SIGN checks this signature on every form."""


def hands(document: Document, rule: str, policy: Policy) -> tuple[HandNeed, ...]:
    """The signatures that a paper needs and that a rule checks."""
    kind = policy.document(document.type)
    return () if kind is None else tuple(need for need in kind.hands if need.rule == rule)


def signed_by_another(
    name: str | None, confidence: float, who: parties.Party, policy: Policy
) -> bool:
    """Whether a note's signature is surely not this person's: another name, not a shortened one."""
    if not name or not who.name or confidence < policy.threshold("person"):
        return False
    cut = folded(who.name).startswith(folded(name))
    return not cut and edits(folded(name), folded(who.name)) > SLIP


def others_hands(
    papers: tuple[Document, ...], rule: str, case: Case, policy: Policy
) -> list[Verdict]:
    """The signatures on each paper that are not, or not surely, the expected person's."""
    found = (
        _another(look(paper, need.field, policy), need, case, policy)
        for paper in papers
        for need in hands(paper, rule, policy)
        if need.owner != HEAD
    )
    return [verdict for verdict in found if verdict is not None]


def unsigned(papers: tuple[Document, ...], rule: str, policy: Policy) -> list[Verdict]:
    """The signature fields on each paper that are surely empty."""
    return [
        because(_blank(value, need, policy), value)
        for paper in papers
        for need in hands(paper, rule, policy)
        if written(value := look(paper, need.field, policy)) is False and not paper.troubles
    ]


def stamped(document: Document, rule: str, case: Case, policy: Policy) -> dict[str, Verdict]:
    """The empty signature fields whose owner's name stamp is on the paper (AMB-18)."""
    found = {}
    for need in hands(document, rule, policy):
        value, name = look(document, need.field, policy), _owner(document, need, case, policy)[0]
        stamps = [p for p in name_stamps(document, name) if name and name in p.seal.text]
        if need.owner != HEAD and stamps and written(value) is False:
            kind = document.type
            found[need.field] = failed(
                f"{policy.title(kind)}的{need.name_zh}以人名章代替，请由 {name} 手写签字。",
                f"{policy.title_en(kind)}: a name stamp for {need.name_en}; {name} should sign.",
                value,
                *(seal_evidence(document, placed) for placed in stamps),
                severity="advisory",
            )
    return found


def hands_of(case: Case, policy: Policy, role: str) -> list[Verdict]:
    """What is wrong with the employee's signature on a person's contracts and renewals."""
    contracts = case.of("labor_contract", role=role)
    renewals = case.of("labor_contract_renewal", role=role)
    return [
        *unsigned(contracts, "CONTRACT-PARTIES", policy),
        *others_hands(contracts, "CONTRACT-PARTIES", case, policy),
        *unsigned(renewals, "CONTRACT-6M", policy),
    ]


def _blank(value: Value, need: HandNeed, policy: Policy) -> Verdict:
    kind = value.document.type
    return failed(
        f"{policy.title(kind)}缺{need.name_zh}，请补签。",
        f"{policy.title_en(kind)}: {need.name_en} is missing; please sign.",
        value,
    )


def _another(value: Value, need: HandNeed, case: Case, policy: Policy) -> Verdict | None:
    """The verdict on a signature that is not the expected name; None if it is, or cannot be
    compared.
    """
    name, sure = _owner(value.document, need, case, policy)
    if not name or written(value) is not True:
        return None
    answer = whose(value, name)
    if answer:
        return None
    kind = value.document.type
    title, title_en = policy.title(kind), policy.title_en(kind)
    if answer is False and sure and not _exchanged(value, name, policy):
        return because(
            failed(
                f"{title}的{need.name_zh}为“{value.text}”，应由 {name} 本人签字，请重新签署。",
                f"{title_en}: {need.name_en} reads “{value.text}” and should be {name}'s own; "
                "please have it signed anew.",
                value,
            ),
            value,
        )
    return because(
        to_review(
            f"{title}的{need.name_zh}读作“{value.text or '（未能辨认）'}”，"
            f"请目视核对是否为 {name}。",
            f"{title_en}: {need.name_en} reads {quoted(value.text)}; please check by eye "
            f"whether it is {name}'s.",
            value,
            severity=None if sure and namesake(value, name) else "advisory",
        ),
        value,
    )


def _exchanged(value: Value, name: str, policy: Policy) -> bool:
    """Whether the name is in another signature field: adjacent signatures get mixed up."""
    paper = value.document
    return any(
        folded(look(paper, field, policy).text) == folded(name)
        for field in paper.fields
        if field.endswith("signature") and field != value.name
    )


def _owner(document: Document, need: HandNeed, case: Case, policy: Policy) -> tuple[str, bool]:
    """Who should have signed, and whether that is certain."""
    if need.owner == "named":
        named = look(document, need.holder, policy)
        return named.text, named.sure
    party = (parties.handler if need.owner == "handler" else parties.applicant)(case, policy)
    return party.name, party.sure
