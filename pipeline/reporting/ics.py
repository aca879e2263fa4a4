"""deadlines.ics and need.ics: dates for a calendar (RFC 5545), without personal data.

An event holds the packet's name, the step and its clause; no name, number or word from a
paper.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.models.report import Report
from pipeline.reporting.ahead import DateView, dates
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords

WIDTH = 75
"""Maximum octets of a line, line end excluded (RFC 5545 3.1)."""
UNDATED = date(1970, 1, 1)


@dataclass(frozen=True)
class Event:
    """A whole-day event; `mark` gives it the same id in every run."""

    day: date
    title: str
    notes: str
    mark: str


def render_ics(report: Report, lang: Language = "zh") -> bytes | None:
    """The dates from the filing day on; None if there are none."""
    words, mask = ReportWords(lang), Masker.of(report).text
    views = [view for view in dates(report, words) if not view.past]
    made = report.submission_date or UNDATED
    return calendar([_event(view, mask, report, words) for view in views], made) if views else None


def _event(view: DateView, mask: Callable[[str], str], report: Report, words: ReportWords) -> Event:
    """The event; its notes name the clause."""
    notes = [view.detail, words.say("notice.clause", section=view.section)]
    return Event(
        day=view.day,
        title=mask(f"[{report.packet}] {view.title}"),
        notes=mask("\n".join(notes)),
        mark="\0".join((mask(report.packet), view.title, str(view.day))),
    )


def calendar(events: Iterable[Event], made: date) -> bytes:
    """The file; `made` is the date stamped on it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//yushen//deadlines//ZH",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        lines += _lines(event, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def _lines(event: Event, made: date) -> list[str]:
    """One whole-day event."""
    mark = hashlib.sha256(event.mark.encode()).hexdigest()
    return [
        "BEGIN:VEVENT",
        f"UID:{mark[:32]}@yushen",
        f"DTSTAMP:{made:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(event.title)}",
        f"DESCRIPTION:{escape(event.notes)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escape(text: str) -> str:
    r"""A TEXT value: backslash, semicolon, comma and line ends escaped, controls dropped.

    >>> escape("a;b,c\nd")
    'a\\;b\\,c\\nd'
    """
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    text = "\\n".join(text.splitlines())
    return "".join(letter for letter in text if letter.isprintable())


def fold(line: str) -> str:
    r"""Splits a line into lines of at most 75 octets, never inside a character.

    >>> fold("x" * 80) == "x" * 75 + "\r\n " + "x" * 5
    True
    """
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > WIDTH:
            parts.append(part)
            part, size = "", 1  # the space that marks a continued line
        part, size = part + letter, size + octets
    return "\r\n ".join([*parts, part])
