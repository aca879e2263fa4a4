"""Standard reasons by rule: a reviewer picks one with a key, then edits it or sends it as it is.

They are in reasons.toml, in Chinese and English, so that an English letter can translate a reason
that was not edited.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from core.models.base import Model, Wording
from review.models import Verdict

FILE = "reasons.toml"
MAX_REASONS = 9  # each has a digit key
ANY = "*"


class Canned(Model):
    """A reason, and the rules and verdict it applies to."""

    rules: tuple[str, ...]
    """Rule ids, prefixes of rule ids ending in a hyphen, or * for all."""
    verdict: Verdict
    zh: str
    en: str

    def fits(self, rule: str) -> bool:
        """Whether it may be given for a rule."""
        return any(one in (rule, ANY) or (one[-1] == "-" and rule.startswith(one))
                   for one in self.rules)  # fmt: skip

    def nearness(self, rule: str) -> int:
        """0 for a single rule, 1 for a family of rules, 2 for all rules."""
        return 0 if rule in self.rules else 2 if ANY in self.rules else 1


@cache
def reasons() -> tuple[Canned, ...]:
    """All of them, in the order of the file."""
    data = tomllib.loads(files("review").joinpath(FILE).read_text("utf-8"))
    return tuple(Canned.model_validate(one) for one in data["reasons"])


@cache
def reasons_of(rule: str) -> Mapping[Verdict, tuple[Wording, ...]]:
    """The reasons for a rule by verdict: specific ones first, then general ones."""
    found = sorted((one for one in reasons() if one.fits(rule)), key=lambda one: one.nearness(rule))
    verdicts: tuple[Verdict, ...] = ("pass", "fail")
    return {
        verdict: tuple(Wording(zh=one.zh, en=one.en) for one in found if one.verdict == verdict)[
            :MAX_REASONS
        ]
        for verdict in verdicts
    }


@cache
def _twins() -> Mapping[str, str]:
    return {one.zh: one.en for one in reasons()}


def english(text: str) -> str:
    """The English of a canned reason; any other text unchanged.

    >>> english("已核对原件，一致。"), english("另有说明")
    ('Checked against the original: the same.', '另有说明')
    """
    return _twins().get(text.strip(), text)
