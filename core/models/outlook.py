"""How the same papers fare on other days, and the dates that follow from the guide."""

from datetime import date
from typing import Literal

from core.models.base import ReportPart, Wording
from core.models.finding import Outcome


class Limit(ReportPart):
    """A time limit that holds on the day of filing and ends within the days looked at."""

    rule: str
    title: Wording
    day: date
    """The last day on which it holds."""
    message: Wording
    """What the rule says on the day after."""
    becomes: Literal["fail", "review"]
    """What the rule answers from the day after on."""
    section: str
    documents: tuple[str, ...] = ()
    """The papers that end it, by their ids."""


class Cure(ReportPart):
    """What is not met on the day of filing and would be met on a later one."""

    rule: str
    title: Wording
    day: date
    """The first later day on which the rule no longer fails, the papers being the same."""
    section: str
    documents: tuple[str, ...] = ()


class Later(ReportPart):
    """The first later days on which nothing fails for reasons of time."""

    day: date
    until: date
    """The last of them in a row; as far as the search went at most."""
    outcome: Outcome
    """The packet's outcome if it were filed on `day`."""


class Gap(ReportPart):
    """From this day on a figure of the policy is missing: nothing is said of it."""

    day: date
    message: Wording


class Option(ReportPart):
    """One of several ways to meet a requirement."""

    name: Wording
    state: Literal["met", "open", "lacking"]
    """open: its papers or values were not read well enough, or rest on the system's record."""
    lacks: tuple[str, ...] = ()
    """What is lacking, as the completeness findings name it."""
    lacks_en: tuple[str, ...] = ()
    """The same in English."""


class Choice(ReportPart):
    """A requirement with several ways to meet it, the nearest first."""

    kind: Literal["window", "branch", "condition"]
    name: Wording
    section: str
    options: tuple[Option, ...]


class Outlook(ReportPart):
    """The same documents judged for other days of filing."""

    searched_until: date
    """The last day that was looked at."""
    valid_until: date | None = None
    """The last day on which the packet, accepted on the day of filing, still would be; null
    where it is not accepted, where nothing ends, or where figures are missing first."""
    limits: tuple[Limit, ...] = ()
    """What holds now and will end, the earliest first."""
    cures: tuple[Cure, ...] = ()
    """What fails now and ceases to, the earliest first."""
    later: Later | None = None
    """null where nothing fails for reasons of time alone, or no such day was found."""
    open: int = 0
    """How many rules that depend on the day are in review: unknown on other days too."""
    gap: Gap | None = None
    choices: tuple[Choice, ...] = ()


class Deadline(ReportPart):
    """A dated step of the guide."""

    id: str
    title: Wording
    detail: Wording
    section: str
    day: date
    start: date
    """The day it is counted from."""
