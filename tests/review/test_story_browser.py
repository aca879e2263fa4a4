"""The whole life of one case at the real desk: real papers, a real engine, a real Chromium.

Papers come by the browser, are put right, decided, sent back, supplied twice and accepted; what
people did stands from the first paper to the last. Keys and clicks are counted.

With YUSHEN_FILM=FOLDER the pictures of `tools/film.py` are taken on the way.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from core.clock import today
from pipeline.reading.ocr import DEFAULT
from pipeline.run import Kit
from review import audit
from review.figures import figures
from review.models import DeskPacket
from review.packets import load
from review.queue import rows
from review.web.checking import kit_opener
from tests.review.desk import Served, Visitor, serving, visit

SAMPLES = Path(__file__).parents[2] / "samples" / "packets"
ELECTRONIC, EXPIRING = SAMPLES / "permit-electronic", SAMPLES / "permit-expiring"
COUNT = """
for (const [kind, name] of [['keydown', 'presses'], ['pointerdown', 'clicks']])
  addEventListener(kind, (event) => {
    if (!event.isTrusted) return;
    sessionStorage[name] = Number(sessionStorage[name] || 0) + 1;
  }, true);
"""
MAX_KEYS, MAX_CLICKS = 24, 20
FILM = os.environ.get("YUSHEN_FILM", "")
NARROW = 390  # a phone

Opener = Callable[[], Kit]


@pytest.fixture(scope="module")
def opener(readings: Path) -> Opener:
    """What was read for one database is not read again for the other."""
    return kit_opener(engine=DEFAULT, workers=1, cache=readings, memory=None)


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    """Somebody else's lease of two pages, slipped in among the papers."""
    path = tmp_path / "租房.pdf"
    with PdfDocument(SAMPLES / "lease-short" / "租房.pdf") as whole, PdfDocument.new() as two:
        two.import_pages(whole, [0, 1])
        two.save(path)
    return path


@pytest.fixture
def served(tmp_path: Path, url: str, opener: Opener) -> Iterator[Served]:
    with serving(tmp_path, opener, url) as found:
        yield found


@pytest.fixture
def visitor(browser: Browser, served: Served) -> Iterator[Visitor]:
    """The officer, each key and click counted; what the pages complain of is an error."""
    said: list[str] = []
    found = visit(browser, served)
    found.context.set_default_timeout(120_000)
    found.context.add_init_script(COUNT)
    found.page.on("pageerror", lambda error: said.append(str(error)))
    yield found
    found.context.close()
    assert said == []


@dataclass(frozen=True)
class Officer:
    """Somebody at the desk who sees one case through."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def done(self, what: str) -> int:
        """How many keys were pressed, or clicks made, up to now."""
        return int(self.page.evaluate(f"sessionStorage.{what} || 0"))

    def film(self, caption: str) -> None:
        """A picture for the film, if one is made."""
        if FILM:
            number = len([*Path(FILM).glob("*.png")]) + 1
            self.page.screenshot(path=Path(FILM) / f"{number:02} {caption}.png")

    def bring(self, name: str, *files: Path) -> str:
        """Upload papers from the page of uploads that is open, and open what became of them."""
        page = self.page
        page.set_input_files("#files", list(files))
        page.fill("#name", name)
        self.film(f"上传：{name}")
        page.click("#upload .button.primary")
        line = page.locator("#jobs li[data-state=checked]", has_text=name)
        line.get_by_role("link", name="打开").click(timeout=240_000)
        page.wait_for_selector("#stage[data-shown]")
        return page.get_attribute("#packet", "data-key") or ""

    def packet(self) -> DeskPacket:
        """As the store has it."""
        key = self.page.get_attribute("#packet", "data-key") or ""
        return load(self.visitor.served.store, key)

    def after(self, act: Callable[[], object]) -> DeskPacket:
        """Until the page shows what an act made of it."""
        seen = int(self.page.get_attribute("#packet", "data-version") or 0)
        act()
        self.visitor.until_version(seen + 1)
        return self.packet()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def settle_doubts(self) -> int:
        """Each open point by three keys: met, the first of the common reasons, and on."""
        number = 0
        while self.packet().standing.doubts:
            self.press("a", "1")
            self.after(lambda: self.press("Enter"))
            number += 1
        return number

    def page_of(self, number: int) -> None:
        """The panel that puts a page's document right, by its picture and a key."""
        self.page.click(f"#thumbs [data-sheet='{number}']")
        self.page.wait_for_selector(f"#stage[data-shown='{number}']")
        self.press("m")
        self.page.wait_for_selector("#edit h2:focus")
        self.page.wait_for_function(f"document.getElementById('edit-page').value === '{number}'")

    def letter(self, key: str) -> str:
        """The letter as it will be, in the dialog that a key opens."""
        self.press(key)
        self.page.wait_for_selector("#closing .letter")
        return self.page.inner_text("#closing .letter")

    def confirmed(self) -> DeskPacket:
        """Closed, from the dialog."""
        packet = self.after(lambda: self.press("Control+Enter"))
        expect(self.page.locator("#closing")).to_be_hidden()
        return packet


def types(packet: DeskPacket) -> list[str]:
    return [one.type for one in packet.standing.documents]


def decided(packet: DeskPacket) -> set[tuple[str, str]]:
    return {(one.rule, one.verdict) for one in packet.decisions}


@pytest.mark.engine
def test_a_case_from_its_first_paper_to_its_last(
    served: Served, visitor: Visitor, lease: Path
) -> None:
    """Never more than MAX_KEYS keys and MAX_CLICKS clicks, from the first paper to the slip."""
    officer, page = Officer(visitor), visitor.page
    papers = (ELECTRONIC / "application.json", ELECTRONIC / "变更表.jpg", EXPIRING / "P3.jpg")
    page.click("nav a[href='/upload']")
    case = officer.bring("陶试然变更地址", *papers, lease)
    officer.film("识读、核对完成：两项待判定")
    doubted = {one.rule for one in officer.packet().standing.doubts}
    before = officer.done("presses")
    assert officer.settle_doubts() == 2
    assert officer.done("presses") - before == 6
    officer.film("逐项判定：每项三个键")
    _somebody_else_s_lease(officer)
    officer.film("混入的租赁合同已移出，重新判定")

    said = officer.letter("Shift+S")
    officer.film("退回补正：先看告知书")
    assert "1. 缺少授权委托书" in said and "居住证有效期至 2025-05-20" in said
    assert officer.confirmed().closed == "supplement"
    _first_supplement(officer, case, doubted)
    assert officer.confirmed().closed == "supplement"

    page.get_by_role("link", name="补充材料").click()
    assert officer.bring("补交委托书", ELECTRONIC / "委托书.pdf") == case
    last = officer.packet()
    assert (last.standing.outcome, last.standing.doubts) == ("accept", ())
    assert [one.edit.kind for one in last.edits] == ["split", "retype", "aside", "aside"]
    assert "现予受理" in officer.letter("Shift+A")
    officer.film("补齐后受理")
    assert officer.confirmed().closed == "accept"
    _slip(officer)

    assert officer.done("presses") <= MAX_KEYS and officer.done("clicks") <= MAX_CLICKS
    assert [(row.key, row.submissions, row.closed) for row in rows(served.store)] == [
        (case, 3, "accept")
    ]
    days = figures(served.store, today(), today())
    assert (days.whole.came, days.whole.closed, days.whole.first_pass) == (1, 1, 0.0)
    done = [one.action for one in audit.trail(served.store, packet=case)]
    assert [done.count(what) for what in ("decide", "join", "close")] == [2, 2, 3]
    page.set_viewport_size({"width": NARROW, "height": 844})
    for path in (
        "/",
        f"/packets/{case}",
        f"/packets/{case}/case",
        "/figures",
        "/need",
        "/quality/sample",
    ):
        page.goto(served.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW, path


def _somebody_else_s_lease(officer: Officer) -> None:
    """Split, judged at once, its second part called what it is, and both laid aside."""
    page = officer.page
    officer.page_of(3)
    split = officer.after(lambda: page.click("[data-do=split]"))
    officer.film("混在一起的两份材料：拆分")
    assert types(split)[-2:] == ["lease_contract", "labor_contract"]  # read by itself it misleads
    assert "GEN-SEAL-TYPE" in {one.rule for one in split.standing.doubts}
    title = page.locator("#edit h2")
    expect(title).to_contain_text("房屋租赁合同（申请人） · 第 3 页")
    officer.page_of(3)
    page.select_option("#edit [name=type]", "lease_contract")
    named = officer.after(lambda: page.click("[data-edit=retype] button:last-child"))
    assert types(named)[-2:] == ["lease_contract", "lease_contract"]
    assert "GEN-SEAL-TYPE" not in {one.rule for one in named.standing.doubts}
    expect(title).to_contain_text("房屋租赁合同")
    officer.after(lambda: page.click("[data-edit=other_case] button:last-child"))
    expect(page.locator("#edit")).to_be_hidden()
    officer.page_of(2)
    left = officer.after(lambda: page.click("[data-edit=other_case] button:last-child"))
    assert types(left) == ["residence_permit_card", "personal_change_form"]
    assert left.standing.doubts == ()


def _first_supplement(officer: Officer, case: str, doubted: set[str]) -> None:
    """One lack is settled, one is left, and all that was done before stands."""
    page = officer.page
    edits = officer.packet().edits
    page.get_by_role("link", name="补充材料").click()
    assert officer.bring("补交居住证", ELECTRONIC / "居住证.ofd") == case
    packet = officer.packet()
    assert packet.state == "open" and packet.standing.doubts == ()
    assert decided(packet) == {(rule, "pass") for rule in doubted}
    assert packet.edits == edits
    page.click(".rounds summary")
    told = page.locator(".rounds .point")
    assert told.filter(has_text="已补正").filter(has_text="2025-05-20").count() == 1
    assert told.filter(has_text="仍需补正").filter(has_text="授权委托书").count() == 1
    officer.film("补交后：哪些已补正，哪些仍需补正")
    said = officer.letter("Shift+S")
    officer.film("第二次告知书")
    assert said.startswith("补正告知书（第2次）")
    assert "【已补正】居住证有效期" in said and "【仍需补正】缺少材料：1. 授权委托书" in said


def _slip(officer: Officer) -> None:
    page = officer.page
    assert page.evaluate("document.activeElement.id") == "paper"
    with page.expect_popup() as opened:
        page.get_by_role("link", name="打印").click()
    slip = opened.value.inner_text("body")
    assert "受理回执" in slip and "20 个工作日" in slip and "咨询电话" in slip
