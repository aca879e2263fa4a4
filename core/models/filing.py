"""What is kept of a checked packet's employer, and what later packets are told of it."""

from datetime import date

from core.models.base import Model
from core.models.finding import Outcome


class FiledPaper(Model):
    """A paper that is filed once a calendar year (guide 六), as one packet held it."""

    type: str
    period: str = ""
    """The span it covers, as 2018-01-01/2018-12-31; empty where none was read surely."""
    grey: bool = False
    """It was seen as a grey copy only, and so not as the original."""


class Ring(Model):
    """The ring text of a seal of the unit, read surely."""

    kind: str
    text: str


class PacketFacts(Model):
    """What is kept of one packet. A text is empty where it was not read surely."""

    key: str
    """Hash of the contents of its files, whatever their names: the same for the same packet."""
    packet: str
    service: str = ""
    day: date
    """The day of filing it was checked for."""
    day_given: bool = True
    """False where no day was given and today was taken: then it proves no filing."""
    unit_code: str = ""
    """Unified social credit code, its check digit right."""
    unit_name: str = ""
    legal_rep: str = ""
    address: str = ""
    agent: str = ""
    """Name of the handler."""
    agent_mark: str = ""
    """The handler's identity number with its middle hidden; never the number itself."""
    papers: tuple[FiledPaper, ...] = ()
    rings: tuple[Ring, ...] = ()
    outcome: Outcome = "review"

    @property
    def known(self) -> bool:
        """Whether it is known which unit it is of, and by which files."""
        return bool(self.key and (self.unit_code or self.unit_name))


class FiledBefore(Model):
    """A once-a-year paper that an accepted packet of the unit held, this calendar year.

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
    """Its packet is of the same day and may as well have come later: nothing rests on it."""


class Remembered(Model):
    """Another packet as it is remembered."""

    facts: PacketFacts
    accepted: bool
    by_person: bool = False


class StatedValue(Model):
    """One of the things that packets say, and which of them say it."""

    text: str
    packets: tuple[str, ...]


class UnitDifference(Model):
    """What surely differs between packets of one unit: a hint, no finding."""

    unit: str
    what: str
    what_en: str
    said: tuple[StatedValue, ...]
