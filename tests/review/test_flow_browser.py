"""The flow of a decision by keys, in a real Chromium: how many it takes; no word is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.models.document import PlacedLine
from review import audit, work
from review.packets import load
from review.store.tables import SessionRow
from review.work import ReviewContext
from tests.review.conftest import REVIEWER, SUPERVISOR
from tests.review.desk import NAME_BOX, Served, Visit, admit, doubtful, letting_in, serving
from tests.review.test_work import settle

COUNT = "addEventListener('keydown', () => { window.presses = (window.presses || 0) + 1; }, true)"
ASSIGNED = "tr[data-row] td:last-child div"
TWO = ("GEN-EMPLOYER-EQUAL", "FORM-PCHANGE-BOX")
TYPED = "第二页的勾选看不清，请重新勾选"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as found:
        yield found


@pytest.fixture
def visiting(browser: Browser, served: Served) -> Iterator[Visit]:
    """Each key is counted."""
    with letting_in(browser, served, lambda one: one.page.add_init_script(COUNT)) as come:
        yield come


def presses(page: Page) -> int:
    """How many keys were pressed on the page."""
    found: int = page.evaluate("window.presses || 0")
    return found


def here(page: Page, what: str = "data-rule") -> str:
    """The rule of the finding that is open, or its key."""
    return page.get_attribute(".finding.on", what) or ""


def with_two_doubts(served: Served) -> tuple[str, int]:
    """A packet of which all is settled but a misread name and an unclear box; its version."""
    key, version = served.add(), 1
    while left := [d for d in load(served.store, key).standing.doubts if d.rule not in TWO]:
        work.decide(
            ReviewContext(served.store, SUPERVISOR, key, version), left[0].key, "pass", "已核对"
        )
        version += 1
    return key, version


def rules(served: Served, key: str) -> list[str]:
    """The open points of a packet, by rule."""
    return [doubt.rule for doubt in load(served.store, key).standing.doubts]


def test_two_doubts_take_eight_keys_and_one_sentence(served: Served, visiting: Visit) -> None:
    """A misread name is put right, an unclear box is told of, and the packet goes back."""
    key, seen = with_two_doubts(served)
    visitor = visiting()
    page = visitor.page
    assert sorted(rules(served, key)) == sorted(TWO)
    visitor.open(key)
    assert here(page) == "FORM-PCHANGE-BOX"  # what is to be done first stands open already
    page.keyboard.press("f")
    before = presses(page)
    page.keyboard.type(TYPED)
    typed = presses(page) - before
    page.keyboard.press("Enter")
    visitor.until_version(seen + 1)
    assert here(page) == "GEN-EMPLOYER-EQUAL"
    page.keyboard.press("c")
    visitor.until_version(seen + 2)
    page.keyboard.press("Shift+S")
    page.wait_for_selector("#closing .letter")
    assert TYPED in page.inner_text("#closing .letter")
    page.keyboard.press("Control+Enter")
    visitor.until_version(seen + 3)
    assert load(served.store, key).closed == "supplement"
    assert presses(page) - typed <= 8
    assert page.evaluate("document.activeElement.id") == "paper"


def test_the_focus_goes_to_the_next_open_point_and_then_to_closing(
    served: Served, visiting: Visit
) -> None:
    key = served.add()
    visitor = visiting("钱组长")
    page = visitor.page
    visitor.open(key)
    open_, version = rules(served, key), 1
    seen = []
    while open_:
        seen.append(here(page, "data-finding"))
        page.keyboard.press("a")
        page.keyboard.press("1")  # a canned reason
        page.keyboard.press("Enter")
        version += 1
        visitor.until_version(version)
        left = rules(served, key)
        assert len(left) == len(open_) - 1
        open_ = left
    assert len(set(seen)) == len(seen)
    focused = page.evaluate("document.activeElement.dataset.close")
    assert focused == "supplement"  # a surely failed rule stands: it can only be sent back


def test_n_goes_round_what_is_open_alone(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    number = len(rules(served, key))
    seen = [here(page, "data-finding")]
    for _ in range(number):
        page.keyboard.press("n")
        seen.append(here(page, "data-finding"))
    assert seen[0] == seen[-1] and len(set(seen)) == number
    page.keyboard.press("p")
    assert here(page, "data-finding") == seen[-2]
    assert page.locator(".finding.on.f-review").count() == 1


def test_a_canned_reason_can_be_changed(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    page.click(".finding[data-rule='FORM-PCHANGE-BOX'] .head")
    page.keyboard.press("f")
    offered = page.locator(".finding.on .canned:not([hidden]) button").all_inner_texts()
    page.keyboard.press("1")
    box = page.locator(".finding.on .decide textarea")
    assert box.input_value() and box.input_value() in offered[0]
    page.keyboard.type("另附说明2")  # a digit is a digit where words stand already
    assert box.input_value().endswith("另附说明2")


def test_the_list_one_came_from_is_kept(served: Served, visiting: Visit) -> None:
    first = served.add(name="晨一号")
    served.add(key="b" * 64, name="暮二号")
    third = served.add(key="c" * 64, name="晨三号")
    page = visiting().page
    page.goto(f"{served.base}/?text=晨&order=newest")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/packets/{third}?*")
    page.wait_for_selector("#stage[data-shown]")
    page.keyboard.press("Shift+N")
    page.wait_for_url(f"**/packets/{first}?*")
    page.wait_for_selector("#stage[data-shown]")
    page.keyboard.press("Shift+N")
    page.wait_for_url(f"**/packets/{third}?*")
    page.wait_for_selector("#stage[data-shown]")
    page.keyboard.press("q")
    page.wait_for_url("**/?*")
    assert page.input_value("#search") == "晨"
    assert page.locator("tr[data-row]").count() == 2
    assert page.locator("tr.here a").inner_text() == "晨三号"


def test_own_points_send_a_clean_packet_back_and_ten_seconds_undo_it(
    served: Served, visiting: Visit
) -> None:
    key = served.add()
    seen = settle(ReviewContext(served.store, REVIEWER, key, 1)).seen
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    assert page.get_attribute("#outcome", "data-outcome") == "accept"
    page.keyboard.press("o")
    page.keyboard.type("请补充一张近期照片")
    page.keyboard.press("Enter")
    visitor.until_version(seen + 1)
    assert page.get_attribute("#outcome", "data-outcome") == "supplement"
    assert page.inner_text("#fail-count") == "1"
    page.keyboard.press("Shift+S")
    page.wait_for_selector("#closing .letter")
    assert "1. 请补充一张近期照片" in page.inner_text("#closing .letter")
    page.keyboard.press("Control+Enter")
    visitor.until_version(seen + 2)
    page.keyboard.press("z")
    visitor.until_version(seen + 3)
    packet = load(served.store, key)
    assert packet.state == "open" and [one.text for one in packet.own] == ["请补充一张近期照片"]
    told = [one.action for one in audit.trail(served.store, packet=key)]
    assert told[-3:] == ["own-add", "close", "close-undo"]
    page.click("[data-disown]")
    visitor.until_version(seen + 4)
    assert page.get_attribute("#outcome", "data-outcome") == "accept"


def test_returning_with_open_doubts_asks_first(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    page.keyboard.press("Shift+S")
    page.wait_for_selector("#closing .asks")
    number = len(rules(served, key))
    assert f"还有 {number} 项待判定" in page.inner_text("#closing .asks")
    assert load(served.store, key).state == "open"
    page.keyboard.press("Escape")
    expect(page.locator("#closing")).to_be_hidden()


def test_a_refused_closing_keeps_its_dialog_and_words(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor, other = visiting(), visiting("周宁")
    for one in (visitor, other):
        one.open(key)
    words = visitor.page.locator("#closing textarea")
    visitor.page.keyboard.press("Shift+S")
    expect(words).to_be_focused()
    visitor.page.keyboard.type("请尽快补齐")
    other.page.keyboard.press("c")
    other.until_version(2)
    visitor.page.keyboard.press("Control+Enter")
    visitor.page.wait_for_selector("#conflict[open]")
    assert "周宁" in visitor.page.inner_text("#conflict")
    assert load(served.store, key).state == "open"
    visitor.page.click("[data-reload]")
    visitor.until_version(2)
    visitor.page.keyboard.press("Shift+S")
    expect(words).to_have_value("请尽快补齐")


def test_what_was_typed_elsewhere_outlasts_a_change(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    page.click(".finding[data-rule='FORM-PCHANGE-BOX'] .head")
    page.keyboard.press("f")
    page.keyboard.type("写到一半")
    page.keyboard.press("Escape")
    while here(page) != "GEN-EMPLOYER-EQUAL":
        page.keyboard.press("n")
    page.keyboard.press("c")
    visitor.until_version(2)
    box = page.locator(".finding[data-rule='FORM-PCHANGE-BOX'] textarea")
    assert box.input_value() == "写到一半"


def test_leaving_with_typed_words_asks(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    page.click(".finding[data-rule='FORM-PCHANGE-BOX'] .head")
    page.keyboard.press("f")
    page.keyboard.type("写到一半")
    page.evaluate("location.href = '/upload'")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] and page.url.endswith(key)
    page.fill(".finding.on textarea", "")
    page.evaluate("location.href = '/upload'")
    page.wait_for_url("**/upload")
    assert len(asked) == 1


def ended_while_typing(page: Page, served: Served, then: str) -> None:
    """The session ends while a reason is typed; who signs in then."""
    page.click(".finding[data-rule='FORM-PCHANGE-BOX'] .head")
    page.keyboard.press("f")
    page.keyboard.type(TYPED)
    with served.store.writing() as session:
        session.query(SessionRow).delete()
    page.keyboard.press("Enter")
    page.wait_for_selector("#ended[open]")
    page.click("[data-sign-in]")
    page.wait_for_url("**/sign-in**")
    sign_in(page, then)
    page.wait_for_selector("#stage[data-shown]")


def test_a_session_that_ended_gives_the_words_back(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    ended_while_typing(page, served, "赵敏")
    box = page.locator(".finding[data-rule='FORM-PCHANGE-BOX'] textarea")
    assert box.input_value() == TYPED
    assert page.evaluate("sessionStorage.length") == 0


def test_nothing_typed_stays_for_somebody_else(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    admit(served, "周宁")
    visitor.open(key)
    ended_while_typing(page, served, "周宁")
    assert TYPED not in page.content()
    assert page.locator(".finding[data-rule='FORM-PCHANGE-BOX'] textarea").input_value() == ""
    assert page.evaluate("sessionStorage.length") == 0


def test_a_viewer_only_looks(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting("李看")
    page = visitor.page
    visitor.open(key)
    for part in (".decide", ".own-form", "[data-close]", ".editor", ".told"):
        assert page.locator(part).count() == 0, part
    for press in ("n", "c", "a", "f", "o", "z", "Shift+A"):
        page.keyboard.press(press)
    assert load(served.store, key).version == 1


def sign_in(page: Page, name: str) -> None:
    page.fill("[name=name]", name)
    page.fill("[name=password]", "一只很长的密码短语!")
    page.click("form[action='/sign-in'] button")


def test_two_pages_stand_side_by_side_each_at_its_own_zoom(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    shown = page.get_attribute("#stage", "data-shown")
    page.keyboard.press("d")
    page.wait_for_selector("#second img")
    first = page.locator("#second img").bounding_box()
    page.click("[data-second=in]")
    larger = page.locator("#second img").bounding_box()
    assert first and larger and larger["width"] > 1.2 * first["width"]
    page.click(f"#thumbs [data-sheet='{1 - int(shown or 0)}']")
    page.wait_for_selector(f"#stage[data-shown='{1 - int(shown or 0)}']")
    beside = page.get_attribute("#second img", "src") or ""
    assert beside.endswith(f"/pages/{shown}")
    page.keyboard.press("d")
    assert page.locator("#second").is_hidden()


def test_several_packets_are_assigned_given_back_and_exported(
    served: Served, visiting: Visit
) -> None:
    served.add(name="一号")
    served.add(key="b" * 64, name="二号")
    page = visiting().page
    admit(served, "周宁")
    page.goto(served.base)
    assert page.locator("#together").is_hidden()
    page.check("#choose-all")
    assert page.inner_text("[data-chosen]") == "2"
    page.select_option("#together select", "周宁")
    page.click("#together [value=assign]")
    page.wait_for_selector("tr[data-row]:has-text('周宁')")
    assert page.locator("tr[data-row]:has-text('周宁')").count() == 2
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.inner_text("[data-chosen]") == "1"
    with page.expect_download() as got:
        page.click("#together [value=export]")
    assert got.value.suggested_filename == "台账.xlsx"
    page.click("#together [value=return]")
    page.wait_for_function(
        "document.querySelectorAll('tr[data-row] td:last-child div').length === 1"
    )
    other = visiting("周宁").page
    other.goto(f"{served.base}/?mine=1")
    assert other.locator("tr[data-row]").count() == 1


def test_a_list_is_kept_under_a_name_of_one_s_own(served: Served, visiting: Visit) -> None:
    served.add(name="一号")
    page = visiting().page
    page.goto(f"{served.base}/?doubtful=1&order=newest")
    page.fill(".saved [name=name]", "先看存疑")
    page.click(".saved button:has-text('保存')")
    page.goto(served.base)
    page.click(".saved-view a")
    page.wait_for_url("**doubtful=1**")
    assert "order=newest" in page.url
    other = visiting("周宁").page
    assert other.locator(".saved-view").count() == 0
    page.click(".saved-view button")
    page.wait_for_load_state()
    assert page.locator(".saved-view").count() == 0


def test_who_looks_and_what_is_noted_is_seen_by_others(served: Served, visiting: Visit) -> None:
    key = served.add()
    first, second = visiting("赵敏"), visiting("周宁")
    first.open(key)
    first.page.keyboard.press("i")
    first.page.keyboard.type("已电话联系申请人")
    first.page.keyboard.press("Enter")
    first.page.wait_for_selector("#notes li:has-text('已电话联系申请人')")
    second.open(key)
    second.page.wait_for_selector("#looking:not([hidden])")
    assert second.page.inner_text("#looking") == "赵敏 正在查看"
    second.page.keyboard.press("3")
    assert "已电话联系申请人" in second.page.inner_text("#notes")


def test_packets_are_found_in_the_papers(served: Served, visiting: Visit) -> None:
    *others, licence = doubtful()
    line = PlacedLine(text="禾实生物技术", page=0, box=NAME_BOX)
    served.add(*others, licence.model_copy(update={"lines": (line,)}), name="一号")
    served.add(key="b" * 64, name="二号")
    page = visiting().page
    page.goto(served.base)
    page.fill("#search", "禾实")
    page.check("[name=papers]")
    page.click(".filters .button")
    page.wait_for_url("**papers=1**")
    assert page.locator("tr[data-row] a").all_inner_texts() == ["一号"]


def test_figures_are_drawn(served: Served, visiting: Visit) -> None:
    served.add()
    page = visiting().page
    page.goto(f"{served.base}/figures?span=day")
    assert page.inner_text("dl.figures").split()[:2] == ["收件", "1"]
    assert page.locator("svg.spans rect.came").count() > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
