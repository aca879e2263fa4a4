"""The household register itself (generic): cover and member page belong to one household."""

from itertools import combinations

from core.models.document import Document
from validators.facts import parties
from validators.facts.households import COVER, FAMILY, MEMBER, collective, fits, head_of
from validators.facts.parties import ROLE_EN, ROLE_ZH
from validators.facts.whose import strangers
from validators.ground.case import Case
from validators.ground.compare import agrees, same
from validators.ground.gather import best, summed
from validators.ground.look import Value, called, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
    without,
)
from validators.policy import Policy

STATED_ONCE = {"household_number": "户号", "relation": "与户主关系", "marital_status": "婚姻状况"}
"""Entries of a page that are not compared with any other paper."""
HERE = ("北京市", "北京")


@rule("GEN-HUKOU-RELATION")
def cover_and_page_are_of_one_household(case: Case, policy: Policy) -> list[Verdict]:
    """Equal numbers if both have one; the person who is 户主 is the head on the cover."""
    verdicts = []
    for page in case.of(MEMBER):
        own = [] if strangers(page, policy) else _covers(page, case)
        if own:
            # one matching cover is enough: families share one, or each member has one
            verdict = best(_one(cover, page, policy) for cover in own)
            lack = not any(cover.role == page.role for cover in own)
            verdicts.append(without(verdict, f"{COVER}:{page.role}") if lack else verdict)
    verdicts += _rivals(case, policy)
    return summed(verdicts, "户口簿首页与个人页为同户。", "One household.") or [
        not_applicable("没有成套的户口簿首页和个人页。", "No pair of cover and page.")
    ]


def _rivals(case: Case, policy: Policy) -> list[Verdict]:
    """Two pages of one person that surely differ."""
    verdicts = []
    for one, other in combinations(case.of(MEMBER), 2):
        numbers = [look(page, "id_number", policy) for page in (one, other)]
        if not one.role or one.role != other.role or not same(*numbers):
            continue
        for name, what in STATED_ONCE.items():
            values = [look(page, name, policy) for page in (one, other)]
            if all(value.sure for value in values) and same(*values) is False:
                shown = "”／“".join(value.shown for value in values)
                whose = ROLE_ZH[one.role]
                zh = f"{whose}的户口簿个人页有两份，{what}为“{shown}”，请核对以哪份为准。"
                shown_en = "” / “".join(value.shown for value in values)
                en = (
                    f"Two household register pages of the {ROLE_EN[one.role]} say "
                    f"“{shown_en}” for the {called(name)}; please check which one holds."
                )
                verdicts.append(to_review(zh, en, *values))
    return verdicts


def _covers(page: Document, case: Case) -> list[Document]:
    """The covers filed with the pages of this role; else those of the applicant's family."""
    own = [cover for cover in case.of(COVER) if cover.role == page.role]
    mixed = page.role in FAMILY or not page.role
    return own or [cover for cover in case.of(COVER) if mixed and cover.role in (*FAMILY, "")]


def _one(cover: Document, page: Document, policy: Policy) -> Verdict:
    whose, whose_en = _whose(page)
    one, two = (look(paper, "household_number", policy) for paper in (cover, page))
    if one.text and two.text:
        return _numbers(one, two, page)
    head, name = head_of(cover, page, policy), look(page, "name", policy)
    relation = look(page, "relation", policy)
    if collective(cover, page, policy):
        return passed(
            f"{whose}户口为集体户，以首页复印件盖章为准。",
            f"Household register{whose_en}: a collective household, shown by its stamped cover "
            "page.",
            cover,
            page,
        )
    if not relation.sure or not head.text or not name.text:
        return to_review(
            f"{whose}户口簿的户主姓名或与户主关系未能辨认，请核对是否同户。",
            f"Household register{whose_en}: the head's name or the relation to the head was not "
            "read; please check whether it is one household.",
            head,
            relation,
        )
    answer = fits(cover, page, policy)
    if answer is None:
        kind = look(cover, "household_type", policy)
        vague = [value for value in (one, two, kind) if value.state == "doubt"]
        zh = f"{whose}户口簿的户号、户别或户主姓名未能比对，请核对首页与个人页是否同户。"
        en = (
            f"Household register{whose_en}: the number, the kind or the head's name could not be "
            "compared; please check whether cover and page are of one household."
        )
        return to_review(zh, en, head, name, *vague)
    if answer:
        return passed(
            f"{whose}户口簿首页与个人页相符。",
            f"Household register{whose_en}: cover and page are of one household.",
            head,
            relation,
        )
    differ = failed(
        f"{whose}个人页姓名“{name.text}”、与户主关系“{relation.text}”，首页户主为“{head.text}”，"
        "不是同户，请提供本户首页。",
        f"Household register{whose_en}: the page is of “{name.text}”, “{relation.text}” to the "
        f"head, the cover's head is “{head.text}”: not one household; please hand in the page's "
        "own cover.",
        head,
        name,
        relation,
    )
    return because(differ, name)


def _whose(page: Document) -> tuple[str, str]:
    """The holder of a register page, if known."""
    role = page.role
    return (ROLE_ZH[role], f" of the {ROLE_EN[role]}") if role in ROLE_ZH else ("", "")


def _numbers(one: Value, two: Value, page: Document) -> Verdict:
    whose, whose_en = _whose(page)
    answer = same(one, two)
    if answer:
        return passed(
            f"{whose}户口簿户号一致。",
            f"Household register{whose_en}: cover and page bear one number.",
            one,
            two,
        )
    make = failed if answer is False else to_review
    text, text_en = "未能比对，请核对", "they could not be compared; please check"
    if answer is False:
        text = "不一致，请提供同一户的首页和个人页"
        text_en = "please hand in cover and page of one household"
    return make(
        f"{whose}户口簿首页户号 {one.text}，个人页户号 {two.text}，{text}。",
        f"Household register{whose_en}: the number is {one.text} on the cover, {two.text} on the "
        f"page; {text_en}.",
        one,
        two,
    )


@rule("GEN-HUKOU-NONLOCAL")
def applicant_is_registered_elsewhere(case: Case, policy: Policy) -> list[Verdict]:
    """A register in Beijing is shown to the officer; a number that starts with 110 proves nothing
    by itself.
    """
    covers = case.of(COVER, role="applicant")
    if not covers:
        return [
            not_applicable(
                "没有申请人户口簿首页，见材料齐全一项。",
                "No cover page of the applicant's household register; see the list of papers.",
            )
        ]
    person = parties.applicant(case, policy).name
    homes = [look(card, "address", policy) for card in case.of("id_card", role="applicant")]
    return [_elsewhere(cover, person, homes, policy) for cover in covers]


def _elsewhere(cover: Document, person: str, homes: list[Value], policy: Policy) -> Verdict:
    """Where the register is kept; the identity card's address confirms a doubtful reading."""
    moved, first = look(cover, "changed_address", policy), look(cover, "address", policy)
    place = moved if moved.text or moved.state == "doubt" else first
    if not place.sure and not any(home.sure and agrees(place, home.text) for home in homes):
        en = "The address of the register was not read; please check whether it is in Beijing."
        return to_review("户口簿住址未能辨认，请核对是否京籍。", en, place)
    if place.text.startswith(HERE):
        return failed(
            f"申请人 {person} 户口簿住址为“{place.text}”，属北京市户籍，请核对是否需要办理。",
            f"The household register of the applicant {person} says “{place.text}”, in Beijing; "
            "please check whether a permit is needed.",
            place,
        )
    return passed("申请人户口不在北京市。", "The applicant is not registered in Beijing.", place)


RULES: tuple[Rule, ...] = (cover_and_page_are_of_one_household, applicant_is_registered_elsewhere)
