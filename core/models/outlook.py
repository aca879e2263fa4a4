"""The outcome of the same papers on other days, and the dates that follow from the guide."""

from datetime import date
from typing import Literal

from core.models.base import ReportPart, Wording
from core.models.finding import Outcome


class Limit(ReportPart):
    """A time limit that is met on the day of filing and ends within the days examined."""

    rule: str
    title: Wording
    day: date
    """The last day on which it is met."""
    message: Wording
    """What the rule says on the day after."""
    becomes: Literal["fail", "review"]
    """The rule's answer from the day after."""
    section: str
    documents: tuple[str, ...] = ()
    """The papers that cause the end, by id."""


class Cure(ReportPart):
    """A rule that is not met on the day of filing and would be met on a later one."""

    rule: str
    title: Wording
    day: date
    """The first later day on which the rule no longer fails with the same papers."""
    section: str
    documents: tuple[str, ...] = ()


class Later(ReportPart):
    """The first later period without a time-related failure."""

    day: date
    until: date
    """The last day of that period, at most the end of the search."""
    outcome: Outcome
    """The packet's outcome if it were filed on `day`."""


class PolicyGap(ReportPart):
    """From this day on a figure of the policy is missing: there is no result."""

    day: date
    message: Wording


class Option(ReportPart):
    """One of several ways to meet a requirement."""

    name: Wording
    state: Literal["met", "open", "lacking"]
    """open: its papers or values were not read well enough, or depend on the system's record."""
    lacks: tuple[str, ...] = ()
    """What is missing, as named in the completeness findings."""
    lacks_en: tuple[str, ...] = ()
    """The same in English."""


class OutlookChoice(ReportPart):
    """A requirement with several ways to meet it, the nearest first."""

    kind: Literal["window", "branch", "condition"]
    name: Wording
    section: str
    options: tuple[Option, ...]


class Outlook(ReportPart):
    """The same documents judged for other days of filing."""

    searched_until: date
    """The last day examined."""
    valid_until: date | None = None
    """The last day on which the packet, accepted on the day of filing, would still be accepted;
    null if it is not accepted, if nothing ends, or if figures are missing earlier.
    """
    limits: tuple[Limit, ...] = ()
    """Limits that are met now and will end, the earliest first."""
    cures: tuple[Cure, ...] = ()
    """Rules that fail now and will stop failing, the earliest first."""
    later: Later | None = None
    """null if there is no time-related failure, or no such day was found."""
    open: int = 0
    """The number of day-dependent rules in review, which are unknown on other days too."""
    gap: PolicyGap | None = None
    choices: tuple[OutlookChoice, ...] = ()


class Deadline(ReportPart):
    """A dated step of the guide."""

    id: str
    title: Wording
    detail: Wording
    section: str
    day: date
    start: date
    """The day it is counted from."""
