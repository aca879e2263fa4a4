"""A blind sample before a reviewer, and the second look of a supervisor, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from pipeline.judging import judge_material
from review.audit import trail
from review.quality import answering
from review.quality.drawing import set_share
from review.store.sampled import SampleRow
from tests.review.conftest import REVIEWER
from tests.review.desk import Drawn, Served, serving, visit
from tests.review.good import passing
from validators.policy import load_policy


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as found:
        set_share(found.store, 1.0, "测试", "月度抽检")
        made = passing()
        found.arrivals.add(judge_material(made, load_policy()), made, Drawn(), by="批量")
        yield found


def samples(served: Served) -> list[SampleRow]:
    with served.store.reading() as session:
        return list(session.scalars(select(SampleRow).order_by(SampleRow.id)))


def shown(page: Page) -> None:
    """Until the piece of the page is drawn."""
    page.wait_for_selector("#place[data-shown=piece]")


def dark_share(page: Page) -> float:
    """How much of the drawn piece is ink."""
    found: float = page.evaluate(
        "() => { const c = document.querySelector('#place canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "let n = 0; for (let i = 0; i < d.length; i += 4) n += d[i] < 60 && d[i + 1] < 60;"
        "return n / (d.length / 4); }"
    )
    return found


def test_a_reviewer_answers_what_is_asked_and_sees_nothing_of_what_was_read(
    browser: Browser, served: Served
) -> None:
    rows = samples(served)
    page = visit(browser, served).page
    page.click("nav a[href='/quality/sample']")
    shown(page)
    text = page.content()
    assert all(str(row.value) not in text for row in rows)
    assert str(rows[0].confidence) not in text and str(rows[0].packet) not in text
    assert 0.05 < dark_share(page) < 0.9
    page.click("[data-whole]")
    page.wait_for_selector("#place[data-shown=page]")
    assert dark_share(page) < 0.05
    page.click("[data-whole]")
    for row in rows:
        shown(page)
        page.fill("[name=typed]", f"{row.value} ")
        with page.expect_navigation():
            page.press("[name=typed]", "Enter")
    page.wait_for_selector(".nothing")
    assert {row.verdict for row in samples(served)} == {"right"}


def test_a_day_that_is_none_is_asked_again_with_what_was_typed(
    browser: Browser, served: Served
) -> None:
    (day,) = (row for row in samples(served) if row.kind == "date")
    page = visit(browser, served).page
    page.goto(f"{served.base}/quality/sample?after={day.id - 1}")
    page.fill("[name=typed]", "三月某日")
    page.click("[value=value]")
    assert "日期" in page.inner_text("#trouble")
    assert page.input_value("[name=typed]") == "三月某日"
    assert [row.verdict for row in samples(served) if row.kind == "date"] == [None]
    with page.expect_navigation():
        page.click("[value=unclear]")
    assert [row.verdict for row in samples(served) if row.kind == "date"] == ["unclear"]


def test_what_differs_is_settled_by_a_supervisor_with_both_before_them(
    browser: Browser, served: Served
) -> None:
    (number,) = (row for row in samples(served) if row.kind == "id_number")
    page = visit(browser, served).page
    page.goto(f"{served.base}/quality/sample?after={number.id - 1}")
    page.fill("[name=typed]", "110101199003072578")
    with page.expect_navigation():
        page.click("[value=value]")
    assert page.goto(f"{served.base}/quality/second").status == 403  # type: ignore[union-attr]
    page = visit(browser, served, "钱组长").page
    page.goto(f"{served.base}/quality/second")
    shown(page)
    both = page.inner_text(".both")
    assert str(number.value) in both and "110101199003072578" in both
    assert "unmask" in {row.action for row in trail(served.store, who="钱组长")}
    page.click("[value=wrong]")
    page.wait_for_selector(".nothing")
    assert [row.verdict for row in samples(served) if row.kind == "id_number"] == ["wrong"]


def test_who_may_only_look_is_not_asked(browser: Browser, served: Served) -> None:
    page = visit(browser, served, "李看").page
    assert page.locator("nav a[href='/quality/sample']").count() == 0
    for path in ("sample", "second", "samples/1/page"):
        answer = page.goto(f"{served.base}/quality/{path}")
        assert answer is not None and answer.status == 403


def test_a_supervisor_sees_how_good_it_is_and_a_reviewer_does_not(
    browser: Browser, served: Served
) -> None:
    rows = samples(served)
    for row in rows[:3]:
        answering.answer(served.store, REVIEWER, row.id, "value", row.value or "")
    answering.answer(served.store, REVIEWER, rows[3].id, "nothing")
    page = visit(browser, served, "钱组长").page
    page.goto(f"{served.base}/quality/sample")
    page.click("main a[href='/quality']")
    page.wait_for_selector(".charts")
    assert "1 / 4" in page.inner_text("main")
    assert page.locator(".chart .dot").count() >= 2
    assert page.locator("main a[href='/quality/second']").inner_text().endswith("1")
    answer = visit(browser, served).page.goto(f"{served.base}/quality")
    assert answer is not None and answer.status == 403
