"""The single criteria that make up each rule, taken apart from its definition.

One table for each family of rules: `[RULE.name]`, in the rule's order. Each names the code that
checks it and what it looks at; one that no paper can show says why. The tests break each one alone
in an otherwise correct packet (tests/validators/breaches).
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from core.models.base import Wording

HERE = Path(__file__).parent
SHOWN_ONLY = HERE / "shown_only.toml"


class Criterion(BaseModel):
    """One requirement of a rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    name: str
    zh: str
    en: str
    code: str = ""
    """The code that checks it, if not the rule's own function: `room.module.function`."""
    reads: tuple[str, ...] = ()
    """What it looks at: `type.field`, `type.rows.column`, `type.rows` for the presence of a row,
    `type.seals`, `type.notes`, `type.page` (its sides, the sample's words left on it), `type` for
    its presence, `record.key` of the system's record, `day` of filing, `unread` files.
    """
    beyond: Wording | None = None
    """Why no paper can show it: then nothing checks it."""

    @property
    def id(self) -> str:
        return f"{self.rule}.{self.name}"

    def code_in(self, own: str) -> str:
        """The module and function that check it; `own` is the rule's."""
        return f"validators.{self.code}" if self.code else own

    @model_validator(mode="after")
    def _is_checked_or_beyond(self) -> "Criterion":
        if (self.beyond is None) == (not self.reads):
            raise ValueError(f"{self.id}: reads something, or says why nothing can be read")
        return self


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria. Raises ValueError if two have the same name."""
    files = sorted(path for path in HERE.glob("*.toml") if path != SHOWN_ONLY)
    every = tuple(one for path in files for one in _of(path))
    twice = [name for name, count in Counter(one.id for one in every).items() if count > 1]
    if twice:
        raise ValueError(f"{', '.join(twice)}: stands twice")
    return every


def criteria_of(rule: str) -> tuple[Criterion, ...]:
    """The criteria of one rule, in its order."""
    return tuple(one for one in criteria() if one.rule == rule)


@cache
def shown_only() -> Mapping[str, Mapping[str, str]]:
    """Fields that no rule looks at, by type, each with the reason why it is read."""
    return tomllib.loads(SHOWN_ONLY.read_text("utf-8"))


def _of(path: Path) -> Iterator[Criterion]:
    for rule, parts in tomllib.loads(path.read_text("utf-8")).items():
        for name, entry in parts.items():
            yield Criterion(rule=rule, name=name, **entry)
