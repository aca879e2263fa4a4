"""A unit's seal of another class than is asked for: wrong, or not made out."""

import pytest

from tests.validators.kit import UNIT, paper, seal
from validators.ground.stamps import State, unit_seal
from validators.judging.edition import open_edition

POLICY = open_edition()


@pytest.mark.parametrize(
    ("kind", "open_class", "state"),
    [("finance", False, "there"), ("official", False, "wrong"), ("official", True, "unread")],
)
def test_a_seal_is_of_the_wrong_class_only_where_its_middle_was_made_out(
    kind: str, open_class: bool, state: State
) -> None:
    pressed = seal(kind=kind).model_copy(update={"open_class": open_class})  # type: ignore[arg-type]
    assert (
        unit_seal(paper("tax_info_notice", seals=[pressed]), UNIT, "finance", POLICY).state == state
    )
