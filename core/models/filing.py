"""Facts kept about a checked packet's employer, and those used for later packets."""

from datetime import date

from core.models.base import Model
from core.models.finding import Outcome


class FiledPaper(Model):
    """A paper that is filed once a calendar year (guide 六), as contained in one packet."""

    type: str
    period: str = ""
    """The period it covers, as 2018-01-01/2018-12-31; empty if not read for sure."""
    grey: bool = False
    """It was only present as a grey copy, not as the original."""


class RingText(Model):
    """The ring text of a seal of the unit, read for sure."""

    kind: str
    text: str


class PacketFacts(Model):
    """The facts kept of one packet. A text is empty if it was not read for sure."""

    key: str
    """Hash of the contents of its files, whatever their names: the same for the same packet."""
    packet: str
    service: str = ""
    day: date
    """The day of filing it was checked for."""
    day_given: bool = True
    """False if no day was given and today was used: then it proves no filing."""
    unit_code: str = ""
    """Unified social credit code with a correct check digit."""
    unit_name: str = ""
    legal_rep: str = ""
    address: str = ""
    agent: str = ""
    """Name of the handler."""
    agent_mark: str = ""
    """The handler's identity number with its middle hidden; never the number itself."""
    papers: tuple[FiledPaper, ...] = ()
    rings: tuple[RingText, ...] = ()
    outcome: Outcome = "review"

    @property
    def known(self) -> bool:
        """Whether its unit and its files are known."""
        return bool(self.key and (self.unit_code or self.unit_name))


class FiledBefore(Model):
    """A once-a-year paper in an accepted packet of the unit in this calendar year.

    `changed` names what surely differs of the unit or its handler since then, in Chinese;
    empty does not prove that nothing did.
    """

    type: str
    day: date
    packet: str
    period: str = ""
    grey: bool = False
    changed: tuple[str, ...] = ()
    by_person: bool = False
    """A person recorded the acceptance; otherwise it is this program's own outcome."""
    beside: bool = False
    """Its packet is of the same day and may have come later: it must not be relied on."""


class Remembered(Model):
    """The facts kept of another packet."""

    facts: PacketFacts
    accepted: bool
    by_person: bool = False


class StatedValue(Model):
    """One of the differing values, and the packets that have it."""

    text: str
    packets: tuple[str, ...]


class UnitDifference(Model):
    """A sure difference between packets of one unit: a hint, not a finding."""

    unit: str
    what: str
    what_en: str
    said: tuple[StatedValue, ...]
