"""Letters of the desk: the notice of what to supply, a rejection (slips: slips.py).

A letter is a list of blocks; `letter_docx` and `letter_html` lay them out. Identity numbers
are still unmasked here: both layouts mask them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.models.finding import OWN, Severity
from core.models.report import Report
from pipeline.reporting.desk import titles
from pipeline.reporting.finding_views import to_supply
from pipeline.reporting.names import Language, ReportWords, cited
from pipeline.reporting.once import doubts, facts, parts_of, told_elsewhere
from pipeline.reporting.people import people

Style = Literal[
    "title", "plain", "lead", "heading", "more", "item", "clause", "point", "office", "small"
]


@dataclass(frozen=True)
class LetterBlock:
    """A paragraph; `style` is its meaning, not its format."""

    style: Style
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter; `title` is also the title of the file."""

    title: str
    blocks: tuple[LetterBlock, ...]
    lang: Language = "zh"
    tight: bool = False
    """Uses smaller type to fit on one page."""


@dataclass(frozen=True)
class LetterSigner:
    """The person who closed the packet, and when; without one a letter is a draft."""

    by: str
    day: date
    why: str = ""
    """The person's text; for a rejection its reason."""


def notice_letter(
    report: Report, lang: Language = "zh", signed: LetterSigner | None = None
) -> Letter:
    """The one complete list of what must be supplied (一次性告知)."""
    lacking, rejected = to_supply(report, "supplement"), to_supply(report, "reject")
    own = [signed.why] if signed is not None and signed.why and not lacking else []
    writer = Writer(report, ReportWords(lang))
    writer.whom("notice.title")
    count = len(own) or _number(report, lacking)
    writer.lead("notice.lead" if count else "notice.lead_none", count)
    writer.items(lacking)
    for text in own:
        writer.item(text)
    if rejected:
        writer.add("more", writer.words.say("notice.reject", n=_number(report, rejected)))
        writer.items(rejected)
    writer.doubts()
    writer.advice("advisory")
    return writer.closed("notice.draft", signed)


def rejection_letter(
    report: Report, lang: Language = "zh", signed: LetterSigner | None = None
) -> Letter:
    """Why the application is not accepted."""
    rejected = to_supply(report, "reject")
    writer = Writer(report, ReportWords(lang))
    writer.whom("rejection.title")
    writer.lead("rejection.lead" if rejected else "rejection.lead_own", _number(report, rejected))
    writer.items(rejected)
    if signed is not None and signed.why:
        writer.add("more", writer.words.say("rejection.why", why=signed.why))
    writer.add("plain", writer.words.say("rejection.again"))
    return writer.closed("notice.draft", signed)


class Writer:
    """Builds the blocks of a letter, with the shared context."""

    def __init__(self, report: Report, words: ReportWords) -> None:
        self.report, self.words = report, words
        self.titles = titles(report.documents, words)
        self.title, self.blocks, self.number = "", list[LetterBlock](), 0
        self.tight = False

    def add(self, style: Style, text: str) -> None:
        """Adds a block."""
        self.blocks.append(LetterBlock(style, text))

    def whom(self, title: str, number: str = "") -> None:
        """Adds the title, the letter's number if any, and the addressee."""
        who, say = people(self.report), self.words.say
        self.title = say(title)
        self.add("title", self.title)
        if number:
            self.add("plain", say("notice.number", number=number))
        if who.applicant:
            self.add("plain", say("notice.to", name=f"{who.applicant} {who.number}".strip()))
        if who.employer:
            self.add("plain", say("notice.employer", name=who.employer))
        self.add("plain", say("notice.service", name=self.words.service(self.report)))

    def lead(self, key: str, count: int) -> None:
        """Adds the sentence that introduces the list."""
        day, service = self.report.submission_date, self.words.service(self.report)
        if day is None:
            text = self.words.say(f"{key}_no_day", service=service, n=count)
        else:
            shown = shown_day(day, self.words.lang)
            text = self.words.say(key, day=shown, service=service, n=count)
        self.add("lead", text)

    def items(self, heaps: Sequence[tuple[str, list[int]]]) -> None:
        """Adds findings document by document; numbering continues through the whole letter."""
        for document, members in heaps:
            own = [self.report.findings[member].rule for member in members]
            added = not document and all(rule == OWN for rule in own)
            missing = self.words.say("supply.own" if added else "supply.missing")
            self.add("heading", self.titles.get(document) or missing)
            for member in members:
                for part in parts_of(self.report.findings[member]):
                    text = self.words.both(part.message, part.message_en)
                    self.item(text, part.guide.section, part.guide.quote)

    def item(self, text: str, section: str = "", quote: str = "") -> None:
        """Adds one point, with the guide's words below it."""
        self.number += 1
        self.add("item", f"{self.number}. {text}")
        parts = [self.clause(section)] if self.clause(section) else []
        if quote:
            parts.append(self.words.say("notice.quote", quote=quote))
        if parts:
            self.add("clause", " ".join(parts))

    def clause(self, section: str) -> str:
        """The clause, as a letter cites it."""
        bare = cited(section)
        return self.words.say("notice.clause", section=bare) if bare else ""

    def doubts(self) -> None:
        """Adds what was not read, so that applicants can check it before they come again."""
        found = doubts(self.report.findings)
        if found:
            self.add("heading", self.words.say("notice.doubts"))
        for number in found:
            finding = self.report.findings[number]
            where = [self.titles[name] for name in finding.documents if name in self.titles]
            text = self.words.both(finding.message, finding.message_en)
            if where and not any(title in text for title in where):
                text = f"{where[0]}{self.words.say('notice.colon')}{text}"
            self.add("point", f"· {text}")

    def advice(self, severity: Severity) -> None:
        """Adds advice: what is worth knowing but need not be supplied."""
        twice = told_elsewhere(self.report.findings, severity)
        found = [
            finding
            for number, finding in enumerate(self.report.findings)
            if finding.status == "fail" and finding.severity == severity and number not in twice
        ]
        if found:
            self.add("heading", self.words.say("notice.advisory"))
        for finding in found:
            self.add("point", f"· {self.words.both(finding.message, finding.message_en)}")

    def closed(self, draft: str, signed: LetterSigner | None) -> Letter:
        """Ends the letter with a place for stamp and date, and the signer or a draft note."""
        say = self.words.say
        self.add("office", say("notice.office"))
        if signed is None:
            self.add("office", say("notice.date"))
            self.add("small", say(draft))
        else:
            self.add("office", shown_day(signed.day, self.words.lang))
            self.add("small", say("notice.signed", name=signed.by))
        return self.letter()

    def letter(self) -> Letter:
        """The finished letter."""
        return Letter(self.title, tuple(self.blocks), self.words.lang, self.tight)


def _number(report: Report, heaps: Sequence[tuple[str, list[int]]]) -> int:
    """The number of items."""
    return sum(facts(report.findings[number]) for _, numbers in heaps for number in numbers)


def shown_day(day: date, lang: Language) -> str:
    """A date in the form used in letters."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
