"""Who made a signature, by its ink."""

from core.models.document import Field
from validators.ground.compare import SLIP, edits, folded, lookalike
from validators.ground.look import Value

FAINT = 0.05
"""A name with a lower probability in the ink is surely not written there."""
LEGIBLE = 0.985
"""Above this a signature was read exactly; below it, names are compared with the ink."""


def whose(value: Value, expected: str) -> bool | None:
    """Whether a signature is a person's; None if the ink does not show it.

    The packet's names were compared with doubtful ink (`fit`). A signature is assigned to a person
    only if that name fits better than every other name of the packet.
    """
    if not value.text or not expected or value.field is None:
        return None
    read, wanted = folded(value.text), folded(expected)
    fits = _fits(value.field)
    best = _best(fits, read)
    if read == wanted:
        return True if best else None
    if not value.sure or not best or edits(read, wanted) <= SLIP or lookalike(read, wanted):
        return None
    stranger = bool(fits) and read not in fits
    others = max(fits.values(), default=0.0)
    return None if stranger and others >= FAINT else False


def namesake(value: Value, expected: str) -> bool:
    """Whether an exactly read signature is one character off: 张三 for 张三丰.

    Too similar to be another name, too clear to be a reading error: a person looks.
    """
    if not value.sure or value.field is None or not expected:
        return False
    read, wanted = folded(value.text), folded(expected)
    if read == wanted or edits(read, wanted) > SLIP:
        return False
    if len(read) == len(wanted) and lookalike(read, wanted):
        return False
    fits = _fits(value.field)
    if not fits:
        return value.field.confidence > LEGIBLE
    return _best(fits, read) and fits.get(wanted, 0.0) < FAINT


def _best(fits: dict[str, float], read: str) -> bool:
    """Whether no other name of the packet fits the ink better than what was read."""
    others = max((fit for name, fit in fits.items() if name != read), default=0.0)
    return fits.get(read, 1.0) > others


def _fits(field: Field) -> dict[str, float]:
    """How well each name of the packet fits the ink; empty if none was compared."""
    return {
        folded(reading.value): reading.confidence
        for reading in field.readings
        if reading.source == "fit" and reading.value
    }
