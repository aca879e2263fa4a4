"""Signs that keep a place in doubt whatever else supports it; too rare for learned weights.

Each sign says that a text is not the field's value, or not all of it: a clause, half a label, a
line that ends on the next line, a day where another one is alone in its row. The signs do not
choose a value; where one is seen, a person decides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.text.fold import fold, squeeze
from extractors.kit.fields import FieldSpec
from extractors.kit.places.assign import READ, Assignment, Scored
from extractors.kit.places.blocks import PITCH
from extractors.kit.places.boilerplate import printed
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.glued import glued, has_another_of_its_form
from extractors.kit.places.layout import Layout
from extractors.kit.places.marks import spans
from extractors.kit.places.order import is_named_otherwise
from extractors.kit.places.rests import torn
from extractors.kit.places.scores import OWN_DAYS
from extractors.kit.places.words import meaning_of

CLAUSE, NO_NAME = -3.0, -2.0  # scores of a text that is a clause, or that is not a person's name
HEARD = 0.35  # a weaker claim of another field's label is ignored
UNLED = 0.3  # a weaker claim of its own label does not lead to a document's own date
TWIN = 3.9  # minimum score of another label of the field at another value
READ_AT = 3.0  # minimum score of the field's label where its own reader read another text
GOOD = 0.5  # minimum score of that text's form
LABELLED = 0.5  # minimum claim of its own label directly at a value
ANOTHERS = 0.6  # claim of another field's label directly at a text
LIKE = 0.6  # claim of a label that is only similar to one of the field's labels
ALIGNED = 0.3  # line heights: how far the rest of a value may be from the value's own start
GROUPS = 8  # characters of a code that a line break may separate from it
FEW = 3  # characters that are too few for a line of their own
_WITHIN = re.compile(
    r"^(?:[的,，、。;；)）兹该]|关于|由于|因为|以及|曾任|曾获|荣获|获得)|(?:[已于]|[,、])$"
)
_CODE = re.compile("[0-9A-Z]+")
_TOP = re.compile(r"^.{0,8}?[省市区县旗]")
_ENDED = re.compile(  # an address names a door, or ends in the word for a kind of place
    r"[0-9]|[号室层院楼门座栋幢户内区园村街路镇乡县市省旗盟州巷里庄苑城弄道坊桥厦场心店厂站港屯组队社寺庙"
    r"湾河山口角铺台馆所局校]$"
)
_SHORT = re.compile(r"[一-鿿]{2,3}|.*[;、,].*")
"""A possible name whose surname is not listed (亓, 郄), or several names."""
_LIST = re.compile(r"[,;、].*[^.。;；)）]$")


def doubts(
    spec: FieldSpec,
    choice: Assignment,
    seen: Mapping[str, float],
    found: Sequence[Scored],
    layout: Layout,
) -> Iterator[str]:
    """The names of the reasons why a chosen place is in doubt."""
    candidate, form = choice.candidate, choice.score.parts.get("form", 0.0)
    if candidate.blank:
        return
    if "page's own words" in seen:
        yield "dots drawn to it"
    if spec.kind == "text":
        yield from _of_text(spec, choice, seen, found, layout)
    if spec.kind in ("text", "person", "company") and _rests_below(spec, candidate, layout):
        yield "its rest stands below"
    if spec.kind == "person":
        yield from _of_person(candidate, seen, form, layout)
    yield from torn(spec, candidate, layout)
    yield from glued(spec, candidate, layout, labelled=seen.get("label", 0.0) >= LABELLED)
    if spec.kind == "company" and form <= NO_NAME:
        yield "no unit's name"
    if spec.kind in ("company", "person", "address") and _is_parted(spec, candidate, layout):
        yield "another's label in it"
    if spec.kind == "address":
        yield from _of_address(candidate, seen)
    if spec.kind in ("company", "person") and _has_twin(spec, candidate, found):
        yield "another value at another label beside it"
    if spec.name in OWN_DAYS and seen.get("label", 0.0) < UNLED:
        yield from _of_own_day(spec, candidate, found, layout)
    if "read otherwise" in seen and 0.0 < seen.get("label", 0.0) < LIKE:
        yield "a label like the field's, and another find"


def _of_own_day(
    spec: FieldSpec, candidate: Candidate, found: Sequence[Scored], layout: Layout
) -> Iterator[str]:
    """Reasons why a day without a label is not the document's own date."""
    if _stands_alone(candidate, found):
        yield "another day stands alone"
    if is_named_otherwise(spec, candidate, layout):
        yield "a day that a label nobody listed names"


def _of_address(candidate: Candidate, seen: Mapping[str, float]) -> Iterator[str]:
    """Reasons why a text is not a whole address."""
    text = _text(candidate)
    if "joined before" in seen and not _TOP.search(text):
        yield "its beginning stands before"
    if not _ENDED.search(text.rstrip(")")):
        yield "its end was not read"


def _of_person(
    candidate: Candidate, seen: Mapping[str, float], form: float, layout: Layout
) -> Iterator[str]:
    """Reasons why a text is not a person's name."""
    if _runs_into_a_word(candidate, layout):
        yield "the first character of the next word"
    if form <= NO_NAME and not _SHORT.fullmatch(_text(candidate)):
        yield "no name"
    within = {"joined before", "joined behind"} <= seen.keys()
    if within and seen.get("another's label", 0.0) > HEARD:
        yield "a word of another's text"


def _of_text(
    spec: FieldSpec,
    choice: Assignment,
    seen: Mapping[str, float],
    found: Sequence[Scored],
    layout: Layout,
) -> Iterator[str]:
    """Reasons why a free text is not what it seems, or not all of it."""
    candidate, form = choice.candidate, choice.score.parts.get("form", 0.0)
    text, marked = _text(candidate), "mark in it" in seen
    yield from printed(spec, candidate.value.value)
    if "no label" in seen and seen.get("another's label", 0.0) >= ANOTHERS and not text.isdigit():
        yield "it stands at another's label"
    if spec.lines > 1 and "line below" in seen and _LIST.search(text):
        yield "a list that goes on"
    if _WITHIN.search(text):
        yield "begins or ends within a sentence"
    if "no label" in seen and has_another_of_its_form(spec, candidate, layout):
        yield "another of its form beside it"
    if meaning_of(spec.name).is_usual(candidate.value.value):
        return
    if form <= CLAUSE and (marked or "latin alone" in seen):
        yield "a clause, or half a label"
    if marked and "no label" in seen:
        yield "more than a phrase, and no label"
    if _has_more_groups(candidate, layout):
        yield "more of a code stands beside it"
    if _is_read_at_another(candidate, found):
        yield "its own reader read another of its labels"


def _has_more_groups(candidate: Candidate, layout: Layout) -> bool:
    """Whether a code has more groups beside those that were read: ZVC8 FLHF | 3FW2 2P97."""
    parts = list(spans(candidate, layout))
    if not parts or _CODE.fullmatch(_text(candidate)) is None:
        return False
    n, first, last = parts[-1]
    row = layout.rows[n]
    groups = [row.text[a:b] for a, b in row.segments if first <= a < last]
    more = next((row.text[a:b] for a, b in row.segments if a == last), "")
    return len(groups) > 1 and len(more) == len(groups[0]) and _CODE.fullmatch(more) is not None


def _is_read_at_another(candidate: Candidate, found: Sequence[Scored]) -> bool:
    """Whether the type's own reader found another text, and that text is at the field's label."""
    return any(
        READ in score.parts
        and other.value.value != candidate.value.value
        and other.place.isdisjoint(candidate.place)
        and score.parts.get("label", 0.0) >= READ_AT
        for score, other in found
    )


def _runs_into_a_word(candidate: Candidate, layout: Layout) -> bool:
    """Whether a name includes the start of the word 一致 that follows it, in its line or the next."""
    parts = list(spans(candidate, layout))
    if not parts or not _text(candidate).endswith("一"):
        return False
    n, _, last = parts[-1]
    rest = layout.rows[n].text[last:]
    below = layout.rows[n + 1].text if n + 1 < len(layout.rows) else ""
    return (rest or below).startswith("致")


def _text(candidate: Candidate) -> str:
    return fold(squeeze(candidate.value.value))


def _is_parted(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether another field's label is inside a name or an address."""
    return any(
        first < a.start
        and a.end < last
        and len(a.label) > 2
        and a.label not in layout.words.prose
        and bool(a.fields)
        and spec.name not in a.fields
        for n, first, last in spans(candidate, layout)
        for a in layout.anchors[n]
    )


def _stands_alone(candidate: Candidate, found: Sequence[Scored]) -> bool:
    """Whether another day is alone in its row and no label claims it."""
    return any(
        other.alone
        and not other.blank
        and not other.role
        and other.value.value != candidate.value.value
        and not any(claim.strength > HEARD for claim in other.claims)
        for _, other in found
    )


def _has_twin(spec: FieldSpec, candidate: Candidate, found: Sequence[Scored]) -> bool:
    """Whether another value is left of it, at another label of the field: 甲方…, 乙方…."""
    return any(
        other.spot.row == candidate.spot.row
        and other.spot.start < candidate.spot.start
        and other.value.value != candidate.value.value
        and other.place.isdisjoint(candidate.place)
        and score.parts.get("label", 0.0) >= TWIN
        and score.parts.get("form", 0.0) >= GOOD
        and not score.parts.keys() & {"another's label", "side"}
        for score, other in found
        if not other.blank
    )


def _rests_below(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether a few characters that no other field's label claims are directly below its line."""
    parts = list(spans(candidate, layout))
    if not parts or meaning_of(spec.name).is_usual(candidate.value.value):
        return False
    n, first, last = parts[-1]
    row, m = layout.rows[n], n + 1
    if m >= len(layout.rows) or layout.rows[m].sheet is not row.sheet:
        return False
    if last < len(row.text) and not row.starts(last):
        return False
    box, below = row.box(first, last), layout.rows[m]
    for part, other in layout.every_part[m]:
        text = below.text[part.start : part.end]
        near = 0.4 * box.height < other.cy - box.cy < PITCH * box.height
        if not near or not _goes_on(row.text[last - 1], text):
            continue
        alone = len(below.segments) == 1 and not layout.anchors[m] and last == len(row.text)
        if alone and other.x0 < box.x1:
            return True
        aligned = abs(other.x0 - box.x0) < ALIGNED * box.height * row.sheet.aspect
        own = any(a.end == part.start and spec.name in a.fields for a in layout.anchors[m])
        if aligned and (own or (part.start == 0 and not layout.anchors[m])):
            return True
    return False


def _goes_on(end: str, text: str) -> bool:
    """Whether a text may continue one that ends with this character."""
    if text.isascii():
        return len(text) <= GROUPS and _CODE.fullmatch(end + text) is not None
    if len(text) > FEW:
        return False
    return end > "\u2e80" and all(ch > "\u2e80" for ch in text)
