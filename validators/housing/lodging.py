"""Staying with family or friends, guide 六（二）常规8（5） and annex 10."""

from core.models.base import Wording
from core.models.document import Document
from validators.facts import parties
from validators.facts.homes import not_proven, odd_one
from validators.facts.parties import TITLES
from validators.facts.sealed import seal_cause
from validators.facts.signed import others_hands
from validators.ground.address import NUMBERS_OF_DOOR, numbers, one_door
from validators.ground.case import Case
from validators.ground.compare import same
from validators.ground.hidden import hidden
from validators.ground.look import Value, called, look, written
from validators.ground.named import lists
from validators.ground.phrases import read_en, read_zh
from validators.ground.stamps import unit_seal
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

FIELDS = {
    "lodger_name": "借住人姓名", "lodger_id": "借住人身份证号码", "start_date": "借住起始日期",
    "address": "借住地址", "owner_name": "房主姓名", "owner_id": "房主身份证号码",
    "relation": "双方关系", "owner_signature": "房主签字", "lodger_signature": "借住人签字",
    "sign_date": "日期",
}  # fmt: skip
PAPERS = ("lodging_declaration", *TITLES, "id_card")
DECLARATION = Wording(zh="房屋借住声明", en="lodging declaration")
TITLE = Wording(zh="房屋产权证", en="title of the home")
CARD = Wording(zh="房主身份证", en="owner's identity card")
NONE = not_applicable("不是借住亲友房屋。", "Not lodging with others.")


@rule("RES-LODGING")
def lodging_has_title_declaration_and_owners_card(case: Case, policy: Policy) -> list[Verdict]:
    """Title, declaration and owner's card; one owner on all, and one home."""
    papers = case.of("lodging_declaration")
    if not papers:
        declared = case.housing in ("relatives", "lodging")
        return [_lacking(case, [DECLARATION], policy)] if declared else [NONE]
    gone = [] if case.of(*TITLES) else [TITLE]
    gone += [] if case.of("id_card", role="owner") else [CARD]
    if gone:
        return [_lacking(case, gone, policy)]
    return [_owner(paper, case, policy) for paper in papers]


def _lacking(case: Case, gone: list[Wording], policy: Policy) -> Verdict:
    names, lost = "、".join(one.zh for one in gone), ", ".join(one.en for one in gone)
    if hidden(case, *PAPERS) or case.of("id_card", role=""):
        verdict = to_review(
            f"借住材料中未确认{names}，请核对。",
            f"Not surely among the papers of the lodging: {lost}. Please check.",
        )
    else:
        verdict = failed(
            f"借住亲友房屋，须提供房产证、双方签署的借住声明和房主身份证，缺{names}，请补充。",
            "Lodging with relatives or friends needs the title of the home, the lodging "
            "declaration signed by both and the owner's identity card. "
            f"Missing: {lost}; please add.",
        )
    return not_proven(verdict, case, policy)


def _owner(paper: Document, case: Case, policy: Policy) -> Verdict:
    name, place = look(paper, "owner_name", policy), look(paper, "address", policy)
    number = look(paper, "owner_id", policy)
    cards = case.of("id_card", role="owner")
    checks = [(name, look(card, "name", policy)) for card in cards]
    checks += [(number, look(card, "id_number", policy)) for card in cards]
    titles = case.of(*TITLES)
    owners = [look(title, "owner", policy) for title in titles]
    if True not in (named := [lists(owner, name.text) for owner in owners]):
        return _another_owner(name, owners, name.sure and None not in named)
    for one, two in checks:
        if (answer := same(one, two)) is not True:
            make = failed if answer is False else to_review
            verdict = make(
                f"借住声明的房主{read_zh(one)}与其身份证{read_zh(two)}不一致或未能比对，请核对更正。",
                f"The owner on the lodging declaration, {read_en(one)}, and on the identity card, "
                f"{read_en(two)}, differ or could not be compared; please check and correct.",
                one,
                two,
            )
            return because(verdict, one, two)
    where = [look(title, "address", policy) for title in titles]
    answers = [one_door(value, place.text) for value in where]
    if True not in answers:
        make = to_review if None in answers or not place.sure else failed
        verdict = make(
            f"借住声明的地址为{read_zh(place)}，产权证坐落为{read_zh(*where)}，"
            "不一致或未能比对，请核对更正。",
            f"The address on the lodging declaration, {read_en(place)}, and on the title, "
            f"{read_en(*where)}, differ or could not be compared; please check and correct.",
            place,
            *where,
        )
        return because(verdict, odd_one(case, policy, place, *where))
    return passed("产权证、借住声明、房主身份证齐全一致。", "All agree.", name, *owners, *where)


def _another_owner(name: Value, owners: list[Value], sure: bool) -> Verdict:
    """The title does not, or not surely, name the owner given in the declaration."""
    make, zh, en = (
        (failed, "不一致", "differ") if sure else (to_review, "未能比对", "could not be compared")
    )
    return make(
        f"产权证权利人{read_zh(*owners)}与房主{read_zh(name)}{zh}，请核对更正。",
        f"The owner on the title, {read_en(*owners)}, and on the lodging declaration, "
        f"{read_en(name)}, {en}; please check and correct.",
        name,
        *owners,
    )


@rule("RES-LODGING-SEAL")
def declaration_bears_the_units_seal(case: Case, policy: Policy) -> list[Verdict]:
    """The employer's official seal is on the declaration (AMB-17 for changes)."""
    unit = parties.employer(case, policy).name
    verdicts = []
    for paper in case.of("lodging_declaration"):
        found = unit_seal(paper, unit, "official", policy)
        if found.state == "there":
            verdicts.append(passed("借住声明已盖单位公章。", "Sealed.", *found.evidence))
        elif found.state == "unread":
            verdicts.append(
                to_review(
                    f"借住声明印章未能辨认，须为 {unit} 公章，请核对。",
                    "The seal on the lodging declaration was not read; it must be the official "
                    f"seal of {unit}. Please check.",
                    paper,
                )
            )
        else:
            verdict = failed(
                f"借住声明须加盖 {unit} 公章，未见该章，请补盖。",
                f"The lodging declaration must bear the official seal of {unit}, and it is not "
                "there; please have it sealed.",
                paper,
            )
            cause = seal_cause(paper, "official", found.ring, case, policy)
            verdicts.append(because(verdict, cause))
    return verdicts or [NONE]


@rule("RES-LODGING-FIELDS")
def declaration_states_all_it_must(case: Case, policy: Policy) -> list[Verdict]:
    """Names, numbers, start, address to the door, relation, signatures, date."""
    papers = case.of("lodging_declaration")
    verdicts = [_fields(paper, case, policy) for paper in papers]
    return verdicts + others_hands(papers, "RES-LODGING-FIELDS", case, policy) or [NONE]


def _fields(paper: Document, case: Case, policy: Policy) -> Verdict:
    values = {name: look(paper, name, policy) for name in FIELDS}
    gone = [name for name, value in values.items() if written(value) is False]
    if gone:
        names, lost = _named(gone)
        blank = [values[name] for name in gone]
        en = f"The lodging declaration lacks: {lost}. Please fill it in."
        return because(failed(f"借住声明缺{names}，请补填。", en, *blank), *blank)
    place, start = values["address"], values["start_date"]
    if place.sure and len(numbers(place.text)) < NUMBERS_OF_DOOR - 1:
        zh = f"借住地址“{place.text}”未写至门牌，请补全。"
        en = f"The lodging address “{place.text}” has no door number; please complete it."
        return because(failed(zh, en, place), place)
    if start.sure and start.day and start.day > case.day:
        late = failed(
            f"借住自 {start.day} 起，晚于申报日 {case.day}，请核对更正。",
            f"The lodging starts on {start.day}, after the filing day {case.day}; please check "
            "and correct.",
            start,
        )
        return because(late, start)
    vague = [name for name, value in values.items() if written(value) is None]
    if not start.sure and (start.day is None or start.day > case.day):
        vague += [] if "start_date" in vague else ["start_date"]
    if vague:
        names, lost = _named(vague)
        en = f"Not read on the lodging declaration: {lost}. Please check."
        return to_review(f"借住声明的{names}未能辨认，请核对。", en, paper)
    return passed("借住声明要素齐全。", "All stated.", paper)


def _named(names: list[str]) -> tuple[str, str]:
    """The names of fields, in Chinese and in English."""
    return "、".join(FIELDS[name] for name in names), ", ".join(map(called, names))


RULES: tuple[Rule, ...] = (
    lodging_has_title_declaration_and_owners_card,
    declaration_bears_the_units_seal,
    declaration_states_all_it_must,
)
