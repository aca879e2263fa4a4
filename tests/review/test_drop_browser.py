"""Pictures taken on the spot with a phone: `yushen serve` as it is typed, a real Chromium."""

import socket
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.ports import free_port
from tests.review.desk import PASSWORD
from tests.yushen.started.shell import Shell

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "packets"
FORM = SAMPLES / "employer-change" / "00001.jpg"
LICENCE = SAMPLES / "lease-short" / "营业执照.jpg"
POWER = SAMPLES / "bad-files" / "可读.jpg"
HEIC = ROOT / "tests" / "pipeline" / "reading" / "intake" / "files" / "turned.heic"
NAME = "赵敏"
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "zh-CN", "has_touch": True}
CAMERA = "#take .camera input"


def answers(port: int) -> bool:
    """Whether the desk is there yet."""
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def sign_in(page: Page, base: str, path: str) -> None:
    page.goto(base + path)
    page.fill("[name=name]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/sign-in'] button")
    page.wait_for_url(base + path)


def small(page: Page, number: int) -> int:
    """How wide the small picture is that the browser shows."""
    width: int = (
        page.locator(".shot")
        .nth(number)
        .locator("img")
        .evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")
    )
    return width


@pytest.mark.engine
def test_papers_are_taken_with_a_phone_told_at_once_and_submitted(
    browser: Browser, tmp_path: Path, readings: Path
) -> None:
    shell = Shell(tmp_path, YUSHEN_CACHE=str(readings))
    shell.said("user", "add", NAME, "--password-stdin", input=f"{PASSWORD}\n")
    base = f"http://127.0.0.1:{(port := free_port())}"
    (text := tmp_path / "a.jpg").write_text("不是照片，只是文字", "utf-8")
    complaints: list[str] = []
    with shell.start("serve", "--port", str(port), "--workers", "1") as desk:
        desk.until(lambda: answers(port))
        context = browser.new_context(**PHONE)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        sign_in(page, base, "/drop")
        shots = page.locator(".shot")

        page.set_input_files(CAMERA, FORM)
        expect(shots.nth(0)).to_contain_text("个人信息变更申请表", timeout=60_000)
        expect(shots.nth(0)).to_contain_text("%")
        missing = page.locator(".lacks")
        expect(missing).to_contain_text("离职证明", timeout=60_000)  # by the form's own service
        expect(missing).to_contain_text("授权委托书")

        page.set_input_files("#take input[multiple]", [POWER, LICENCE, text])
        expect(page.locator(".shot:not(.s-reading, .s-sending)")).to_have_count(4, timeout=60_000)
        expect(shots.nth(1)).to_contain_text("授权委托书")
        expect(shots.nth(3)).to_contain_text("未认出")
        expect(shots.nth(3)).to_contain_text("文本文件")
        expect(page.locator(".came")).to_contain_text("营业执照", timeout=60_000)
        expect(missing).not_to_contain_text("授权委托书")
        assert page.locator(".maybe").count() > 0  # what is missing may be what was not recognised

        with page.expect_file_chooser() as chosen:
            shots.nth(3).locator("[data-send]").click()
        chosen.value.set_files(HEIC)
        expect(shots.nth(3)).to_contain_text("turned.heic")
        expect(shots.nth(3).locator("img")).to_have_count(1, timeout=60_000)
        assert small(page, 0) > 100 and small(page, 3) > 0  # of an iPhone's picture too
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        shots.nth(3).get_by_role("button", name="删除").click()
        expect(shots).to_have_count(3)
        expect(page.locator(".lacks .sure")).to_have_count(3, timeout=60_000)
        expect(page.locator("#submit")).to_contain_text("还缺 3 项")
        context.set_offline(True)
        page.set_input_files(CAMERA, POWER)
        page.get_by_text("不传了").click()
        context.set_offline(False)
        page.click("#submit button")
        page.wait_for_url(f"{base}/upload")
        page.wait_for_selector("#jobs li[data-state=checked]", timeout=120_000)
        page.goto(base)
        expect(page.locator("td.what a")).to_contain_text("拍照")
        page.click("td.what a")
        expect(page.locator("#bar")).to_contain_text("聘用单位变更")
        context.close()
        assert desk.end() == 143
    assert complaints == []
    assert "Traceback" not in desk.said() and "可读" not in desk.said()
