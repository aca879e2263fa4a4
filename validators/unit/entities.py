"""Conditions 4 and 5, guide 二（二）4 and 5: which kind of entity the applying unit is."""

import re
from collections.abc import Iterable

from core.models.document import Document
from core.numbers.dates import add_years
from validators.facts import parties
from validators.facts.parties import UNIT_PAPERS
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import lacking
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

HIGH_TECH = "high_tech_certificate"
ENTITY = (HIGH_TECH, "innovation_entity_proof")
LICENCES = ("industry_license",)
HIGH_TECH_YEARS = 3
PRIVATE = re.compile(r"(?:公司|事务所|协会|学会|商会|联盟)$")
"""Bodies whose recognition is not official."""


@rule("APP-C4-ENTITY")
def unit_is_an_innovation_entity(case: Case, policy: Policy) -> list[Verdict]:
    """Condition 4: an official recognition in force, in the unit's own name; one is enough."""
    if case.condition != 4:
        return [not_applicable("未申报条件4。", "Condition 4 is not declared.")]
    papers = case.of(*ENTITY)
    if not papers:
        zh = "没有高新技术企业证书等科技创新主体证明，请补充。"
        en = (
            "There is no proof that the unit is an innovation entity, such as the certificate of a "
            "high-tech enterprise; please add it."
        )
        return [lacking(case, policy, zh, en, papers=ENTITY)]
    return _one_of([_recognised(paper, case, policy) for paper in papers])


@rule("APP-C5-ENTITY")
def unit_is_a_service_entity(case: Case, policy: Policy) -> list[Verdict]:
    """A law, accounting, audit, tax, staffing or financial firm: by name, code or licence."""
    if case.condition != 5:
        return [not_applicable("未申报条件5。", "Condition 5 is not declared.")]
    verdicts = [_licensed(paper, case, policy) for paper in case.of(*LICENCES)]
    if any(verdict.status == "pass" for verdict in verdicts):
        return _one_of(verdicts)
    plain = _by_name(case, policy)
    return [plain] if plain.status == "pass" or not verdicts else verdicts


def _one_of(verdicts: list[Verdict]) -> list[Verdict]:
    """One valid paper of several is enough."""
    return [verdict for verdict in verdicts if verdict.status == "pass"][:1] or verdicts


def _recognised(paper: Document, case: Case, policy: Policy) -> Verdict:
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    by = look(paper, "authority", policy)
    return (
        _anothers(paper, case, policy)
        or _expired(paper, case, policy)
        or (
            to_review(
                f"{title}的发证单位为“{by.text}”，请核对是否为政府部门的认定。",
                f"{title_en} was issued by “{by.text}”; please check that this is an authority.",
                by,
            )
            if PRIVATE.search(by.text)
            else None
        )
        or passed(f"{title}在有效期内，为本单位所有。", f"{title_en}: the unit's, in force.", paper)
    )


def _licensed(paper: Document, case: Case, policy: Policy) -> Verdict:
    found = _anothers(paper, case, policy) or _expired(paper, case, policy)
    return found or passed("本单位持有有效的执业许可证。", "The unit is licensed.", paper)


def _anothers(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A paper that is not the applying unit's, or not for sure."""
    unit, name = parties.employer(case, policy), look(paper, "name", policy)
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    same = agrees(name, unit.name)
    if same:
        return None
    if name.state == "absent":
        return unread(name, f"{title}的单位名称", f"The holder of the {title_en}")
    if same is False and unit.sure:
        zh = f"{title}的单位名称为“{name.text}”，不是申请单位 {unit.name}，请提供本单位的。"
        en = (
            f"The unit on the {title_en} is “{name.text}”, not the applying unit {unit.name}; "
            "please hand in the unit's own."
        )
        return because(failed(zh, en, name), f"unit:{paper.id}")
    zh = f"{title}的单位名称未能辨认，请核对是否为 {unit.name}。"
    en = f"The unit on the {title_en} was not read; please check that it is {unit.name}."
    return to_review(zh, en, name)


def _expired(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A paper that has expired, or whose date was not read; it may have none."""
    high = paper.type == HIGH_TECH
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    value = look(paper, "issue_date" if high else "valid_to", policy)
    if value.text == "长期" or (value.state in ("missing", "absent") and not high):
        return None
    if not value.sure or value.day is None:
        what = "发证日期" if high else "有效期"
        return unread(
            value,
            f"{title}的{what}",
            f"The {'day of issue' if high else 'last day'} of the {title_en}",
        )
    end = add_years(value.day, HIGH_TECH_YEARS) if high else value.day
    if case.day < end if high else case.day <= end:
        return None
    zh = f"{title}有效期至 {end}，申报日 {case.day} 已过期，请提供有效期内的。"
    en = (
        f"The {title_en} was valid to {end}, so it has expired by the day of filing, {case.day}; "
        "please hand in one in force."
    )
    return because(failed(zh, en, value), value)


def _by_name(case: Case, policy: Policy) -> Verdict:
    unit, shown = parties.employer(case, policy), case.of(*UNIT_PAPERS)[:1]
    if _any(policy.words("service_firms", case.day), unit.name):
        return passed(
            f"“{unit.name}”属于科技创新服务主体。",
            f"“{unit.name}” is a service entity by its name.",
            *shown,
        )
    if unit.number[:2] in policy.words("law_firm_codes", case.day):
        return passed("统一社会信用代码属律师事务所。", "A law firm by its code.", *shown)
    if not unit.name:
        zh = "单位名称未能辨认，请核对是否为科技创新服务主体。"
        en = "The unit's name was not read; please check that it is a service entity."
        return to_review(zh, en, *shown)
    zh = (
        f"“{unit.name}”未能证明为科技创新服务主体，请提供执业许可证或人力资源服务、金融许可证，"
        "或改按其他条件申报。"
    )
    by_licence = _any(policy.words("service_firms_by_licence", case.day), unit.name)
    en = (
        f"“{unit.name}” is not shown to be a service entity of innovation; please hand in its "
        "licence to practise, of staffing services or of finance, or declare another condition."
    )
    if hidden(case, *LICENCES) or by_licence or not unit.sure:
        return to_review(zh, en, *shown)
    return failed(zh, en, *shown)


def _any(words: Iterable[str], text: str) -> bool:
    return any(re.search(word, text) for word in words)


RULES: tuple[Rule, ...] = (unit_is_an_innovation_entity, unit_is_a_service_entity)
