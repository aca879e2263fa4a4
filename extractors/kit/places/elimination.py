"""Assigns the remaining names to fields of persons and units that no known label led to.

Whoever signs for a party is that party. If one name and one such field remain, the name belongs to
the field. If as many names as fields remain, they are assigned in the usual order. This is how a
clerk reads a letter with unusual wording; the result is never certain.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.models.document import Field, Kind
from core.text.fold import fold, squeeze
from extractors.kit.fields import FieldSpec
from extractors.kit.places.assign import Assignment
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.forms import plausible
from extractors.kit.places.layout import Layout
from extractors.kit.places.proposals import proposal_of
from extractors.kit.places.scores import BASE, Score
from extractors.kit.places.standing import Name, group_of, names_on
from extractors.kit.places.structure import RowSpot

SIGNS, LAST, TURN = "signs as the party", "the only name left", "names in their order"
WORTH = 3.0  # score if there is no other name for the field, or no other field for the name
TWICE = 0.8  # score if it occurs more than once: not a word found by chance
SIGNATURE = "_signature"
RUN_ON: tuple[Kind, ...] = ("text", "address")
"""Kinds whose form does not show where a value ends."""


def signing(
    specs: Sequence[FieldSpec],
    open_: Sequence[FieldSpec],
    pool: CandidatePool,
    seen: Mapping[str, Field],
) -> dict[str, Assignment]:
    """Finds parties that only their signatures name, from the names at the signatures."""
    found: dict[str, Assignment] = {}
    for spec in open_:
        signed = seen.get(signature_of(spec.name))
        if group_of(spec) != "person" or signed is None or not signed.value:
            continue
        candidate = proposal_of(spec, signed, pool)
        if candidate is not None and candidate.value.value == signed.value:
            elsewhere = _elsewhere(spec, candidate, pool)
            name = Name(elsewhere or candidate, 2 if elsewhere else 1)
            found[spec.name] = _choice(spec, name, SIGNS, pool.layout)
    return found


def without_clashes(
    specs: Sequence[FieldSpec], chosen: Mapping[str, Assignment], found: Mapping[str, Assignment]
) -> dict[str, Assignment]:
    """The choices, without texts that contain a name or cut off its end: 有限公司 taken as a type."""
    names = frozenset().union(*(c.candidate.place for c in found.values()))
    running = {spec.name for spec in specs if spec.kind in RUN_ON}
    return {
        n: c for n, c in chosen.items() if n not in running or c.candidate.place.isdisjoint(names)
    }


def _elsewhere(spec: FieldSpec, signed: Candidate, pool: CandidatePool) -> Candidate | None:
    """The first occurrence of the signer's name that is not the signature itself."""
    text = squeeze(fold(signed.value.value))
    for n, row in enumerate(pool.layout.rows):
        at = row.text.find(text)
        spot = RowSpot(n, at, at + len(text))
        value = spec.reader(row.piece(at, at + len(text))) if at >= 0 else None
        if value is not None and value.value == signed.value.value:
            found = Candidate(value, spot, tuple(pool.claims(spot)))
            return found if found.place.isdisjoint(signed.place) else None
    return None


def signs_for_another(spec: FieldSpec, value: str, seen: Mapping[str, Field]) -> bool:
    """Whether someone of that name signs as another party, but not as the field's own party."""
    own = signature_of(spec.name)
    own_signature = seen.get(own)
    others = {f.value for n, f in seen.items() if n.endswith(SIGNATURE) and n != own}
    return value in others and (own_signature is None or own_signature.value != value)


def signature_of(name: str) -> str:
    """The signature field of a party, from the field of the party's name.

    >>> signature_of("agent_name"), signature_of("lessor")
    ('agent_signature', 'lessor_signature')
    """
    return name.removesuffix("_name") + SIGNATURE


def by_elimination(
    specs: Sequence[FieldSpec],
    open_: Sequence[FieldSpec],
    chosen: Mapping[str, Assignment],
    pool: CandidatePool,
    seen: Mapping[str, Field],
    rows: Sequence[Mapping[str, Field]],
) -> dict[str, Assignment]:
    """Fields of persons and units, filled with the names that remain on the document."""
    found: dict[str, Assignment] = {}
    taken = {c.candidate.value.value for n, c in chosen.items() if not n.endswith(SIGNATURE)}
    held = [
        c.candidate.place
        for n, c in chosen.items()
        if n in {s.name for s in specs if s.kind not in RUN_ON}
    ]
    for group in dict.fromkeys(map(group_of, specs)):
        owed = [spec for spec in open_ if group and group_of(spec) == group]
        if not owed:
            continue
        names = [
            name
            for name in names_on(owed[0], group, pool, rows)
            if name.value not in taken
            and all(place.isdisjoint(name.candidate.place) for place in held)
            and not all(signs_for_another(spec, name.value, seen) for spec in owed)
        ]
        for spec, name, why in _left(owed, names):
            found[spec.name] = _choice(spec, name, why, pool.layout)
    return found


def _left(
    owed: Sequence[FieldSpec], names: Sequence[Name]
) -> Iterator[tuple[FieldSpec, Name, str]]:
    """Pairs of fields and remaining names, with the reason."""
    if len(owed) == 1 and len(names) > 1:
        often = [name for name in names if name.often > 1]
        names = often if len(often) == 1 else ()
    if len(owed) == len(names) == 1:
        yield owed[0], names[0], LAST
    elif len(owed) == len(names):
        yield from ((spec, name, TURN) for spec, name in zip(owed, names, strict=True))
    elif len(names) == 1:
        yield owed[0], names[0], TURN


def _choice(spec: FieldSpec, name: Name, why: str, layout: Layout) -> Assignment:
    value = spec.reader(name.candidate.value.piece) or name.candidate.value
    candidate = replace(name.candidate, value=value)
    parts = {
        "base": BASE,
        why: WORTH,
        "form": plausible(spec.kind, value.value, layout.words),
        "twice": TWICE if name.often > 1 else 0.0,
    }
    return Assignment(candidate, Score({n: v for n, v in parts.items() if v}), 0.0)
