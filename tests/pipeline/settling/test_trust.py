"""How far readers may be relied on: what a second one would settle, and who has no curves."""

import pytest

from core.models.document import Document, Field, Kind, PageRef, Reading
from pipeline.reading.ocr import SECOND, open_engine
from pipeline.reading.ocr.engine import even
from pipeline.reading.ocr.setup import EngineSetup, Setup, set_up
from pipeline.settling.calibrate import Calibration, Curve, Curves
from pipeline.settling.trust import ALONE, Trust
from pipeline.settling.verify import settle

FIRST, OTHER = EngineSetup("one", "one 1.0", "one"), EngineSetup("two", "two 1.0", "two")
LINE = (Curve(kinds=("amount", "date", "person"), score=(0.0, 1.0), right=(0.0, 1.0)),)
KNOWN = Calibration(
    worth={"two": 0.8},
    measured=(
        Curves(readers=("one + two",), curve=LINE),
        Curves(readers=("one",), curve=LINE),
    ),
)
NEEDED = 0.9


def least(kind: Kind) -> float:
    return NEEDED


def amount(confidence: float, *sources: str, **more: str) -> Field:
    """An amount that these read."""
    readings = [
        Reading.model_validate({"source": s, "value": "5000", "confidence": 0.9}) for s in sources
    ]
    plain = {"name": "x", "kind": "amount", "value": "5000", "raw": "5000", **more}
    return Field.model_validate(
        {**plain, "confidence": confidence, "readings": [r.model_dump() for r in readings]}
    )


def paper(*fields: Field) -> Document:
    named = {str(n): f for n, f in enumerate(fields)}
    page = PageRef(file="a", page=1)
    return Document(id="D", type="x", confidence=1, pages=(page,), fields=named, rows=(named,))


def troubles(setup: Setup, *fields: Field) -> list[str | None]:
    (found,) = Trust(setup, KNOWN).weighed([paper(*fields)], least)
    assert [f.trouble for f in found.rows[0].values()] == [f.trouble for f in found.fields.values()]
    return [f.trouble for f in found.fields.values()]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (amount(0.7, "page", "again"), True),  # 0.94 if another agreed
        (amount(0.5, "page", "again"), True),  # 0.9, just enough
        (amount(0.4, "page", "again"), False),  # nor would it be sure then
        (amount(0.95, "page", "again"), False),  # sure as it is
        (amount(0.7), False),  # nobody would have been asked
        (amount(0.7, "page", "again", kind="person"), False),  # it is asked for numbers alone
    ],
)
def test_what_a_second_reader_might_have_settled_says_so(value: Field, told: bool) -> None:
    setup = Setup(FIRST, lacking="two")
    assert troubles(setup, value) == [ALONE if told else None]
    assert troubles(Setup(FIRST, OTHER), value) == [None]
    assert troubles(Setup(FIRST), value) == [None]  # there is none to install


@pytest.mark.parametrize(
    ("said", "again", "told"),
    [
        ("6000", 0.7, True),  # a second reader that agrees with the first outweighs it
        ("6000", 0.99, False),  # surer than the first: then both are held
        ("5000", 0.7, False),  # they agree: the trouble is another
    ],
)
def test_two_readings_that_differ_might_have_been_settled_too(
    said: str, again: float, told: bool
) -> None:
    differs = "两次读取不一致"
    one, two = amount(0.5, "page", "again", trouble=differs).readings
    one = one.model_copy(update={"confidence": 0.9})
    two = two.model_copy(update={"value": said, "confidence": again})
    value = amount(0.5, trouble=differs).model_copy(update={"readings": (one, two)})
    wanted = f"{differs}；{ALONE}" if told else differs
    assert troubles(Setup(FIRST, lacking="two"), value) == [wanted]
    assert troubles(Setup(FIRST, OTHER), value) == [differs]


@pytest.mark.parametrize("first", [0.3, 0.55, 0.8, 0.94])
@pytest.mark.parametrize(("said", "again"), [("5000", 0.5), ("6000", 0.7), ("6000", 0.99), ("", 0)])
def test_what_is_said_of_a_second_reader_is_what_it_would_have_done(
    first: float, said: str, again: float
) -> None:
    """Settled once alone and once with one that agrees for certain."""
    value, heard = amount(first), {"again": even(said, again)}
    alone, both = settle(value, heard), settle(value, heard | {"second": even("5000", 1.0)}, 0.8)
    (known,) = Trust(Setup(FIRST, OTHER), KNOWN).weighed([paper(both)], least)
    helps = alone.confidence < NEEDED <= known.fields["0"].confidence
    (told,) = troubles(Setup(FIRST, lacking="two"), alone)
    assert (told or "").endswith(ALONE) is helps


def test_what_the_text_layer_disputes_no_second_reader_settles() -> None:
    value = amount(0.5, "page", "layer", "again", trouble="与 PDF 文字层不一致")
    assert troubles(Setup(FIRST, lacking="two"), value) == ["与 PDF 文字层不一致"]


def test_the_report_is_told_who_read_and_what_is_left_open() -> None:
    trust = Trust(Setup(FIRST, lacking="two"), KNOWN)
    found = trust.weighed([paper(amount(0.7, "page", "again"), amount(0.95))], least)
    told = trust.readers(found)
    assert (told.engine, told.second, told.measured, told.left_open) == ("one 1.0", None, True, 2)
    both = Trust(Setup(FIRST, OTHER), KNOWN).readers(found[:0])
    assert (both.second, both.measured, both.left_open) == ("two 1.0", True, 0)


def test_readers_that_were_never_measured_are_sure_of_nothing() -> None:
    """Nor after names were held against the ink."""
    for setup in (Setup(OTHER), Setup(OTHER, FIRST), Setup(FIRST, EngineSetup("x", "x", "x"))):
        trust = Trust(setup, KNOWN)
        for found in (trust.weighed([paper(amount(0.99))], least), trust.held([paper(amount(1))])):
            assert found[0].fields["0"].confidence < NEEDED
        assert not trust.readers(()).measured
    assert Trust(Setup(FIRST), KNOWN).held([paper(amount(0.99))])[0].fields["0"].confidence == 0.99


def test_an_unmeasured_second_reader_adds_nothing() -> None:
    assert Trust(Setup(FIRST, OTHER), KNOWN).worth == 0.8
    assert Trust(Setup(FIRST, EngineSetup("x", "x", "x")), KNOWN).worth == 0
    assert Trust(Setup(FIRST), KNOWN).worth == 0


def test_the_second_reader_is_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    bare = set_up()
    assert bare.second is None and bare.lacking == open_engine(SECOND).mark
    assert "tesseract" not in bare.name
    assert Trust(bare).curves is not None  # measured without it too


@pytest.mark.engine
def test_an_engine_is_not_its_own_second_reader() -> None:
    setup = set_up(SECOND)
    assert setup.second is None and setup.lacking is None
    assert Trust(setup).curves is None
