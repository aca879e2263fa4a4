"""Names of companies and other units: their legal forms, and words that only refer to a unit."""

import re
from collections.abc import Iterator
from functools import cache

from core.reasons import reason
from core.text.sheet import Piece
from core.text.values.value import TextValue
from core.text.values.words import is_blank, words

MIN_SHARED = 6  # letters of the shortest text in which usual words are looked for
MIN_OWN = 2  # letters outside of usual words that tell a name
MAX_NAME_LENGTH = 60  # characters; a longer run is a sentence
PARTNERS = r"\((?:特殊的?普通合伙|普通合伙|有限合伙)\)"
# Endings of a unit's name: the legal form, the kind of unit, a branch.
FORMS = (
    rf"(?:有限责任公司|股份有限公司|有限公司|股份公司|总公司|公司|集团|合伙企业|个人独资企业|企业)(?:{PARTNERS})?"
    r"|(?:专业)?合作社|联合社|联社"
    rf"|(?:律师|会计师|税务师|专利|商标|资产评估|造价|建筑师)?事务所(?:{PARTNERS})?"
    r"|研究院|研究所|设计院|科学院|研究中心|中心|实验室|工作室|工作站"
    r"|大学|学院|学校|中学|小学|幼儿园|医院|诊所|门诊部|卫生院|药房|药店|博物馆|图书馆|出版社|报社|杂志社|旅行社|电视台"
    r"|银行|信用社|协会|学会|商会|联合会|基金会|促进会|委员会|管理局|税务局|监督局|监管局|公安局|分局|总局|派出所|办事处|代表处"
    r"|经营部|营业部|商行|商店|商贸行|超市|餐厅|饭店|酒店|宾馆|茶馆|咖啡馆|理发店|美容院|养殖场|农场|工厂|总厂|分厂|厂|店"
)
_BRANCH = (
    r"(?:[^,.;:()\s]{2,16}?(?:分公司|分行|支行|分店|分院|分所|分部|办事处|代表处|营业部|营业厅)"
    rf"(?:{PARTNERS})?)?"
)
_TRAILER = r"(?:\([^()]{1,20}\))?"
NAME_CHARS = r"[㐀-鿿豈-﫿〇A-Za-z0-9&·\-+]"
_FOUND = re.compile(rf"(?:{NAME_CHARS}|\([^()]{{2,12}}\)){{2,40}}?(?:{FORMS}){_BRANCH}(?![㐀-鿿])")
_LEGAL = re.compile(
    rf"(?:{NAME_CHARS}|\([^()]{{2,12}}\)){{2,40}}?(?:有限责任公司|有限公司|股份公司|合伙企业|事务所){_BRANCH}"
)
_ENDS = re.compile(rf"(?:{FORMS}|分公司|分行|支行|分店){_TRAILER}$")
_ABROAD = re.compile(
    r"[A-Z][A-Za-z0-9&.,'\- ]{1,60}?(?:Co\.?,? ?Ltd|Ltd|Limited|Inc|LLC|LLP|GmbH|AG|S\.?A|B\.?V"
    r"|Corp(?:oration)?|Company|PLC|Pte\.? ?Ltd|University|College|Institute)\.?(?![A-Za-z])"
)
_RUN = re.compile(r"[^\s:;,.|<>\"]+")
_SENTENCE = re.compile(r"[.;,](?=[㐀-鿿])")
_NUMBER = re.compile(r"[0-9A-Z]{15,18}(?=[㐀-鿿])")  # its code, or an older number
_SHUT = str.maketrans("()[]", "（）（）")


def read_company(piece: Piece) -> TextValue | None:
    """Full-width brackets, no spaces; a clause, or a reference such as 本公司, is no name."""
    bare = piece.strip(" :;,._|-*·")
    flat = without_lead(bare.dense())
    if is_blank(bare, "company") or is_talk(flat.folded):
        return None
    value = flat.folded.translate(_SHUT)
    doubt = reason("value.cut", value=value) if _has_no_own_word(value) else ""
    return TextValue(value, flat, doubt) if len(value) >= 2 else None


def _has_no_own_word(name: str) -> bool:
    """Whether a company's name has only words that many share: its beginning was not read.

    >>> _has_no_own_word("技术服务有限公司"), _has_no_own_word("瑞恒技术服务有限公司")
    (True, False)
    """
    if not name.endswith("公司"):
        return False
    return sum(len(found[0]) for found in _usual().finditer(name)) == len(name)


def without_lead(flat: Piece) -> Piece:
    """A unit's name without its number, or the words of a role, a form or a sentence before it."""
    if number := _NUMBER.match(flat.folded):
        flat = flat[number.end() :]
    match = _lead().match(flat.folded)
    return flat[match.end() :] if match and has_form(flat.folded) else flat


@cache
def _lead() -> re.Pattern[str]:
    leads = "|".join(sorted(words().company.leads, key=len, reverse=True))
    return re.compile(
        rf"(?:(?:{leads})(?:名称|全称)?(?:\([^()]{{1,8}}\))?[:,]?[为是系]?)+(?=.{{4}})"
    )


def usual_letters(text: str) -> tuple[bool, ...]:
    """For each letter whether it belongs to a word that many units' names or notes share.

    Brackets do too. Short texts, such as names of persons, have no such letters, nor have names of
    which little else would be left.

    >>> usual_letters("瑞恒科技有限公司")
    (False, False, True, True, True, True, True, True)
    >>> any(usual_letters("张建设")), any(usual_letters("北京国际商务中心"))
    (False, False)
    """
    usual = [False] * len(text)
    if len(text) >= MIN_SHARED:
        for found in _usual().finditer(text):
            usual[slice(*found.span())] = [True] * len(found[0])
    return tuple(usual) if usual.count(False) >= MIN_OWN else (False,) * len(text)


@cache
def _usual() -> re.Pattern[str]:
    shared = sorted((*words().company.usual, *words().company.notes), key=len, reverse=True)
    return re.compile("|".join([*shared, "[()（）]"]))


def has_form(name: str) -> bool:
    """Whether a name ends as units' names do.

    >>> has_form("北京甲会计师事务所（特殊普通合伙）"), has_form("北京乙有限公司朝阳分公司")
    (True, True)
    >>> has_form("张三"), has_form("甲方应当承担费用")
    (False, False)
    """
    text = re.sub(r"\s", "", name).replace("（", "(").replace("）", ")")
    return _ENDS.search(text) is not None or _ABROAD.search(name) is not None


def is_talk(text: str) -> bool:
    """Whether a folded text without spaces refers to units without naming one.

    >>> is_talk("本公司"), is_talk("甲方应当按时支付租金"), is_talk("北京样例有限公司")
    (True, True, False)
    """
    known = words().company
    if len(text) > MAX_NAME_LENGTH or text.startswith(known.pronouns):
        return True
    return any(word in text for word in known.clause) or (
        _SENTENCE.search(text) is not None and not text.isascii() and len(text) > 20
    )


def find_companies(piece: Piece) -> list[TextValue]:
    """Every name of a unit in a text, line by line."""
    return [value for part in _runs(piece) if (value := read_company(part)) is not None]


def names_in(text: str) -> list[str]:
    """The names of units in a folded text, without words that only refer to units.

    >>> names_in("兹委托北京甲有限公司张三办理 本公司承担责任"), names_in("北京甲(东城)中心")
    (['兹委托北京甲有限公司'], ['北京甲(东城)中心'])
    """
    runs = _RUN.findall(text)
    found = [match[0] for run in runs for form in (_FOUND, _LEGAL) for match in form.finditer(run)]
    return [name for name in dict.fromkeys(found) if not is_talk(name)]


def _runs(piece: Piece) -> Iterator[Piece]:
    text = piece.folded
    for match in _RUN.finditer(text):
        flat = piece[match.start() : match.end()]
        for found in _FOUND.finditer(flat.folded):
            yield flat[found.start() : found.end()]
    for match in _ABROAD.finditer(text):
        yield piece[match.start() : match.end()]
