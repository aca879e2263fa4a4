"""Two people of one paper, described by the same labels twice: one under the other or beside.

Every value at a label of its kind is weighed like any place; of the two best the one that
stands first is the first person's.
"""

from collections.abc import Sequence

from core.models.document import Field
from extractors.id_card import sex
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.places.candidates import Candidate, Pool
from extractors.kit.places.layout import Layout
from extractors.kit.places.scores import score
from extractors.kit.places.sides import Sides
from extractors.kit.places.words import vocabulary

LIKELY = 0.5  # a place's score: below it none is taken
BESIDE = 1.5  # heights of a line: values that stand so level are side by side
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
"""What a person's value is called in a field's name, and which of SPECS it is."""


def couple(sheets: Sheets, keys: Sequence[str], stops: Sequence[str] = ()) -> dict[str, Field]:
    """party1_… and party2_… for each key whose two values both stand at their labels."""
    layout = Layout.of(sheets, vocabulary(SPECS, tuple(stops)))
    pool = Pool(layout)
    fields: dict[str, Field] = {}
    for key in keys:
        spec = next(s for s in SPECS if s.name == KEYS[key])
        for number, candidate in enumerate(_both(spec, pool), 1):
            named = FieldSpec(f"party{number}_{key}", spec.kind)
            fields[named.name] = make_field(named, candidate.value)
    return fields


def _both(spec: FieldSpec, pool: Pool) -> Sequence[Candidate]:
    """The two likeliest places of a value in the order of reading; none where it is one only."""
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
