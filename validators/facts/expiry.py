"""The permit's own dates, first issue and last day; whether it must be renewed."""

from collections.abc import Callable
from datetime import date

from core.numbers.dates import parse_date
from validators.facts.whose import anothers
from validators.ground.case import Case, fact
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, Witness, failed, not_checked, passed, to_review
from validators.policy import Policy

Pick = Callable[..., tuple[date, Value]]
PERMIT = ("permit_confirmation", "application_form_renewal")


def expiry(case: Case, policy: Policy) -> tuple[date | None, tuple[Witness, ...]]:
    """The permit's last valid day, from its confirmation, the form or the record, in this order.

    Of several confirmations the latest counts: an old one is ignored.

    If it is not known, the witnesses are the fields that were not read.
    """
    return _day_of(case, policy, PERMIT, "valid_to", "permit_valid_to", max)


def first_issue(case: Case, policy: Policy) -> tuple[date | None, tuple[Witness, ...]]:
    """The first issue date, returned in the same way as `expiry`."""
    return _day_of(case, policy, PERMIT[:1], "first_issue_date", "first_issue_date", min)


def _day_of(
    case: Case, policy: Policy, kinds: tuple[str, ...], name: str, recorded: str, pick: Pick
) -> tuple[date | None, tuple[Witness, ...]]:
    vague: tuple[Value, ...] = ()
    for kind in kinds:
        papers = [paper for paper in case.of(kind) if not anothers(paper, case, policy)]
        values = [look(paper, name, policy) for paper in papers]
        vague += tuple(value for value in values if value.state == "doubt")
        if days := [(value.day, value) for value in values if value.sure and value.day]:
            day, shown = pick(days, key=lambda one: one[0])
            if vague and pick is max and day < case.day:
                return None, vague  # an unread new one may be in force
            return day, (shown,)
    recorded_day = parse_date(fact(case, recorded))
    return recorded_day, () if recorded_day else vague


def no_expiry(shown: tuple[Witness, ...]) -> Verdict:
    """The verdict if the last valid day is not known: a paper is unread, or there is none."""
    if shown:
        return to_review(
            "证件有效期未能辨认，请核对。",
            "The permit's last day was not read; please check.",
            *shown,
        )
    return not_checked(
        "材料未载证件有效期，请在系统核对。",
        "No paper gives the permit's expiry; please check it in the system.",
    )


def needs_renewal(case: Case, policy: Policy) -> Verdict:
    """Whether the permit needs renewal: first issued since 2019-05 it is extended automatically."""
    first, shown = first_issue(case, policy)
    if first is None and shown:
        en = "The day of the permit's first issue was not read; please check."
        return to_review("首次办理日期未能辨认，请核对。", en, *shown)
    if first is None:
        return not_checked(
            "未给出首次办理日期，请核对是否自动延续。",
            "The first issue is not given; please check whether it is extended by itself.",
        )
    since = policy.date_of("automatic_extension_first_issue_from", case.day)
    if first >= since:
        return failed(
            f"首次办理于 {first}，期满自动延续，无须续签。",
            f"First issued on {first}: the permit is extended by itself and needs no renewal.",
            *shown,
        )
    return passed(
        f"首次办理于 {first}，须续签。", f"First issued on {first}: it must be renewed.", *shown
    )
