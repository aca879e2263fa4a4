"""Names and numbers agree across the papers for each person (generic)."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.changes import lenient
from validators.facts.parties import HOLDER, ROLE_EN, ROLE_TYPES, ROLE_ZH, Party, legal_rep
from validators.facts.sole import holder_on
from validators.facts.whose import by_number, of_person
from validators.ground.case import Case
from validators.ground.compare import agrees, edits, folded
from validators.ground.gather import compared, each, summed
from validators.ground.look import look
from validators.ground.phrases import spoken
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy


def _allowed(document: Document, case: Case, policy: Policy) -> tuple[Party, ...]:
    """The persons a paper may name: the one of its role; for a lease also the spouse."""
    found = parties.people(case, policy, document.role)
    if document.type == "lease_contract":
        found = (*found, parties.spouse(case, policy))
    return tuple(party for party in found if party.name or party.number)


def _nearest(document: Document, people: tuple[Party, ...], policy: Policy) -> Party:
    """The person, of several, that the paper most likely means."""
    name, number = parties.holder(document, policy)
    texts = folded(name.text), folded(number.text if number else "")
    return min(people, key=lambda party: sum(map(edits, texts, (folded(party.name), party.number))))


@rule("GEN-NAME-EQUAL")
def names_agree(case: Case, policy: Policy) -> list[Verdict]:
    """Each person's name is the same on all papers; 曾用名 explains a difference."""
    former = {
        folded(value.text)
        for paper in case.of("household_register_member")
        if (value := look(paper, "former_name", policy)).text
    }

    def check(document: Document) -> Verdict | None:
        if document.type not in HOLDER or not document.role:
            return None
        value = parties.holder(document, policy)[0]
        allowed = _allowed(document, case, policy)
        named = tuple(party for party in allowed if party.name)
        if not named:
            return None
        if (found := by_number(document, allowed, policy)) is not None:
            return found
        one, value = _nearest(document, named, policy), holder_on(value, allowed)
        subject = (
            f"{ROLE_ZH[document.role]} {one.name} ",
            f"the {ROLE_EN[document.role]} {one.name}",
        )
        verdict = compared(value, one.name, one.sure, subject, "姓名", policy)
        if verdict and verdict.status == "fail" and folded(value.text) in former:
            return to_review(
                f"{policy.title(document.type)}姓名“{value.text}”为曾用名，请核对。",
                f"{spoken(value, policy)} “{value.text}” is a former name; please check.",
                value,
                severity="advisory",
            )
        return verdict and of_person(verdict, document, value, one, policy)

    found = lenient(each(case.documents, check), case, policy)
    return summed(found, "各材料姓名一致。", "Names agree.") or [
        not_applicable("没有可比对的姓名。", "No names to compare.")
    ]


@rule("GEN-IDNO-EQUAL")
def identity_numbers_agree(case: Case, policy: Policy) -> list[Verdict]:
    """Each person's number is the same on all papers; masked digits are ignored."""

    def check(document: Document) -> Verdict | None:
        if document.type not in HOLDER or not document.role:
            return None
        value = parties.holder(document, policy)[1]
        known = tuple(party for party in _allowed(document, case, policy) if party.number)
        if value is None or not known:
            return None
        one = _nearest(document, known, policy)
        whose = f"the {ROLE_EN[document.role]}'s identity number"
        subject = f"{ROLE_ZH[document.role]}的证件号码", whose
        verdict = compared(value, one.number, one.sure, subject, "证件号码", policy)
        return verdict and of_person(verdict, document, value, one, policy)

    found = lenient(each(case.documents, check), case, policy)
    return summed(found, "各材料证件号码一致。", "Numbers agree.") or [
        not_applicable("没有可比对的证件号码。", "No numbers to compare.")
    ]


@rule("GEN-WRONG-PERSON")
def papers_belong_to_the_case(case: Case, policy: Policy) -> list[Verdict]:
    """A paper whose holder is nobody of this case is pointed out."""
    known = [
        party
        for role in ("applicant", "handler", "spouse", "child", "owner")
        for party in parties.people(case, policy, role)
    ]
    head = legal_rep(case, policy)[0]
    known += [Party(name=head)] if head else []

    def check(document: Document) -> Verdict | None:
        if document.type not in HOLDER:
            return None
        if document.type in ROLE_TYPES and document.role:
            return passed("材料属于本案人员。", "Belongs to the case.", document)
        name, number = parties.holder(document, policy)
        if any(
            agrees(name, p.name) or (number is not None and agrees(number, p.number)) for p in known
        ):
            return passed("材料属于本案人员。", "Belongs to the case.", name)
        title = policy.title(document.type)
        if name.sure and (number is None or number.sure or number.state == "missing"):
            return failed(
                f"{title}持有人“{name.text}”不是本案人员，请确认是否误放。",
                f"{policy.title_en(document.type)}: the holder “{name.text}” is nobody of this "
                "case; please check whether it was put in by mistake.",
                name,
            )
        en = f"{policy.title_en(document.type)}: the holder was not read; please check."
        return to_review(f"{title}持有人未能辨认，请核对。", en, name)

    return summed(each(case.documents, check), "材料均属本案人员。", "All of the case.") or [
        not_applicable("没有可核对持有人的材料。", "Nothing to check.")
    ]


RULES: tuple[Rule, ...] = (
    names_agree,
    identity_numbers_agree,
    papers_belong_to_the_case,
)
