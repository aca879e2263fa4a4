"""Which corrections still apply after people have regrouped pages. Pure functions."""

from collections.abc import Sequence

from core.models.base import Wording
from core.models.material import Material
from review.models import Correction, LapsedCorrection
from review.places import has

UNREAD = "unread:"
OTHERWISE = Wording(
    zh="这份材料已改类型、重新分合或搁置",
    en="the document was retyped, regrouped or laid aside",
)
NO_PLACE = Wording(zh="这份材料现在没有这一项", en="the document has no such value now")
PAGE_HANDLED = Wording(zh="这一页已另行处理", en="the page has been dealt with otherwise")


def lapsed(material: Material, corrections: Sequence[Correction]) -> tuple[LapsedCorrection, ...]:
    """The corrections that no longer apply, each with the reason."""
    found = ((one, _why(material, one)) for one in corrections)
    return tuple(LapsedCorrection(correction=one, why=why) for one, why in found if why)


def standing(material: Material, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections that apply."""
    return tuple(one for one in corrections if _why(material, one) is None)


def _why(material: Material, one: Correction) -> Wording | None:
    if not one.document:
        name = one.field.removeprefix(UNREAD)
        return PAGE_HANDLED if name != one.field and name not in material.unread else None
    document = next((each for each in material.documents if each.id == one.document), None)
    if document is None:
        return OTHERWISE
    return None if has(document, one.field) else NO_PLACE
