"""Two people on one document with the same labels, one below the other or side by side.

All values at a label of their kind are scored as places; of the two best, the first in reading
order is the first person's.
"""

from collections.abc import Sequence

from core.models.document import Field
from extractors.id_card import sex
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.layout import Layout
from extractors.kit.places.scores import score
from extractors.kit.places.sides import Sides
from extractors.kit.places.words import vocabulary

LIKELY = 0.5  # minimum score of a place
BESIDE = 1.5  # line heights: values within this height difference are side by side
SPECS = (
    FieldSpec("partner", "person", ("姓名", "男方姓名", "女方姓名", "男方", "女方", "Name")),
    FieldSpec("sex", "text", read=sex),
    FieldSpec("nationality", "text"),
    FieldSpec("birth_date", "date"),
    FieldSpec("id_number", "id_number"),
    FieldSpec("holder", "person"),
    FieldSpec("register_date", "date"),
    FieldSpec("certificate_number", "text"),
)
KEYS = {
    "name": "partner",
    "sex": "sex",
    "nationality": "nationality",
    "birth": "birth_date",
    "id": "id_number",
}
"""The name of a person's value in a field name, and the key of its spec in SPECS."""


def couple(sheets: Sheets, keys: Sequence[str], stops: Sequence[str] = ()) -> dict[str, Field]:
    """party1_… and party2_… for each key that has both values at their labels."""
    layout = Layout.of(sheets, vocabulary(SPECS, tuple(stops)))
    pool = CandidatePool(layout)
    fields: dict[str, Field] = {}
    for key in keys:
        spec = next(s for s in SPECS if s.name == KEYS[key])
        for number, candidate in enumerate(_both(spec, pool), 1):
            named = FieldSpec(f"party{number}_{key}", spec.kind)
            fields[named.name] = make_field(named, candidate.value)
    return fields


def _both(spec: FieldSpec, pool: CandidatePool) -> Sequence[Candidate]:
    """The two likeliest places of a value in reading order; empty if there is only one."""
    weighed = [
        (score(spec, c, pool.layout, Sides({}, ())).total, n, c)
        for n, c in enumerate(pool.of(spec))
    ]
    best: list[Candidate] = []
    for total, _, candidate in sorted(weighed, key=lambda w: (-w[0], w[1])):
        if total > LIKELY and all(not candidate.place & other.place for other in best):
            best.append(candidate)
    if len(best) < 2:
        return ()
    one, other = best[0], best[1]
    return (one, other) if _precedes(one, other, pool.layout) else (other, one)


def _precedes(one: Candidate, other: Candidate, layout: Layout) -> bool:
    a, b = layout.box(one.spot), layout.box(other.spot)
    same = layout.rows[one.spot.row].sheet is layout.rows[other.spot.row].sheet
    if same and abs(a.cy - b.cy) < BESIDE * max(a.height, b.height):
        return a.x0 < b.x0
    return one.spot.row < other.spot.row
