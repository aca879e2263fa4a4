"""Papers that name another unit or bear its seal: reported once, with the right reason.

Another payer, a contract with another company and a former name are one fact each, however many
rules find it. Nobody is asked to seal or certify what another unit paid or made.
"""

from core.models.document import Document, PageRef, PlacedSeal
from validators.facts.names import (
    CHANGES,
    MADE,
    NAMED,
    OF_THEIR_TIME,
    RENAMED,
    UnitNames,
    names,
    renamed,
)
from validators.facts.parties import Party
from validators.facts.payers import other_payer, told_of_payer
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.gather import Words
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
from validators.ground.stamps import ring_is, unit_seal
from validators.ground.verdict import (
    Verdict,
    Witness,
    because,
    failed,
    passed,
    seal_evidence,
    to_review,
)
from validators.policy import Policy

PAYER = "employer"
UNIT_FIELDS = {
    **MADE, "capital_increase_agreement": "company", "articles_of_association": "company",
    "tax_info_query_application": "taxpayer_name", "ip_conversion_report": "unit_name",
}  # fmt: skip
"""The field in which a paper names the unit that made it."""


def name_of_another(
    document: Document, value: Value, verdict: Verdict | None, case: Case, policy: Policy
) -> Verdict | None:
    """A name that is not the unit's: its former or later name, or another unit's."""
    if verdict is None or verdict.status != "fail" or not value.text:
        return verdict
    known = names(case, policy)
    if known.without_notice(value):
        return because(renamed(value, known.unit.name, policy), RENAMED)
    title, noticed = policy.title(document.type), known.by_notice(value)
    gone = any(folded(value.text) == folded(name.text) for name in known.former)
    new = document.type not in OF_THEIR_TIME and gone and case.service not in CHANGES
    if noticed and not new:
        zh = f"{title}所用为本单位更名前后的名称，已附名称变更通知书。"
        return passed(zh, "A former name, told by a notice.", value)
    if noticed or noticed is None:
        text = "为更名前的名称" if noticed else "不同于申请单位，名称变更通知书未能辨认"
        zh = f"{title}单位名称“{value.shown}”{text}，请核对。"
        text_en = (
            "a former one" if noticed else "not the unit's; the notice of its change was not read"
        )
        en = f"{spoken(value, policy)} “{value.shown}” is {text_en}; please check."
        return to_review(zh, en, value)
    if other_payer(document, case, policy):
        zh, en, shown = verdict.message, verdict.message_en, verdict.witnesses
        return told_of_payer(document, zh, en, *shown, case=case, policy=policy)
    return because(verdict, f"unit:{document.id}")


def ring_of_another(
    document: Document, placed: PlacedSeal, verdict: Verdict, case: Case, policy: Policy
) -> Verdict:
    """A ring that is not the unit's: of its former name, or of the unit that the paper names.

    A seal of the unit that made the paper is correct: other rules check which unit that is, and
    nobody is asked to seal another unit's paper.
    """
    if verdict.status == "pass":
        return verdict
    title, title_en = policy.title(document.type), policy.title_en(document.type)
    known = names(case, policy)
    shown = seal_evidence(document, placed)
    field = UNIT_FIELDS.get(document.type, "")
    value = look(document, field, policy) if field else None
    own = known.sealing(value, case) if document.role != "spouse" else ()
    name = doubtful(document, case, policy)
    if verdict.status == "fail" and name and ring_is(placed, name, policy):
        zh = f"{title}印章为“{name}”，该名称是否为本单位未能确认，请核对。"
        en = f"{title_en}: sealed by “{name}”; please check whether that is the unit's name."
        return to_review(zh, en, shown)
    if any(ring_is(placed, name, policy) for name in own if name != known.unit.name):
        zh = f"{title}印章为本单位另一名称，见单位名称各项。"
        return passed(zh, "The ring bears the unit's other name.", shown)
    if verdict.status != "fail":
        return verdict
    other = other_payer(document, case, policy) or (value.text if value and value.sure else "")
    if other and document.role != "spouse" and ring_is(placed, other, policy):
        zh = f"{title}由 {other} 出具并盖章，不是申请单位 {known.unit.name}，请按单位名称各项处理。"
        en = (
            f"{title_en}: made and sealed by {other}, not by the applying unit {known.unit.name}; "
            "please settle which unit the paper is of."
        )
        if other_payer(document, case, policy):
            return told_of_payer(document, zh, en, shown, case=case, policy=policy)
        return because(failed(zh, en, shown), f"unit:{document.id}")
    return because(verdict, f"seal:{document.id}")


def doubtful(paper: Document, case: Case, policy: Policy) -> str:
    """A name on a paper that may or may not be the unit's: it was badly read, or it depends on a
    poorly read notice. Empty if the name is settled.
    """
    known, value = names(case, policy), look(paper, NAMED.get(paper.type, PAYER), policy)
    if not value.text or agrees(value, known.unit.name) or known.by_notice(value):
        return ""
    open_ = not value.sure or known.by_notice(value) is None
    return value.text if open_ else ""


def seal_of_payer(
    paper: Document, page: PageRef | None, where: Words, case: Case, policy: Policy
) -> Verdict | None:
    """The seal on a paper of wages that another unit paid or may have paid: no seal is asked for.

    `page` is the page to be sealed; the seal may be the payer's own.
    """
    known = names(case, policy)
    title, unit = policy.title(paper.type) + where[0], known.unit.name
    title_en = policy.title_en(paper.type) + where[1]
    if name := doubtful(paper, case, policy):
        found = unit_seal(paper, name, "finance", policy, page)
        zh = f"{title}印章为“{name}”，该名称是否为申请单位 {unit} 未能确认，请核对。"
        en = f"{title_en}: sealed by “{name}”; please check whether that is the unit {unit}."
        return to_review(zh, en, *found.evidence, paper) if found.state == "there" else None
    if not (other := other_payer(paper, case, policy)):
        return None
    found = unit_seal(paper, other, "finance", policy, page)
    shown: tuple[Witness, ...] = (*found.evidence, paper)
    if found.state == "unread":
        en = f"{title_en}: the seal was not read; please check."
        return to_review(f"{title}的印章未能辨认，请核对。", en, *shown)
    if found.state == "there":
        zh = (
            f"{title}所盖为 {other} 财务专用章：该收入由其扣缴，不是申请单位 {unit}，"
            "请按扣缴义务人处理。"
        )
        en = (
            f"{title_en}: bears the finance seal of {other}, which withheld the tax, not of the "
            f"applying unit {unit}; please settle who pays."
        )
        return told_of_payer(paper, zh, en, *shown, case=case, policy=policy)
    zh = f"{title}未见财务专用章，收入由 {other} 扣缴，不是申请单位 {unit}，请先按扣缴义务人处理。"
    en = (
        f"{title_en}: no finance seal; {other} withheld the tax, not the applying unit {unit}; "
        "please settle first who pays."
    )
    return failed(zh, en, *shown)


def payer_of(paper: Document, known: UnitNames, case: Case, policy: Policy) -> Party:
    """The payer by the paper: the unit under one of its names, or another that paid or may have."""
    other = other_payer(paper, case, policy) or doubtful(paper, case, policy)
    return Party(other) if other else known.as_called(look(paper, PAYER, policy))


def note_of_payer(
    paper: Document, verdict: Verdict, ours: Verdict, case: Case, policy: Policy
) -> Verdict:
    """The note on a paper of wages that another unit paid, or may have paid.

    `verdict` compares the note with the payer by the paper, `ours` with the applying unit. A note
    that names the other payer is correct, and one that names the unit is what the guide asks: in
    both cases the fact that another unit paid is reported once.
    """
    unit, title = names(case, policy).unit.name, policy.title(paper.type)
    title_en = policy.title_en(paper.type)
    if name := doubtful(paper, case, policy):
        if verdict.status != "pass":
            return ours
        zh = f"{title}注明由“{name}”发放，该名称是否为申请单位 {unit} 未能确认，请核对。"
        en = (
            f"{title_en}: noted that “{name}” pays; please check whether that is the applying unit "
            f"{unit}."
        )
        return to_review(zh, en, *verdict.witnesses)
    if not (other := other_payer(paper, case, policy)):
        return verdict if verdict.status == "pass" else ours
    shown = verdict.witnesses
    if verdict.status == "pass":
        zh = f"{title}注明由 {other} 发放，不是申请单位 {unit}，请按扣缴义务人处理。"
        en = (
            f"{title_en}: noted that {other} pays, not the applying unit {unit}; please settle who "
            "pays."
        )
        return told_of_payer(paper, zh, en, *shown, case=case, policy=policy)
    if ours.status == "pass":
        zh = f"{title}注明由 {unit} 发放；扣缴义务人为 {other}，见扣缴义务人。"
        return passed(zh, f"The note says {unit}; that {other} paid is told elsewhere.", *shown)
    if paper.annotations:
        return verdict
    zh = f"{title}未见发放单位的注明；收入由 {other} 扣缴，不是申请单位，请先按扣缴义务人处理。"
    en = (
        f"{title_en}: no note of who pays was found; {other} withheld the tax, not the applying "
        "unit; please settle first who pays."
    )
    make = failed if verdict.status == "fail" else to_review
    return make(zh, en, *shown)
