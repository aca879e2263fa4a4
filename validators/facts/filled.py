"""Whether a form is filled, signed and sealed: each fault reported separately."""

from dataclasses import dataclass

from core.models.document import Document
from validators.facts.names import signing
from validators.facts.parties import Party, legal_rep
from validators.facts.sealed import seal_cause
from validators.facts.signed import HEAD, hands, others_hands, stamped
from validators.facts.sole import unit_on
from validators.ground.case import Case
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import Value, look, written
from validators.ground.phrases import spoken
from validators.ground.stamps import CLASS_EN, CLASS_ZH, name_stamps, unit_seal
from validators.ground.verdict import Verdict, because, failed, not_applicable, passed, to_review
from validators.policy import Policy

UNITS = ("company", "unit_name")


@dataclass(frozen=True)
class FormRequirements:
    """What a form must show besides signatures: `asked` is present, `also` is not blank."""

    rule: str
    types: tuple[str, ...]
    asked: dict[str, str]
    also: dict[str, str]
    sealed: bool = True


def filled(case: Case, policy: Policy, form: FormRequirements) -> list[Verdict]:
    """The faults of each paper of a form, or one pass."""
    papers = case.of(*form.types)
    if not papers:
        return [not_applicable("没有此表，见材料齐全一项。", "No such form.")]
    verdicts = []
    for paper in papers:
        found = _form(paper, form, case, policy) + others_hands((paper,), form.rule, case, policy)
        title = policy.title(paper.type)
        verdicts += found or [
            passed(
                f"{title}填写、签章齐全。",
                f"{policy.title_en(paper.type)}: filled in, signed and sealed.",
                paper,
            )
        ]
    return verdicts


def _form(paper: Document, form: FormRequirements, case: Case, policy: Policy) -> list[Verdict]:
    """Blank fields, unread fields and the seal of a form, each reported separately."""
    unit = signing(paper, _named(paper, policy), case, policy)
    needs = hands(paper, form.rule, policy)
    asked = {**form.asked, **{need.field: need.name_zh for need in needs if need.everywhere}}
    labels = {**asked, **form.also, **{need.field: need.name_zh for need in needs}}
    values = {name: look(paper, name, policy) for name in labels}
    values |= {name: unit_on(paper, name, unit, policy) for name in UNITS if name in form.asked}
    head = {need.field for need in needs if need.owner == HEAD}
    gone = [name for name, value in values.items() if written(value) is False]
    found = [_unsigned(values[name], labels[name], case, policy) for name in gone if name in head]
    if name_stamps(paper, legal_rep(case, policy)[0]):
        found = []  # MAT-LEGALREP-SIGN checks a name stamp in its place
    stamps = stamped(paper, form.rule, case, policy)
    rest = [name for name in gone if name not in head and name not in stamps]
    found += stamps.values()
    found += [_blank(paper, labels, [values[name] for name in rest], policy)] if rest else []
    vague = [values[name] for name in asked if written(values[name]) is None]
    found += [_vague(paper, labels, vague, policy)] if vague else []
    return found + (_sealed(paper, unit, case, policy) if form.sealed else [])


def _named(paper: Document, policy: Policy) -> Value:
    found = [look(paper, name, policy) for name in UNITS]
    return next((value for value in found if value.text), found[0])


def _unsigned(value: Value, label: str, case: Case, policy: Policy) -> Verdict:
    """The legal representative's signature, whose absence other rules report too."""
    kind, name = value.document.type, legal_rep(case, policy)[0]
    verdict = failed(
        f"{policy.title(kind)}缺{label}，请由{name or '法定代表人'}签字。",
        f"{spoken(value, policy)} is missing; please have "
        f"{name or 'the legal representative'} sign.",
        value,
        value.document,
    )
    return because(verdict, value)


def _blank(paper: Document, labels: dict[str, str], gone: list[Value], policy: Policy) -> Verdict:
    named = "、".join(labels[value.name] for value in gone)
    verdict = failed(
        f"{policy.title(paper.type)}缺{named}，请补齐。",
        f"{policy.title_en(paper.type)}: blank: {', '.join(value.called for value in gone)}; "
        "please fill in.",
        *gone,
        paper,
    )
    return because(verdict, gone[0]) if len(gone) == 1 else verdict


def _vague(paper: Document, labels: dict[str, str], vague: list[Value], policy: Policy) -> Verdict:
    named = "、".join(labels[value.name] for value in vague)
    return to_review(
        f"{policy.title(paper.type)}的{named}未能辨认，请核对是否已填写、签署。",
        f"{policy.title_en(paper.type)}: not read well enough: "
        f"{', '.join(value.called for value in vague)}; please check that it is filled in and "
        "signed.",
        *vague,
        paper,
    )


def _sealed(paper: Document, unit: Party, case: Case, policy: Policy) -> list[Verdict]:
    """The unit's official seal; it may be on an unrecognised next page."""
    found = unit_seal(paper, unit.name, "official", policy)
    if found.state == "there" or (found.state == "unread" and found.fits and found.ring):
        return []  # GEN-SEAL-RING checks whose seal it is
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    beyond = next_page(case, paper, policy)
    cause = seal_cause(paper, "official", found.ring, case, policy)
    open_ = found.state == "foreign" and not unit.sure  # the unit's own name is in doubt
    if found.state == "unread" or open_ or (found.state == "absent" and beyond is not None):
        where = "" if beyond is None else f"（{place(beyond)}可能是其续页）"
        also = "" if beyond is None else f" ({place_en(beyond)} may be its next page)"
        verdict = to_review(
            f"{title}的单位公章未能辨认{where}，请核对。",
            f"{title_en}: the official seal was not made out{also}; please check.",
            *found.evidence,
            paper,
        )
        return [because(verdict, cause)]
    zh, en = {
        "absent": ("未加盖单位公章", "no official seal"),
        "wrong": (
            f"所盖为{CLASS_ZH.get(found.kind, '其他印章')}，不是单位公章",
            f"the {CLASS_EN.get(found.kind, 'seal of another class')}, not the official seal",
        ),
        "foreign": (
            f"公章为“{found.ring}”，不是申请单位",
            f"the official seal of “{found.ring}”, not of the applying unit",
        ),
    }[found.state]
    verdict = failed(
        f"{title}{zh}，请加盖 {unit.name} 公章。",
        f"{title_en}: {en}; please add the official seal of {unit.name}.",
        *found.evidence,
        paper,
    )
    return [because(verdict, cause)]
