"""The papers of each accompanying child, guide 六（二）常规12: birth, register and card."""

from core.models.document import Document
from core.numbers.dates import add_years
from validators.facts import children, parties
from validators.facts.children import BIRTH, CARD, MEMBER, birth_of, day_of, named
from validators.facts.households import COVER, shared
from validators.facts.kin import is_party, missing, unknown_holder
from validators.facts.parties import Party
from validators.facts.parting import names_of
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import lacking
from validators.ground.gather import summed
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
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

SEXES = ("男", "女")
CHILDLESS = not_applicable("没有可随往的子女。", "No child accompanies.")


@rule("CHILD-BIRTH")
def birth_certificate_names_the_applicant(case: Case, policy: Policy) -> list[Verdict]:
    """One for each child: the applicant is a parent on it; name and birth match the register."""
    if not case.application.accompanying.children or not children.asked(case, policy):
        return [CHILDLESS]
    papers = case.of(BIRTH)
    if not papers:
        return [missing(case, policy, "子女出生医学证明", "birth certificate of the child", BIRTH)]
    gap = children.gap(BIRTH, case, policy)
    bare = (*gap.gone, *gap.vague) if gap else ()
    strange = [paper for paper in papers if gap and _strange(paper, case, policy)]
    verdicts = [_born(paper, case, policy) for paper in papers if paper not in strange]
    if bare:
        verdicts += [_another(paper, bare, policy) for paper in strange]
    if gap and gap.gone and not strange:
        zh = f"没有子女 {named(gap.gone)} 的出生医学证明，请补充。"
        en = f"There is no birth certificate of {named(gap.gone, ', ')}; please add it."
        verdicts.append(lacking(case, policy, zh, en, papers=(BIRTH,)))
    return summed(
        verdicts,
        "出生医学证明与申请人、子女一致。",
        "The birth certificate names the applicant and the child.",
    )


def _strange(paper: Document, case: Case, policy: Policy) -> bool:
    """Whether a certificate surely belongs to none of these children; an extra one does no harm."""
    kids = parties.children(case, policy)
    return all(children.belongs(paper, kid, case, policy) is False for kid in kids)


def _another(paper: Document, bare: tuple[Party, ...], policy: Policy) -> Verdict:
    kid = look(paper, "child_name", policy)
    zh = f"出生医学证明子女为“{kid.text}”，请提供随往子女 {named(bare)} 的出生医学证明。"
    en = (
        f"The birth certificate is of “{kid.text}”; please provide that of "
        f"{named(bare, ', ')}, who accompanies."
    )
    return because(without(failed(zh, en, kid), BIRTH), f"holder:{paper.id}")


def _born(paper: Document, case: Case, policy: Policy) -> Verdict:
    own = parties.applicant(case, policy)
    kid = look(paper, "child_name", policy)
    kids = [child.name for child in parties.children(case, policy) if child.name]
    if kids and not any(agrees(kid, name) for name in kids):
        return to_review(
            f"出生医学证明子女读作“{kid.text or '未能辨认'}”，应为 {'、'.join(kids)}，请核对。",
            f"The birth certificate's child reads {quoted(kid.text)}; it should be "
            f"{' or '.join(kids)}. Please check.",
            kid,
        )
    sides = {
        who: (look(paper, f"{who}_name", policy), look(paper, f"{who}_id", policy))
        for who in ("mother", "father")
    }
    shown = [value for side in sides.values() for value in side]
    answers = [is_party(side, own) for side in sides.values()]
    if True not in answers:
        return _of_others(list(sides.values()), None not in answers, own)
    return _same_birth(paper, case, policy) or passed("出生医学证明一致。", "Matches.", *shown, kid)


def _of_others(sides: list[tuple[Value, Value]], sure: bool, own: Party) -> Verdict:
    """A birth certificate on which the applicant was not found or not read as a parent."""
    shown = [value for side in sides for value in side]
    names = names_of(sides)
    if not sure:
        return to_review(
            f"出生医学证明父母读作“{names.zh}”，其中应有申请人 {own.name}，请核对。",
            f"The parents on the birth certificate read “{names.en}”; the applicant {own.name} "
            "should be one of them. Please check.",
            *shown,
        )
    return failed(
        f"出生医学证明父母为“{names.zh}”，没有申请人 {own.name}，请核对。",
        f"The parents on the birth certificate are “{names.en}”; by name and number "
        f"the applicant {own.name} is not one of them. Please check.",
        *shown,
    )


def _same_birth(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """Birth date and sex against the child's number, card and page."""
    time, sex = look(paper, "birth_time", policy), look(paper, "sex", policy)
    day = day_of(time)
    for kid in parties.children(case, policy):
        if not children.belongs(paper, kid, case, policy):
            continue
        born = birth_of(Party(number=kid.number), case, policy) or next(
            (day_of(v) for v in children.births(kid, case, policy) if v.sure and v != time), None
        )
        if born is not None and born != day and not time.sure and time.state != "missing":
            en = f"The time of birth on the birth certificate of {kid.name}"
            return unread(time, f"出生医学证明（子女 {kid.name}）的出生时间", en)
        known = children.sex_of(kid, case, policy, BIRTH)
        if sex.sure and known and sex.text in SEXES and sex.text != known:
            zh = (
                f"出生医学证明载明子女 {kid.name} 性别为“{sex.text}”，证件或户口簿为“{known}”，"
                "请核对更正。"
            )
            en = (
                f"By the birth certificate the sex of {kid.name} is “{sex.text}”, by the identity "
                f"number, card or register “{known}”; please check and correct."
            )
            return because(failed(zh, en, sex), sex)
        if born is not None and day is not None and born != day:
            return failed(
                f"出生医学证明载明子女 {kid.name} 生于 {day}，证件或户口簿为 {born}，请核对更正。",
                f"{kid.name} was born on {day} by the birth certificate, on {born} by the identity "
                "number, card or register; please check and correct.",
                time,
            )
    return None


@rule("CHILD-ID-HUKOU")
def childs_register_is_there(case: Case, policy: Policy) -> list[Verdict]:
    """Register cover and own page; a card only from 16 on, as younger children often have none."""
    kids = children.asked(case, policy)
    if not case.application.accompanying.children or not kids:
        return [CHILDLESS]
    verdicts = _register(kids, case, policy)
    limit = policy.whole("child_school_age", case.day)
    for kid in kids:
        if _has_card(kid, case, policy):
            continue
        born = birth_of(kid, case, policy)
        if children.too_old(kid, case, policy) is None:
            zh = f"子女 {kid.name} 未附身份证，出生日期未能确认，请核对是否已满 {limit} 周岁。"
            en = (
                f"There is no identity card of {kid.name}, whose birth date was not made out; "
                f"please check whether the child is {limit} already."
            )
            verdicts.append(to_review(zh, en))
        elif born and case.day < add_years(born, limit):
            zh = f"子女 {kid.name} 未满 {limit} 周岁，未附身份证，以户口簿号码为准，请核对。"
            en = (
                f"{kid.name} is under {limit} and has no identity card here: the number in the "
                "household register counts. Please check it."
            )
            verdicts.append(failed(zh, en, severity="advisory"))
        else:
            zh, en = f"子女 {kid.name} 的身份证", f"identity card of the child {kid.name}"
            verdicts.append(missing(case, policy, zh, en, "id_card:child"))
    return verdicts


def _has_card(kid: Party, case: Case, policy: Policy) -> bool:
    if not kid.name and not kid.number:
        return bool(case.of(CARD, role="child"))
    cards = case.of(CARD, role="child")
    return any(children.belongs(card, kid, case, policy) is not False for card in cards)


def _register(kids: tuple[Party, ...], case: Case, policy: Policy) -> list[Verdict]:
    """The page of each child, and a cover of their household."""
    gap = children.gap(MEMBER, case, policy)
    pages, covers = case.of(MEMBER, role="child"), case.of(COVER, role="child")
    booklet, others = (True, covers) if covers else shared("child", case, policy)
    gone = gap.gone if gap else () if len(pages) >= len(kids) else kids
    lacks = [f"{named(gone)} 的户口簿个人页"] if gone else []
    lacks_en = [f"the household register page of {named(gone, ', ')}"] if gone else []
    lost = [f"{MEMBER}:child"] if gone else []
    if booklet is False:
        lacks, lost = [*lacks, "户口簿首页"], [*lost, f"{COVER}:child"]
        lacks_en = [*lacks_en, "the cover page of the child's household register"]
    loose = any(unknown_holder(page, policy) for page in case.of(MEMBER, role=""))
    if lacks and not (loose or (booklet is False and case.of(COVER, role=""))):
        zh = f"缺子女 {'、'.join(lacks)}，请补充。"
        en = f"Please add what is missing: {', '.join(lacks_en)}."
        return [lacking(case, policy, zh, en, *pages, *covers, papers=tuple(lost))]
    vague = gap.vague if gap else ()
    if lacks or vague or booklet is None:
        whose = gone or vague or kids
        zh = f"子女 {named(whose)} 的户口簿首页、个人页未能确认，请核对。"
        en = (
            f"Whether household register cover and page of {named(whose, ', ')} are there was not "
            "made out; please check."
        )
        return [to_review(zh, en, *pages, *covers, *others)]
    return [passed("子女户口簿首页、个人页齐全。", "All are there.", *pages, *covers, *others)]


RULES: tuple[Rule, ...] = (
    birth_certificate_names_the_applicant,
    childs_register_is_there,
)
