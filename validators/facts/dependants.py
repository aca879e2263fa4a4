"""The accompanying family members, as a form lists them in one field: 配偶 张三
11010519491231002X；子 张小三.
"""

import re
from dataclasses import dataclass
from typing import Literal

from core.numbers import identity
from validators.ground.compare import folded

Tie = Literal["spouse", "child"]

_MATE = "配偶|妻子?|丈夫|夫"
_KID = "[养继]?子女|[长次三独][子女]|儿子|女儿|[养继]?[子女]|孩子"
_ENTRY = re.compile(rf"(?:^|(?<=[^㐀-鿿]))(?:(?P<mate>{_MATE})|{_KID})(?=[^㐀-鿿]|[㐀-鿿·]{{2,}})")
_NAME = re.compile(r"[\s:：(（]*(?:姓名[:：]?)?([㐀-鿿]{1,12}(?:[·•・．.][㐀-鿿]{1,12})*)")
_DIGITS = re.compile(r"[0-9]{17}[0-9X]")
_MAX_NAME_LENGTH = 4
"""Maximum characters of a name without a dot; a longer text has other words joined to it."""
_HEADING = re.compile(r"姓名|关系|证件|号码|单位|学校|出生|性别")
_NOBODY = re.compile(r"[\s:：(（]*(?:无|没有|否|不随往|[/／—-]+)(?![㐀-鿿])")


@dataclass(frozen=True)
class NamedMember:
    """A family member named on a form; parts that could not be separated are empty."""

    tie: Tie
    name: str = ""
    number: str = ""


def dependants_in(text: str) -> tuple[NamedMember, ...]:
    """All accompanying family members in a form's field.

    >>> dependants_in("配偶：张三（11010519491231002X）")
    (NamedMember(tie='spouse', name='张三', number='11010519491231002X'),)
    >>> [one.name for one in dependants_in("子 张小三 2016-05-05；女:张小四")], dependants_in("无")
    (['张小三', '张小四'], ())
    >>> dependants_in("配偶：无 子女：无")
    ()
    """
    entries = list(_ENTRY.finditer(text))
    found = []
    for n, entry in enumerate(entries):
        end = entries[n + 1].start() if n + 1 < len(entries) else len(text)
        rest = text[entry.end() : end]
        if _HEADING.match(folded(rest)) or _NOBODY.match(rest):
            continue
        number = _DIGITS.search(folded(rest))
        checked = number[0] if number and identity.is_valid(number[0]) else ""
        found.append(NamedMember("spouse" if entry["mate"] else "child", _name(rest), checked))
    return tuple(found)


def _name(rest: str) -> str:
    named = _NAME.match(rest)
    if named is None:
        return ""
    name = named[1]
    dotted = any(mark in name for mark in "·•・．.")
    return name if dotted or 2 <= len(name) <= _MAX_NAME_LENGTH else ""
