"""axe-core finds nothing on any page of the desk and on no report, in either light."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pipeline.judging import judge_material
from pipeline.reporting import write_report
from review.arrivals import KEY as KEY_LENGTH
from tests.review.conftest import material
from tests.review.desk import Drawn, Served, doubtful, serving, visit
from tests.validators.kit import screenshot
from validators.policy import load_policy

Light = Literal["light", "dark"]
KEY = "a" * KEY_LENGTH
PATHS = (
    "/", "/?view=closed", "/upload", "/drop", "/people", "/audit", "/password", "/need",
    "/need?service=new_permit", "/figures", "/quality", "/quality/sample", f"/packets/{KEY}/case",
)  # fmt: skip
SCREENS: tuple[tuple[Light, int, str], ...] = (("light", 1366, "zh"), ("dark", 390, "en"))
"""Everything once in each light, width and language."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("desk")) as found:
        found.add()
        yield found


def complaints(page: Page) -> list[str]:
    """What axe finds wrong: the rule and the first place of each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'][:400]}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("light", "width", "lang"), SCREENS)
def test_the_desks_pages(
    browser: Browser, served: Served, light: Light, width: int, lang: str
) -> None:
    screen = {"width": width, "height": 900}
    visitor = visit(browser, served, "孙管理", viewport=screen, color_scheme=light)
    page = visitor.page
    page.goto(f"{served.base}/language/{lang}")
    found: dict[str, list[str]] = {}
    for path in PATHS:
        page.goto(served.base + path)
        found[path] = complaints(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[path].append("too wide")
    page.goto(f"{served.base}/packets/{KEY}")
    page.wait_for_selector("#stage[data-shown]", state="attached")
    found["packet"] = complaints(page)
    for name, key in (("keys", "?"), ("pages put right", "m"), ("closing", "S")):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open], #edit:not([hidden])")
        found[name] = complaints(page)
        page.keyboard.press("Escape")
    visitor.context.close()
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize("light", ["light", "dark"])
def test_the_door(browser: Browser, served: Served, light: Light) -> None:
    context = browser.new_context(color_scheme=light)
    page = context.new_page()
    page.goto(served.base)
    found = complaints(page)
    context.close()
    assert found == []


@pytest.mark.parametrize(("light", "width", "lang"), SCREENS)
def test_the_report(
    browser: Browser, tmp_path: Path, light: Light, width: int, lang: Literal["zh", "en"]
) -> None:
    months = (("2019-07", "2019-08"), ("2019-09", "2019-10"))
    papers = (*doubtful(), *(screenshot(one) for one in months))
    made = material(*papers, record_broken=True)
    report = judge_material(made, load_policy())
    written = write_report(report, Drawn(), tmp_path, lang)
    file = next(one for one in written if one.name == "report.html")
    screen = {"width": width, "height": 900}
    context = browser.new_context(color_scheme=light, viewport=screen)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.as_uri())
    found = complaints(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == []
    assert wide <= width
