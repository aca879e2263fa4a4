"""What an application will need: the list of papers, the months of income, the days.

It is made before there is any paper, from what a person says about the application.
"""

from datetime import date
from typing import Literal

from core.models.base import ReportPart, Wording
from core.models.outlook import Deadline


class Reach(ReportPart):
    """The limit that a date printed on a paper must reach."""

    type: str
    field: str
    """The field of the paper, as report.json names it."""
    kind: Literal["until", "since"]
    """until: its last day, this day or later; since: the day it was made, this day or later."""
    day: date
    rule: str
    title: Wording
    """The rule that requires it."""
    section: str
    given: date | None = None
    """The date on the paper at hand, if given."""
    holds: bool | None = None
    """Whether that date is enough on the planned day."""
    last: date | None = None
    """The last day on which the application can be handed in with it."""


class Wanted(ReportPart):
    """One entry of the list: a paper, or several of which one is enough."""

    papers: tuple[str, ...]
    """As in packets.toml: type, or type:role."""
    names: tuple[Wording, ...]
    section: str
    quote: str
    """The guide's own words for it; empty if it has none."""
    there: bool = False
    """It was given as being at hand."""
    yearly: bool = False
    """Not required again if an accepted case of the unit had it in the calendar year."""
    each: bool = False
    """One for each child."""
    reach: tuple[Reach, ...] = ()


class NeedGroup(ReportPart):
    """Entries that belong together; the first group has no name."""

    name: Wording | None = None
    wanted: tuple[Wanted, ...]


class Way(ReportPart):
    """One of several ways to meet a requirement."""

    id: str
    name: Wording
    chosen: bool = False
    """Its papers are on the list: the nearest way, or the chosen one."""
    lacks: tuple[Wording, ...] = ()
    """The required papers that are not at hand."""


class Choice(ReportPart):
    """A requirement that can be met in several ways, the nearest first."""

    id: str
    name: Wording
    section: str
    quote: str = ""
    ways: tuple[Way, ...]


class Condition(ReportPart):
    """One of the conditions, of which one is declared; the nearest first."""

    number: int
    chosen: bool = False
    section: str
    texts: tuple[str, ...]
    """The guide's words for it."""
    lacks: tuple[Wording, ...] = ()


class NeedMonths(ReportPart):
    """Months that papers of income or insurance may cover."""

    months: tuple[str, ...]
    last: date | None = None
    """The last day on which these months are accepted; None if not determined."""


class Months(ReportPart):
    """The required months; one of the spans is enough."""

    what: Literal["income", "insurance", "years"]
    title: Wording
    section: str
    quote: str
    papers: tuple[str, ...]
    """The types of papers that show them."""
    spans: tuple[NeedMonths, ...]


class Against(ReportPart):
    """An obstacle to the planned day."""

    rule: str
    title: Wording
    section: str
    quote: str
    message: Wording


class Need(ReportPart):
    """Everything that a planned application will need."""

    policy: str
    district: str
    district_en: str
    office: str
    service: str
    service_name: Wording
    section: str
    day: date
    assumed: tuple[Wording, ...] = ()
    """Values assumed because no answer was given."""
    against: tuple[Against, ...] = ()
    groups: tuple[NeedGroup, ...]
    perhaps: tuple[Wanted, ...] = ()
    """Required only under a condition that was not given."""
    choices: tuple[Choice, ...] = ()
    conditions: tuple[Condition, ...] = ()
    months: tuple[Months, ...] = ()
    dates: tuple[Deadline, ...] = ()
    """The dated steps of the guide, the earliest first."""

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The entries of all groups."""
        return tuple(one for group in self.groups for one in group.wanted)
