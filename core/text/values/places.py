"""Addresses as printed, and signs that one was not read completely."""

import itertools
import re

from core.reasons import reason
from core.text.fold import fold
from core.text.sheet import Piece
from core.text.values.value import TextValue
from core.text.values.words import is_blank, tidy

# The blank form's own words between the entries: 北京市 东城 区（县） 安定门 街道（乡镇）
_FORM = re.compile(
    r"\((?:县|区|市|省|镇|乡|街道|乡镇|镇街|自治区|直辖市|自治州|旗|路|村)(?:[/、,](?:县|区|镇|乡|街道|旗|路))*\)"
)
CITIES = "北京|天津|上海|重庆"
PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾"
)
REGIONS = "内蒙古|广西|西藏|宁夏|新疆"
CITY = (
    rf"(?:(?:{CITIES})市?|(?:{PROVINCES})省"
    rf"|(?:{REGIONS})(?:壮族|回族|维吾尔)?(?:自治区)?)"
)
"""A province or a city of equal rank at the start of a folded address."""
BEIJING = (
    "(?:东城|西城|朝阳|海淀|丰台|石景山|通州|顺义|昌平|大兴|房山|门头沟|平谷|怀柔|密云|延庆)区"
)
_ENGLISH_LABEL = re.compile(r"[A-Za-z./&]{4,}:?(?=[一-鿿]{2})")
_LEAD = re.compile(rf"[^0-9]{{0,24}}?(?:位于|[坐座]落[于在为:]|地址[为是:])(?={CITY}|{BEIJING})")
"""Words of a sentence before an address: 甲方将位于."""
_LINE = re.compile(r"_+")
_LISTED = re.compile(r"[0-9][、,][0-9]")
_PARTED = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_OPEN = re.compile(r"(?:\(|第|之|-|与|及|和|至)$")


def read_address(piece: Piece) -> TextValue | None:
    """As printed, without spaces, with half-width digits; fill-in lines and (县) are dropped."""
    bare = piece.strip(" :;,.|*_")
    if is_blank(bare, "address"):
        return None
    flat = bare.dense()
    lead = _LEAD.match(flat.folded)
    flat = flat[lead.end() :] if lead else flat
    if label := _ENGLISH_LABEL.match(flat.folded):  # the translation of its label
        flat = flat[label.end() :]
    if flat.folded.endswith("的"):  # the sentence goes on: 自愿将1402室的房屋借给
        flat = flat[:-1]
    text = _FORM.sub(lambda match: "\0" * len(match[0]), flat.folded)
    text = _LINE.sub(lambda match: "\0" * len(match[0]), text)
    apart = _parted(flat)
    kept = "".join(ch for ch, mark in zip(apart, text, strict=True) if mark != "\0")
    value = tidy(kept)
    if len(value) < 3:
        return None
    return TextValue(value, flat, ends_early(flat.folded))


def _parted(flat: Piece) -> list[str]:
    """The characters of an address, with separate list numbers: 5、6.7 and 5、6 | 7 over a line's
    end.

    A 、 at the end of a line is easily lost, and one between digits is read as a point; an address
    that separates its numbers by 、 has no point between them.
    """
    chars = list(flat.text)
    if _LISTED.search(flat.folded) is None:
        return chars
    for match in _PARTED.finditer(flat.folded):
        chars[match.start()] = "、"
    for i, (one, two) in enumerate(itertools.pairwise(flat.chars)):
        parted = one.line != two.line or one.sheet is not two.sheet
        if parted and flat.folded[i].isdigit() and flat.folded[i + 1].isdigit():
            chars[i] += "、"
    return chars


def ends_early(text: str) -> str:
    """Why a folded address without spaces cannot be complete; empty if nothing shows that.

    >>> bool(ends_early("北京市东城区(县)")), bool(ends_early("北京市东城区甲街1号"))
    (True, False)
    """
    match = list(_FORM.finditer(text))
    if match and match[-1].end() == len(text):
        return reason("value.address_form_only")
    if text.count("(") > text.count(")") or _OPEN.search(fold(text)):
        return reason("value.address_cut")
    return ""
