"""Outcomes as words and, where --fail-on asks for it, as exit codes."""

from collections.abc import Iterable

from pipeline.cli.options import FailOn
from pipeline.cli.words import Words
from pipeline.models.finding import Outcome

NAMES: dict[Outcome, tuple[str, str]] = {
    "accept": ("可以受理", "accept"),
    "supplement": ("须补正", "supplement"),
    "reject": ("不予受理", "reject"),
    "review": ("须人工复核", "review"),
}
CODES: dict[Outcome, int] = {"supplement": 10, "reject": 11, "review": 12}
GRAVEST: tuple[Outcome, ...] = ("reject", "supplement", "review")


def name(outcome: Outcome, words: Words) -> str:
    """The outcome as a reviewer reads it."""
    return words(*NAMES[outcome])


def exit_code(outcomes: Iterable[Outcome], fail_on: FailOn) -> int:
    """0, or the code of the gravest outcome that `fail_on` minds."""
    met = set(outcomes)
    minded = {"never": (), "problem": GRAVEST[:2], "review": GRAVEST}[fail_on]
    return next((CODES[outcome] for outcome in minded if outcome in met), 0)
