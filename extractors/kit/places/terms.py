"""The term of a document without a label for it, from the document's days.

If a document has only one span of days, that is its term. If there are more, the end of the term is
the latest day of all and marked as an end: 至…止, …终止. Its start is the day from which the term is
counted. A probation period lies within the term.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from extractors.kit.fields import FieldSpec
from extractors.kit.places.assign import Scored
from extractors.kit.places.candidates import DAYS, Candidate
from extractors.kit.places.ends import is_leaving, mate_of, wanted_end
from extractors.kit.places.layout import Layout
from extractors.kit.places.scores import Score
from extractors.kit.places.spans import said_before

TERM = 2.5  # score of the latest day that is marked as an end, or of its start
LABELLED = 3.0  # score of a label that marks the end of the term
PART = "end of the term"
MIN_CONTRACT_TERM = timedelta(days=300)  # of a contract: a shorter time may be a probation
_WITHIN = re.compile(r"试用|见习|实习|其中")


def with_terms(
    specs: Sequence[FieldSpec], table: Mapping[str, Sequence[Scored]], layout: Layout
) -> dict[str, list[Scored]]:
    """The candidates, with the score for being an end of the document's term."""
    names = {spec.name for spec in specs}
    found = {name: list(scored) for name, scored in table.items()}
    for spec in specs:
        mate = mate_of(spec.name)
        if spec.kind not in DAYS or wanted_end(spec.name) != "end" or mate not in names:
            continue
        starts = [c for s, c in found[mate] if _may_be(s)]
        days = {day for _, c in found[spec.name] if (day := _day(c)) is not None}
        first = min((day for c in starts if (day := _day(c)) is not None), default=None)
        ends = [
            c
            for s, c in found[spec.name]
            if _may_be(s) and not _WITHIN.search(said_before(layout, c.spot))
        ]
        if any(s.parts.get("label", 0.0) >= LABELLED for s, c in found[spec.name] if c in ends):
            continue  # its label decides
        only = {c.value.value for c in ends}
        if len(only) > 1 and is_leaving(spec.name):
            continue  # the contract's term may be printed too
        if len(only) != 1 or first is None:
            ends = [c for c in ends if _day(c) == max(days)]
        least = MIN_CONTRACT_TERM if any(n.startswith("probation") for n in names) else timedelta(0)
        if first is None or not days or any((_day(c) or max(days)) - first < least for c in ends):
            continue
        if ends:
            found[spec.name] = [_worth(s, c, c in ends) for s, c in found[spec.name]]
            if len({c.value.value for c in starts}) == 1:
                found[mate] = [_worth(s, c, c in starts) for s, c in found[mate]]
    return found


def _worth(score: Score, candidate: Candidate, held: bool) -> Scored:
    return (Score({**score.parts, PART: TERM}) if held else score), candidate


def _may_be(score: Score) -> bool:
    """Whether a day is marked as the field's end of a span and no other field's label claims it."""
    return score.parts.get("end of span", 0.0) > 0 and "another's label" not in score.parts


def _day(candidate: Candidate) -> date | None:
    text = candidate.value.value
    try:
        return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return None
