"""Whether a text has somebody's complete name: alone, in a list, or beside words no name has.

A name can be part of a longer one: 张三 in 张三丰, a company in its branch. So a name counts only
if it ends as a name ends, never as a part of another.
"""

import re
import unicodedata

from core.text.values.units import has_form
from validators.ground.compare import doubted, echoes, folded
from validators.ground.elsewhere import DOTS, standing
from validators.ground.look import Value

_PARTED = re.compile(r"[、,;:/|&+。]|\s+")
_HAN = re.compile(r"[㐀-鿿]")
_OTHER = "[^㐀-鿿A-Z]"
_BEFORE = (
    rf"(?:^|{_OTHER}|和|与|及|系|为|是|由|所有|共有|[权押售购][利属有]?人|有权人|买受人|业主|姓名|单位|公司|名称"
    "|[夫妻子女]|先生|女士|丈夫|妻子|配偶|本人|申请人|员工|职工|证明|占|发放|支付|代扣|代缴"
    "|兹有?|现|注明?|备注|说明|我司)"
)
_AFTER = (
    rf"(?:$|{_OTHER}|和|与|及|等|的|各占|占|先生|女士|夫妇|夫妻|同志|身份证|证件|[男女](?:$|{_OTHER})"
    "|(?:单独|共同|按份)?(?:共有|所有)|工资|薪|应税|收入|由|系|为|是|发放|支付|发给|代[发扣缴为]|负责|扣?缴纳?|承担"
    "|个人|本人|员工|个税|所得|全部|[每按]月|月[应工收薪]|统一|财务|人事|单位|[自于在][0-9])"
)
"""Text allowed right before and right after a name in a sentence or a list."""
_BRANCH = re.compile(
    r"[^,.;:]{0,16}?(?:分公司|分[行所店院部]|支行|办事处|代表处|营业部|集团|子公司)"
)


def named_in(text: str, name: str) -> bool | None:
    """Whether a text names this person or unit whole.

    None if two names may be written there without a separator.

    >>> named_in("张三、李四", "张三"), named_in("张三 李四共有", "李四")
    (True, True)
    >>> named_in("张三丰", "张三"), named_in("张三李小四", "张三")
    (False, None)
    """
    wanted, whole = folded(name), folded(text)
    if not wanted or wanted not in whole:
        return False
    if any(folded(part) == wanted for part in _parts(text)):
        return True
    answers = [_ends(whole, at.start(), at.end()) for at in re.finditer(re.escape(wanted), whole)]
    if True in answers:
        return True
    return None if None in answers else False


def partly(text: str, name: str) -> bool:
    """Whether a text names somebody in part: a foreign name in another order, or cut at its dot.

    >>> partly("SMITH JOHN工资由甲发放", "John Smith"), partly("阿里木工资由甲发放", "阿里木·江")
    (True, True)
    >>> partly("JOHN ROE工资", "John Smith"), partly("张三工资", "张三丰")
    (False, False)
    """
    words = re.findall(r"[A-Z]+", name.upper())
    if len(words) > 1:
        return all(word in text.upper() for word in words)
    first, *rest = re.split(rf"[{re.escape(DOTS)}]", name)
    return bool(rest) and named_in(text, first) is True


def lists(value: Value, name: str) -> bool | None:
    """Whether a field that may hold several names holds this one; None if unclear."""
    if not value.text or not name:
        return None
    answer = named_in(value.text, name)
    if answer:
        return True if echoes(value) else None
    if not value.sure or answer is None:
        return None
    if any(doubted(value, part, name) for part in (*_parts(value.text), value.text)):
        return None
    return None if standing(value.document, name) is not None else False


def _parts(text: str) -> list[str]:
    """The names of a list; a single character after a space is only a part of a name."""
    flat = unicodedata.normalize("NFKC", text)
    parts = [part for part in _PARTED.split(flat) if part]
    if any(len(part) == 1 and _HAN.match(part) for part in parts):
        parts = [part for part in re.split(r"[、,;:/|&+。]", flat) if part]
    return [re.sub(r"(?:(?:共同|按份)?共有|单独所有)$", "", part) for part in parts]


def _ends(whole: str, start: int, end: int) -> bool | None:
    """Whether a found name ends there; None if another name may follow directly.

    One character more makes another name; a branch name follows a unit's name.
    """
    left, right = whole[:start], whole[end:]
    if re.search(f"{_BEFORE}$", left) and re.match(_AFTER, right):
        return True
    if re.search(f"{_BEFORE}[㐀-鿿]$", left) or re.match(f"[㐀-鿿]{_AFTER}", right):
        return False
    if has_form(whole[start:end]) and _BRANCH.match(right):
        return False
    return None
