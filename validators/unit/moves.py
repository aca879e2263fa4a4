"""Units that move in or change their data, guide 六（九） and 六（十）."""

from decimal import Decimal, InvalidOperation

from validators.facts.names import RENAMED
from validators.facts.parties import UNIT_PAPERS
from validators.ground.address import one_door
from validators.ground.blanks import unread
from validators.ground.case import Case, fact
from validators.ground.compare import agrees, folded, is_one, same
from validators.ground.gaps import lacking
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import District, Policy

ALL = 4
"""Name, capital, representative and seat."""
SEAT, TAX = ("注册地", "registered seat"), ("纳税地", "tax domicile")


def _inside(value: Value, own: District) -> bool | None:
    """Whether a place is in the district; None if it was not read for sure."""
    if own.here(value.text):
        return True
    return False if value.sure and own.elsewhere(value.text) else None


@rule("TRANS-BOTH-MOVED")
def seat_and_tax_have_both_moved(case: Case, policy: Policy) -> Verdict:
    """The licence's seat or registrar, and 纳税地 or the tax office, are in the district."""
    papers = case.of(*UNIT_PAPERS)
    if not papers:
        return not_applicable("没有单位证照，见材料齐全一项。", "No licence.")
    seats = [look(paper, name, policy) for paper in papers for name in ("address", "registrar")]
    places = [look(paper, "tax_place", policy) for paper in case.of("unit_change_form")]
    offices = [look(paper, "tax_authority", policy) for paper in case.of("tax_info_notice")]
    own = policy.district
    seat, tax = _one_of(seats, own), _one_of(places, own)
    if tax is None and any(_inside(office, own) for office in offices):
        tax = True  # the old district's notice does not show the present state (AMB-23)
    shown = [value for value in (*seats, *places, *offices) if value.text]
    if seat is False or tax is False:
        what, what_en = SEAT if seat is False else TAX
        out = [value for value in shown if _inside(value, own) is False]
        named, named_en = "、".join(value.text for value in out), ", ".join(v.text for v in out)
        return because(
            failed(
                f"{what}未迁入{own.full}（{named}），注册地、税务登记地均须迁入后办理。",
                f"The {what_en} has not moved to {own.name_en} ({named_en}); seat and tax domicile "
                "must both be there before filing.",
                *shown,
            ),
            out[0],
        )
    if seat and tax:
        return passed(
            f"注册地和纳税地均在{own.full}。",
            f"Seat and tax domicile are both in {own.name_en}.",
            *shown,
        )
    what, what_en = SEAT if seat is None else TAX
    en = f"The {what_en} was not read; please check whether it has moved to {own.name_en}."
    return to_review(f"{what}未能辨认，请核对是否已迁入{own.full}。", en, *shown)


def _one_of(values: list[Value], own: District) -> bool | None:
    answers = [_inside(value, own) for value in values]
    return True if True in answers else False if False in answers else None


@rule("UINFO-NAME-NOTICE")
def a_new_name_comes_with_its_notice(case: Case, policy: Policy) -> Verdict:
    """If record and licence have different names, the notice links them."""
    old = case.application.employer.name
    notices = case.of("name_change_notice")
    papers = case.of(*UNIT_PAPERS)
    if not papers:
        return not_applicable("没有单位证照，见材料齐全一项。", "No licence.")
    name = look(papers[0], "name", policy)
    if notices:
        before, after = (look(notices[0], key, policy) for key in ("old_name", "new_name"))
        return _leads(before, after, name, old or "")
    if not old:
        return not_checked(
            "未给出系统中的单位名称，请核对是否变更名称。",
            "The unit's name in the system is not given; please check whether it changed.",
        )
    kept = agrees(name, old)
    if kept:
        return not_applicable("单位名称未变更。", "The name has not changed.")
    if kept is None:
        zh = "证照名称未能辨认，无法确认是否变更名称，请核对。"
        en = "The name on the licence was not read; please check whether it has changed."
        return to_review(zh, en, name)
    verdict = lacking(
        case,
        policy,
        f"证照名称“{name.text}”与系统“{old}”不同，须提供《名称变更通知书》。",
        f"The licence's name “{name.text}” is not “{old}”, the one on record; please add the "
        "registrar's notice of the change.",
        name,
        papers=("name_change_notice",),
    )
    return because(verdict, RENAMED)


def _leads(before: Value, after: Value, name: Value, old: str) -> Verdict:
    new = same(after, name)
    # the record may hold the new name already
    from_old = True if old and folded(old) == folded(name.text) else is_one(before, old)
    if not old:
        from_old = True
    if new is False:
        zh = f"通知书变更后名称“{after.text}”与证照“{name.text}”不一致，请核对更正。"
        en = (
            f"The notice's new name “{after.text}” is not “{name.text}”, the licence's; please "
            "check and correct it."
        )
        return because(failed(zh, en, after, name), RENAMED)
    if from_old is False:
        zh = f"通知书原名称“{before.text}”与系统“{old}”不一致，请核对更正。"
        en = (
            f"The notice's old name “{before.text}” is not “{old}”, the one on record; please "
            "check and correct it."
        )
        return because(failed(zh, en, before), RENAMED)
    if new and from_old:
        return passed("名称变更通知书与证照、系统一致。", "The notice agrees.", before, after)
    for value, what in ((before, "变更前名称"), (after, "变更后名称")):
        if value.state == "absent":
            return unread(value, f"名称变更通知书的{what}", f"The {value.called} on the notice")
    en = "The names on the notice of change of name were not read; please check."
    return to_review("名称变更通知书的名称未能辨认，请核对。", en, before, after)


@rule("UINFO-CHANGED-DATA")
def the_new_licence_shows_a_change(case: Case, policy: Policy) -> Verdict:
    """Name, capital, representative or seat differs between licence and record."""
    for paper in case.of("business_license"):
        known: list[tuple[str, Value, bool | None]] = []
        for name, what, recorded in (
            ("name", "名称", case.application.employer.name),
            ("legal_rep", "法定代表人", fact(case, "legal_rep")),
            ("registered_capital", "注册资本", fact(case, "registered_capital")),
            ("address", "住所", fact(case, "unit_address")),
        ):
            if recorded:
                value = look(paper, name, policy)
                known.append((what, value, _agree(value, recorded)))
        return _changed(known)
    return not_applicable("没有营业执照。", "No business licence.")


CALLED = {
    "名称": "name",
    "法定代表人": "legal representative",
    "注册资本": "capital",
    "住所": "seat",
}


def _agree(value: Value, recorded: str) -> bool | None:
    if value.name == "address":
        return one_door(value, recorded)
    if value.name != "registered_capital":
        return agrees(value, recorded)
    try:
        equal = value.amount is not None and value.amount == Decimal(recorded.replace(",", ""))
    except InvalidOperation:
        return None
    return equal if value.sure else None


def _changed(known: list[tuple[str, Value, bool | None]]) -> Verdict:
    shown = [value for _, value, _ in known]
    new = [what for what, _, answer in known if answer is False]
    if new:
        return passed(
            f"新证照{'、'.join(new)}与系统不同。",
            "The new licence differs from the record in "
            f"{', '.join(CALLED[what] for what in new)}.",
            *shown,
        )
    if any(answer is None for _, _, answer in known):
        en = "Not all of the licence was read; please check what has changed."
        return to_review("证照内容未能全部辨认，请核对变更内容。", en, *shown)
    if len(known) < ALL:
        return not_checked(
            "系统未给出全部单位信息，请核对变更内容。",
            "The system does not give all of the unit's data; please check what changes.",
            *shown,
        )
    en = "The licence and the record agree in all four entries; please check what is to be changed."
    return failed("证照与系统四项信息均相同，请核对有无变更。", en, *shown)


RULES: tuple[Rule, ...] = (
    seat_and_tax_have_both_moved,
    a_new_name_comes_with_its_notice,
    the_new_licence_shows_a_change,
)
