"""What a document resembles by its words alone, whatever it was recognised as (issue 11)."""

import random

import pytest

from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors import TYPES
from extractors.kit.fields import TypeEntry
from extractors.packet.documents import UNKNOWN, read_documents
from extractors.packet.resemblance import resemblance
from tests.extractors.files import file
from tests.extractors.sheets import page

REPORT = """
.3:中国学位与研究生教育信息中心
.35:学位真伪核验结果书
结果书编号: 2020110034
姓名 | 张三 | 性别 | 男
出生日期 | 1990-03-07
学位授予单位 | 北京甲大学
授予学位 | 工学硕士 | 学科专业 | 计算机
学位证书编号 | 1000132015000001
"""
CHAT = """
HR小刘
你好,材料记得下周一之前给我
好的,合同要原件还是复印件?
收到,谢谢
"""
RECEIPT = """
物美超市(朝内店)
收银小票
鲜牛奶1L | 9.90
合计 | 23.10
"""


def half(kind: TypeEntry) -> TextSheet:
    """A page with half of a type's phrases in any order, one per line, without a title."""
    titles = {squeeze(title) for title in kind.titles}
    texts = [*kind.words, *(label for spec in kind.fields for label in spec.labels)]
    texts = [text for text in dict.fromkeys(texts) if squeeze(text) not in titles]
    chosen = random.Random(kind.id).sample(texts, (len(texts) + 1) // 2)
    return TextSheet.of(page("\n".join(chosen)))


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_half_of_its_words_without_a_title_still_resemble_a_type(kind: TypeEntry) -> None:
    assert kind.id in [guess.type for guess in resemblance([half(kind)], TYPES)]


def test_a_report_worded_as_nobody_has_seen_resembles_what_it_is() -> None:
    likest = resemblance([TextSheet.of(page(REPORT))], TYPES)[:4]
    assert "degree_verification_report" in [guess.type for guess in likest]


@pytest.mark.parametrize("picture", [CHAT, RECEIPT])
def test_strange_papers_resemble_nothing_that_every_packet_needs(picture: str) -> None:
    alike = {guess.type for guess in resemblance([TextSheet.of(page(picture))], TYPES)}
    asked = {"business_license", "id_card", "power_of_attorney", "degree_certificate"}
    assert not alike & asked


def test_a_page_without_words_resembles_nothing() -> None:
    assert resemblance([TextSheet.of(page("12.80 | AB"))], TYPES) == ()


def test_an_unknown_document_keeps_its_lines_and_what_it_resembles() -> None:
    (document,) = read_documents([file("扫描件.pdf", REPORT)], ())
    assert document.type == UNKNOWN
    assert document.likeness == ()  # without types there is nothing to resemble
    texts = [line.text for line in document.lines]
    assert "学位真伪核验结果书" in texts and "1000132015000001" in texts
    assert {line.page for line in document.lines} == {0}
