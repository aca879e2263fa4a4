"""The posts of the work history, by the system's record or the form."""

import re
from dataclasses import dataclass

from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.look import Value, look
from validators.ground.verdict import Witness
from validators.policy import Policy

_MONTH = r"(?:19|20)\d{2}[-./年]\d{1,2}"
SPAN = re.compile(
    rf"({_MONTH})月?(?:[-./]?\d{{1,2}}日?)?(?:\.\.|至|到|[-—–~～一]+)({_MONTH}|至今|今|现在)"
)
EMPLOYER = re.compile(
    r"[一-鿿（）()A-Za-z·]{1,40}?(?:公司|事务所|研究院|研究所|中心|学院|大学|学校|医院|银行|集团|局|厂)"
    r"(?:[（(][^（）()]{2,12}[)）])?(?:[一-鿿]{2,8}分(?:公司|所))?"
)
CUT = re.compile(r"^(?:单位|工作单位|任职于|就职于|在|于|月|日|至今|今|[-—–~～、，,:：\s])+")


@dataclass(frozen=True)
class Post:
    """One entry of the work history; months are YYYY-MM, `end` empty for 至今."""

    employer: str
    start: str
    end: str


@dataclass(frozen=True)
class FormerPost:
    """A former employer outside Beijing, or none; `sure` by record or a sure reading.

    No name but evidence: the history was not read.
    """

    name: str = ""
    sure: bool = False
    shown: tuple[Witness, ...] = ()


def posts(case: Case, policy: Policy) -> tuple[tuple[Post, ...], bool, tuple[Value, ...]]:
    """The work history, by the record, else by the form; whether it is sure; its fields."""
    recorded = case.application.extra.get("work_history")
    if isinstance(recorded, list):
        return tuple(p for entry in recorded if (p := _entry(entry)) is not None), True, ()
    if recorded:
        return parse(str(recorded)), True, ()
    for paper in case.of("application_form_new"):
        value = look(paper, "work_history", policy)
        if value.text:
            return parse(value.text), value.sure, (value,)
        if value.state == "doubt":  # something is present but unread
            return (), False, (value,)
    return (), False, ()


def _entry(entry: object) -> Post | None:
    if not isinstance(entry, dict):
        found = parse(str(entry))
        return found[0] if found else None
    name = next(
        (str(entry[k]) for k in ("employer", "unit", "company", "单位") if entry.get(k)), ""
    )
    first, last = (str(entry.get(k) or "")[:7] for k in ("start", "end"))
    return Post(name, first, last) if name else None


def parse(text: str) -> tuple[Post, ...]:
    """Employers with their spans, the span before or after the name.

    >>> [(post.employer, post.start, post.end) for post in parse("甲公司 2016-07..2018-06")]
    [('甲公司', '2016-07', '2018-06')]
    >>> [(post.employer, post.end) for post in parse("2018年7月至今 北京乙事务所")]
    [('北京乙事务所', '')]
    """
    flat = re.sub(r"\s+", "", text)
    found = []
    for part in re.split(r"[;；|。]+", flat):
        spans = list(SPAN.finditer(part))
        for n, span in enumerate(spans):
            stop = spans[n + 1].start() if n + 1 < len(spans) else len(part)
            behind = CUT.sub("", part[span.end() : stop])
            name = EMPLOYER.search(behind)
            if name is None and n == 0:
                name = EMPLOYER.search(CUT.sub("", part[: span.start()]))
            if name is not None:
                found.append(Post(name[0], _month(span[1]), _month(span[2])))
    return tuple(found)


def _month(text: str) -> str:
    digits = re.findall(r"\d+", text)
    return f"{digits[0]}-{int(digits[1]):02d}" if len(digits) > 1 else ""


def elsewhere(case: Case, policy: Policy) -> FormerPost:
    """A former employer whose name begins with another place and that is not a Beijing branch."""
    found, sure, shown = posts(case, policy)
    places = policy.words("places_elsewhere", case.day)
    for post in found:
        name = folded(post.employer)
        if name.startswith(places) and "北京" not in name:
            return FormerPost(post.employer, sure, shown)
    unread = not found and any(not value.text for value in shown)
    return FormerPost(shown=shown) if unread else FormerPost()
