"""Values of one document that contradict each other: two parties, two sums, days out of order."""

from collections.abc import Sequence

from core.models.document import Field
from core.numbers.amounts import parse_figures
from extractors.kit.fields import CAPITALS, FieldSpec
from extractors.kit.places.opposed import opposites
from extractors.kit.places.order import out_of_order

UNSURE = 0.5  # confidence of a place that has a likelier rival, or that two parties share
ADJOINING = 2.5  # line heights: the largest distance between the middles of two adjacent rows


def apart(specs: Sequence[FieldSpec], fields: dict[str, Field]) -> dict[str, Field]:
    """The fields, with both lowered where two parties have one value or one sum has two values.

    The same holds for two days in the wrong order.

    A sum in words right beside different figures is left as it is: a rule checks that difference.
    """
    against = opposites(tuple(specs))
    found = {name: f.value for name, f in fields.items() if f.value is not None}
    same = {
        n for n, value in found.items() if any(found.get(o) == value for o in against.get(n, ()))
    }
    same |= out_of_order(found)
    in_words = {n: n.removesuffix(CAPITALS) for n in found if n.endswith(CAPITALS)}
    for words, figures in in_words.items():
        if figures not in found or _is_one_amount(found[words], found[figures]):
            continue
        if not _stand_together(fields[words], fields[figures]):
            same |= {words, figures}
    return {n: doubted(f) if n in same else f for n, f in fields.items()}


def _stand_together(one: Field, other: Field) -> bool:
    """Whether two values are in the same row or in adjacent rows."""
    if one.box is None or other.box is None or one.page != other.page:
        return False
    return abs(one.box.cy - other.box.cy) < ADJOINING * max(one.box.height, other.box.height)


def _is_one_amount(one: str, other: str) -> bool:
    """Whether an amount in words and one in figures are equal, or one of them is not an amount."""
    first, second = parse_figures(one), parse_figures(other)
    return first is None or second is None or first == second


def doubted(field: Field) -> Field:
    """The field, marked as found at an unreliable place."""
    return field.model_copy(update={"placed": min(field.placed, UNSURE)})
