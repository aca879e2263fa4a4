"""Days that cannot stand where they were taken from: after what they precede, or named otherwise."""

import re
from collections.abc import Mapping

from extractors.kit.fields import FieldSpec
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
"""Fields whose days follow one another on every paper that has them."""
NAMED = 8  # characters before a day that may name it
_STOP = re.compile(r"[,.;:、()]")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def out_of_order(values: Mapping[str, str]) -> set[str]:
    """The fields whose days lie on the wrong side of one another.

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


def is_named_otherwise(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether words that labels are made of, and that mean another field, stand right before a day."""
    parts = list(spans(candidate, layout))
    if not parts:
        return False
    n, first, _ = parts[0]
    before = _STOP.split(layout.rows[n].text[max(0, first - NAMED) : first])[-1]
    made = words_of(before)
    if not made or not made[-1].names or not made[-1].classes:
        return False
    return len(before) > 2 and spec.name not in layout.words.like(before, meant=True)
