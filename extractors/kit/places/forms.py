"""How plausible a text is as a value of its kind: a clause is no company, a heading no person."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from core.models.document import Kind
from core.numbers.credit_code import is_valid as code_is_valid
from core.numbers.identity import is_valid as id_is_valid
from core.text.fold import MAX_CACHED_TEXTS, fold, squeeze
from core.text.sheet import Piece
from core.text.surnames import looks_like_name
from core.text.values.units import has_form
from extractors.kit.places.kindred import is_worded
from extractors.kit.places.words import LabelVocabulary, plain

CHECKED: tuple[Kind, ...] = ("id_number", "credit_code", "date", "month")
"""Kinds whose form shows that a digit was lost."""
FIGURES = 13  # digits from which on a number is not an amount
IMPOSSIBLE_SCORE = -6.0  # score of a text that cannot be a value: a label, or no letters
_RESTS = re.compile(r"[为是的共计于至和及与由系]|[号码]?[为是系]")
"""A particle of a sentence, or the rest of a label with one: 号为."""
_LEADER = re.compile(r"^(?:[…·_.]{2,}|/)")
_DEPARTMENT = re.compile(r"(?:部|办公室|科|处|室|中心|组)$")
_SPOKEN = re.compile(r"证书|获得|兹|授予|委托|特此|现有|同志|准予|学位证")
_ORGANISATION = re.compile(
    r"(?:公司|集团|事务所(?:[(（][^()（）]{2,10}[)）])?|中心|委员会|研究院|研究所|协会|学会|基金会|大学|学院|学校|医院|银行|"
    r"出版社|中学|小学|分校|校区|合伙企业(?:[(（][^()（）]{2,6}[)）])?|厂|部|局|院|社|行|店|所|站|分局|办公室|队|处|党校|保健院)$"
)
_FIRM = re.compile(r"公司|事务所|集团|合伙|厂$|中心$|社$|店$|行$|院$")
_HEADLESS = re.compile(
    r"^(?:股份|有限|限责任|责任|集团|公司|份有限|任公司)"
    r"|^(?:.|其?他|一人|国有.{0,4}|自然人.{0,6}|外商.{0,4})(?:股份)?有限(?:责任)?公司$"
)
"""A unit's legal form without its name."""
_CLAUSE = re.compile(
    r"[,.;:!?]|应当?|不得|必须|按照|依照|根据|负责|支付|承担|同意|约定|如果|或者|以及|有权|本合同|双方|依法|不能|可以|"
    r"之日|规定|确认|需要|提供|协商|解除|履行|完成|办理|违反|^[的或及和与在由为是对]|[的或及和与在由为]$"
)
_ADDRESS = re.compile(r"[省市区县镇乡村路街巷号楼室院园里弄栋幢单元层座胡同小区]")
_HEADING = re.compile(
    r"(?:证书|合同|合同书|申请表|证明|报告|情况|信息|清单|意见|名称|编号|号码|日期|机关|声明)$"
)
_WORDS = re.compile(r"(?:年|月|日|号|证|表|人|方|字|者|名|性|业|别)$|^..?[元书章]$|.{4}[元书章]$")


_DAYS: tuple[Kind, ...] = ("date", "month", "text")
_NAMES: tuple[Kind, ...] = ("person", "company", "text")
_HOLDS: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = (
    (re.compile(r"(?:日期|时间|年月日?|期限?|期间|出生|生日|date|birth)[起止自至]?$"), _DAYS),
    (re.compile(r"(?:机关|机构|单位|院校|学校|公司|医院|校名|authority)$"), _NAMES),
    (re.compile(r"(?:姓名|代表人|负责人|人|者|校长|院长|name)$"), _NAMES),
    (re.compile(r"(?:地址|住址|住所|坐落|所在地|居住地|address)$"), ("address", "text")),
    (re.compile(r"(?:电话|手机|联系方式|tel|mobile|phone)$"), ("phone", "text")),
    (re.compile(r"(?:资本|资金|金额|收入|租金|工资|押金|合计|薪)$"), ("amount", "text")),
    (re.compile(r"性别|民族|婚姻|sex|gender"), ("text",)),
    (re.compile(r"(?:编号|号码|代码|号|no)$"),
     ("id_number", "credit_code", "phone", "text", "amount")),
)  # fmt: skip


def may_hold(label: str, kind: Kind) -> bool:
    """Whether a label may have a value of this kind, judged by the label's meaning.

    >>> may_hold("登记机关", "date"), may_hold("发证日期", "date"), may_hold("其他", "date")
    (False, True, True)
    """
    return tells_kind(label, kind) is not False


def tells_kind(label: str, kind: Kind) -> bool | None:
    """Whether a label's words name this kind of value; None if they name no kind.

    >>> tells_kind("登记机关", "date"), tells_kind("发证日期", "date"), tells_kind("其他", "date")
    (False, True, None)
    """
    return next((kind in kinds for pattern, kinds in _HOLDS if pattern.search(label)), None)


_WITHIN = re.compile(r"^[一-鿿]{1,6}[A-Z]{2,}[一-鿿]{1,6}$")


def names_a_thing(text: str) -> bool:
    """Whether a short text ends in the way that labels end.

    >>> names_a_thing("出生年月"), names_a_thing("证照号码"), names_a_thing("甲地某乙有限公司")
    (True, True, False)
    """
    return len(text) <= 8 and not has_form(text) and any(p.search(text) for p, _ in _HOLDS)


def is_half_bracketed(text: str) -> bool:
    """Whether a folded text has an unpaired bracket: it was cut inside its sentence."""
    return text.count("(") != text.count(")")


def is_interleaved(kind: Kind, text: str) -> bool:
    """Whether Latin capitals from another cell are inside a Chinese word: 英WANG语."""
    return kind in ("text", "person") and _WITHIN.search(text) is not None


def breaks_a_number(kind: Kind, piece: Piece) -> bool:
    """Whether a line break splits a number without check digit: digits hidden at the edge go
    unnoticed.

    大道2 / 183号 whose 1 is hidden under an ornament is read with the usual confidence.
    """
    if kind in CHECKED:
        return False
    text = piece.folded
    ends = (n for n, (one, other) in enumerate(pairwise(piece.chars)) if one.line != other.line)
    return any(text[n : n + 2].isascii() and text[n : n + 2].isdigit() for n in ends)


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def plausible(kind: Kind, value: str, words: LabelVocabulary) -> float:
    """Score of a value's form, about -4 to 1.5."""
    text = squeeze(value)
    bare = plain(value).strip(" /()[]:.-_·…")
    if bare in words.labels or _RESTS.fullmatch(bare) or not any(ch.isalnum() for ch in bare):
        return IMPOSSIBLE_SCORE
    score = _JUDGES.get(kind, _free)(text)
    if _LEADER.match(text):
        score -= 6.0
    if kind in ("address", "company", "person") and any(
        bare[-n:] in words.labels for n in range(2, 7)
    ):
        score -= 2.0
    return score


def _company(text: str) -> float:
    bare = fold(text)
    score = (
        1.0
        if _FIRM.search(bare) and _ORGANISATION.search(bare)
        else 0.5
        if _ORGANISATION.search(bare)
        else -1.5
    )
    if _CLAUSE.search(bare):
        score -= 2.5
    if _SPOKEN.search(bare):
        score -= 2.0
    if _HEADLESS.match(bare) or is_worded(bare):
        score -= 3.5
    if len(bare) <= 6 and _DEPARTMENT.search(bare) and not _FIRM.search(bare):
        score -= 1.5
    return score - (1.5 if len(bare) < 4 else 0.0) - (1.0 if re.search(r"[0-9]{4}", bare) else 0.0)


_GIVEN = r"[A-Z][a-z'’-]+"
_LATIN_NAME = re.compile(
    rf"{_GIVEN}(?:,?{_GIVEN}){{1,3}}|(?:{_GIVEN},?){{1,3}}[A-Z]{{2,}}|[A-Z]{{2,}},?(?:{_GIVEN}){{1,3}}"
)
"""A name in Latin letters, without its spaces; the surname may be in capitals."""


def _person(text: str) -> float:
    bare = fold(text)
    if _FIRM.search(bare) and len(bare) > 3:
        return -1.0
    score = 0.7 if looks_like_name(bare) or "·" in bare else -2.0
    if _LATIN_NAME.fullmatch(text):
        score = 0.0
    if _CLAUSE.search(bare) or _SPOKEN.search(bare):
        score -= 2.0
    if _HEADING.search(bare) or _WORDS.search(bare):
        score -= 1.5
    return score


def _address(text: str) -> float:
    bare = fold(text)
    parts = len(_ADDRESS.findall(bare))
    score = 0.8 if parts >= 3 else 0.2 if parts == 2 else -1.2
    if re.search(r"应当|不得|根据|按照|约定|使用权|[。;]", bare):
        score -= 2.0
    return score - (1.0 if len(bare) < 6 else 0.0)


def _free(text: str) -> float:
    bare = fold(text)
    score = 0.0
    if _HEADING.search(bare) and len(bare) <= 10:
        score -= 1.5
    if _SPOKEN.search(bare) or is_worded(bare):
        score -= 1.5
    if re.search(r"甲方|乙方|双方|本合同|本单位|我单位|我公司", bare):
        score -= 3.0
    if re.fullmatch(r"[a-zA-Z/.()\[\]' -]+", bare):
        score -= 1.0
    if re.search(r"[12][0-9]{3}年[0-9]{1,2}月", bare) and re.sub(r"[0-9年月日至到起止]", "", bare):
        score -= 1.5
    if re.search(r"[,;]", bare) and len(bare) > 12:
        score -= 1.0
    if re.search(r"[。;]|应当|不得|本合同|按照", bare):
        score -= 1.0
    return score - (0.5 if len(bare) > 40 else 0.0)


def _id(text: str) -> float:
    return 1.0 if len(text) == 18 and id_is_valid(text) else 0.0


def _code(text: str) -> float:
    return 1.0 if len(text) == 18 and code_is_valid(text) else 0.0


def _amount(text: str) -> float:
    whole = text.partition(".")[0]
    if len(whole) >= FIGURES:
        return -3.0
    return -1.0 if len(text) == 1 and text != "0" else 0.0  # the number of a row or a clause


_JUDGES: dict[Kind, Callable[[str], float]] = {
    "company": _company,
    "person": _person,
    "address": _address,
    "text": _free,
    "id_number": _id,
    "credit_code": _code,
    "date": lambda text: 0.5,
    "month": lambda text: 0.3,
    "amount": _amount,
    "phone": lambda text: 0.5,
}
