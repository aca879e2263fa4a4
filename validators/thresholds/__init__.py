"""Confidence thresholds and tolerances: set by us, not by a government.

The figures are in thresholds.toml beside this file; printed.toml lists the fields a paper has in
every layout. They have no dates and cite no clause; the government's figures are in
validators/policy.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).with_name("thresholds.toml")
PRINTED = Path(__file__).with_name("printed.toml")


class Tolerance(BaseModel):
    """A difference up to which two values count as equal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Decimal = Field(ge=0)
    unit: str


class Ours(BaseModel):
    """The figures that only we may change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    thresholds: Mapping[str, Decimal]
    tolerances: Mapping[str, Tolerance]
    printed: Mapping[str, tuple[str, ...]] = {}
    """The fields that are always on a paper, by its type."""
    adopted: Mapping[str, Decimal] = {}
    """The thresholds that the office uses instead of ours (adopted.py)."""

    def threshold(self, kind: str) -> float:
        """Minimum confidence at which a value of a kind counts as read."""
        return float(self.thresholds.get(kind, self.thresholds["text"]))


@cache
def ours() -> Ours:
    """The figures as they are installed."""
    figures = tomllib.loads(FILE.read_text("utf-8"), parse_float=Decimal)
    printed = tomllib.loads(PRINTED.read_text("utf-8"))
    return Ours.model_validate({**figures, "printed": printed})
