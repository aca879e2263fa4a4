"""Scores as probabilities: the curve between its points, and what it is applied to."""

import pytest
from pydantic import ValidationError

from core.models.document import Document, Field, Kind, PageRef
from pipeline.settling.calibrate import Curve, Curves, calibrated, measured
from validators.policy import load_policy

CURVE = Curve(kinds=("date",), score=(0.0, 0.5, 0.9), right=(0.0, 0.8, 0.99))


@pytest.mark.parametrize(
    ("score", "right"),
    [(0.0, 0.0), (0.25, 0.4), (0.5, 0.8), (0.7, 0.895), (0.9, 0.99), (0.97, 0.99), (1.0, 0.99)],
)
def test_a_curve_runs_straight_between_its_points(score: float, right: float) -> None:
    assert CURVE.at(score) == pytest.approx(right)


@pytest.mark.parametrize(
    ("score", "right"),
    [((0.0, 0.5), (0.5, 0.4)), ((0.5, 0.2), (0.1, 0.2)), ((0.0,), (0.1, 0.2)), ((), ()),
     ((0.0, 0.5), (0.5, 1.2))],
)  # fmt: skip
def test_a_curve_that_does_not_rise_is_refused(
    score: tuple[float, ...], right: tuple[float, ...]
) -> None:
    with pytest.raises(ValidationError):
        Curve(kinds=("date",), score=score, right=right)


def test_what_was_read_is_calibrated_and_nothing_else() -> None:
    def field(name: str, value: str | None, kind: Kind = "date") -> Field:
        return Field(name=name, kind=kind, value=value, raw="", confidence=0.5)

    document = Document(
        id="D1", type="id_card", confidence=1, pages=(PageRef(file="a", page=1),),
        fields={"read": field("read", "2020-01-01"), "empty": field("empty", None),
                "other": field("other", "甲", "person"), "signed_signature": field(
                    "signed_signature", "2020-01-01")},
        rows=({"read": field("read", "2020-01-02")},),
    )  # fmt: skip
    (found,) = calibrated([document], Curves(curve=(CURVE,)))
    assert {n: f.confidence for n, f in found.fields.items()} == {
        "read": 0.8, "empty": 0.5, "other": 0.5, "signed_signature": 0.5,
    }  # fmt: skip
    assert found.rows[0]["read"].confidence == 0.8


def test_every_kind_that_is_read_has_a_curve_that_reaches_its_threshold() -> None:
    """A threshold above the end of the curve would hold every value for review."""
    thresholds = {kind: float(value) for kind, value in load_policy().thresholds.items()}
    for kind in ("text", "address", "date", "month", "amount", "phone", "person", "company",
                 "id_number", "credit_code"):  # fmt: skip
        curve = measured().of(kind)  # type: ignore[arg-type]
        assert curve is not None
        assert curve.at(0.985) > thresholds[kind]
        assert curve.at(0.5) < thresholds[kind]
