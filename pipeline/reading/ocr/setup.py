"""Which engines read: one every page, and an independent one unsure numbers once more."""

from dataclasses import dataclass

from core.errors import ToolMissing
from pipeline.reading.ocr import DEFAULT, SECOND, open_engine


@dataclass(frozen=True)
class Reader:
    """An engine: its id, its name with versions, and what its confidence was measured as."""

    id: str
    name: str
    mark: str


@dataclass(frozen=True)
class Setup:
    """The engine that reads, and the second reader where there is one."""

    first: Reader
    second: Reader | None = None
    lacking: str | None = None
    """The mark of a second reader that is not installed."""

    @property
    def name(self) -> str:
        """Of both: part of the key that readings are kept under."""
        return " + ".join(reader.name for reader in (self.first, self.second) if reader)

    @property
    def mark(self) -> str:
        """Of both: what their confidence is measured as."""
        return beside(self.first.mark, self.second.mark if self.second else None)


def beside(first: str, second: str | None) -> str:
    """The mark of an engine and the second reader beside it."""
    return f"{first} + {second}" if second else first


def set_up(engine: str = DEFAULT) -> Setup:
    """The engine of that id with the second reader, where one is installed that is another.

    Raises ToolMissing where the engine itself cannot run.
    """
    first = _probed(engine)
    if engine == SECOND:
        return Setup(first)
    try:
        return Setup(first, _probed(SECOND))
    except ToolMissing:
        return Setup(first, lacking=open_engine(SECOND).mark)


def _probed(name: str) -> Reader:
    engine = open_engine(name)
    engine.probe()
    return Reader(name, engine.name, engine.mark)
