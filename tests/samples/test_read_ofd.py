"""An OFD is read as any paper: with real OCR, its text layer held against what is seen."""

from datetime import date

import pytest

from core.models.document import Document
from core.models.report import Report
from generator import cast, fonts
from generator.documents.pay import months_of
from generator.documents.tax_record import tax_record
from generator.paper import Paper
from pipeline.run import check_packet, open_kit

pytestmark = pytest.mark.engine

PAYS = months_of("2025-03", 6, "21500.00", "630.50")


def drawn(*, embeddable: bool) -> Paper:
    return tax_record(cast.LIN, PAYS, date(2025, 9, 28), 20250901, embeddable=embeddable)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """A tax record alone, with its fonts and with only their names."""
    pytest.importorskip("reportlab", reason="the generator writes OFDs with reportlab")
    if packages := fonts.missing(but=fonts.STAND_INS):
        pytest.skip(f"fonts are missing: apt-get install {' '.join(packages)}")
    from generator.ofd import write_ofd

    folder = tmp_path_factory.mktemp("ofd")
    found = {}
    with open_kit(workers=1, cache=tmp_path_factory.mktemp("readings")) as kit:
        for name, held in (("held", True), ("named", False)):
            source = folder / f"{name}.ofd"
            canvases = [sheet.canvas for sheet in drawn(embeddable=held).sheets]
            write_ofd(source, canvases, held=held, attached={"学位证.pdf": b"%PDF-"})
            found[name] = check_packet(source, kit).report
    return found


def only(report: Report) -> Document:
    (document,) = report.documents
    return document


@pytest.mark.parametrize("name", ["held", "named"])
def test_type_values_and_seal(reports: dict[str, Report], name: str) -> None:
    paper, document = drawn(embeddable=name == "held"), only(reports[name])
    assert document.type == paper.doc_type
    truth = {key: mark.value for key, mark in paper.sheets[0].marks.items()}
    for key in ("name", "id_number", "issue_date", "verification_code", "total_caps"):
        if key in truth and key in document.fields:
            assert str(document.fields[key].value) == truth[key], key
    assert {"page", "layer"} <= {r.source for r in document.fields["issue_date"].readings}
    sure = [seal.ring for seal in document.seals if seal.confidence > 0.5]
    assert sure == ["国家税务总局北京市税务局"]
    months = [row["period"].value for row in document.rows if "period" in row]
    assert months == [pay.month for pay in PAYS]


def test_what_is_attached_is_told(reports: dict[str, Report]) -> None:
    (file,) = reports["held"].files
    assert "学位证.pdf" in (file.error or "")
