"""Putting the machine right as people do it: a real packet, a real engine, a real Chromium."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from core.errors import ToolMissing
from core.models.document import Document
from pipeline.reading.ocr import DEFAULT
from pipeline.run import Checked, Kit, check_packet
from review import audit
from review.models import DeskPacket
from review.packets import load
from review.web.checking import kit_opener
from tests.review.desk import Served, Visit, Visitor, letting_in, no_kit, serving, visit

SAMPLE = Path(__file__).parents[2] / "samples" / "packets" / "lease-short"
TORN = 0.6  # of the form's height is gone, its heading too
Opener = Callable[[], Kit]


@pytest.fixture(scope="module")
def opener(readings: Path) -> Opener:
    return kit_opener(engine=DEFAULT, workers=1, cache=readings, memory=None)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, opener: Opener) -> Checked:
    """The sample, its form so torn that no machine can name it; read once."""
    folder = tmp_path_factory.mktemp("packets") / "房屋"
    shutil.copytree(SAMPLE, folder)
    with Image.open(folder / "变更表.jpg") as form:
        torn = form.convert("RGB")
    torn.paste((255, 255, 255), (0, 0, torn.width, round(TORN * torn.height)))
    torn.save(folder / "变更表.jpg", quality=90)
    with opener() as kit:
        return check_packet(folder, kit)


@pytest.fixture
def served(tmp_path: Path, opener: Opener) -> Iterator[Served]:
    with serving(tmp_path, opener) as found:
        yield found


@pytest.fixture
def key(served: Served, checked: Checked) -> str:
    return served.arrivals.add(checked.report, checked.material, checked.pictures, by="批量").key


@pytest.fixture
def visiting(browser: Browser, served: Served) -> Iterator[Visit]:
    with letting_in(browser, served, lambda one: one.context.set_default_timeout(60_000)) as come:
        yield come


def now(served: Served, key: str) -> DeskPacket:
    return load(served.store, key)


def types(served: Served, key: str) -> list[str]:
    return [one.type for one in now(served, key).standing.documents]


def paper_in(packet: DeskPacket, file: str) -> Document:
    return next(one for one in packet.standing.documents if one.pages[0].file == file)


def at_values(visitor: Visitor, key: str) -> None:
    visitor.open(key)
    visitor.page.click("#tab-values")


def put_right(visitor: Visitor, document: str) -> None:
    """Open the panel of a document."""
    visitor.page.click(f"[data-edit-open='{document}']")
    visitor.page.wait_for_selector("#edit h2:focus")


def test_a_page_no_machine_could_name_is_named_by_one_click(
    served: Served, key: str, visiting: Visit
) -> None:
    visitor = visiting()
    before = now(served, key).standing.report
    at_values(visitor, key)
    assert types(served, key)[0] == "unknown"
    guess = visitor.page.get_by_role("button", name="改为个人信息变更申请表")
    expect(guess).to_contain_text("%")
    guess.click()
    visitor.until_version(2)
    assert types(served, key)[0] == "personal_change_form"
    expect(visitor.page.locator("#changed")).to_contain_text("规则已重新核对")
    expect(visitor.page.locator("#changed li").first).to_be_visible()
    expect(visitor.page.locator("[data-sheet='0']")).to_have_attribute(
        "data-caption", "个人信息变更申请表（附件5）（申请人）"
    )
    assert visitor.page.evaluate("document.activeElement.dataset.editOpen").startswith("D1-")
    visitor.page.get_by_role("button", name="撤销：改类型 变更表.jpg 第 1 页").click()
    visitor.until_version(3)
    assert now(served, key).standing.report == before
    told = [(one.action, one.who) for one in audit.trail(served.store, packet=key)]
    assert told[-2:] == [("retype", "赵敏"), ("undo", "赵敏")]


def test_a_document_is_split_and_merged_again_by_keys(
    served: Served, key: str, visiting: Visit
) -> None:
    visitor = visiting()
    page = visitor.page
    before = now(served, key).standing.documents
    visitor.open(key)
    page.click("[data-sheet='3']")
    page.wait_for_selector("#stage[data-shown='3']")
    page.keyboard.press("m")
    page.wait_for_selector("#edit h2:focus")
    expect(page.locator("#edit h2")).to_contain_text("房屋租赁合同")
    assert page.input_value("#edit-page") == "3"
    page.focus("[data-do=split]")
    page.keyboard.press("Enter")
    visitor.until_version(2)
    split = now(served, key).papers
    assert [len(split[name]) for name in split if name.startswith("D3-")] == [1, 1]
    page.wait_for_selector("#edit h2:focus")
    page.locator("#edit [name=other] option", has_text="第 4 页").wait_for(state="attached")
    other = next(name for name in list(split)[::-1] if name.startswith("D3-"))
    page.select_option("#edit [name=other]", other)
    page.focus("#edit-why")
    page.keyboard.type("签字页在后")
    page.focus("[data-edit=merge] button:not([type=button])")
    page.keyboard.press("Enter")
    visitor.until_version(3)
    assert now(served, key).standing.documents == before
    assert [one.why for one in now(served, key).edits] == ["", "签字页在后"]
    page.wait_for_selector("#edit h2")
    page.keyboard.press("Escape")
    expect(page.locator("#edit")).to_be_hidden()
    page.click("#tab-values")
    page.click("[data-undo] >> nth=1")
    visitor.until_version(4)
    page.click("[data-undo]")
    visitor.until_version(5)
    assert now(served, key).edits == () and now(served, key).standing.documents == before


def test_a_missing_value_is_framed_on_the_page_and_typed(
    served: Served, key: str, visiting: Visit
) -> None:
    visitor = visiting()
    page = visitor.page
    at_values(visitor, key)
    put_right(visitor, "D3")
    page.select_option("#edit [name=field]", "lessor_phone")
    page.fill("#edit [data-edit=fill] [name=value]", "13500040895")
    page.click("[data-edit=fill] button:not([type=button])")
    expect(page.locator("#toast")).to_contain_text("方框")
    sheet = page.locator("#sheet").bounding_box()
    pane = page.locator("#pane").bounding_box()
    assert sheet is not None and pane is not None
    left, top = pane["x"] + 60, pane["y"] + 80
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + 90, top + 20, steps=4)
    page.mouse.up()
    page.wait_for_selector("#edit [name=value]:focus")
    page.keyboard.press("Enter")
    visitor.until_version(2)
    (document,) = (d for d in now(served, key).standing.documents if d.id == "D3")
    value = document.fields["lessor_phone"]
    assert (value.value, value.confidence) == ("13500040895", 1.0) and value.box is not None
    shown = ((left - sheet["x"]) / sheet["width"], (top - sheet["y"]) / sheet["height"])
    assert abs(value.box.x0 - shown[0]) < 0.01 and abs(value.box.y0 - shown[1]) < 0.01
    assert abs(value.box.width - 90 / sheet["width"]) < 0.01
    expect(page.locator("#panel-values .pick[data-value='D3.lessor_phone']")).to_have_attribute(
        "data-page", "2"
    )
    page.keyboard.press("Escape")
    page.click("[data-undo]")
    visitor.until_version(3)
    assert now(served, key).edits == ()


def test_a_frame_is_moved_and_sized_by_arrows(served: Served, key: str, visiting: Visit) -> None:
    visitor = visiting()
    page = visitor.page
    at_values(visitor, key)
    put_right(visitor, "D3")
    page.focus("[data-do=frame]")
    page.keyboard.press("Enter")
    first = page.input_value("#edit [name=box]")
    for name in ("ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(name)
    x0, y0, x1, y1 = (float(part) for part in page.input_value("#edit [name=box]").split(","))
    was = [float(part) for part in first.split(",")]
    moved = [x0 - was[0], y0 - was[1], x1 - was[2], y1 - was[3]]
    assert [round(by, 3) for by in moved] == [0.01, 0.005, 0.02, 0.005]
    page.keyboard.press("Escape")
    expect(page.locator("#framing")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.do") == "frame"


def test_a_page_is_turned_read_again_by_the_engine_and_undone(
    served: Served, key: str, visiting: Visit
) -> None:
    visitor = visiting()
    page = visitor.page
    before = now(served, key).standing
    at_values(visitor, key)
    put_right(visitor, "D5")
    wide = _shape(served, visitor, key, 5)
    page.select_option("#edit-turn", "90")
    page.click("[data-do=turn]")
    expect(page.locator("#edit-busy")).to_contain_text("重读")
    visitor.until_version(2)
    expect(page.locator("[data-sheet='5']")).to_have_attribute("data-turn", "90")
    assert _shape(served, visitor, key, 5, "?turn=90") == wide[::-1]
    licence = paper_in(now(served, key), "营业执照.jpg")
    assert licence.pages[0].rotation == 90
    assert not (licence.fields.get("credit_code") and licence.fields["credit_code"].value)
    page.select_option("#edit-turn", "270")
    page.click("[data-do=turn]")
    visitor.until_version(3)
    licence = paper_in(now(served, key), "营业执照.jpg")
    kept = next(d for d in before.documents if d.id == "D5")
    assert licence.pages[0].rotation == 0
    assert licence.fields["credit_code"].value == kept.fields["credit_code"].value
    page.wait_for_selector("#edit h2")
    for version in (4, 5):
        page.click("[data-undo]")
        visitor.until_version(version)
    assert now(served, key).standing == before


def _shape(
    served: Served, visitor: Visitor, key: str, number: int, turn: str = ""
) -> tuple[int, int]:
    """Width and height of a page's picture, as the desk gives it."""
    answer = visitor.context.request.get(f"{served.base}/packets/{key}/pages/{number}{turn}")
    return Image.open(io.BytesIO(answer.body())).size


def test_who_may_only_look_sees_what_was_put_right_and_no_buttons(
    served: Served, key: str, visiting: Visit
) -> None:
    visitor = visiting()
    at_values(visitor, key)
    put_right(visitor, "D2")
    visitor.page.click("[data-do=not_needed]")
    visitor.until_version(2)
    assert "power_of_attorney" not in types(served, key)
    viewer = visiting("李看")
    at_values(viewer, key)
    expect(viewer.page.locator(".made")).to_contain_text("不需要")
    for what in ("[data-edit-open]", "[data-guess]", "[data-undo]"):
        expect(viewer.page.locator(what)).to_have_count(0)


def test_on_a_phone_the_panel_leaves_the_page_in_sight(
    served: Served, key: str, visiting: Visit
) -> None:
    visitor = visiting(viewport={"width": 390, "height": 844})
    at_values(visitor, key)
    put_right(visitor, "D3")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 390
    pane = visitor.page.locator("#pane").bounding_box()
    dock = visitor.page.locator("#edit").bounding_box()
    assert pane is not None and dock is not None
    assert pane["height"] > 150 and dock["y"] >= pane["y"] + pane["height"] - 1
    cut = visitor.page.locator("#edit .button").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > 390).length"
    )
    assert cut == 0


def test_a_desk_without_a_reader_says_so(
    tmp_path: Path, browser: Browser, checked: Checked
) -> None:
    def none() -> Kit:
        raise ToolMissing("没有识读引擎", "no engine")

    with serving(tmp_path / "bare", none) as bare:
        key = bare.arrivals.add(checked.report, checked.material, checked.pictures, by="批量").key
        visitor = visit(browser, bare)
        at_values(visitor, key)
        put_right(visitor, "D5")
        visitor.page.click("[data-do=turn]")
        expect(visitor.page.locator("#toast")).to_contain_text("没有可用的识读引擎")
        assert now(bare, key).version == 1
        visitor.context.close()


def test_an_older_packet_says_what_cannot_be_done(tmp_path: Path, browser: Browser) -> None:
    with serving(tmp_path, no_kit) as served:
        key = served.add()
        visitor = visit(browser, served)
        at_values(visitor, key)
        expect(visitor.page.locator(".edits")).to_contain_text("重新检查一次即可")
        put_right(visitor, "D3")
        expect(visitor.page.locator("#edit [data-edit=retype]")).to_have_count(0)
        visitor.page.click("[data-do=not_needed]")
        visitor.until_version(2)
        assert [one.document.type for one in now(served, key).aside] == ["business_license"]
        visitor.context.close()
