"""What is printed: a report on a few pages, a slip on one, in a real Chromium."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from pipeline.judging import judge_material
from pipeline.reporting.html import render_html
from pipeline.reporting.letter_html import render_letter_html
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language
from pipeline.reporting.pictures import NoPictures
from review import papers
from review.closing import close
from tests.review.conftest import Put, lacking, material
from tests.review.test_work import settle
from validators.policy import load_policy


def pages(page: Page, to: Path) -> int:
    page.pdf(path=to, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(to)
    number = len(document)
    document.close()
    return number


def test_a_report_prints_outcome_list_and_evidence_and_the_rest_on_request(
    browser: Browser, tmp_path: Path
) -> None:
    report = judge_material(material(*lacking()), load_policy())
    (tmp_path / "report.html").write_text(render_html(report, NoPictures()), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    few = pages(page, tmp_path / "few.pdf")
    page.emulate_media(media="print")
    for part in ("#outcome", "#supply", "#review"):
        assert page.locator(part).is_visible(), part
    for part in ("#documents", "#files", "#ahead"):
        assert page.locator(part).is_hidden(), part
    assert few <= 4
    page.emulate_media(media="screen")
    page.check("#print-whole")
    page.emulate_media(media="print")
    assert page.locator("#documents").is_visible()
    assert pages(page, tmp_path / "whole.pdf") > few
    page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_slip_is_one_page(browser: Browser, put: Put, tmp_path: Path, lang: Language) -> None:
    packet = close(settle(put()), "accept").packet
    report = packet.standing.report
    many = tuple(
        one.model_copy(update={"id": f"{one.id}.{n}"}) for n in range(6) for one in report.documents
    )
    report = report.model_copy(update={"documents": many})
    standing = packet.standing.model_copy(update={"report": report})
    made = papers.letter(packet.model_copy(update={"standing": standing}), "accept", lang)
    (tmp_path / "slip.html").write_text(render_letter_html(made, Masker.of(report)), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "slip.html").as_uri())
    assert pages(page, tmp_path / "slip.pdf") == 1
    page.close()
