"""Earlier cases of the same unit in the year of filing, from the system's record."""

import re
from dataclasses import dataclass

from validators.ground.case import Case
from validators.policy import Policy

NONE = re.compile(r"^(?:无|没有|none|no|0|否|\[\])$", re.IGNORECASE)
REFUSED = re.compile(r"不予受理|未受理|退回|驳回|撤回|rejected", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
DAY = re.compile(r"20\d{2}\D\d{1,2}\D\d{1,2}日?")
NOTICE = ("unit_registration", "new_permit", "employer_change", "unit_transfer_in")
"""The services that require the tax notice."""


@dataclass(frozen=True)
class Earlier:
    """An accepted case of the same unit in the filing year, from the record."""

    text: str

    @property
    def day(self) -> str:
        """The day as printed, or empty."""
        match = DAY.search(self.text)
        return match[0] if match else ""

    def has_notice(self, policy: Policy) -> bool:
        """Whether the tax notice was handed in then; true if its service is not stated."""
        named = [
            s for s in policy.services if any(word in self.text for word in (s.id, *s.printed))
        ]
        return not named or any(service.id in NOTICE for service in named)


def earlier_cases(case: Case) -> tuple[Earlier, ...] | None:
    """Accepted cases of the filing year; () if there are none, None if unknown.

    The record holds a list of texts or objects, or one text separated by ；.
    """
    recorded = case.application.extra.get("earlier_cases")
    if recorded is None or recorded == "":
        return None
    entries = recorded if isinstance(recorded, list) else re.split(r"[;；\n]+", str(recorded))
    texts = [
        " ".join(str(v) for v in entry.values()) if isinstance(entry, dict) else str(entry).strip()
        for entry in entries
    ]
    return tuple(
        Earlier(text)
        for text in texts
        if text and not NONE.match(text) and not REFUSED.search(text) and _this_year(text, case)
    )


def _this_year(text: str, case: Case) -> bool:
    years = {int(year) for year in YEAR.findall(text)}
    return not years or case.day.year in years
