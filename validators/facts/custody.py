"""Who has custody of a child, by the words of a divorce agreement or a judgment.

The payer, the visitor and a refused party do not have custody: phrases on money are removed first,
clauses on visits are ignored, and a clause that denies or requests something decides nothing. If
two clauses give a child to two people, or the words name somebody who is not a party, a person
decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from validators.ground.elsewhere import folded

Side = Literal["own", "other", "both"]
"""Who has custody: the applicant, the other party, or both."""

_MONEY = re.compile("(?:抚养|抚育|扶养|生活|教育|医疗|学杂|保险)[、和及]?(?:费用?|金)|费用?")
_VISIT = re.compile("探望|探视|看望|寒假|暑假|寒暑假|周末|假期|节假日|接走|接回")
_OPEN = re.compile(
    "驳回|不予|请求|要求|主张|诉请|不由|不归|不随|不应|不宜|不能|不直接|不得|未能|未得|并非|无权"
    "|辩称|诉称|放弃|如果|则由|则归"
)
"""A clause with such words decides nothing."""
_JOINT = re.compile("共同(?:直接)?(?:抚养|监护|抚育|扶养)|轮流|双方")
_VERB = re.compile("抚养权|监护权|抚养|扶养|抚育|监护|生活|居住|照顾|携带")
_MARK = "跟随|判归|判给|由|归|随|跟|与|(?<!共)同"
_GIVEN = re.compile(r"^[^由归给]{0,6}(?:判归|判给|归属于?|归|由|属于|属|给予|给)于?$")
_PARENT = re.compile("[父母爸妈]")
PARENTS = {
    "男": ("男方", "其父亲", "父亲", "其父", "父", "爸爸"),
    "女": ("女方", "其母亲", "母亲", "其母", "母", "妈妈"),
}
"""Words for the man and the woman."""
KIN = "祖伯叔姑舅岳公婆养继义外父"
"""父 and 母 after these are not the parents."""
_CHILD = re.compile(
    "(?:非?婚生|长|次|三|幼|小|大|独生|未成年)*(?:(?P<any>子女|孩子|小孩)|(?P<boy>儿子|男孩|之子|子)"
    "|(?P<girl>女儿|女孩|之女|女(?!方)))"
    r"(?:[:,]?(?P<name>[一-鿿·]{2,12}?)(?=由|归|随|跟|与|同|判|[(、,的之和及]|抚养|$))?"
)
_NO_NAME = re.compile("[仍均都应现自从今后暂方年月岁随由归跟继续离婚双直接]")
SEX = {"boy": "男", "girl": "女"}


@dataclass(frozen=True)
class Child:
    """A child as a text may name it; `others` are its brothers and sisters."""

    name: str
    sex: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatedCustody:
    """Who has custody; None if undecided. `strange` if only other children are named."""

    side: Side | None
    strange: bool = False


def raised(text: str, roles: Mapping[str, Side], child: Child) -> StatedCustody:
    """What the text says about a child; `roles` are the words and names for the two parties.

    >>> roles = {"原告": "other", "被告": "own"}
    >>> raised("婚生子由原告抚养，抚养费由被告支付", roles, Child("甲乙丙")).side
    'other'
    >>> raised("长子甲乙丙由被告抚养，次子甲乙丁由原告抚养", roles, Child("甲乙丙")).side
    'own'
    >>> raised("婚生子由祖母抚养", roles, Child("甲乙丙")).side is None
    True
    """
    sides: set[Side | None] = set()
    strange, about = False, ""
    for clause in re.split("[,;.。；:]", _MONEY.sub("款", folded(text))):
        if _VISIT.search(clause):
            continue
        about = clause if _CHILD.search(_without(clause, roles)) else about
        found = _clause(clause, roles)
        if not found:
            continue
        meant = _meant(_without(about, roles), child)
        if meant is False:
            strange = True
        else:
            sides |= found if meant else {None}
    if not sides:
        return (
            StatedCustody(_bare(folded(text), roles), strange)
            if not strange
            else StatedCustody(None, True)
        )
    return StatedCustody(sides.pop() if len(sides) == 1 else None)


def _clause(clause: str, roles: Mapping[str, Side]) -> set[Side | None]:
    """Who has custody by one clause; with None if undecided, empty if the clause says nothing."""
    verbs = list(_VERB.finditer(clause))
    if not verbs:
        whole = _bare(clause, roles)
        return set() if whole is None else {whole}
    people = list(_people(roles).finditer(clause))
    if _OPEN.search(clause):
        return {None}
    if _JOINT.search(clause):
        return {"both"}
    found = {_of_verb(clause, verb, people, roles) for verb in verbs}
    sides = found - {None}
    return set(sides) or {None}


def _of_verb(
    clause: str, verb: re.Match[str], people: list[re.Match[str]], roles: Mapping[str, Side]
) -> Side | None:
    if verb[0].endswith("权"):
        behind = next((one for one in people if one.start() >= verb.end()), None)
        if behind is not None and _GIVEN.match(clause[verb.end() : behind.start()]):
            return _plain(clause, behind, people, roles)
    before = [one for one in people if one.end() <= verb.start()]
    if not before or re.search(_MARK, clause[before[-1].end() : verb.start()]):
        return None
    return _plain(clause, before[-1], people, roles)


def _plain(
    clause: str, one: re.Match[str], people: list[re.Match[str]], roles: Mapping[str, Side]
) -> Side | None:
    """A party named itself; 原告之母 and 原告父母 are other people."""
    ahead = [other for other in people if other.end() <= one.start()]
    if (
        _PARENT.search(one[0])
        and ahead
        and clause[ahead[-1].end() : one.start()] in ("", "的", "之")
    ):
        return None
    if re.match("(?:的|之)?[父母](?!亲?[,.;共直抚生])", clause[one.end() :]):
        return None
    return roles[one[0]]


def _bare(text: str, roles: Mapping[str, Side]) -> Side | None:
    """A party alone, or given the child without a verb: 女方, 归女方, 婚生子判归女方所有."""
    match = re.search(rf"(?:^|(?:{_MARK}))({_people(roles).pattern})(?:所有)?$", text)
    return roles[match[1]] if match and not _OPEN.search(text) else None


def _people(roles: Mapping[str, Side]) -> re.Pattern[str]:
    words = sorted(roles, key=len, reverse=True)
    parts = (rf"(?<![{KIN}]){re.escape(word)}" for word in words if word)
    return re.compile("|".join(parts) or "(?!)")


def _without(clause: str, roles: Mapping[str, Side]) -> str:
    """The clause without the words for the parties: 女方 and 父女 do not mean a child."""
    return _people(roles).sub("|", clause)


def _meant(about: str, child: Child) -> bool | None:
    """Whether a clause is about this child; None if it may be."""
    if child.name and folded(child.name) in about:
        return True
    if any(other and folded(other) in about for other in child.others):
        return False
    kinds: set[str] = set()
    for match in _CHILD.finditer(about):
        name = match["name"] or ""
        if name and not _NO_NAME.search(name):
            return False if child.name else None
        kinds |= {kind for kind in ("any", "boy", "girl") if match[kind]}
    wanted = {SEX[kind] for kind in kinds if kind in SEX}
    if not wanted or "any" in kinds or not child.sex:
        return True if not wanted or "any" in kinds or not child.others else None
    return child.sex in wanted
