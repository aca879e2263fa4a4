"""The list of papers on a terminal."""

from collections.abc import Iterator

from core.models.need import Need
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.need import view_of
from pipeline.reporting.need_views import NeedItem, NeedPart, PaperLine


def need_lines(need: Need, lang: Language = "zh") -> Iterator[str]:
    """The lines; how close each way is to being met is only on the page."""
    view, words = view_of(need, lang), ReportWords(lang)
    yield f"{view.title} · {view.subject}"
    yield "  ".join(f"{name} {value}" for name, value in view.facts)
    if view.against:
        yield f"\n! {words.say('need.against')}"
        yield from _items(view.against)
    if view.assumed:
        yield f"\n{words.say('need.assumed')}"
        yield from (f"  · {text}" for text in view.assumed)
    yield f"\n{words.say('need.papers', n=view.count)}"
    for table in view.tables:
        yield f"— {table.title}"
        for line in table.lines:
            yield from _line(line)
    if view.perhaps:
        yield f"— {words.say('need.perhaps')}"
        for line in view.perhaps:
            yield from _line(line)
    for part in view.months:
        yield f"\n{words.say('need.months')} · {part.title}"
        yield from _items(part.items)
    yield f"\n{words.say('need.dates')}"
    yield from (f"  {day.day}  {day.title}" for day in view.days)
    for part in (*view.choices, *((view.conditions,) if view.conditions else ())):
        yield from _ways(part)


def _line(line: PaperLine) -> Iterator[str]:
    box = "☑" if line.there and not line.short else "☐"
    yield f"{line.number:3} {box} {line.name} {line.clause}"
    yield from (f"      {note}" for note in line.notes)


def _ways(part: NeedPart) -> Iterator[str]:
    yield f"\n{part.title}"
    yield from _items(part.items)


def _items(items: tuple[NeedItem, ...]) -> Iterator[str]:
    for item in items:
        mark = f" [{item.mark}]" if item.mark else ""
        notes = [note for note in item.notes if note]
        yield f"  · {item.title}{mark}" + (f"  {notes[-1]}" if notes else "")
