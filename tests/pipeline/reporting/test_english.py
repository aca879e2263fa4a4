"""Reasons that a report keeps in Chinese are told in English on an English page and terminal."""

import html
import io
from collections.abc import Callable

import pytest
from rich.console import Console

from core.models.report import Report, ReportFile
from core.reasons import in_english, reason
from pipeline.reporting.html import render_html
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.pictures import NoPictures
from pipeline.reporting.terminal import print_report

LOST = reason("pdf.locked")
PAGE = reason("file.pages_failed", numbers="1", why=LOST)
DOUBT = reason("join.both", first=reason("value.two_readings", one="1.00", another="7.00"),
               then=reason("value.small_print"))  # fmt: skip
TROUBLE, ASSUMED = reason("paper.layer_differs"), reason("assumed.no_service")
SERVICE = reason("assumed.service_by_form", names="证件续签")


@pytest.fixture
def report(make: Callable[..., Report]) -> Report:
    made = make()
    lease = made.documents[1]
    doubted = {name: one.model_copy(update={"doubt": DOUBT}) for name, one in lease.fields.items()}
    lease = lease.model_copy(update={"fields": doubted, "troubles": (TROUBLE,)})
    told = {"sha256": "00", "pages": 1}
    files = (
        ReportFile(name="a.pdf", status="failed", error=LOST, **told),
        ReportFile(name="b.pdf", status="read", error=PAGE, page_errors={1: LOST}, **told),
    )
    return made.model_copy(
        update={
            "documents": (made.documents[0], lease),
            "files": files,
            "assumptions": (ASSUMED,),
        }
    )


def page(report: Report, lang: Language) -> str:
    return html.unescape(render_html(report, NoPictures(), lang))


def terminal(report: Report, lang: Language) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=4000), lang)
    return out.getvalue()


@pytest.mark.parametrize("why", [LOST, PAGE, DOUBT, TROUBLE, ASSUMED])
def test_the_page_says_each_reason_in_its_language(report: Report, why: str) -> None:
    english = in_english(why) or ""
    assert why in page(report, "zh") and english not in page(report, "zh")
    assert english in page(report, "en") and why not in page(report, "en")


@pytest.mark.parametrize("why", [LOST, ASSUMED])
def test_the_terminal_does_too(report: Report, why: str) -> None:
    english = in_english(why) or ""
    assert why in terminal(report, "zh") and english not in terminal(report, "zh")
    assert english in terminal(report, "en") and why not in terminal(report, "en")


def test_names_within_are_english_where_they_are_known() -> None:
    assert ReportWords("en").told(SERVICE, {"证件续签": "Renewal"}).endswith("it is “Renewal”")
    assert ReportWords("zh").told(SERVICE, {"证件续签": "Renewal"}) == SERVICE
