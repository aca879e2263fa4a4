"""Shared by the functions behind `papers.py`: checked options, the unit's seal on a copy."""

from typing import TypeVar

from pydantic import ConfigDict, validate_call

from generator import seals
from generator.cases.models import PacketCase

checked = validate_call(config=ConfigDict(arbitrary_types_allowed=True))
"""Decorates a paper's function: an option of a wrong type, or an unknown one, is an error."""

T = TypeVar("T")


def needed(value: T | None, table: str) -> T:
    """A part of the case that a paper cannot be drawn without."""
    if value is None:
        raise ValueError(f"the case has no {table}, and one of its papers needs it")
    return value


def stamp(case: PacketCase, wanted: bool = True) -> seals.DrawnSeal | None:
    """The unit's official seal, which every copy has."""
    return seals.of_unit("official", case.unit.company) if wanted else None
