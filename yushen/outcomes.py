"""Outcomes as words and, with --fail-on, as exit codes."""

from collections.abc import Iterable

from core.models.finding import OUTCOMES, Outcome
from pipeline.reporting.names import ReportWords as Printed
from yushen.options import FailOn
from yushen.words import Words

CODES: dict[Outcome, int] = {"supplement": 10, "reject": 11, "review": 12}


def name(outcome: Outcome, words: Words) -> str:
    """The outcome in the words of the reports."""
    return Printed(words.lang).say(f"outcome.{outcome}")


def exit_code(outcomes: Iterable[Outcome], fail_on: FailOn) -> int:
    """0, or the code of the most severe outcome that `fail_on` covers."""
    met = set(outcomes)
    minded = {"never": (), "problem": OUTCOMES[:2], "review": OUTCOMES[:3]}[fail_on]
    return next((CODES[outcome] for outcome in minded if outcome in met), 0)
