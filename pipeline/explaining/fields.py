"""The candidate places of each field, scored by the extractors' own `weigh`."""

from collections.abc import Mapping

from core.models.document import Document, Field
from core.text.sheet import Piece
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.places.assign import Assignment, Scored
from extractors.kit.places.claims import other_claim, own_claim
from extractors.kit.places.layout import Claim
from extractors.kit.places.settle import Weighed
from pipeline.explaining.models import Explained, ExplainedCandidate, PageLocation, ScorePart


def fields_of(kind: TypeEntry, weighed: Weighed, document: Document) -> tuple[Explained, ...]:
    """Every field of the type, numbered from 1; other fields of the document come last."""
    specs = {spec.name: spec for spec in kind.schema}
    names = [*specs, *(name for name in document.fields if name not in specs)]
    return tuple(
        _field(name, n, document.fields.get(name), specs.get(name), weighed)
        for n, name in enumerate(names, start=1)
    )


def _field(
    name: str, number: int, field: Field | None, spec: FieldSpec | None, weighed: Weighed
) -> Explained:
    candidates = _candidates(spec, weighed) if spec is not None else ()
    kind = field.kind if field is not None else spec.kind if spec is not None else "text"
    if field is None:
        return Explained(
            name=name, number=number, kind=kind, value=None, confidence=0.0, characters=0.0,
            placed=0.0, presence="unclear", candidates=candidates,
        )  # fmt: skip
    place = None
    if field.page is not None and field.box is not None:
        place = PageLocation(file=field.page.file, page=field.page.page, box=field.box.rounded())
    return Explained(
        name=name,
        number=number,
        kind=kind,
        value=field.value,
        confidence=field.confidence,
        characters=round(min(1.0, field.confidence / max(field.placed, 1e-6)), 4),
        placed=field.placed,
        presence=field.presence,
        trouble=field.trouble or "",
        readings=field.readings,
        place=place,
        candidates=candidates,
    )


def _candidates(spec: FieldSpec, weighed: Weighed) -> tuple[ExplainedCandidate, ...]:
    """The field's candidates, likeliest first; a value at one place appears once."""
    found: list[Scored] = []
    for scored in sorted(weighed.table.get(spec.name, ()), key=lambda one: -one[0].total):
        same = [c for _, c in found if c.place == scored[1].place]
        if not any(c.value.value == scored[1].value.value for c in same):
            found.append(scored)
    chosen = weighed.chosen.get(spec.name)
    if chosen is not None and not any(c is chosen.candidate for _, c in found):
        found = [one for one in found if one[1].place != chosen.candidate.place]
        found.append((chosen.score, chosen.candidate))
        found.sort(key=lambda one: -one[0].total)
    return tuple(
        _candidate(spec, number, scored, weighed)
        for number, scored in enumerate(found, start=1)
        if scored[1].value.piece.chars
    )


def _candidate(
    spec: FieldSpec, number: int, scored: Scored, weighed: Weighed
) -> ExplainedCandidate:
    score, candidate = scored
    choice = weighed.chosen.get(spec.name)
    chosen = choice is not None and choice.candidate is candidate
    behind = {
        "label": own_claim(spec, candidate)[1],
        "another's label": other_claim(spec, candidate, weighed.layout)[1],
    }
    return ExplainedCandidate(
        number=number,
        value=candidate.value.value,
        place=_place(candidate.value.piece),
        score=round(score.total, 2),
        parts=tuple(
            _part(what, worth, behind.get(what))
            for what, worth in sorted(score.parts.items(), key=lambda part: -abs(part[1]))
        ),
        blank=candidate.blank,
        chosen=chosen,
        taken_by="" if chosen else _taker(spec.name, scored, weighed.chosen),
    )


def _part(what: str, worth: float, claim: Claim | None) -> ScorePart:
    label, relation = (claim.anchor.label, claim.relation) if claim is not None else ("", "")
    if claim is not None and claim.anchor.lead:
        label = claim.anchor.lead + label
    return ScorePart(what=what, worth=round(worth, 2), label=label, relation=relation)


def _taker(name: str, scored: Scored, chosen: Mapping[str, Assignment]) -> str:
    """The field that got a candidate's place instead."""
    place = scored[1].place
    return next(
        (
            other
            for other, choice in chosen.items()
            if other != name and not choice.candidate.place.isdisjoint(place)
        ),
        "",
    )


def _place(piece: Piece) -> PageLocation:
    page, box = piece.page, piece.box
    assert page is not None and box is not None
    return PageLocation(file=page.file, page=page.page, box=box.rounded())
