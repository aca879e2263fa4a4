"""Addresses in sentences with unknown wording: 现有房屋一套在北京市东城区甲街1号, 出租给乙方.

An address is recognised by its form, from the city or district to the door. If a document has only
one address that no other field has and no other field's label claims, it goes to the only address
field without a value, with reduced confidence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.models.document import Field
from core.text.values.places import BEIJING, CITY
from extractors.kit.fields import FieldSpec
from extractors.kit.places.assign import Assignment
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.claims import other_claim
from extractors.kit.places.scores import BASE, Score
from extractors.kit.places.structure import RowSpot
from extractors.kit.places.tablecells import in_table

DOOR = "the only door left"
WORTH = 4.0  # score for being the only address on the document
CLAIMED = 0.6  # from this claim of another field's label on, an address is not free
_UNIT = "(?:号院|号楼|号|区|栋|幢|座|楼|层|单元|门|室|弄|组|院|村|期|段|户)"
_NUMBER = rf"[甲乙丙丁]?(?:[0-9]+[A-Za-z]?(?:-[0-9]+)*|[A-Z])(?:{_UNIT}|(?![0-9年月日.,]))"
_WORDS = "[一-鿿]"
_PLAIN = "(?:(?![共的房租为至月年元及])[一-鿿])"  # the text between the numbers of an address
_ADDRESS = re.compile(
    rf"(?:{CITY}(?:{_WORDS}{{1,8}}?[市州盟])?(?:{_WORDS}{{1,6}}?[区县市旗])?|{BEIJING})"
    rf"{_WORDS}{{2,14}}?(?:{_NUMBER})(?:{_PLAIN}{{0,4}}{_NUMBER})*"
)


def last_door(
    owed: Sequence[FieldSpec],
    chosen: Mapping[str, Assignment],
    pool: CandidatePool,
    rows: Sequence[Mapping[str, Field]],
) -> dict[str, Assignment]:
    """Gives the only remaining address to the only address field without a value."""
    open_fields = [spec for spec in owed if spec.kind == "address"]
    if len(open_fields) != 1:
        return {}
    spec = open_fields[0]
    free = free_doors(spec, chosen, pool, rows)
    if len(free) != 1:
        return {}
    (candidate,) = free.values()
    return {spec.name: Assignment(candidate, Score({"base": BASE, DOOR: WORTH}), 0.0)}


def free_doors(
    spec: FieldSpec,
    chosen: Mapping[str, Assignment],
    pool: CandidatePool,
    rows: Sequence[Mapping[str, Field]],
) -> dict[str, Candidate]:
    """The addresses, keyed by value, that no field has and no other field's label claims."""
    taken = [choice.candidate for choice in chosen.values()]
    return {
        found.value.value: found
        for found in _found(spec, pool)
        if not in_table(found, rows)
        and all(found.place.isdisjoint(other.place) for other in taken)
        and found.value.value not in {other.value.value for other in taken}
        and other_claim(spec, found, pool.layout)[0] < CLAIMED
    }


def _found(spec: FieldSpec, pool: CandidatePool) -> Iterator[Candidate]:
    """All addresses of the document, including those that continue on the next line."""
    layout = pool.layout
    for n, row in enumerate(layout.rows):
        whole = row.piece(0, len(row.text))
        if n + 1 < len(layout.rows) and layout.rows[n + 1].sheet is row.sheet:
            whole = whole + layout.rows[n + 1].piece(0, len(layout.rows[n + 1].text))
        for match in _ADDRESS.finditer(whole.folded):
            if match.start() >= len(row.text):
                break
            piece = whole[match.start() : match.end()]
            value = spec.reader(piece)
            if value is not None:
                spot = RowSpot(n, match.start(), min(match.end(), len(row.text)))
                yield Candidate(value, spot, tuple(pool.claims(spot)))
