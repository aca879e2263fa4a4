"""A second notice begins with what became of the points of the previous one."""

from dataclasses import dataclass, replace
from datetime import date

from pipeline.reporting.letters import Letter, LetterBlock, shown_day
from pipeline.reporting.names import ReportWords


@dataclass(frozen=True)
class PreviousNotice:
    """The points of the previous notice, each with its present state."""

    number: int
    """The number of this notice."""
    day: date
    """Date of the previous notice."""
    done: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def since_last(letter: Letter, since: PreviousNotice) -> Letter:
    """The letter with that section before its list."""
    say = ReportWords(letter.lang).say
    title = say("again.title", title=letter.title, n=since.number)
    blocks = [replace(one, text=title) if one.style == "title" else one for one in letter.blocks]
    section = [LetterBlock("heading", say("again.heading", day=shown_day(since.day, letter.lang)))]
    for name in ("done", "still", "unclear"):
        points: tuple[str, ...] = getattr(since, name)
        section += [LetterBlock("point", f"· {say(f'again.{name}', text=text)}") for text in points]
    first = next((n for n, one in enumerate(blocks) if one.style == "lead"), len(blocks))
    return Letter(title, (*blocks[:first], *section, *blocks[first:]), letter.lang)
