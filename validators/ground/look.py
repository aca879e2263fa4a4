"""A field as rules use it: read for sure, doubtful, empty or not found."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from core.models.document import Document, Field
from core.numbers import credit_code, identity
from core.numbers.amounts import parse_figures
from core.numbers.dates import parse_date
from validators.ground.hidden import mistaken
from validators.policy import Policy

UNREACHABLE_CONFIDENCE = 2.0
State = Literal["sure", "doubt", "absent", "missing"]
_WHOLE = {"rep": "representative", "no": "number", "ip": "IP", "id": "ID", "cpa": "CPA"}


def called(name: str) -> str:
    """A field's name as English words.

    >>> called("legal_rep"), called("rows.paid_in")
    ('legal representative', 'paid in')
    """
    parts = name.removeprefix("rows.").split("_")
    return " ".join(_WHOLE.get(part, part) for part in parts)


@dataclass(frozen=True)
class Value:
    """A field of a document and how far it may be trusted.

    sure     read with confidence: a rule may pass or fail on it
    doubt    something is written there, or may be; the only result is review
    absent   its place was found and is surely empty
    missing  the document has no such field: its place was not found
    """

    document: Document
    name: str
    state: State
    text: str = ""
    field: Field | None = None

    @property
    def sure(self) -> bool:
        return self.state == "sure"

    @property
    def called(self) -> str:
        """The field's name as English words."""
        return called(self.name)

    @property
    def placed(self) -> float:
        """How sure the position of the reading is; 0 if nothing was read."""
        return self.field.placed if self.field is not None and self.text else 0.0

    @property
    def to_the_letter(self) -> float:
        """How surely its characters were read, regardless of their position."""
        if self.field is None or self.field.placed <= 0:
            return 0.0
        return self.field.confidence / self.field.placed

    @property
    def day(self) -> date | None:
        """The value as a date."""
        return parse_date(self.text)

    @property
    def amount(self) -> Decimal | None:
        """The value as an amount in yuan."""
        return parse_figures(self.text)

    @property
    def shown(self) -> str:
        """The value as a message may print it: identity numbers masked.

        The kind of field decides, however its value was read; in other fields only a valid number
        is masked: diplomas have numbers of 18 digits too.
        """
        kind = self.field.kind if self.field else ""
        if kind == "id_number" or identity.is_valid("".join(self.text.split()).upper()):
            return identity.mask(self.text)
        return self.text


def look(document: Document, name: str, policy: Policy) -> Value:
    """A field of a document as rules may use it, by the policy's thresholds."""
    return weigh(document, name, document.fields.get(name), policy)


BEFORE = {"valid_until": ("graduation_date", "degree_date", "issue_date", "update_date")}
"""Dates on a paper that must be before its own last day."""


def in_order(value: Value, policy: Policy) -> Value:
    """A last day before such a date is not sure: another date was read for it."""
    values = (look(value.document, name, policy) for name in BEFORE.get(value.name, ()))
    after = any(one.sure and one.day and value.day and one.day > value.day for one in values)
    return replace(value, state="doubt") if after else value


def cell(document: Document, row: dict[str, Field], name: str, policy: Policy) -> Value:
    """A cell of a repeating table, as rules may use it."""
    return weigh(document, f"rows.{name}", row.get(name), policy)


def weigh(document: Document, name: str, field: Field | None, policy: Policy) -> Value:
    """A field and how far it may be trusted."""
    if field is None:
        return Value(document, name, "missing")
    if field.value is None:
        if field.presence == "absent" and field.confidence >= policy.threshold("absent"):
            return Value(document, name, "absent", field=field)
        unclear = field.presence == "unclear"
        return Value(document, name, "missing" if unclear else "doubt", field=field)
    sure = field.confidence >= _needed(field, policy) and not mistaken(document)
    return Value(document, name, "sure" if sure else "doubt", field.value, field)


def _needed(field: Field, policy: Policy) -> float:
    """The confidence required for a field; higher for a number that fails its own check."""
    value = field.value or ""
    checked = True
    if field.kind == "id_number":
        checked = identity.is_valid(value) or credit_code.is_valid(value)
    elif field.kind == "credit_code":
        checked = credit_code.is_valid(value)
    if checked:
        return policy.threshold(field.kind)
    if len({reading.value for reading in field.readings if reading.value}) > 1:
        return UNREACHABLE_CONFIDENCE  # disagreeing readings and a failed check: misread
    return max(policy.threshold(field.kind), policy.threshold("unchecked"))


def written(value: Value) -> bool | None:
    """Whether the field is filled in; None if unclear.

    A signature counts as written if its ink is present, read or not.
    """
    if value.state == "absent":
        return False
    if value.text or (value.field is not None and value.field.presence == "present"):
        return True
    return None
