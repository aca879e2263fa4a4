"""A unit's seal of another class than is asked for: wrong, or not made out."""

import pytest

from tests.validators.kit import UNIT, paper, seal
from validators.ground.stamps import State, bare, issued, ring_is, sister, unit_seal
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


@pytest.mark.parametrize(
    ("raws", "state"),
    [
        (("财950", "技6H5.39"), "unread"),  # letters of its name and class
        (("财950", "685.39"), "absent"),
        (("第1页", "元5.39"), "absent"),  # other letters
    ],
)
def test_a_seal_that_shows_through_cells_of_figures_is_not_absent(
    raws: tuple[str, str], state: State
) -> None:
    screen = paper("its_withholding_screenshot", rows=[{"income": "1.00"}, {"income": "2.00"}])
    rows = tuple(
        {"income": row["income"].model_copy(update={"kind": "amount", "value": None, "raw": raw})}
        for row, raw in zip(screen.rows, raws, strict=True)
    )
    spoiled = screen.model_copy(update={"rows": rows})
    assert unit_seal(spoiled, UNIT, "finance", POLICY).state == state


@pytest.mark.parametrize(
    ("ring", "confidence", "answer"),
    [
        ("北京样例云图科技有限公司", 0.99, True),
        ("北京样例云图科技有限公司财务专用章", 0.99, True),
        ("★北京样例云图科技有限公司", 0.99, True),
        ("北京样例云途科技有限公司", 0.93, True),  # a letter of a doubtful reading
        ("北京样例云途科技有限公司", 0.99, None),  # to the letter another name
        ("北京样例云图科技有限公司一分公司", 0.99, False),
        ("样例云图科技有限公司", 0.99, None),  # the letters before were not read
        ("北京样例云图科技有限", 0.99, None),
        ("北京云图科技有限公司", 0.99, None),
        ("上海陌路商贸集团有限公司", 0.9, False),
        ("上海陌路商贸集团有限公司", 0.6, None),
    ],
)
def test_whose_ring_it_is(ring: str, confidence: float, answer: bool | None) -> None:
    placed = seal(ring, confidence=confidence)
    owner = "北京样例云图科技有限公司"
    assert ring_is(placed, owner, POLICY) is answer
    assert sister(placed, owner) is (confidence >= 0.95 and answer is not True)


def test_words_of_a_class_within_a_name_are_the_names() -> None:
    assert bare("北京甲财务咨询有限公司") != bare("北京甲业务咨询有限公司")
    assert bare("北京甲财务咨询有限公司财务专用章") == "北京甲财务咨询有限公司"


@pytest.mark.parametrize(
    ("stamps", "grey", "state"),
    [
        ((), False, "absent"),
        ((), True, "unread"),
        ((seal(),), False, "absent"),  # the unit's own, on the copy
        ((seal(kind="finance"),), False, "absent"),
        ((seal("某某民政局", "agency"),), False, "there"),
        ((seal("某某民政局", "agency", 0.3),), False, "unread"),
    ],
)
def test_whether_an_issuer_sealed_a_paper(
    stamps: tuple[object, ...], grey: bool, state: State
) -> None:
    filed = paper("divorce_agreement", seals=stamps, more={"grey": grey})  # type: ignore[arg-type]
    assert issued(filed, UNIT, POLICY) == state
