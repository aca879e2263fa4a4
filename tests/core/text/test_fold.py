"""One form for what OCR and printers mix; the length stays, for places hang on it."""

import pytest

from core.text.fold import fold, squeeze


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("（ＡＢＣ）１２３", "(ABC)123"),
        ("〔2019〕29号", "[2019]29号"),
        ("甲方：某，乙方；丙方。", "甲方:某,乙方;丙方."),
        ("2025—2026～2027－2028–2029", "2025-2026-2027-2028-2029"),
        ("阿依古丽•买买提・甲‧乙", "阿依古丽·买买提·甲·乙"),
        ("￥5000", "¥5000"),
        ("《合同》【正本】“甲”", '<合同>[正本]"甲"'),
        ("甲\u3000乙\t丙\xa0丁", "甲 乙 丙 丁"),
        ("㈱℡ﬁ½", "㈱℡ﬁ½"),  # what would grow stays
        ("①", "1"),
        ("⼯学⼠⻓春⺠", "工学士长春民"),  # radicals, as the fonts of PDFs name them
        ("⻑江⻪⻈", "長江黾讠"),
    ],
)
def test_fold(text: str, wanted: str) -> None:
    assert fold(text) == wanted
    assert len(fold(text)) == len(text)


def test_squeeze() -> None:
    assert squeeze("甲 方（ 公 章 ）：\u3000") == "甲方(公章):"
