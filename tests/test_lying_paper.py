"""Downloads that were changed by hand, through the whole line with real OCR."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from core.models.finding import Finding
from core.models.report import Report
from generator import cast
from generator.documents.chsi import chsi_form
from generator.documents.study import Study
from generator.ops import Canvas, Text
from generator.pdf import write_layer
from pipeline.run import Options, check_packet, open_kit

NUMBER, FORGED = "199981202302000456", "199981202302000999"
STUDY = Study(
    "测试师范大学", "应用统计", "硕士研究生", "经济学硕士", "3",
    date(2020, 9, 1), date(2023, 6, 28), NUMBER, "1999832023000456", "白例华",
)  # fmt: skip
WHITE = (255, 255, 255)

pytestmark = pytest.mark.engine


def number_on(canvas: Canvas) -> Text:
    """The certificate's number as it is printed."""
    return next(op for op in canvas.ops if isinstance(op, Text) and op.text == NUMBER)


def as_it_is(canvas: Canvas) -> None:
    number_on(canvas)


def with_white_text(canvas: Canvas) -> None:
    """Another number beside the one that is seen, white on white."""
    op = number_on(canvas)
    canvas.ops.append(op._replace(x=op.x + wide(op, NUMBER) + 0.3, text=FORGED, colour=WHITE))


def with_two_faces(canvas: Canvas) -> None:
    """Three figures typed anew in another face."""
    op = number_on(canvas)
    canvas.ops.remove(op)
    other = op._replace(x=op.x + wide(op, NUMBER[:15]), text="999", face="kai")
    canvas.ops += [op._replace(text=NUMBER[:15]), other]


def wide(op: Text, text: str) -> float:
    """In millimetres; the page without changes was written before, with its faces."""
    return stringWidth(text, op.face, op.size)


def tampering(report: Report) -> list[Finding]:
    return [found for found in report.findings if found.rule == "GEN-TAMPER"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    base = tmp_path_factory.mktemp("lies")
    found = {}
    with open_kit(cache=base / "cache", workers=1) as kit:
        for change in (as_it_is, with_white_text, with_two_faces):
            found[change.__name__] = check_packet(
                drawn(base / f"{change.__name__}.pdf", change),
                kit,
                Options("general_change", date(2025, 5, 27)),
            ).report
    return found


def drawn(path: Path, change: Callable[[Canvas], None]) -> Path:
    paper = chsi_form(
        cast.WEI, STUDY, date(2025, 5, 12), "A3M8KT5W9XQ2HB7D", 3906,
        embeddable=True, valid_until=date(2025, 11, 12),
    )  # fmt: skip
    canvas = paper.sheets[0].canvas
    change(canvas)
    write_layer(path, [canvas])
    return path


def test_a_genuine_one_gives_no_advice(told: dict[str, Report]) -> None:
    (one,) = told["as_it_is"].documents
    assert one.type == "chsi_registration_form"
    assert one.fields["certificate_number"].value == NUMBER
    assert {found.status for found in tampering(told["as_it_is"])} == {"not_checked"}


@pytest.mark.parametrize(
    ("name", "says"),
    [("with_white_text", "看不见的文字"), ("with_two_faces", "不同字体")],
)
def test_a_changed_one_is_advice_with_its_place(
    told: dict[str, Report], name: str, says: str
) -> None:
    report = told[name]
    (found,) = [one for one in tampering(report) if says in one.message]
    assert (found.status, found.severity) == ("review", "advisory")
    number = report.documents[0].fields["certificate_number"]
    (place,) = [one for one in found.evidence if one.box is not None]
    assert number.box is not None and place.box is not None
    assert abs(place.box.cy - number.box.cy) < 0.01
    assert not any(one.status == "fail" for one in tampering(report))
