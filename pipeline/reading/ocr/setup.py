"""The engines in use: one reads every page, an independent one reads unsure numbers again."""

from dataclasses import dataclass

from core.errors import ToolMissing
from pipeline.reading.ocr import DEFAULT, SECOND, open_engine


@dataclass(frozen=True)
class EngineSetup:
    """An engine: its id, its name with versions, and the key of its calibration."""

    id: str
    name: str
    mark: str


@dataclass(frozen=True)
class Setup:
    """The main engine, and the second reader if there is one."""

    first: EngineSetup
    second: EngineSetup | None = None
    lacking: str | None = None
    """The mark of a second reader that is not installed."""

    @property
    def name(self) -> str:
        """The name of both engines: part of the key of stored readings."""
        return " + ".join(reader.name for reader in (self.first, self.second) if reader)

    @property
    def mark(self) -> str:
        """The mark of both engines: the key of their calibration."""
        return beside(self.first.mark, self.second.mark if self.second else None)


def beside(first: str, second: str | None) -> str:
    """The mark of an engine together with a second reader."""
    return f"{first} + {second}" if second else first


def set_up(engine: str = DEFAULT) -> Setup:
    """The engine of that id, with the second reader if it is installed and different.

    Raises ToolMissing if the engine itself cannot run.
    """
    first = _probed(engine)
    if engine == SECOND:
        return Setup(first)
    try:
        return Setup(first, _probed(SECOND))
    except ToolMissing:
        return Setup(first, lacking=open_engine(SECOND).mark)


def _probed(name: str) -> EngineSetup:
    engine = open_engine(name)
    engine.probe()
    return EngineSetup(name, engine.name, engine.mark)
