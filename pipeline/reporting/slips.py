"""The applicant's slip after acceptance, and the officer's worklist.

The slip (受理回执) is one page for the applicant: what was accepted and when, when a decision is
due, and where to ask. Checks left to the counter do not concern the applicant: they are on the
officer's own list (窗口核对单).
"""

from dataclasses import dataclass
from datetime import date

from core.models.base import Wording
from core.models.report import Report
from pipeline.reporting.letters import Letter, LetterSigner, Writer, shown_day
from pipeline.reporting.names import Language, ReportWords


@dataclass(frozen=True)
class Counter:
    """Address of the office, from the guide."""

    name: Wording
    address: Wording
    phone: str
    hours: Wording


@dataclass(frozen=True)
class Receipt:
    """Facts on a slip beyond the report."""

    number: str
    workdays: int | None = None
    """Working days from acceptance to decision; None if the guide sets no such term for the
    service.
    """
    due: date | None = None
    """The last of them; None if the year's days off are not announced."""
    section: str = ""
    """The guide's clause on this term."""
    counter: Counter | None = None


def slip_letter(
    report: Report, lang: Language = "zh", signed: LetterSigner | None = None,
    receipt: Receipt | None = None,
) -> Letter:  # fmt: skip
    """One page: that the packet was accepted, its papers, the due date, and where to ask."""
    writer, facts = Writer(report, ReportWords(lang)), receipt or Receipt("")
    say, writer.tight = writer.words.say, True
    writer.whom("slip.title", number=facts.number)
    writer.lead("slip.lead", len(report.documents))
    if signed is not None:
        writer.add("plain", say("slip.accepted", day=shown_day(signed.day, lang)))
    papers = writer.words.both("、", ", ").join(writer.titles[one.id] for one in report.documents)
    writer.add("heading", say("slip.papers", n=len(report.documents)))
    writer.add("point", papers)
    if facts.workdays is not None:
        writer.add("heading", say("slip.term"))
        known = {"n": facts.workdays, "day": shown_day(facts.due, lang) if facts.due else ""}
        writer.add("point", say("slip.due" if facts.due else "slip.due_unknown", **known))
        writer.add("clause", writer.clause(facts.section))
    if facts.counter is not None:
        _where(writer, facts.counter)
    return writer.closed("slip.draft", signed)


def _where(writer: Writer, counter: Counter) -> None:
    both, say = writer.words.both, writer.words.say
    writer.add("heading", say("slip.where"))
    writer.add("point", say("slip.place", name=both(counter.name.zh, counter.name.en)))
    writer.add("point", say("slip.address", text=both(counter.address.zh, counter.address.en)))
    writer.add("point", say("slip.hours", text=both(counter.hours.zh, counter.hours.en)))
    writer.add("point", say("slip.phone", text=counter.phone))


def worklist_letter(
    report: Report, lang: Language = "zh", signed: LetterSigner | None = None
) -> Letter:
    """What an officer checks at the counter, to tick off."""
    writer = Writer(report, ReportWords(lang))
    say = writer.words.say
    writer.whom("worklist.title")
    left = {
        finding.message: (finding.message_en, finding.guide.section)
        for finding in report.findings
        if finding.status == "not_checked"
    }
    writer.add("lead", say("worklist.lead", n=len(left)) if left else say("worklist.none"))
    for number, (zh, (en, section)) in enumerate(left.items(), 1):
        writer.add("item", f"{number}. □ {writer.words.both(zh, en)}")
        if clause := writer.clause(section):
            writer.add("clause", clause)
    writer.add("office", say("worklist.signed"))
    writer.add("small", say("worklist.inside"))
    return writer.letter()
