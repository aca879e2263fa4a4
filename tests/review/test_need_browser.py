"""The list of papers for anybody: `yushen serve --public-need` as it is typed, a real Chromium."""

from pathlib import Path

from playwright.sync_api import Browser

from deploy.ports import free_port
from review.web.pace import MAX_PER_ADDRESS
from tests.review.desk import PASSWORD
from tests.review.test_drop_browser import answers
from tests.yushen.started.shell import Shell

PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "zh-CN"}


def test_somebody_signed_in_is_not_held_up(browser: Browser, tmp_path: Path) -> None:
    """`yushen serve --public-need` as it is typed, and the whole way with a phone."""
    shell = Shell(tmp_path)
    shell.said("user", "add", "赵敏", "--password-stdin", input=f"{PASSWORD}\n")
    base = f"http://127.0.0.1:{(port := free_port())}"
    with shell.start("serve", "--port", str(port), "--public-need") as desk:
        desk.until(lambda: answers(port))
        context = browser.new_context(**PHONE, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{base}/need")
        page.select_option("[name=service]", "address_change")
        page.click("form.first button")
        page.fill("[name=day]", "2025-10-15")
        page.select_option("[name=home]", "permit")
        page.click("summary")
        page.fill("[name='until:residence_permit_card']", "2025-12-31")
        page.click("form.asked button")
        assert "手头的为 2025-12-31，不够" in page.inner_text(".need")
        wide = page.locator("main").bounding_box()
        assert wide is not None and wide["width"] <= 390
        for table in page.locator(".need table").all():
            box = table.bounding_box()
            assert box is not None and box["x"] + box["width"] <= 390
        for button, name in (("下载 Word", "need.docx"), ("日期存入日历", "need.ics")):
            with page.expect_download() as got:
                page.click(f"text={button}")
            assert got.value.suggested_filename == name
        assert page.input_value("[name=day]") == "2025-10-15"
        page.goto(f"{base}/sign-in")
        page.fill("[name=name]", "赵敏")
        page.fill("[name=password]", PASSWORD)
        page.click("form[action='/sign-in'] button")
        seen = [page.goto(f"{base}/need") for _ in range(MAX_PER_ADDRESS + 5)]
        assert {answer.status for answer in seen if answer} == {200}
        assert "材料清单" in page.inner_text("nav")
        context.close()
