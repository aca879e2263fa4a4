"""Shared by the papers about a course of study."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

GREY = (110, 110, 110)
LINK = (28, 84, 170)
Pairs = list[tuple[str, str, str | None, str | None]]
"""Label, text, name of the value (None: not reported), and the value if the text differs."""


@dataclass(frozen=True)
class Study:
    """One course of study; `diploma` and `degree_number` are the certificate numbers."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}  # in a case's file

    school: str
    major: str
    level: str
    degree: str
    years: str
    start: date
    end: date
    diploma: str
    degree_number: str
    president: str = "童样生"
