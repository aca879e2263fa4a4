"""report.html: complete, self-contained, and closed to whatever a packet says."""

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from core.models.document import Document
from core.models.report import Report
from pipeline.reporting.html import render_html
from pipeline.reporting.pictures import NoPictures, Pictures
from tests.pipeline.reporting.conftest import (
    ID_NUMBER,
    MASKED,
    card,
    evidence,
    field,
    finding,
    lease,
)

Make = Callable[..., Report]
ATTACK = "</textarea></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """The tags and attributes a browser would see, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


def attacked() -> tuple[Document, ...]:
    """Every text of a document hostile."""
    base = lease()
    nasty = field("lease_end", ATTACK, base.fields["lease_end"].box, base.pages[0], trouble=ATTACK)
    seal = base.seals[0].seal.model_copy(update={"text": ATTACK, "code": ATTACK})
    note = base.annotations[0].model_copy(update={"text": ATTACK, "signature": ATTACK})
    changes = {
        "id": ATTACK,
        "type": ATTACK,
        "role": ATTACK,
        "troubles": (ATTACK,),
        "sides": (ATTACK,),
        "fields": {ATTACK: nasty},
        "rows": ({ATTACK: nasty},),
        "seals": (base.seals[0].model_copy(update={"seal": seal}),),
        "annotations": (note,),
    }
    return (base.model_copy(update=changes),)


def test_nothing_a_packet_says_becomes_markup(make: Make, pictures: Pictures) -> None:
    clause = {"section": ATTACK, "quote": ATTACK}
    nasty = finding(
        ATTACK,
        message=ATTACK,
        guide=clause,
        documents=(ATTACK,),
        evidence=(evidence(ATTACK, ATTACK, text=ATTACK),),
    )
    findings = tuple(
        nasty.model_copy(update={"status": status})
        for status in ("fail", "review", "not_checked", "pass", "not_applicable")
    )
    report = make(attacked(), findings, packet=ATTACK, assumptions=(ATTACK,))
    tags = Tags(render_html(report, pictures))
    assert tags.tags["script"] == 1
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert "x" not in tags.all("src")
    assert ATTACK in tags.text


def test_nothing_is_loaded_from_elsewhere(make: Make, pictures: Pictures) -> None:
    html = render_html(make(), pictures)
    tags = Tags(html)
    assert not tags.tags["link"] + tags.tags["iframe"] + tags.tags["object"]
    links = tags.all("src") + tags.all("href")
    assert [link[:30] for link in links if not link.startswith(("data:image/jpeg;", "#"))] == []
    assert not re.search(r"url\(|@import|https?://", html)
    assert any("default-src 'none'" in content for content in tags.all("content"))


def test_every_link_leads_somewhere_and_no_id_stands_twice(make: Make, pictures: Pictures) -> None:
    tags = Tags(render_html(make(), pictures))
    ids = Counter(tags.all("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    links = [h.removeprefix("#") for h in tags.all("href") if h.startswith("#")]
    targets = [*links, *tags.all("data-mark"), *tags.all("data-row"), *tags.all("aria-labelledby")]
    assert sorted(set(targets) - set(ids)) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_identity_numbers_are_masked_in_the_text(make: Make, pictures: Pictures, lang: str) -> None:
    told = finding("GEN-IDNO-EQUAL", message=f"号码 {ID_NUMBER}", message_en=f"No. {ID_NUMBER}")
    html = render_html(make(findings=(told,)), pictures, "zh" if lang == "zh" else "en")
    assert ID_NUMBER not in html
    assert "110105194912310O2X" not in html  # the reading that was not believed
    assert MASKED in html


def test_every_finding_is_told_with_the_guide_s_words(make: Make, pictures: Pictures) -> None:
    report = make()
    text = Tags(render_html(report, pictures)).text
    for found in report.findings:
        assert found.message in text
        assert found.rule in text
    assert "六（二）" in text
    assert "原文" in text


def test_the_outcome_stands_first(make: Make) -> None:
    text = Tags(render_html(make(outcome="reject"), NoPictures())).text
    assert text.index("不予受理") < text.index("缺少授权委托书") < text.index("全部审查事项")


def test_the_list_to_supply_is_numbered_through_the_documents(make: Make) -> None:
    html = render_html(make(), NoPictures())
    plain = re.search(r'<textarea id="plain".*?>(.*?)</textarea>', html, re.DOTALL)
    assert plain is not None
    assert plain[1].splitlines()[2:] == [
        "缺少或须另行提交的材料",
        "1. 缺少授权委托书（依据：指南六（二））",
        "",
        "房屋租赁合同",
        "2. 租期不足（依据：指南六（二））",
    ]


def test_a_mark_stands_on_the_page_turned_upright(make: Make, pictures: Pictures) -> None:
    html = render_html(make(documents=(card(),)), pictures)
    # the stored page is 300 x 200, upright 200 x 300; the name at (0.1, 0.2, 0.3, 0.25)
    assert 'viewBox="0 0 200 300"' in html
    assert 'x="20.0" y="60.0" width="40.0" height="15.0"' in html


def test_a_packet_without_pictures_still_has_its_report(make: Make) -> None:
    html = render_html(make(), NoPictures())
    assert "页面图像不可用" in html
    assert "data:image" not in html
    assert "2026-04-14" in html


def test_an_empty_place_and_a_broken_file_are_told(make: Make, pictures: Pictures) -> None:
    text = Tags(render_html(make(), pictures)).text
    assert "此处空白" in text
    assert "文件已损坏" in text
    assert "第 1 页：图像模糊" in text


def test_english_on_request(make: Make, pictures: Pictures) -> None:
    html = render_html(make(), pictures, "en")
    assert 'lang="en"' in html
    assert "RES-LEASE-6M in English" in html
    assert "To be supplemented" in html


def test_a_packet_of_which_nothing_was_read(make: Make) -> None:
    html = render_html(make((), (), "review"), NoPictures())
    assert "没有识别出材料" in html
