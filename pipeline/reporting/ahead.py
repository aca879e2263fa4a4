"""What a report says about other days: a few sentences and a list of dates."""

from dataclasses import dataclass, replace
from datetime import date

from core.models.outlook import Cure, Limit, Outlook
from core.models.report import Report
from pipeline.reporting.desk import titles
from pipeline.reporting.names import ReportWords

PAPERS = 2  # papers named in one sentence


@dataclass(frozen=True)
class DateView:
    """A date of the list: a deadline of the guide, or the start or end of something."""

    day: date
    title: str
    detail: str
    section: str
    past: bool


def sentences(report: Report, words: ReportWords) -> list[str]:
    """The result of the same papers on other days, most useful first; empty if nothing is known."""
    ahead = report.outlook
    if ahead is None:
        return []
    texts = [*_ends(report, ahead, words), *_later(report, ahead, words)]
    if ahead.gap is not None:
        texts.append(words.say("ahead.gap", day=ahead.gap.day))
    if texts and ahead.open:
        texts.append(words.say("ahead.open", n=ahead.open))
    return texts


def dates(report: Report, words: ReportWords) -> list[DateView]:
    """Every date, earliest first; `past` means before the filing day."""
    found = [
        DateView(
            day=step.day,
            title=words.both(step.title.zh, step.title.en),
            detail=words.both(step.detail.zh, step.detail.en),
            section=step.section,
            past=_past(step.day, report),
        )
        for step in report.deadlines
    ]
    if report.outlook is not None:
        days = {step.day for step in report.deadlines}
        limits = [one for one in report.outlook.limits if one.documents or one.day not in days]
        found += [_turn(limit, "ahead.ends", report, words) for limit in limits]
        found += [_turn(cure, "ahead.heals", report, words) for cure in report.outlook.cures]
    return _merged(sorted(found, key=lambda view: view.day), words)


def _merged(views: list[DateView], words: ReportWords) -> list[DateView]:
    """Merges entries with the same day and title: several rules may end with one paper."""
    merged: dict[tuple[date, str], DateView] = {}
    for view in views:
        key = (view.day, view.title)
        if key in merged:
            detail = words.both("；", "; ").join((merged[key].detail, view.detail))
            view = replace(merged[key], detail=detail)
        merged[key] = view
    return list(merged.values())


def _ends(report: Report, ahead: Outlook, words: ReportWords) -> list[str]:
    if not ahead.limits:
        lasting = report.outcome == "accept" and ahead.gap is None
        return [words.say("ahead.lasting", day=ahead.searched_until)] if lasting else []
    first = ahead.limits[0].day
    why = _papers([limit for limit in ahead.limits if limit.day == first], report, words)
    key = "ahead.valid" if ahead.valid_until is not None else "ahead.first_end"
    return [words.say(key, day=first, why=why)]


def _later(report: Report, ahead: Outlook, words: ReportWords) -> list[str]:
    if not ahead.cures:
        return []
    if ahead.later is None:
        first = ahead.cures[0]
        why = words.both(first.title.zh, first.title.en)
        last = ahead.gap.day if ahead.gap else ahead.searched_until
        return [words.say("ahead.never", day=first.day, why=why, last=last)]
    later = ahead.later
    key = {"accept": "ahead.accept", "review": "ahead.review"}.get(later.outcome, "ahead.rest")
    return [words.say(key, day=later.day, until=later.until)]


def _turn(turn: Limit | Cure, key: str, report: Report, words: ReportWords) -> DateView:
    title = words.both(turn.title.zh, turn.title.en)
    return DateView(
        day=turn.day,
        title=words.say(key, why=_papers([turn], report, words)),
        detail=title,
        section=turn.section,
        past=_past(turn.day, report),
    )


def _papers(turns: list[Limit] | list[Limit | Cure], report: Report, words: ReportWords) -> str:
    """The papers concerned, or else the titles of the rules."""
    named = titles(report.documents, words)
    papers = [named[d] for turn in turns for d in turn.documents if d in named]
    rules = [words.both(turn.title.zh, turn.title.en) for turn in turns]
    shown = list(dict.fromkeys(papers or rules))
    more = words.both("等", " and others") if len(shown) > PAPERS else ""
    return words.both("、", ", ").join(shown[:PAPERS]) + more


def _past(day: date, report: Report) -> bool:
    return report.submission_date is not None and day < report.submission_date
