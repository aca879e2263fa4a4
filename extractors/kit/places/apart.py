"""Values of one paper that cannot all be right: of two parties, two sums, days out of their order."""

from collections.abc import Sequence

from core.models.document import Field
from core.numbers.amounts import parse_figures
from extractors.kit.fields import FieldSpec
from extractors.kit.places.opposed import opposites
from extractors.kit.places.order import out_of_order

UNSURE = 0.5  # a place that another is likelier than, or that two parties share
CAPITALS = "_caps"  # ends the name of an amount in words, beside that of the same in figures
ADJOINING = 2.5  # heights: how far apart the middles of two rows lie that adjoin


def apart(specs: Sequence[FieldSpec], fields: dict[str, Field]) -> dict[str, Field]:
    """The fields, with both in doubt where two parties have one value, or one sum has two.

    So are two days of which the earlier must be the later.

    A sum in words right beside other figures is what the paper says: a rule asks about that.
    """
    against = opposites(tuple(specs))
    found = {name: f.value for name, f in fields.items() if f.value is not None}
    same = {
        n for n, value in found.items() if any(found.get(o) == value for o in against.get(n, ()))
    }
    same |= out_of_order(found)
    said = {n: n.removesuffix(CAPITALS) for n in found if n.endswith(CAPITALS)}
    for words, figures in said.items():
        if figures not in found or _is_one_amount(found[words], found[figures]):
            continue
        if not _stand_together(fields[words], fields[figures]):
            same |= {words, figures}
    return {n: doubted(f) if n in same else f for n, f in fields.items()}


def _stand_together(one: Field, other: Field) -> bool:
    """Whether two values stand in one row or in two that adjoin."""
    if one.box is None or other.box is None or one.page != other.page:
        return False
    return abs(one.box.cy - other.box.cy) < ADJOINING * max(one.box.height, other.box.height)


def _is_one_amount(one: str, other: str) -> bool:
    """Whether an amount in words and one in figures are the same, or either is none."""
    first, second = parse_figures(one), parse_figures(other)
    return first is None or second is None or first == second


def doubted(field: Field) -> Field:
    """The field at a place that is not believed."""
    return field.model_copy(update={"placed": min(field.placed, UNSURE)})
