"""How surely a place is right: its features, with weights fitted on synthetic documents.

The weights are data, `surety.toml`, made by `python -m bench.places`: one logistic model for the
finds of a type's own reader, one for the other places.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from core.text.patterns import ready
from extractors.kit.fields import FieldSpec
from extractors.kit.places.assign import CLEARLY, READ, Assignment, Scored, is_rival
from extractors.kit.places.candidates import NUMBERS, Candidate
from extractors.kit.places.ends import mate_of, wanted_end
from extractors.kit.places.layout import Claim, Layout
from extractors.kit.places.marks import marks_of
from extractors.kit.places.odd_labels import WORN
from extractors.kit.places.opposed import OWNED
from extractors.kit.places.scores import OTHERS, OWN, STATED_TWICE, Score
from extractors.kit.places.words import OWN as TYPES_OWN
from extractors.kit.places.words import meaning_of

DATA = "surety.toml"
HIGH = 8.0  # the maximum of a score


def seen_of(
    spec: FieldSpec, choice: Assignment, found: Sequence[Scored], layout: Layout
) -> dict[str, float]:
    """The features of a chosen place by name; a feature that is missing is 0."""
    parts, candidate = choice.score.parts, choice.candidate
    read = READ in parts
    own = [c for c in candidate.claims if spec.name in c.anchor.fields]
    best = max(own, key=lambda c: c.strength * c.anchor.fields[spec.name], default=None)
    side, role = parts.get("side", 0.0), parts.get("end of span", 0.0)
    value = candidate.value.value
    alike = [s for s, c in found if c is not candidate and c.says_as(candidate)]
    meaning = meaning_of(spec.name)
    # 学士 and 学士学位 are one value, 士 of 硕士 is not one
    formed = bool(meaning.form) and ready(meaning.form).fullmatch(value) is not None
    rivals = [
        _bare(s)
        for s, c in found
        if is_rival(c, candidate) and not c.blank
        if not formed or c.place.isdisjoint(candidate.place)
        if STATED_TWICE not in parts
        or STATED_TWICE in s.parts  # figures alone against figures and words
    ]
    seen = {
        "label": parts.get("label", 0.0) / OWN,
        "another's label": -parts.get("another's label", 0.0) / OTHERS,
        "form": parts.get("form", 0.0),
        "good form": float(parts.get("form", 0.0) >= 0.5),
        "bad form": float(parts.get("form", 0.0) < 0.0),
        "own side": float(side > 0),
        "other side": float(side < 0),
        "own end": float(role > 0),
        "other end": float(role < 0),
        "only": float("the only one" in parts),
        "foot": parts.get("foot", 0.0),
        "lead": min(HIGH, choice.score.total - choice.second),
        "little lead": float(choice.score.total - choice.second < 1.0),
        "rival": max([0.0, *(min(HIGH, r + 3.0) for r in rivals)]),
        "strong rival": max([0.0, *(min(HIGH, r) for r in rivals)]),
        "rivals": float(sum(r > 0 for r in rivals) > 0),
        "twice": float(bool(alike)),
        "blank elsewhere": float(any(c.blank and c is not candidate for _, c in found)),
        "fault": -sum(v for n, v in parts.items() if n in FAULTS),
        "number": float(spec.kind in NUMBERS or meaning.is_number(value)),
        "free text": float(spec.kind == "text"),
        "short": float(len(value) <= 2),
        "agreed": float("agreed" in parts),
        "left over": float("left over" in parts),
        "order": parts.get("order", 0.0),
        "meaning": parts.get("meaning", 0.0),
        **{mark: held for mark, held in marks_of(spec, candidate, layout).items()},
    }
    if spec.kind in OWNED:
        seen["another's alone"] = float(not own and seen["another's label"] >= 0.8)
    if spec.kind in NUMBERS:
        seen["in a column"] = float(any(_above(candidate, c, layout) for _, c in found))
    if any(_is_types_own(spec, c) for c in own):
        seen["type's label"] = 1.0
    if best is not None:
        seen["odd label"] = float(best.anchor.sure <= WORN)
        seen["like label"] = float(best.anchor.fields[spec.name] < 0.9)
        seen["at left"] = float(best.relation == "left")
        seen["above"] = float(best.relation == "above")
    else:
        seen["no label"] = 1.0
    seen["read"] = float(read)
    return {name: round(held, 3) for name, held in seen.items() if held}


def _is_types_own(spec: FieldSpec, claim: Claim) -> bool:
    """Whether a place is directly at a label that the type itself names, in its exact wording."""
    anchor = claim.anchor
    exact = anchor.sure > WORN and not anchor.lead and claim.strength >= CLEARLY
    return exact and anchor.fields[spec.name] >= TYPES_OWN


def _above(one: Candidate, other: Candidate, layout: Layout) -> bool:
    """Whether two places of a kind are directly above one another, like cells of a table."""
    if other.blank or one.spot.row == other.spot.row:
        return False
    if {one.role, other.role} == {"start", "end"}:
        return False  # the two days of a span
    a, b = layout.box(one.spot), layout.box(other.spot)
    if layout.rows[one.spot.row].sheet is not layout.rows[other.spot.row].sheet:
        return False
    near = abs(a.cy - b.cy) < 3 * max(a.height, b.height)
    return near and min(a.x1, b.x1) - max(a.x0, b.x0) > 0.6 * min(a.width, b.width)


FAULTS = ("words of the sentence in it", "a label in it", "over a gap")


def _bare(score: Score) -> float:
    return sum((v for name, v in score.parts.items() if name != READ), 0.0)


def mates_of(
    spec: FieldSpec, specs: Sequence[FieldSpec], chosen: Mapping[str, Assignment]
) -> dict[str, float]:
    """The features from the other end of a field's span: it is missing, or on the wrong side."""
    mate = mate_of(spec.name)
    if mate not in {other.name for other in specs}:
        return {}
    other, own = chosen.get(mate), chosen[spec.name]
    if other is None or other.candidate.blank:
        return {"no other end": 1.0}
    start = wanted_end(spec.name) == "start"
    first, last = (own, other) if start else (other, own)
    a, b = first.candidate.value.value, last.candidate.value.value
    return {"ends crossed": 1.0} if a >= b and a[:1].isdigit() and b[:1].isdigit() else {}


NO_DOUBT = frozenset({
    "label", "form", "good form", "own side", "own end", "only", "foot", "lead", "agreed", "twice",
    "number", "free text", "at left", "above", "read", "read elsewhere", "no label", "rivals",
    "little lead", "in a column", "blank elsewhere", "of several lines", "short",
    "type's label", "left over", "order", "meaning",
})  # fmt: skip
HEED = {"rival": 3.0, "another's label": 0.35}  # lower values are ignored


def summed_up(seen: Mapping[str, float]) -> dict[str, float]:
    """The features, and whether there is no evidence against the place, which counts extra."""
    seen = dict(seen)
    doubts = any(v > HEED.get(n, 0.0) for n, v in seen.items() if n not in NO_DOUBT)
    if doubts:
        return seen
    clear = {"clear": 1.0, "clear and agreed": float("agreed" in seen)}
    clear["clear, at the type's label"] = float("type's label" in seen)
    clear["clear, with its label"] = float(seen.get("label", 0.0) >= CLEARLY)
    return seen | {name: held for name, held in clear.items() if held}


def surety(seen: Mapping[str, float]) -> float:
    """The probability that a place is right."""
    seen = summed_up(seen)
    weights = _weights()["read" if seen.get("read") else "found"]
    total = weights["base"] + sum(weights.get(name, 0.0) * held for name, held in seen.items())
    return round(1 / (1 + math.exp(-total)), 4)


@cache
def _weights() -> dict[str, dict[str, float]]:
    text = files("extractors.kit.places").joinpath(DATA).read_text("utf-8")
    return dict(tomllib.loads(text))
