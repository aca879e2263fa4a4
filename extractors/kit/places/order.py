"""Days that cannot be right: later than a day that they must precede, or named as another field."""

import re
from collections.abc import Mapping, Sequence

from extractors.kit.fields import FieldSpec
from extractors.kit.places.assign import Assignment, Scored
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.kindred import words_of
from extractors.kit.places.layout import Layout
from extractors.kit.places.marks import spans

ORDER = (
    ("start_date", "probation_end", "end_date"),
    ("contract_start", "contract_end"),
    ("birth_date", "issue_date"),
    ("valid_from", "valid_to"),
    ("enroll_date", "graduation_date"),
    ("issue_date", "valid_until"),
)
"""Fields whose days are in this order on every document that has them."""
BORN = "birth_date"
AFTER_BIRTH = ("degree_date", "graduation_date", "enroll_date", "issue_date", "valid_from")
"""Days that cannot be before the birth of the person the document is about."""
NAMED = 8  # characters before a day that may name it
_STOP = re.compile(r"[,.;:、()]")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def out_of_order(values: Mapping[str, str]) -> set[str]:
    """The fields whose days are in the wrong order.

    >>> sorted(out_of_order({"probation_end": "2021-09-15", "end_date": "2019-03-16"}))
    ['end_date', 'probation_end']
    >>> out_of_order({"start_date": "2019-03-16", "end_date": "2021-09-15"})
    set()
    """
    wrong: set[str] = set()
    for names in ORDER:
        days = [(n, values[n]) for n in names if _DAY.fullmatch(values.get(n, ""))]
        for k, (name, day) in enumerate(days):
            wrong |= {n for other, later in days[k + 1 :] if later < day for n in (name, other)}
    return wrong


def with_birth_first(
    chosen: Mapping[str, Assignment], table: Mapping[str, Sequence[Scored]], min_score: float
) -> dict[str, Assignment]:
    """Swaps the day of birth with a later day if they are in the wrong order.

    Only where each field's labels also accept the other's place: two labels in one line, equally
    near to both days.
    """
    birth = chosen.get(BORN)
    for name in AFTER_BIRTH:
        other = chosen.get(name)
        if birth is None or other is None or not _is_later(birth.candidate, other.candidate):
            continue
        at_birth, theirs = _at(other, table[BORN], min_score), _at(birth, table[name], min_score)
        if at_birth is not None and theirs is not None:
            changed = {
                BORN: Assignment(at_birth[1], at_birth[0], birth.score.total),
                name: Assignment(theirs[1], theirs[0], other.score.total),
            }
            return {**chosen, **changed}
    return dict(chosen)


def _is_later(one: Candidate, other: Candidate) -> bool:
    days = one.value.value, other.value.value
    return all(_DAY.fullmatch(day) for day in days) and days[0] > days[1]


def _at(choice: Assignment, found: Sequence[Scored], min_score: float) -> Scored | None:
    """Another field's candidate at the place of a choice, if it is better than no value."""
    return next(
        (
            (score, candidate)
            for score, candidate in found
            if score.total > min_score and candidate.spot == choice.candidate.spot
        ),
        None,
    )


def is_named_otherwise(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether label words that mean another field are directly before a day."""
    parts = list(spans(candidate, layout))
    if not parts:
        return False
    n, first, _ = parts[0]
    before = _STOP.split(layout.rows[n].text[max(0, first - NAMED) : first])[-1]
    made = words_of(before)
    if not made or not made[-1].names or not made[-1].classes:
        return False
    return len(before) > 2 and spec.name not in layout.words.like(before, meant=True)
