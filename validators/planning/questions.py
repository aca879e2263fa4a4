"""The questions for planning an application: only those the lists of its service depend on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.models.base import Wording
from validators.facts.homes import PROOF
from validators.ground.case import CONDITIONS
from validators.planning.need import DECLARED
from validators.planning.plan import facts_of, title
from validators.planning.reach import TERMS
from validators.policy import Policy, Requirement, ServicePapers

Kind = Literal["one", "many", "yes", "day", "days"]
Options = tuple[tuple[str, Wording], ...]


@dataclass(frozen=True)
class Question:
    """One fact that may be given; `name` is the field of the plan."""

    name: str
    kind: Kind
    text: Wording
    options: Options = ()
    first: bool = True
    """Asked on a terminal; rarer facts are only command options."""


def _w(zh: str, en: str) -> Wording:
    return Wording(zh=zh, en=en)


MARITAL: Options = (
    ("married", _w("已婚", "married")),
    ("divorced", _w("离异，抚养权归申请人", "divorced, with custody")),
    ("single", _w("未婚", "never married")),
)
EDUCATION: Options = (
    ("degree", _w("国内学历，有学位", "a Chinese diploma with a degree")),
    ("diploma", _w("国内学历，没有学位", "a Chinese diploma without a degree")),
    ("overseas", _w("国（境）外学历学位", "taken abroad")),
)
CHANGED: dict[str, tuple[str, Wording]] = {
    "diploma_changed": ("diploma", _w("学历", "diploma")),
    "degree_changed": ("degree", _w("学位", "degree")),
    "title_changed": ("title", _w("职称、资格", "professional title")),
    "identity_changed": ("identity", _w("姓名、证件号码等身份信息", "name or number")),
    "employer_renamed": ("name", _w("单位名称", "the employer's name")),
    "spouse_removed": ("spouse_removed", _w("减少随往配偶", "the spouse no longer comes along")),
}
"""The things that may be changed, by their fact in packets.toml."""
YES: tuple[tuple[str, str, Wording], ...] = (
    ("first_case_of_year", "filed_this_year",
     _w("本单位本年度办理过并交过涉税告知书", "the tax notice was handed in earlier this year")),
    ("short_insurance", "insurance_short",
     _w("在京缴纳社保不足两年，或原单位在京外",
        "insured in Beijing for less than two years, or the former employer was elsewhere")),
    ("unit_claims_status", "status",
     _w("单位是高新技术、软件或环保等企业", "a high-tech, software or like enterprise")),
    ("capital_not_public", "capital_hidden",
     _w("公示系统查不到实缴资本", "no publicity system shows the paid-in capital")),
)  # fmt: skip
DAYS: tuple[tuple[str, str, Wording], ...] = (
    ("permit_expiry", "permit_until", _w("证件有效期止", "the permit's last day")),
    ("permit_expiry", "first_issue", _w("证件首次办理日期", "the day of the permit's first issue")),
    ("leaving", "left", _w("从原单位离职日期", "the last day with the former employer")),
)


def questions(service: str, policy: Policy) -> tuple[Question, ...]:
    """The questions of a service, in the order they are asked."""
    return tuple(_questions(policy.packet(service), policy))


def _questions(packet: ServicePapers, policy: Policy) -> Iterator[Question]:
    facts = facts_of(packet)
    yield Question("day", "day", _w("计划提交日", "planned filing day"))
    if any(name.startswith("condition_") for name in facts):
        yield Question("condition", "one", _w("申请条件", "condition"), _conditions(policy))
    if (need := packet.need(PROOF)) is not None:
        yield Question("home", "one", _w("住所", "home"), _ways(need))
    yield from _family(facts)
    if "domestic_diploma" in facts:
        yield Question("education", "one", _w("最高学历", "highest education"), EDUCATION)
    if changed := tuple(CHANGED[name] for name in CHANGED if name in facts):
        yield Question("changes", "many", _w("变更事项", "what is changed"), changed)
    starts = {step.start for step in policy.deadlines if step.binds(packet.service)}
    yield from (Question(name, "day", text) for start, name, text in DAYS if start in starts)
    for fact, name, text in YES:
        if fact in facts:
            yield Question(name, "yes", text)
    text = _w("系统中单位初审通过日期", "the day of the unit's review in the system")
    yield Question("reviewed", "day", text, first=False)
    yield Question(
        "have", "many", _w("已有的材料", "papers at hand"), papers(packet, policy), False
    )


def _family(facts: set[str]) -> Iterator[Question]:
    if "spouse_accompanies" in facts:
        yield Question("spouse", "yes", _w("配偶随往", "the spouse comes along"))
    if "child_accompanies" in facts:
        text = _w("随往子女的出生日期", "birthdays of the children who come along")
        yield Question("children", "days", text)
        yield Question("marital", "one", _w("婚姻状况", "marital status"), MARITAL)


def _conditions(policy: Policy) -> Options:
    """The conditions, each with the title of the first of its rules."""
    found = []
    for number in CONDITIONS:
        rules = (one for one in policy.rules if one.id.startswith(f"{DECLARED}{number}-"))
        if (text := next(rules, None)) is not None:
            found.append((str(number), _w(text.title_zh, text.title_en)))
    return tuple(found)


def _ways(need: Requirement) -> Options:
    return tuple((way.id, _w(way.name, way.name_en)) for way in need.any_of)


def papers(packet: ServicePapers, policy: Policy) -> Options:
    """Every paper that the service may require, as written in packets.toml."""

    def inside(need: Requirement) -> Iterator[str]:
        if need.paper:
            yield need.paper
        for part in (*need.all_of, *need.any_of):
            yield from inside(part)

    return tuple((one, title(one, policy)) for one in dict.fromkeys(inside(packet.needs)))


def terms(packet: ServicePapers, policy: Policy) -> tuple[tuple[str, str, Wording], ...]:
    """The papers with a deciding day: as written in packets.toml, the day's field, the name."""
    names = dict(papers(packet, policy))
    return tuple((one.paper, one.field, names[one.paper]) for one in TERMS if one.paper in names)
