"""How much one page may contain, and the errors for a file that is over the limits or broken."""

from core.errors import InputError
from core.limits import limits
from core.reasons import reason

PAGE_SIDES = (1.0, 20_000.0)  # mm


def damaged(what: str) -> InputError:
    """The error for a file with missing or broken parts; `what` says which."""
    return InputError("damaged", reason("ofd.damaged", what=what))


def bad_page(what: str) -> InputError:
    """The error for a page that cannot be shown as intended."""
    return InputError("bad_page", reason("ofd.bad_page", what=what))


class DrawingBudget:
    """What may still be drawn on one page; nested composites may repeat content without end."""

    def __init__(self) -> None:
        self._left = {
            "glyphs": limits().ofd_glyphs,
            "objects": limits().ofd_objects,
            "steps": limits().ofd_steps,
        }

    def spend(self, what: str, count: int = 1) -> None:
        """Raises InputError if the page needs more than any real paper."""
        self._left[what] -= count
        if self._left[what] < 0:
            raise InputError("too_complex", reason("ofd.too_complex"))
