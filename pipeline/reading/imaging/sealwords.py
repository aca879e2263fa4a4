"""The words of a seal: cleans the text and derives the kind of seal."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from core.models.page import SealKind
from core.text.alike import edits, one_apart

Shape = Literal["round", "oval", "square", "rectangle"]

_HALF_TO_FULL = str.maketrans({"(": "（", ")": "）", "〈": "（", "〉": "）", "[": "（", "]": "）"})
_NOT_TEXT = re.compile(r"[^\w（）·]|_")

FINANCE = re.compile(r"财务|财[务章]专")
CONTRACT = re.compile(r"合同专用|合同章|合同专")
HR = re.compile(r"人事|人力资源(部|专用|处|章)|劳动合同|劳资")
INVOICE = re.compile(r"发票")
BANK = re.compile(r"银行|信用社|储蓄|支行|公积金.*银行")
SCHOOL = re.compile(r"大学|学院|学校|教务|中学|小学|幼儿园|学籍|研究生院|党校")
SCHOOL_CENTRE = re.compile(r"教务|学籍|成绩|招生|学生|档案")
COMPANY = re.compile(r"公司|有限|集团|厂$|合伙|事务所|(?<!工)商行(?!政)|工作室|合作社")
ISSUER_CENTRE = re.compile(
    r"征税|业务专用|户口|婚姻|不动产|房屋登记|学[历位]认证|认证专用|出生医学|评审|资格|登记|行政|"
    r"社会保险|社保|参保|完税|代征|公证|档案|鉴定|核验|备案|审批|许可|监制|查询"
)
STATE = re.compile(
    r"局$|分局|局[（第]|委员会|人民政府|政府$|公安|派出所|税务|民政|法院|检察院|公证处|"
    r"教育部|公证|管理局|监督管理|保障局|保障部|厅$|^国家|^中华人民共和国|部$|办事处|登记处|登记中心|"
    r"不动产|社会保险|住房公积金管理|管理中心|管理部|认证中心|发展中心|考试中心|人才服务中心|"
    r"公共服务中心|政务服务|保健院|医院|街道"
)
_NAME = re.compile(r"^.*(?:公司|事务所|合伙）?|集团|合作社)")
BODY_END = re.compile(
    r"(?:公司|局|厅|部|委员会|政府|大学|学院|学校|中学|小学|中心|事务所|派出所|医院|法院|公证处|协会|"
    r"合伙）?|集团|厂|商行|工作室|合作社)(?:（[^（）]{1,8}）)?[0-9A-Z]*$"
)
DATE = re.compile(r"\d年|年\d|月\d|\d月|签[字名]|盖章|公章")
CLASSES = (
    "财务", "合同", "劳动合同", "发票", "人事", "人力资源", "业务", "征税", "户口", "婚姻登记",
    "不动产登记", "学历认证", "学位认证", "出生医学证明", "评审",
)  # fmt: skip
"""Common classes of seals; 专用章 follows."""
FOR_USE = "专用章"
LONG, MISREAD = 5, 2  # characters of a class's words, and of these misread
COMMON_CENTRE = re.compile(rf"({'|'.join(CLASSES)}){FOR_USE}([（]\d+[）])?$")
CENTRE_END = re.compile(r"..章([（]?[\dA-Z一二三四五六七八九十]+[）]?)?$|..[处科室部]$")
FIRM = re.compile(r"会计师事务所|律师事务所|税务师事务所|审计")


def cleaned(text: str) -> str:
    """Text as printed on a seal: no spaces or marks, full-width brackets."""
    folded = unicodedata.normalize("NFKC", text)
    return _NOT_TEXT.sub("", folded.translate(_HALF_TO_FULL))


def names_a_body(ring: str) -> bool:
    """Whether the ring text ends like the name of a unit or an office."""
    return BODY_END.search(ring) is not None


def centre_words(lines: Sequence[str]) -> str:
    """The centre's lines as one text; empty unless they end as usual in a seal's centre.

    A seal often covers a date or a signature label, which then appears in its centre. Words that
    resemble a common class are given too, with one misread character corrected: a seal that has
    them is no 公章.

    >>> centre_words(["财务专用查"]), centre_words(["胡务专用幸"]), centre_words(["云和"])
    ('财务专用章', '胡务专用幸', '')
    """
    kept = [_bare(line) for line in lines if not DATE.search(line)]
    tried = ("".join(kept), *kept)
    ended = (line for line in tried if CENTRE_END.search(line))
    return next(ended, "") or next(filter(None, map(_resembling, tried)), "")


def _resembling(line: str) -> str:
    """The class that a line names with one misread character, or the line if it may name one."""
    words = [name + FOR_USE for name in CLASSES]
    near = [word for word in words if len(word) == len(line) and one_apart(line, word)]
    if len(near) == 1:
        return near[0]
    return line if any(edits(line, word) <= MISREAD for word in words if len(word) >= LONG) else ""


def is_common(words: str) -> bool:
    """Whether these are the words of a common class of seals."""
    return COMMON_CENTRE.fullmatch(words) is not None


def _bare(line: str) -> str:
    """A line without the text before the words of a common class of seals."""
    found = COMMON_CENTRE.search(line)
    return line[found.start() :] if found else line


def kind_of(ring: str, centre: str, shape: Shape, star: bool) -> tuple[SealKind, bool]:
    """The kind of a seal, and whether it was decided by its words.

    The centre's words decide first, then the body named in the ring, then the shape. A unit's main
    seal has no words except its name: if it has others that could not be read, it is of some other
    class.
    """
    whole, beside = ring + centre, _NAME.sub("", ring) + centre  # 财务 may be in a unit's name
    if FINANCE.search(beside):
        return "finance", True
    if INVOICE.search(beside):
        return "invoice", True
    if HR.search(centre) or re.search(r"劳动合同|人事专用|人力资源专用", whole):
        return "hr", True
    if CONTRACT.search(whole):
        return "contract", True
    company = COMPANY.search(ring) is not None
    if FIRM.search(centre) and centre != ring:
        return "firm", True
    if BANK.search(whole):
        return "bank", True
    if ISSUER_CENTRE.search(centre) and not company and not SCHOOL_CENTRE.search(centre):
        return "agency", True
    if STATE.search(ring) and not company:
        return "agency", True
    if SCHOOL.search(whole) and not company:
        return "school", True
    if company:
        return "official", names_a_body(ring) and not centre
    return _by_shape(ring, shape, star)


def _by_shape(ring: str, shape: Shape, star: bool) -> tuple[SealKind, bool]:
    """The likeliest kind if no word decides."""
    if shape == "square" and len(ring) <= 5:
        return "name", len(ring) in (2, 3, 4)
    if shape == "round" and len(ring) >= 4:
        return "official", star
    if shape == "round" and star:
        return "official", False
    return "other", False
