"""Scores as probabilities: the curve between its points, what it is applied to, and for whom."""

import pytest
from pydantic import ValidationError

from core.models.document import Annotation, Document, Field, Kind, PageRef, PlacedSeal, Reading
from core.models.geometry import Box
from core.models.page import Seal
from pipeline.reading.ocr import SECOND, open_engine
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.ocr.setup import beside
from pipeline.settling.calibrate import (
    UNMEASURED,
    Calibration,
    Curve,
    Curves,
    calibrated,
    shipped,
    unsure,
)
from validators.policy import load_policy

CURVE = Curve(kinds=("date",), score=(0.0, 0.5, 0.9), right=(0.0, 0.8, 0.99))
PAGE = PageRef(file="a", page=1)
BOX = Box(0.1, 0.1, 0.2, 0.2)
KINDS: tuple[Kind, ...] = (
    "text", "address", "date", "month", "amount", "phone", "person", "company", "id_number",
    "credit_code",
)  # fmt: skip


def field(
    value: str | None,
    kind: Kind = "date",
    name: str = "x",
    confidence: float = 0.99,
    readings: tuple[Reading, ...] = (),
    trouble: str | None = None,
) -> Field:
    return Field(
        name=name, kind=kind, value=value, raw="", confidence=confidence, readings=readings,
        trouble=trouble,
    )  # fmt: skip


def document(**fields: Field) -> Document:
    return Document(
        id="D1", type="id_card", confidence=1, pages=(PAGE,), fields=fields, rows=(fields,)
    )


def read(source: str, value: str) -> Reading:
    return Reading.model_validate({"source": source, "value": value, "confidence": 0.99})


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
    given = document(
        read=field("2020-01-01", confidence=0.5),
        empty=field(None, confidence=0.5),
        other=field("甲", "person", confidence=0.5),
        signed=field("2020-01-01", name="signed_signature", confidence=0.5),
    )
    (found,) = calibrated([given], Curves(readers=("a",), curve=(CURVE,)))
    wanted = {"read": 0.8, "empty": 0.5, "other": 0.5, "signed": 0.5}
    assert {n: f.confidence for n, f in found.fields.items()} == wanted
    assert {n: f.confidence for n, f in found.rows[0].items()} == wanted


def test_curves_are_those_of_the_readers_they_were_measured_with() -> None:
    one, other = (Curves(readers=marks, curve=(CURVE,)) for marks in (("a + s", "b"), ("a",)))
    known = Calibration(measured=(one, other))
    assert known.curves("a + s") is known.curves("b") is one
    assert known.curves("a") is other
    assert known.curves("b + s") is known.curves("a + t") is known.curves("s") is None


def test_readers_have_one_set_of_curves() -> None:
    one = Curves(readers=("a",), curve=(CURVE,))
    with pytest.raises(ValidationError, match="two sets"):
        Calibration(measured=(one, one))


def test_without_curves_nothing_is_sure() -> None:
    """Values, cells, seals, notes, signatures, and places that were found empty."""
    seal = Seal(
        kind="official", text="", ring="", centre="", shape="round", colour="red",
        confidence=0.99, box=BOX,
    )  # fmt: skip
    note = Annotation(
        text="x", confidence=0.99, page=PAGE, box=BOX, signature="y", signature_confidence=0.99
    )
    given = document(read=field("2020-01-01"), empty=field(None)).model_copy(
        update={"seals": (PlacedSeal(seal=seal, page=PAGE),), "annotations": (note,)}
    )
    (found,) = calibrated([given], None)
    sure = [
        *(f.confidence for values in (found.fields, *found.rows) for f in values.values()),
        found.seals[0].seal.confidence,
        found.annotations[0].confidence,
        found.annotations[0].signature_confidence,
    ]
    assert set(sure) == {UNMEASURED} and len(sure) == 7
    assert min(map(float, load_policy().thresholds.values())) > UNMEASURED


@pytest.mark.parametrize(
    ("readings", "trouble", "kept"),
    [
        ((read("page", "2020-01-01"), read("layer", "2020-01-01")), None, True),
        ((read("page", "2020-01-07"), read("layer", "2020-01-01")), None, False),
        ((read("page", "2020-01-01"), read("layer", "2020-01-01")), "doubted", False),
        ((read("layer", "2020-01-01"),), None, False),  # a claim that nobody saw
        ((read("page", "2020-01-01"), read("again", "2020-01-01")), None, False),
    ],
)
def test_what_page_and_text_layer_both_say_needs_no_curve(
    readings: tuple[Reading, ...], trouble: str | None, kept: bool
) -> None:
    """An engine may misread, but not into the very characters that the file has."""
    given = document(day=field("2020-01-01", readings=readings, trouble=trouble))
    (found,) = unsure([given])
    assert (found.fields["day"].confidence == 0.99) is kept


MEASURED = [
    beside(RapidOcr(backend, precision=precision).mark, second)
    for backend, precision in (("openvino", "bf16"), ("openvino", "f32"), ("onnxruntime", "f32"))
    for second in (open_engine(SECOND).mark, None)
]  # the default engine on every processor, with the second reader and without


@pytest.mark.parametrize("readers", MEASURED)
def test_the_default_engine_was_measured(readers: str) -> None:
    """A threshold above the end of the curve would hold every value for review."""
    curves = shipped().curves(readers)
    assert curves is not None
    thresholds = load_policy().thresholds
    for kind in KINDS:
        curve = curves.of(kind)
        assert curve is not None
        assert curve.at(0.985) > thresholds[kind]
        assert curve.at(0.5) < thresholds[kind]


def test_an_engine_that_was_never_measured_has_no_curves() -> None:
    assert shipped().curves(open_engine("tesseract").mark) is None
    assert 0 < shipped().worth[open_engine(SECOND).mark] < 1
