"""Identity numbers and cards (generic): check digit, expiry, both sides."""

from datetime import date, timedelta

from core.models.document import Document
from core.numbers import credit_code, identity
from core.numbers.dates import add_months
from validators.facts.parties import ROLE_EN, ROLE_ZH
from validators.facts.terms import coming
from validators.facts.whose import strangers
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.elsewhere import days_on, folded
from validators.ground.gather import summed
from validators.ground.hidden import hidden, known
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
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

FOREVER = "长期"
ONE_PERSON = ("applicant", "handler", "spouse")
SIDE_WORDS = {
    "国徽面": ("居民身份证", "公安局", "有效期"),
    "人像面": ("公民身份号码", "民族", "住址"),
}
"""Text printed on only one side of a card."""
PERIODS = (5, 10, 20)
"""Years of validity of a card; else it is for life."""
SLACK = timedelta(days=3)
"""A term that begins at the end of a month may end in a shorter month."""
TEMPORARY = "temporary_id_card"


def _whose(document: Document) -> tuple[str, str]:
    """A card's holder in Chinese, and the card's title in English."""
    role, en = document.role, ROLE_EN.get(document.role, "")
    return ROLE_ZH.get(role, ""), f"The {en}'s identity card" if en else "The identity card"


@rule("GEN-ID-CHECKSUM")
def identity_numbers_check(case: Case, policy: Policy) -> list[Verdict]:
    """Every identity number of every paper has a correct check digit (GB 11643)."""
    verdicts = []
    for document in case.documents:
        if strangers(document, policy):
            continue
        for name, field in document.fields.items():
            if field.kind == "id_number" and field.presence == "present":
                verdicts.append(_checks(look(document, name, policy), policy))
    return summed(
        (verdict for verdict in verdicts if verdict), "证件号码校验位均正确。", "All numbers check."
    ) or [not_applicable("没有读到证件号码。", "No identity number.")]


def _checks(value: Value, policy: Policy) -> Verdict | None:
    number = identity.lengthen(value.text)
    title, read = policy.title(value.document.type), spoken(value, policy)
    if credit_code.is_valid(number) or "*" in number:
        return None
    if identity.is_valid(number):
        return passed(f"{title}号码校验正确。", f"{read}: its check digit is right.", value)
    if not value.sure:
        if value.document.type != "id_card" and not value.text:
            return None
        return to_review(
            f"{title}的证件号码读作 {value.shown or '（未能辨认）'}，校验不符，可能误读，请核对。",
            f"{read} reads {value.shown or '(not read)'}, which fails its check digit and may be "
            "misread; please check.",
            value,
        )
    if number.isascii() and number[:1].isalpha():
        return None  # a passport or permit number has no check digit of this kind
    verdict = failed(
        f"{title}的证件号码 {value.shown} 校验位不符，请核对原件并更正。",
        f"{read} {value.shown} fails its check digit; please check the original and correct it.",
        value,
    )
    return because(verdict, value)


@rule("GEN-ID-EXPIRY")
def identity_cards_are_in_force(case: Case, policy: Policy) -> list[Verdict]:
    """valid_to is not before the filing day, or 长期; the term is a valid one for cards."""
    verdicts = [
        verdict
        for document in case.of("id_card")
        if (_sides(document, policy)[1] or document.fields.get("valid_to"))
        and not strangers(document, policy)
        for verdict in (_in_force(document, case, policy), _term(document, policy))
        if verdict is not None
    ]
    verdicts += [_temporary(paper, case, policy) for paper in case.of(TEMPORARY)]
    return summed(verdicts, "身份证均在有效期内。", "Cards are in force.") or [
        not_applicable("没有身份证国徽面。", "No reverse side of an identity card.")
    ]


def _in_force(document: Document, case: Case, policy: Policy) -> Verdict:
    end = look(document, "valid_to", policy)
    whose, card = _whose(document)
    if end.text == FOREVER and end.sure:
        return passed(f"{whose}身份证长期有效。", f"{card} is valid for life.", end)
    if (last := coming(end, case.day)) is not None:
        return passed(f"{whose}身份证有效期至 {last}。", f"{card} is valid to {last}.", end)
    if not end.text and (last := _only_coming(document, case)) is not None:
        return passed(f"{whose}身份证有效期至 {last}。", f"{card} is valid to {last}.", end)
    if not end.sure or end.day is None:
        return unread(end, f"{whose}身份证有效期", f"The last day of {card[0].lower()}{card[1:]}")
    if end.day >= case.day:
        return passed(f"{whose}身份证有效期至 {end.day}。", f"{card} is valid to {end.day}.", end)
    return failed(
        f"{whose}身份证有效期至 {end.day}，申报日 {case.day} 已过期，请提供有效身份证。",
        f"{card} expired on {end.day}, before the filing day {case.day}; please hand in a valid "
        "one.",
        end,
    )


def _term(card: Document, policy: Policy) -> Verdict | None:
    """An impossible term is only advisory: a misread digit is more likely than a forgery."""
    start, end = look(card, "valid_from", policy), look(card, "valid_to", policy)
    if not (start.sure and end.sure) or start.day is None or end.day is None:
        return None
    terms = [add_months(start.day, 12 * years) for years in PERIODS]
    if any(abs(end.day - term) <= SLACK for term in terms):
        return None
    span = f"{start.day} 至 {end.day}"
    whose, named = _whose(card)
    zh = f"{whose}身份证有效期限为 {span}，不是 5 年、10 年或 20 年，请核对。"
    en = (
        f"{named} is valid from {start.day} to {end.day}, which is not 5, 10 or 20 years; "
        "please check."
    )
    return failed(zh, en, start, end, severity="advisory")


def _temporary(paper: Document, case: Case, policy: Policy) -> Verdict:
    """A temporary card is pointed out; GEN-LOOKALIKE decides whether it may replace a card."""
    end = look(paper, "valid_to", policy)
    if end.day is not None and end.day >= case.day:
        zh = f"所附为临时身份证，有效期至 {end.day}，请核对。"
        en = f"A temporary identity card is there, valid to {end.day}; please check."
        return failed(zh, en, end, severity="advisory")
    if end.day is None or not end.sure:
        zh = "所附为临时身份证，有效期未能辨认，请核对。"
        en = "A temporary identity card is there; its last day was not read; please check."
        return to_review(zh, en, end)
    zh = f"临时身份证有效期至 {end.day}，申报日 {case.day} 已过期，请提供有效的居民身份证。"
    en = (
        f"The temporary identity card expired on {end.day}, before the filing day {case.day}; "
        "please hand in a valid identity card."
    )
    return because(failed(zh, en, end, severity="advisory"), f"alike:{paper.id}")


def _only_coming(card: Document, case: Case) -> date | None:
    """The only future date on a card: no other date on it is so late."""
    days = [day for day in days_on(card) if day >= case.day]
    return days[0] if len(days) == 1 else None


def _sides(document: Document, policy: Policy) -> tuple[bool, bool]:
    """Whether front and back are present, by the sides seen, else by the fields."""
    if document.sides:
        return "front" in document.sides, "back" in document.sides
    front = any(look(document, name, policy).text for name in ("name", "id_number"))
    back = any(look(document, name, policy).text for name in ("issuer", "valid_to", "valid_from"))
    return front, back


def _of_one(one: Document, other: Document, policy: Policy) -> bool:
    """Whether two cards are one person's, by their role; for several children by their number."""
    if not one.role or one.role != other.role:
        return False
    numbers = [look(card, "id_number", policy).text for card in (one, other)]
    return one.role in ONE_PERSON or (bool(numbers[0]) and numbers[0] == numbers[1])


@rule("GEN-ID-BOTH-SIDES")
def identity_cards_have_both_sides(case: Case, policy: Policy) -> list[Verdict]:
    """Portrait and emblem side of each person's card; an extra side does no harm."""
    cards = [(document, *_sides(document, policy)) for document in case.of("id_card")]
    if not cards:
        return [not_applicable("没有身份证。", "No identity card.")]
    whole = [document for document, front, back in cards if front and back]
    lone = [
        card
        for card in cards
        if not any(_of_one(card[0], other, policy) for other in whole if other is not card[0])
    ]
    fronts = [document for document, front, back in lone if front and not back]
    backs = [document for document, front, back in lone if back and not front]
    if not fronts and not backs:
        return [passed("身份证正反面齐全。", "Both sides are there.", *(card[0] for card in cards))]
    if len(fronts) == len(backs):
        return [passed("身份证正反面数量相符。", "As many backs as fronts.", *fronts, *backs)]
    verdicts = []
    for halves, seen, missing, missing_en in (
        (fronts, backs, "国徽面", "emblem side"),
        (backs, fronts, "人像面", "portrait side"),
    ):
        for document in halves:
            whose, card = _whose(document)
            zh = f"{whose}身份证缺{missing}，请提供正反面。"
            en = f"{card} lacks its {missing_en}; please hand in both sides."
            blank = any(not (f or b) for _, f, b in cards)
            open_ = blank or not known(document) or _may_show(document, missing)
            doubtful = seen or open_ or hidden(case, "id_card")
            make = to_review if doubtful else failed
            verdicts.append(make(zh, en, document))
    return verdicts


def _may_show(card: Document, side: str) -> bool:
    """Whether words that are only on one side of a card are printed on this card's pages."""
    return any(word in folded(line.text) for line in card.lines for word in SIDE_WORDS[side])


RULES: tuple[Rule, ...] = (
    identity_numbers_check,
    identity_cards_are_in_force,
    identity_cards_have_both_sides,
)
