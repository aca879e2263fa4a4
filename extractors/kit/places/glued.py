"""Values with extra words attached, or cut from longer text: cells and labels read as one.

Where a label is unknown, its words and the value beside it are one text. So are two cells without a
known label between them.
"""

import re
from collections.abc import Iterator
from functools import cache

from core.text.fold import fold, squeeze
from core.text.patterns import ready
from core.text.values.places import CITY
from extractors.kit.fields import FieldSpec
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.kindred import words_of
from extractors.kit.places.layout import Layout
from extractors.kit.places.marks import spans
from extractors.kit.places.words import Meaning, meaning_of, meanings

MAX_LABEL_CHARACTERS = 8  # of an unknown label
_BRACKETED = re.compile(r"\([0-9一-鿿]{1,4}\)[一-鿿]")
_PLACE = re.compile(rf"(?<=[一-鿿]{{2}}){CITY}")


def glued(
    spec: FieldSpec, candidate: Candidate, layout: Layout, *, labelled: bool
) -> Iterator[str]:
    """Reasons why a text is more than a value, or part of a longer word.

    In a sentence, words follow a value; at a label, nothing else follows it.
    """
    text = fold(squeeze(candidate.value.value))
    if spec.kind == "address" and _has_label_before(text):
        yield "a label's words before it"
    if spec.kind == "company" and text.startswith("("):
        yield "a bracket before it"
    if spec.kind == "text" and _runs_over_cells(candidate, layout):
        yield "two cells in one"
    free = spec.kind == "text" and not _is_formed(spec, text)
    if free and labelled and _is_cut_at_a_label(spec, candidate, layout):
        yield "the words of a label are the rest of it"
    if spec.kind == "text" and _goes_on_in_brackets(candidate, layout):
        yield "it goes on in brackets"
    if spec.kind == "person" and _is_anothers_word(spec, candidate.value.value):
        yield "a word that another field says"


def _has_label_before(text: str) -> bool:
    """Whether there are words before the province or city at the start of an address.

    >>> _has_label_before("家庭住址北京市朝阳区甲路8号"), _has_label_before("北京市朝阳区甲路8号")
    (True, False)
    """
    place = _PLACE.search(text)
    return (
        place is not None
        and place.start() <= MAX_LABEL_CHARACTERS
        and text[: place.start()].isalpha()
    )


def _runs_over_cells(candidate: Candidate, layout: Layout) -> bool:
    """Whether a one-line text crosses a gap between cells and label words follow the gap."""
    for n, first, last in spans(candidate, layout):
        row = layout.rows[n]
        cuts = [k for k in range(first + 1, last) if row.starts(k)]
        for at in cuts:
            made = words_of(row.text[at:last])
            if made and made[0].classes and row.text[first].isascii() is False:
                return True
    return False


def _is_cut_at_a_label(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether a text ends inside its line at a label, without a gap or a mark between."""
    parts = list(spans(candidate, layout))
    if not parts:
        return False
    n, _, last = parts[-1]
    row = layout.rows[n]
    if last >= len(row.text) or row.starts(last) or not row.text[last].isalpha():
        return False
    begins = next((a for a in layout.anchors[n] if a.start == last), None)
    behind = meaning_of(spec.name).behind
    known = layout.words.prose.union(behind)  # 专业 in 会计学专业 is not part of the value
    return begins is not None and begins.label not in known


def _is_formed(spec: FieldSpec, text: str) -> bool:
    meaning = meaning_of(spec.name)
    return bool(meaning.form) and ready(meaning.form).fullmatch(text) is not None


def _goes_on_in_brackets(candidate: Candidate, layout: Layout) -> bool:
    """Whether a short bracket and more of the same word directly follow a text: 高三年级(1)班."""
    parts = list(spans(candidate, layout))
    if not parts:
        return False
    n, _, last = parts[-1]
    row = layout.rows[n]
    more = _BRACKETED.match(row.text, last)
    return more is not None and not any(row.starts(k) for k in range(last, more.end()))


def _is_anothers_word(spec: FieldSpec, value: str) -> bool:
    """Whether a name is a usual value of another field: 成本价."""
    return any(meaning.is_usual(value) for name, meaning in _choosy() if name != spec.name)


@cache
def _choosy() -> tuple[tuple[str, Meaning], ...]:
    """The fields with usual values for which not just any text is usual."""
    return tuple(
        (name, meaning)
        for name, meaning in meanings().items()
        if meaning.usual and not meaning.is_usual("任何文字都可以")
    )


def has_another_of_its_form(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether a comma separates it from another value of the same form: 网络教育,业余."""
    form = meaning_of(spec.name).form
    parts = list(spans(candidate, layout)) if form else []
    if not parts:
        return False
    (n, first, _), (m, _, last) = parts[0], parts[-1]
    before, behind = layout.rows[n].text[:first], layout.rows[m].text[last:]
    return (
        ready(f"(?:{form})[,、]$").search(before) is not None
        or ready(f"[,、](?:{form})").match(behind) is not None
    )
