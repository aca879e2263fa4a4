"""The engines: what every one gives, whichever library reads."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from core.errors import InputError, ToolMissing
from pipeline.reading.ocr import DEFAULT, ENGINES, open_engine
from pipeline.reading.ocr.engine import Engine, Fitter, Image, LineReading, even, usual_scale
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.ocr.tesseract import Tesseract
from pipeline.reading.ocr.trial import trial


def test_even_places() -> None:
    reading = even("2025年", 0.8)
    assert reading.cuts == pytest.approx((0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 1))
    assert reading.certainty == (0.8,) * 5
    assert even("", 0.0) == LineReading("", 0.0, (0.0,), ())


def test_the_registry() -> None:
    assert DEFAULT in ENGINES
    assert isinstance(open_engine("rapidocr"), RapidOcr)
    with pytest.raises(InputError, match="rapidocr") as refused:
        open_engine("best")
    assert refused.value.code == "unknown_engine"


def test_a_name_tells_the_versions() -> None:
    """It is part of the key under which readings are kept."""
    assert RapidOcr("onnxruntime").name != RapidOcr("openvino").name
    assert any(ch.isdigit() for ch in RapidOcr().name)


def test_an_engine_that_is_not_installed_says_how_to_get_it() -> None:
    with pytest.raises(ToolMissing, match="no-such-backend"):
        RapidOcr("no-such-backend").probe()
    lacking = Tesseract(("no_such_language",))
    with pytest.raises(ToolMissing, match="apt-get install"):
        lacking.probe()


def drawn(*lines: str) -> Image:
    image = Pillow.new("RGB", (620, 40 + 80 * len(lines)), "white")
    for n, text in enumerate(lines):
        ImageDraw.Draw(image).text(
            (40, 30 + 80 * n), text, fill="black", font=ImageFont.load_default(40)
        )
    return np.asarray(image)[:, :, ::-1].copy()


def _tesseract() -> Engine:
    engine = Tesseract()
    try:
        engine.probe()
    except ToolMissing as error:
        pytest.skip(str(error))
    return engine


MAKERS: dict[str, Callable[[], Engine]] = {
    "onnxruntime": lambda: RapidOcr("onnxruntime"),
    "best": RapidOcr,
    "tesseract": _tesseract,
}


@pytest.fixture(scope="module", params=sorted(MAKERS))
def engine(request: pytest.FixtureRequest) -> Engine:
    return MAKERS[request.param]()


@pytest.mark.engine
def test_finds_and_reads_lines(engine: Engine) -> None:
    engine.probe()
    image = drawn("2025-10-15", "110101199003070011")
    quads = sorted(engine.detect(image), key=lambda q: float(q[0, 1]))
    assert len(quads) == 2
    for quad, top in zip(quads, (30, 110), strict=True):
        assert quad.shape == (4, 2)
        assert 25 < quad[0, 0] < 55 and top - 10 < quad[0, 1] < top + 20
        assert quad[2, 0] > quad[0, 0] + 150 and 20 < quad[2, 1] - quad[0, 1] < 60
    crops = [image[20:90], image[100:170]]
    first, second = engine.recognise(crops)
    assert (first.text, second.text) == ("2025-10-15", "110101199003070011")
    assert second.confidence > 0.6
    assert len(second.cuts) == 19 and len(second.certainty) == 18
    assert list(second.cuts) == sorted(second.cuts)


@pytest.mark.engine
def test_characters_stand_where_they_are_cut(engine: Engine) -> None:
    """The digit found by its cuts is read as the same digit: within a digit's width."""
    image = drawn("110101199003070011")[20:90]
    dark = np.flatnonzero((image < 128).any(axis=(0, 2)))
    line = image[:, dark[0] - 4 : dark[-1] + 5]
    (reading,) = engine.recognise([line])
    width = (dark[-1] - dark[0]) / 18
    middle = (reading.cuts[8] + reading.cuts[9]) / 2 * line.shape[1]
    assert middle == pytest.approx(4 + 8.5 * width, abs=1.2 * width)


@pytest.mark.engine
def test_a_line_reads_the_same_whatever_stands_beside_it(engine: Engine) -> None:
    short, long = drawn("2025")[20:90, :160], drawn("110101199003070011")[20:90]
    (alone,) = engine.recognise([short])
    assert engine.recognise([long, short])[1] == alone


@pytest.mark.engine
def test_known_words_fit_what_is_written(engine: Engine) -> None:
    if not isinstance(engine, Fitter):
        pytest.skip("this engine cannot say how well a word fits")
    one, two = drawn("2025-10")[20:90], drawn("15 was")[20:90]
    same, over, other, strange = engine.fit(
        [one, two], ["2025-10", "-1015", "2026-10", "\U0003ffff"]
    )
    assert same > 0.9 and over > 0.5  # the second runs over both lines
    assert other < 0.1 and strange == 0.0
    assert engine.fit([], ["2025"]) == [0.0]


@pytest.mark.parametrize(
    ("size", "scale"),
    [((3508, 2480), 1280 / 3508), ((1280, 905), 1.0), ((400, 630), 736 / 400)],
)
def test_the_size_lines_are_looked_for_in(size: tuple[int, int], scale: float) -> None:
    """Large pages are shrunk, cards and clippings enlarged."""
    image = np.zeros((*size, 3), dtype=np.uint8)
    assert usual_scale(image) == pytest.approx(scale)


@pytest.mark.engine
def test_an_empty_picture(engine: Engine) -> None:
    white = np.full((60, 200, 3), 255, dtype=np.uint8)
    assert engine.detect(white) == []
    assert engine.recognise([]) == []
    (reading,) = engine.recognise([white])
    assert reading.text.strip() == "" or reading.confidence < 0.5


@pytest.mark.engine
def test_a_trial_reading(engine: Engine) -> None:
    trial(engine)
