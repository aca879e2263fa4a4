"""A term's end may speak for its paper though its place is in doubt, never against it."""

import pytest

from core.models.document import Document, PlacedLine
from core.models.geometry import Box
from tests.validators.kit import NUMBER, case, paper
from tests.validators.kit import status as status_of


def lease(end: str, placed: float, *lines: str, read: float = 0.99) -> Document:
    """A lease whose last day was read, but whose place is not sure."""
    found = paper("lease_contract", lessee="张三", lessee_id=NUMBER, lease_end=end)
    field = found.fields["lease_end"].model_copy(
        update={"placed": placed, "confidence": read * placed}
    )
    box = Box(0.1, 0.3, 0.6, 0.33)
    printed = tuple(PlacedLine(text=text, page=0, box=box) for text in (end, *lines))
    return found.model_copy(
        update={"fields": {**found.fields, "lease_end": field}, "lines": printed}
    )


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (lease("2020-12-31", 0.99), "pass"),
        (lease("2020-12-31", 0.7, "2019年1月1日"), "pass"),
        (lease("2020-12-31", 0.7, "2071年5月1日"), "review"),  # the land's, or the lease's
        (lease("2020-12-31", 0.7, "至2071年5", "月1日止"), "review"),  # broken by a line's end
        (lease("2020-12-31", 0.4), "review"),
        (lease("2020-12-31", 0.7, read=0.8), "review"),
        (lease("2020-01-31", 0.7), "review"),  # too early: it does not speak against it
        (lease("2020-01-31", 0.99), "fail"),
    ],
)
def test_the_end_of_a_lease(found: Document, status: str) -> None:
    assert status_of(case("new_permit", found, housing="rented"), "RES-LEASE-6M") == status


@pytest.mark.parametrize(
    ("found", "placed", "status"),
    [("2016-12-03", 0.7, "pass"), ("2019-09-03", 0.7, "review"), ("2016-12-03", 0.3, "review")],
)
def test_a_founded_unit_is_older_than_any_day_of_its_licence(
    found: str, placed: float, status: str
) -> None:
    licence = paper("business_license", establishment_date=found)
    field = licence.fields["establishment_date"].model_copy(
        update={"placed": placed, "confidence": 0.99 * placed}
    )
    doubtful = licence.model_copy(update={"fields": {"establishment_date": field}})
    assert status_of(case("new_permit", doubtful), "UNIT-AGE-1Y") == status


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("签发机关 某市公安局", "2016.05.06-2036.05.06"), "pass"),
        (("2016.05.06-2036.05.06", "2031.01.01"), "review"),  # two days are yet to come
        (("2009.05.06-2019.05.06",), "review"),  # none is: it may have run out, or be unread
    ],
)
def test_the_only_day_to_come_on_a_card_is_its_last(lines: tuple[str, ...], status: str) -> None:
    box = Box(0.1, 0.3, 0.6, 0.33)
    card = paper("id_card", name="张三", id_number=NUMBER, more={"sides": ("front", "back")})
    printed = tuple(PlacedLine(text=text, page=0, box=box) for text in lines)
    shown = card.model_copy(update={"lines": printed})
    assert status_of(case("new_permit", shown), "GEN-ID-EXPIRY") == status
