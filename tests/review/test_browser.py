"""The desk as people use it: a real server, a real database, a real Chromium."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as open_document
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from core.models.document import Document
from review import audit
from review.models import Role
from review.packets import load
from review.web.checking import kit_opener
from review.work import ReviewContext
from tests.review.conftest import REVIEWER
from tests.review.desk import (
    INK,
    NAME_BOX,
    Served,
    Visit,
    Visitor,
    admit,
    doubtful,
    letting_in,
    serving,
    visit,
)
from tests.review.test_work import settle
from tests.validators.kit import NUMBER, UNIT

SAMPLES = Path(__file__).parents[2] / "samples" / "packets"
MISREAD = "北京甲科支有限公司"
FRAME = bytes((196, 43, 28))
NAME = ".pick[data-value='D3.name']"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as found:
        yield found


@pytest.fixture
def visiting(browser: Browser, served: Served) -> Iterator[Visit]:
    """Nothing is asked for elsewhere."""
    asked: list[str] = []

    def watch(visitor: Visitor) -> None:
        visitor.page.on("request", lambda request: asked.append(request.url))

    with letting_in(browser, served, watch) as come:
        yield come
    assert [url for url in asked if not url.startswith(served.base)] == []


def inked(page: Page) -> tuple[int, int, int, int]:
    """Where the drawn bar is on the screen, in its pixels."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    pane = page.locator("#pane").bounding_box()
    assert pane is not None
    left, top = int(pane["x"]), int(pane["y"])
    area = shot.crop((left, top, int(left + pane["width"]), int(top + pane["height"])))
    dark = area.convert("L").point(lambda value: 255 if value < 90 else 0)
    found = dark.getbbox()
    assert found is not None
    return (found[0] + left, found[1] + top, found[2] + left, found[3] + top)


def framed(page: Page) -> tuple[int, int, int, int]:
    """Where the red frame's outline is on the screen, in its pixels."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    pane = page.locator("#pane").bounding_box()
    assert pane is not None
    left, top = int(pane["x"]), int(pane["y"])
    width, height = int(pane["width"]), int(pane["height"])
    pixels = shot.crop((left, top, left + width, top + height)).tobytes()
    red = [
        (left + n % width, top + n // width)
        for n in range(width * height)
        if pixels[3 * n : 3 * n + 3] == FRAME
    ]
    assert red
    xs, ys = [x for x, _ in red], [y for _, y in red]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 2) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_a_stranger_sees_the_door_and_comes_in_by_it(browser: Browser, served: Served) -> None:
    key = served.add()
    admit(served, "赵敏")
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    assert (
        context.request.get(f"{served.base}/packets/{key}/pages/0", max_redirects=0).status == 303
    )
    page.goto(f"{served.base}/packets/{key}")
    assert "/sign-in?next=/packets/" in page.url
    page.fill("[name=name]", "赵敏")
    page.fill("[name=password]", "不是这个密码")
    page.click("form[action='/sign-in'] button")
    assert "用户名或密码不正确" in page.inner_text("[role=alert]")
    page.fill("[name=password]", "一只很长的密码短语!")
    page.click("form[action='/sign-in'] button")
    page.wait_for_url(f"{served.base}/packets/{key}")
    cookie = next(c for c in context.cookies() if c["name"] == "yushen")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    page.click("text=退出")
    page.wait_for_url(f"{served.base}/sign-in")
    assert context.request.get(f"{served.base}/", max_redirects=0).status == 303
    context.close()


def test_guessing_is_throttled(browser: Browser, served: Served) -> None:
    admit(served, "赵敏")
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{served.base}/sign-in")
    for _ in range(6):
        page.fill("[name=name]", "赵敏")
        page.fill("[name=password]", "猜猜猜猜猜猜")
        page.click("form[action='/sign-in'] button")
    assert "失败次数过多" in page.inner_text("[role=alert]")
    context.close()


def test_the_queue_lists_filters_and_finds(served: Served, visiting: Visit) -> None:
    served.add(name="一号")
    served.add(*settled_papers(), key="b" * 64, name="二号")
    page = visiting().page
    page.goto(served.base)
    assert page.locator("tr[data-row]").count() == 2
    assert NUMBER not in page.content() and "110***********002X" in page.content()
    page.fill("#search", "二号")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=**")
    assert page.locator("tr[data-row] a").all_inner_texts() == ["二号"]
    page.goto(f"{served.base}/?doubtful=1")
    assert "一号" in page.inner_text("tbody")
    page.click(".outcomes .o-accept")
    assert page.locator("tr[data-row]").count() == 0
    page.goto(f"{served.base}/?view=today")
    assert page.inner_text(".figures").split() == ["收件", "2", "办结", "0", "待办", "2"]
    assert "未加盖单位公章" in page.inner_text(".reasons")
    page.goto(served.base)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#packet")


def settled_papers() -> tuple[Document, ...]:
    power, change, licence = doubtful()
    name = licence.fields["name"].model_copy(
        update={"value": UNIT, "raw": UNIT, "confidence": 0.99}
    )
    return power, change, licence.model_copy(update={"fields": {"name": name}})


def test_the_frame_lies_where_the_value_stands(served: Served, visiting: Visit) -> None:
    """The picture is stored on its side; the frame must lie on the drawn bar, however turned."""
    visitor = visiting()
    page = visitor.page
    visitor.open(served.add())
    page.keyboard.press("n")
    page.wait_for_selector("#stage[data-shown='1'] .box.on")
    page.keyboard.press("9")
    for turns in range(4):
        page.wait_for_timeout(100)
        frame = framed(page)
        assert near(inked(page), frame, 3)
        if turns == 0:
            x0, y0, x1, y1 = NAME_BOX
            stage = page.locator("#stage").bounding_box()
            assert stage is not None
            across = [stage["x"] + x * stage["width"] for x in (x0, x1)]
            down = [stage["y"] + y * stage["height"] for y in (y0, y1)]
            truth = (across[0], down[0], across[1], down[1])
            assert near(frame, tuple(round(v) for v in truth), 2)
        page.keyboard.press("r")


def test_choosing_a_finding_shows_its_place_and_the_crops(served: Served, visiting: Visit) -> None:
    visitor = visiting()
    page = visitor.page
    visitor.open(served.add())  # the first open point stands open
    assert page.get_attribute(".finding.on", "data-rule") == "GEN-EMPLOYER-EQUAL"
    page.wait_for_selector("#stage[data-shown='1'] .box.on")
    shots = page.locator(".finding.on .shot")
    assert shots.count() == 2
    assert MISREAD in shots.nth(0).inner_text() and UNIT in shots.nth(1).inner_text()
    page.wait_for_selector(".finding.on canvas.crop:not([hidden])")
    dark = page.evaluate(
        """() => { const c = document.querySelector('.finding.on canvas.crop');
        const d = c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data;
        return [d[0], d[1], d[2]]; }"""
    )
    assert all(abs(a - b) < 40 for a, b in zip(dark, INK, strict=True))
    assert "指南" in page.inner_text(".finding.on .guide")


def test_a_corrected_field_is_judged_at_once_and_kept(served: Served, visiting: Visit) -> None:
    visitor = visiting()
    page = visitor.page
    key = served.add()
    visitor.open(key)
    page.keyboard.press("n")
    page.wait_for_selector(".editor")
    page.keyboard.press("e")
    page.keyboard.type(UNIT)
    page.keyboard.press("Enter")
    visitor.until_version(2)
    told = page.inner_text("#changed")
    assert "规则已重新核对" in told and MISREAD in told
    assert UNIT in page.inner_text(NAME) and "已更正" in page.inner_text(NAME)
    assert not page.locator(".finding.f-review[data-rule='GEN-EMPLOYER-EQUAL']").count()
    (kept,) = [c for c in audit.trail(served.store, packet=key) if c.action == "correct"]
    assert (kept.who, kept.before, kept.after, kept.version) == ("赵敏", MISREAD, UNIT, 2)
    page.keyboard.press("3")
    assert "更正" in page.inner_text("#panel-trail")
    page.keyboard.press("2")
    page.click(f"#panel-values {NAME}")
    page.keyboard.press("x")
    visitor.until_version(3)
    assert MISREAD in page.inner_text(NAME)


def test_confirming_a_misread_name_makes_it_a_sure_fault(served: Served, visiting: Visit) -> None:
    visitor = visiting()
    page = visitor.page
    visitor.open(served.add())
    page.keyboard.press("n")
    page.wait_for_selector(".editor")
    page.keyboard.press("c")
    visitor.until_version(2)
    assert "已确认" in page.inner_text(NAME)
    assert page.locator(".finding.f-fail[data-rule='GEN-EMPLOYER-EQUAL']").count() == 1


def test_what_is_in_doubt_cannot_be_accepted_and_what_is_settled_can(
    served: Served, visiting: Visit
) -> None:
    visitor = visiting()
    page = visitor.page
    key = served.add()
    visitor.open(key)
    page.keyboard.press("Shift+A")
    assert "存疑未处理" in page.inner_text("#closing")
    assert page.locator("#closing [data-ok]").is_hidden()
    page.keyboard.press("Escape")
    assert load(served.store, key).state == "open"
    context = settle(ReviewContext(served.store, REVIEWER, key, 1))
    visitor.open(key)
    page.keyboard.press("Shift+A")
    page.click("#closing [data-ok]")
    visitor.until_version(context.seen + 1)
    assert load(served.store, key).closed == "accept"
    with page.expect_download() as got:
        page.click("#paper")
    assert got.value.suggested_filename == "受理回执.docx"
    text = "\n".join(p.text for p in open_document(got.value.path()).paragraphs)
    assert "受理回执" in text and "赵敏" in text and NUMBER not in text
    assert page.locator("form.decide").count() == 0


def test_doubts_are_decided_by_keys_and_the_packet_sent_back(
    served: Served, visiting: Visit
) -> None:
    visitor = visiting()
    page = visitor.page
    key = served.add()
    visitor.open(key)
    page.click(".finding[data-rule='FORM-PCHANGE-BOX'] .head")
    page.keyboard.press("f")
    page.keyboard.type("勾选事项不清，请重新填写")
    page.keyboard.press("Enter")
    visitor.until_version(2)
    assert "赵敏" in page.inner_text(".finding[data-rule='FORM-PCHANGE-BOX'] .decided")
    page.keyboard.press("Shift+S")
    expect(page.locator("#closing textarea")).to_be_focused()
    page.keyboard.type("一次补齐")
    page.keyboard.press("Control+Enter")
    visitor.until_version(3)
    with page.expect_download() as got:
        page.click("#paper")
    text = "\n".join(p.text for p in open_document(got.value.path()).paragraphs)
    assert "补正告知书" in text and "勾选事项不清，请重新填写" in text
    with page.expect_download() as got:
        page.evaluate("location.href = '/ledger.xlsx?view=today'")
    book = load_workbook(io.BytesIO(Path(got.value.path()).read_bytes()))
    cells = [str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value]
    assert "一号" in cells and "赵敏" in cells and NUMBER not in " ".join(cells)
    exported = [c.target for c in audit.trail(served.store) if c.action == "export"]
    assert exported == ["supplement.docx", "ledger"]


def test_a_reviewer_cannot_let_pass_what_surely_failed(served: Served, visiting: Visit) -> None:
    key = served.add()
    visitor = visiting()
    visitor.open(key)
    visitor.page.click(".finding[data-rule='FORM-PCHANGE'] .head")
    assert visitor.page.locator(".finding.on [value=pass]").count() == 0
    other = visiting("钱组长")
    other.open(key)
    other.page.click(".finding[data-rule='FORM-PCHANGE'] .head")
    other.page.keyboard.press("a")
    other.page.keyboard.type("公章在背面")
    other.page.keyboard.press("Enter")
    other.until_version(2)
    assert "公章在背面" in other.page.inner_text(".finding[data-rule='FORM-PCHANGE'] .decided")


def test_the_second_reviewer_is_told_who_was_faster(served: Served, visiting: Visit) -> None:
    key = served.add()
    first, second = visiting("赵敏"), visiting("周宁")
    for visitor in (first, second):
        visitor.open(key)
        visitor.page.keyboard.press("n")
        visitor.page.wait_for_selector(".editor")
        visitor.page.fill(
            ".editor [name=value]", f"{visitor.page.inner_text('.self a.plain >> nth=1')}公司"
        )
    first.page.keyboard.press("Enter")
    first.until_version(2)
    second.page.keyboard.press("Enter")
    second.page.wait_for_selector("#conflict[open]")
    told = second.page.inner_text("#conflict")
    assert "赵敏" in told and "更正" in told
    (kept,) = load(served.store, key).corrections
    assert kept.by == "赵敏"
    second.page.click("[data-reload]")
    second.until_version(2)


def test_a_number_is_hidden_until_asked_for_and_asking_is_kept(
    served: Served, visiting: Visit
) -> None:
    key = served.add()
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    assert NUMBER not in page.content()
    page.keyboard.press("2")
    page.click("#panel-values .pick[data-value='D2.id_number']")
    assert page.input_value(".editor [name=value]") == ""
    page.click("[data-do=unmask]")
    expect(page.locator(".editor [name=value]")).to_have_value(NUMBER)
    (asked,) = [c for c in audit.trail(served.store, packet=key) if c.action == "unmask"]
    assert (asked.who, asked.target) == ("赵敏", "D2.id_number")
    page.fill(".editor [name=value]", "110***********002X")
    page.keyboard.press("Enter")
    page.wait_for_selector("#toast.bad")
    assert load(served.store, key).corrections == ()


def test_roles_open_their_own_pages_alone(served: Served, visiting: Visit) -> None:
    opens = {
        who: [
            visitor.context.request.get(f"{served.base}{path}").status
            for path in ("/audit", "/people", "/audit/export.csv")
        ]
        for who in ("赵敏", "钱组长", "孙管理")
        for visitor in [visiting(who)]
    }
    assert opens == {"赵敏": [403, 403, 403], "钱组长": [200, 403, 200], "孙管理": [200, 200, 200]}


def test_an_administrator_manages_people(served: Served, visiting: Visit) -> None:
    page = visiting("孙管理").page
    page.goto(f"{served.base}/people")
    page.fill("form[action='/people/add'] [name=name]", "吴新")
    page.fill("form[action='/people/add'] [name=password]", "短")
    page.evaluate("document.querySelector('form[action=\"/people/add\"]').noValidate = true")
    page.click("form[action='/people/add'] button")
    assert "密码须有" in page.inner_text("[role=alert]")
    page.fill("form[action='/people/add'] [name=password]", "又一只很长很长的密码")
    page.click("form[action='/people/add'] button")
    row = page.locator("tr", has_text="吴新")
    with page.expect_navigation():  # a click before it would send that form instead
        row.locator("select").select_option(Role.SUPERVISOR.value)
    row.get_by_text("停用").last.click()
    page.wait_for_selector("tr:has-text('吴新') >> text=恢复")
    told = [(c.action, c.after) for c in audit.trail(served.store, who="孙管理")][-3:]
    assert told == [
        ("user-add", "reviewer"),
        ("user-role", "supervisor"),
        ("user-state", "disabled"),
    ]


def test_a_choice_is_shown_only_if_it_was_sent(served: Served, visiting: Visit) -> None:
    """One made while the script was still on its way is not."""
    page = visiting("孙管理").page
    admit(served, "周宁")
    page.goto(f"{served.base}/people")
    choice = page.locator("tr", has_text="周宁").locator("select")

    def late(route: Route) -> None:
        choice.evaluate("(select, role) => { select.value = role }", Role.SUPERVISOR.value)
        route.continue_()

    page.route("**/desk.js", late)
    page.reload()
    assert choice.input_value() == Role.REVIEWER.value


def test_english_by_a_switch(served: Served, visiting: Visit) -> None:
    visitor = visiting()
    page = visitor.page
    key = served.add()
    visitor.open(key)
    page.click("text=English")
    page.wait_for_selector("html[lang=en]")
    assert page.url.endswith(key)
    assert "Findings" in page.inner_text(".tabs") and "To be supplemented" in page.inner_text(
        "#bar"
    )
    page.goto(served.base)
    assert "Packets" in page.inner_text("nav")


NAMELESS = """() => [
  ...document.querySelectorAll('button, a, input:not([type=hidden]), select, textarea')
].filter((e) => e.checkVisibility() && !e.textContent.trim() && !e.ariaLabel && !e.title
  && !(e.labels && [...e.labels].some((l) => l.textContent.trim())))
 .map((e) => e.outerHTML)"""
WATCH = """() => new MutationObserver(() => {
  const item = document.querySelector('#jobs li');
  if (item) window.tell(item.dataset.state);
}).observe(document.getElementById('jobs'), { childList: true })"""
SHAPES = {"desk": (1366, 768), "tablet": (820, 1180), "wide": (1180, 820)}


@pytest.mark.parametrize("shape", SHAPES)
def test_pages_fit_the_screen_and_name_their_parts(
    served: Served, visiting: Visit, shape: str
) -> None:
    width, height = SHAPES[shape]
    key = served.add()
    visitor = visiting("孙管理", viewport={"width": width, "height": height})
    page = visitor.page
    for path in ("/", f"/packets/{key}", "/upload", "/drop", "/people", "/audit", "/password"):
        page.goto(served.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        nameless = page.evaluate(NAMELESS)
        assert nameless == [], path
        assert page.locator("h1").count() == 1 and page.locator("main").count() == 1
    page.goto(f"{served.base}/packets/{key}")
    page.wait_for_selector("#stage[data-shown]")
    for part in ("#pane", "#panel-findings", ".actions"):
        box = page.locator(part).bounding_box()
        assert box is not None and box["y"] + box["height"] <= height + 1 and box["height"] > 20


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_phone_is_for_fits_it(served: Served, visiting: Visit, lang: str) -> None:
    visitor = visiting("孙管理", viewport={"width": 390, "height": 844})
    page = visitor.page
    page.goto(f"{served.base}/language/{lang}")
    for path in ("/drop", "/upload"):
        page.goto(served.base + path)
        page.wait_for_selector(f"html[data-lang={lang}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.evaluate(NAMELESS) == [], path


@pytest.mark.engine
def test_a_packet_is_uploaded_read_and_opened(browser: Browser, tmp_path: Path) -> None:
    """A real page through the real reader, its progress on the page."""
    opener = kit_opener(engine="rapidocr", workers=1, cache=tmp_path / "cache", memory=None)
    scan = SAMPLES / "good-residence-permit" / "居住证.jpg"
    assert scan.is_file()
    with serving(tmp_path, opener) as served:
        visitor = visit(browser, served)
        page = visitor.page
        page.goto(f"{served.base}/upload")
        page.set_input_files("#files", scan)
        page.fill("#name", "上传的一份")
        states: list[str] = []
        page.expose_function("tell", lambda state: states.append(state))
        page.evaluate(WATCH)
        page.click("#upload button")
        page.wait_for_selector("#jobs li[data-state=checked]", timeout=120_000)
        assert {"checking", "checked"} <= set(states)
        page.click("#jobs a")
        page.wait_for_selector("#stage[data-shown]")
        assert page.inner_text("#bar h1") == "上传的一份"
        assert "居住证" in page.inner_text("#caption")
        (job,) = served.checker.jobs()
        assert [*(tmp_path / "uploads").glob("room-*/*/")] == []
        assert load(served.store, job.packet or "").batch == "上传"
        visitor.context.close()


def test_what_keeps_the_whole_packet_from_acceptance_is_settled_on_its_page(
    served: Served, visiting: Visit
) -> None:
    key = served.add(service=None, record_broken=True, unread=("扫描件.pdf 第 1 页",))
    visitor = visiting()
    page = visitor.page
    visitor.open(key)
    assert page.locator(".special").count() == 2
    page.locator(".special .told select").select_option("general_change")
    page.click(".special .told button")
    visitor.until_version(2)
    page.fill(".special .decide input", "已与系统核对")
    page.click(".special .decide button")
    visitor.until_version(3)
    assert page.locator(".special").count() == 0
    page.keyboard.press("2")
    page.click("[data-group=packet] > summary")
    page.click("[data-looked]")
    visitor.until_version(4)
    assert "已看过" in page.inner_text(".unread")
    page.click(".unread [data-untold]")
    visitor.until_version(5)
    page.fill("[data-field=submission_date] input", "2019-12-02")
    page.click("[data-field=submission_date] button")
    visitor.until_version(6)
    standing = load(served.store, key).standing
    assert standing.report.service == "general_change"
    assert str(standing.report.submission_date) == "2019-12-02"
    assert not any(doubt.key.startswith("packet:") for doubt in standing.doubts)
