"""The remaining term of a labour contract, a lease or a residence permit."""

from datetime import date, timedelta

from core.models.base import Wording
from core.numbers.dates import add_months
from validators.ground.blanks import unread
from validators.ground.compare import HIGH
from validators.ground.elsewhere import days_on
from validators.ground.look import Value
from validators.ground.verdict import Verdict, failed, passed

DAY = timedelta(days=1)
RENEWED = Wording(zh="先续签", en="renew it first")
LIKELY = 0.5
"""Minimum certainty that a date is in its field."""


def coming(value: Value, day: date) -> date | None:
    """A term's end that may still support its paper although its position is in doubt.

    It was read exactly, is after the filing day, and no later date is on the paper: nothing else on
    a card, a contract or a lease is so late. None if that is not so, and for an end that is sure
    anyway. It never counts against a paper.
    """
    end = _to_the_letter(value)
    if end is None or end <= day:
        return None
    return end if max(days_on(value.document), default=end) <= end else None


def begun(value: Value) -> date | None:
    """A unit's founding date although its position is in doubt, similar to `coming`.

    No date on the licence is earlier, so reading a later one instead does no harm.
    """
    return _to_the_letter(value)


def newest(value: Value) -> date | None:
    """A paper's own date although its position is in doubt: no later date is on it."""
    day = _to_the_letter(value)
    return day if day is not None and max(days_on(value.document), default=day) <= day else None


def _to_the_letter(value: Value) -> date | None:
    """A date of which only the position is in doubt."""
    if value.sure or value.placed < LIKELY or value.to_the_letter < HIGH:
        return None
    return value.day


def rest(
    end: date,
    day: date,
    months: int,
    what: Wording,
    *witnesses: Value,
    remedy: Wording = RENEWED,
    lenient: bool = True,
) -> Verdict:
    """Whether `end` is at least `months` months after the day (AMB-08).

    One day short is the border case: advisory if the rule is `lenient`.
    """
    need = add_months(day, months)
    if end >= need:
        return passed(
            f"{what.zh}至 {end}，距申报日 {day} 不少于 {months} 个月。",
            f"{what.en}: valid to {end}, at least {months} months after the filing day {day}.",
            *witnesses,
        )
    border = end == need - DAY
    advice = Wording(zh=f"，请{remedy.zh}后再提交。", en=f"; please {remedy.en}.")
    if border and lenient:
        advice = Wording(
            zh="，仅差一日，请窗口人员裁量。",
            en="; it is 1 day short, please let the window decide.",
        )
    elif border:
        advice = Wording(zh="。", en=".")
    return failed(
        f"{what.zh}至 {end}，须不早于 {need}（申报日 {day} 起 {months} 个月）{advice.zh}",
        f"{what.en} runs to {end} and must reach {need}, {months} months from the filing day {day}"
        f"{advice.en}",
        *witnesses,
        severity="advisory" if border and lenient else None,
    )


def rest_of(
    end: Value,
    day: date,
    months: int,
    what: Wording,
    ends: Wording,
    *,
    remedy: Wording = RENEWED,
    lenient: bool = True,
) -> Verdict:
    """As `rest`, for a field; `ends` names the last day in a message if it was not read."""
    last = end.day if end.sure else coming(end, day)
    if last is None or (not end.sure and last < add_months(day, months)):
        return unread(end, ends.zh, ends.en)
    return rest(last, day, months, what, end, remedy=remedy, lenient=lenient)
