"""A case before a real browser: asked, joined, looked at, a paper put back; and from a command."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from core.models.document import Document
from pipeline.judging import judge_material
from review.cases.proposals import proposals
from review.closing import close
from review.packets import load
from review.queue import rows
from review.store.tables import PacketRow
from review.work import ReviewContext, decide
from tests.review.conftest import REVIEWER, lacking, material
from tests.review.desk import Served, Visitor, serving, visit
from tests.validators.kit import CODE, NUMBER, UNIT, paper
from validators.policy import load_policy


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as found:
        yield found


@pytest.fixture
def visitor(browser: Browser, served: Served) -> Iterator[Visitor]:
    found = visit(browser, served)
    yield found
    found.context.close()


def licence() -> Document:
    return paper("business_license", name=UNIT, credit_code=CODE, legal_rep="李甲")


class Other:
    """A page that no other submission has."""

    def page(self, file: str, page: int) -> bytes | None:
        out = io.BytesIO()
        Image.new("RGB", (900, 1300), "lightyellow").save(out, "PNG")
        return out.getvalue()


def brought(served: Served, *papers: Document) -> str:
    made = material(*papers, key="b" * 64, packet="补交")
    report = judge_material(made, load_policy())
    return served.arrivals.add(report, made, Other(), by="批量").key


def test_a_person_joins_what_came_and_puts_a_paper_back(served: Served, visitor: Visitor) -> None:
    power, change, _ = lacking()
    case = served.add(power, change, key="a" * 64)
    new = brought(served, power, licence())
    page = visitor.page
    page.goto(served.base)
    assert page.locator("tr[data-row]", has_text="补交").get_by_text("待确认归属").is_visible()
    visitor.open(new)
    assert "该案尚未退回" in page.inner_text(".asked")
    page.click(".asked button[value=yes]")
    page.wait_for_url(f"{served.base}/packets/{case}")
    page.click(".rounds summary")
    assert "第2次提交" in page.inner_text(".rounds") and "已补正" in page.inner_text(".rounds")
    page.goto(f"{served.base}/packets/{new}")  # where it was
    page.wait_for_url(f"{served.base}/packets/{case}")
    page.click("text=案件与历史")
    row = page.locator(".papers li", has_text="已被替换").first
    assert "第1次提交" in row.inner_text() and "第2次提交" in row.inner_text()
    row.get_by_role("button", name="恢复计入").click()
    assert page.locator(".papers li", has_text="由人确定仍计入").count() == 1
    assert load(served.store, case).standing.documents[0].id == "D1"
    assert NUMBER not in page.content()
    page.goto(served.base)
    assert page.locator("tr[data-row]").count() == 1
    assert page.get_by_text("第2次提交").is_visible()


def test_no_leaves_both_as_they_are(served: Served, visitor: Visitor) -> None:
    case, new = served.add(key="a" * 64), served.add(licence(), key="b" * 64)
    visitor.open(new)
    visitor.page.click(".asked button[value=no]")
    visitor.page.wait_for_url(f"{served.base}/packets/{new}")
    assert not visitor.page.locator(".asked").count() and proposals(served.store, new) == []
    assert {row.key for row in rows(served.store)} == {case, new}


def test_papers_are_added_to_a_case_until_it_is_settled(served: Served, visitor: Visitor) -> None:
    case = served.add(key="a" * 64)
    visitor.open(case)
    visitor.page.click("text=补充材料")
    assert visitor.page.locator("#upload [name=case]").input_value() == case
    assert "补入案件" in visitor.page.inner_text("main")
    seen = 1
    while view := next((v for v in load(served.store, case).standing.findings if v.open), None):
        decide(ReviewContext(served.store, REVIEWER, case, seen), view.key, "pass", "已看原件")
        seen += 1
    close(ReviewContext(served.store, REVIEWER, case, seen), "supplement")
    visitor.page.goto(f"{served.base}/upload?case={case}")
    assert visitor.page.locator("#upload [name=case]").count() == 1
    with served.store.writing() as session:
        session.get_one(PacketRow, case).closed = "reject"
    visitor.page.goto(f"{served.base}/upload?case={case}")
    assert "此案已办结" in visitor.page.inner_text("main")


def test_a_viewer_sees_the_case_and_no_history(browser: Browser, served: Served) -> None:
    case = served.add(key="a" * 64)
    viewer = visit(browser, served, "李看")
    viewer.page.goto(f"{served.base}/packets/{case}/case")
    said = viewer.page.inner_text("main")
    assert "提交记录" in said and "该申请人的案件" not in said and "补充材料" not in said
    viewer.context.close()
