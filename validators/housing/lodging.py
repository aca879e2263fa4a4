"""Staying with family or friends, guide 六（二）常规8（5） and annex 10."""

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
from validators.ground.look import look, written
from validators.ground.named import lists
from validators.ground.stamps import unit_seal
from validators.ground.verdict import Rule, Verdict, because, failed, passed, rule, unbound, unclear
from validators.policy import Policy

FIELDS = {
    "lodger_name": "借住人姓名", "lodger_id": "借住人身份证号码", "start_date": "借住起始日期",
    "address": "借住地址", "owner_name": "房主姓名", "owner_id": "房主身份证号码",
    "relation": "双方关系", "owner_signature": "房主签字", "lodger_signature": "借住人签字",
    "sign_date": "日期",
}  # fmt: skip
PAPERS = ("lodging_declaration", *TITLES, "id_card")
NONE = unbound("不是借住亲友房屋。", "Not lodging with others.")


@rule("RES-LODGING")
def lodging_has_title_declaration_and_owners_card(case: Case, policy: Policy) -> list[Verdict]:
    """Title, declaration and owner's card; one owner on all, and one home."""
    papers = case.of("lodging_declaration")
    if not papers:
        declared = case.housing in ("relatives", "lodging")
        return [_lacking(case, ["房屋借住声明"], policy)] if declared else [NONE]
    gone = [] if case.of(*TITLES) else ["房屋产权证"]
    gone += [] if case.of("id_card", role="owner") else ["房主身份证"]
    if gone:
        return [_lacking(case, gone, policy)]
    return [_owner(paper, case, policy) for paper in papers]


def _lacking(case: Case, gone: list[str], policy: Policy) -> Verdict:
    said = "、".join(gone)
    if hidden(case, *PAPERS) or case.of("id_card", role=""):
        verdict = unclear(f"借住材料中未确认{said}，请核对。", f"Not sure of: {said}.")
    else:
        verdict = failed(
            f"借住亲友房屋，须提供房产证、双方签署的借住声明和房主身份证，缺{said}，请补充。",
            f"Lodging needs title, declaration and the owner's card; missing: {said}.",
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
        make = failed if name.sure and None not in named else unclear
        return make(
            f"产权证权利人“{'、'.join(owner.text for owner in owners)}”与房主“{name.text}”不一致。",
            "The title names another owner.",
            name,
            *owners,
        )
    for one, two in checks:
        if (answer := same(one, two)) is not True:
            make = failed if answer is False else unclear
            said, printed = (value.shown or "（未能辨认）" for value in (one, two))
            verdict = make(
                f"借住声明的房主“{said}”与其身份证“{printed}”不一致或未能比对，请核对更正。",
                "The declaration's owner and the card differ, or were not read.",
                one,
                two,
            )
            return because(verdict, one, two)
    where = [look(title, "address", policy) for title in titles]
    answers = [one_door(value, place.text) for value in where]
    if True not in answers:
        make = unclear if None in answers or not place.sure else failed
        said = "、".join(value.text or "（未能辨认）" for value in where)
        verdict = make(
            f"借住声明的地址为“{place.text or '（未能辨认）'}”，产权证坐落为“{said}”，"
            "不一致或未能比对，请核对更正。",
            "The declaration and the title are of two homes, or were not read.",
            place,
            *where,
        )
        return because(verdict, odd_one(case, policy, place, *where))
    return passed("产权证、借住声明、房主身份证齐全一致。", "All agree.", name, *owners, *where)


@rule("RES-LODGING-SEAL")
def declaration_bears_the_units_seal(case: Case, policy: Policy) -> list[Verdict]:
    """The employer's official seal stands on the declaration (AMB-17 for changes)."""
    unit = parties.employer(case, policy).name
    verdicts = []
    for paper in case.of("lodging_declaration"):
        found = unit_seal(paper, unit, "official", policy)
        if found.state == "there":
            verdicts.append(passed("借住声明已盖单位公章。", "Sealed.", *found.evidence))
        elif found.state == "unread":
            verdicts.append(
                unclear("借住声明印章未能辨认，请核对。", "The seal was not read.", paper)
            )
        else:
            verdict = failed(
                f"借住声明须加盖 {unit} 公章。", f"The declaration needs {unit}'s seal.", paper
            )
            cause = seal_cause(paper, "official", found.ring, case, policy)
            verdicts.append(because(verdict, cause))
    return verdicts or [NONE]


@rule("RES-LODGING-FIELDS")
def declaration_states_all_it_must(case: Case, policy: Policy) -> list[Verdict]:
    """Names, numbers, start, address to the door, relation, signatures, date."""
    papers = case.of("lodging_declaration")
    told = [_fields(paper, case, policy) for paper in papers]
    return told + others_hands(papers, "RES-LODGING-FIELDS", case, policy) or [NONE]


def _fields(paper: Document, case: Case, policy: Policy) -> Verdict:
    values = {name: look(paper, name, policy) for name in FIELDS}
    gone = [name for name, value in values.items() if written(value) is False]
    if gone:
        said = "、".join(FIELDS[name] for name in gone)
        blank = [values[name] for name in gone]
        lacks = failed(f"借住声明缺{said}，请补填。", f"Blank: {', '.join(gone)}.", *blank)
        return because(lacks, *blank)
    place, start = values["address"], values["start_date"]
    if place.sure and len(numbers(place.text)) < NUMBERS_OF_DOOR - 1:
        zh = f"借住地址“{place.text}”未写至门牌，请补全。"
        return because(failed(zh, "The address has no door number.", place), place)
    if start.sure and start.day and start.day > case.day:
        late = failed(
            f"借住自 {start.day} 起，晚于申报日 {case.day}，请核对更正。",
            f"The lodging starts on {start.day}, after filing.",
            start,
        )
        return because(late, start)
    vague = [name for name, value in values.items() if written(value) is None]
    if not start.sure and (start.day is None or start.day > case.day):
        vague += [] if "start_date" in vague else ["start_date"]
    if vague:
        said = "、".join(FIELDS[name] for name in vague)
        return unclear(f"借住声明的{said}未能辨认。", f"Not read: {', '.join(vague)}.", paper)
    return passed("借住声明要素齐全。", "All stated.", paper)


RULES: tuple[Rule, ...] = (
    lodging_has_title_declaration_and_owners_card,
    declaration_bears_the_units_seal,
    declaration_states_all_it_must,
)
