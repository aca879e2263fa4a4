"""The unit's qualification certificates, guide 六（一）5 and 六（十）5: owner and term."""

import re
from dataclasses import replace

from core.models.document import Document
from core.numbers.dates import add_years
from validators.facts import parties
from validators.facts.units import claimed_statuses
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gaps import lacking
from validators.ground.look import look
from validators.ground.phrases import quoted
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

ASKING = ("unit_registration", "unit_transfer_in")
"""The services that require the certificate for a claimed status."""
HIGH_TECH, ENTITY = "high_tech_certificate", "innovation_entity_proof"
CERTIFICATES = (HIGH_TECH, "software_enterprise_certificate", "other_qualification_certificate")
YEARS = 3
"""A high-tech certificate is valid for so many years; it has no printed last day."""
KINDS = (
    (re.compile("高新|high"), CERTIFICATES[:1]),
    (re.compile("软件|software"), CERTIFICATES[1:]),
)
"""The certificates that prove a status; any other certificate proves another status."""


@rule("UNIT-QUALCERT-VALID")
def certificates_are_in_force(case: Case, policy: Policy) -> list[Verdict]:
    """A claimed status has the unit's own certificate, in force on the filing day.

    A certificate that is not required, or beside a valid one of its kind, does no harm.
    """
    asked = case.service in ASKING or case.condition == 4
    verdicts: list[Verdict] = []
    good: set[str] = set()
    for paper in sorted(case.of(*CERTIFICATES, ENTITY), key=lambda one: one.id):
        found = [_valid(paper, case, policy)]
        if case.service in ASKING:  # condition 4 has its own rule on the owner
            found.append(_owner(paper, case, policy))
        if all(verdict.status == "pass" for verdict in found):
            good.add(paper.type)
        verdicts += found
    bad = [verdict for verdict in verdicts if verdict.status != "pass"]
    types = {document.id: document.type for document in case.documents}
    light = [replace(v, severity="advisory") for v in bad
             if not asked or types[v.documents[0]] in good]  # fmt: skip
    heavy = [v for v in bad if asked and types[v.documents[0]] not in good]
    gone = _claimed(case, policy) if case.service in ASKING else []
    passes = [verdict for verdict in verdicts if verdict.status == "pass"]
    return [*gone, *heavy, *light, *passes] or [
        not_applicable("没有资质证书。", "No qualification certificate.")
    ]


def _valid(paper: Document, case: Case, policy: Policy) -> Verdict:
    """A high-tech certificate lapses on the third anniversary of its issue."""
    title, english = policy.title(paper.type), policy.title_en(paper.type)
    high = paper.type == HIGH_TECH
    value = look(paper, "issue_date" if high else "valid_to", policy)
    if paper.type == ENTITY and value.state == "missing":
        return passed(f"{title}未载有效期。", f"{english}: no last day is printed.", paper)
    if not value.sure or value.day is None:
        what = "发证日期" if high else "有效期"
        return unread(
            value,
            f"{title}的{what}",
            f"The {'day of issue' if high else 'last day'} of the {english}",
        )
    end = add_years(value.day, YEARS) if high else value.day
    if case.day < end if high else case.day <= end:
        return passed(
            f"{title}在有效期内（至 {end}）。", f"{english}: in force until {end}.", value
        )
    return because(
        failed(
            f"{title}有效期至 {end}，申报日 {case.day} 已过期，请提供有效期内的证书。",
            f"{english}: expired on {end}, before the filing day {case.day}; please hand in one in "
            "force.",
            value,
        ),
        value,
    )


def _owner(paper: Document, case: Case, policy: Policy) -> Verdict:
    """A parent or sister company's certificate proves nothing about the unit."""
    unit, name = parties.employer(case, policy), look(paper, "name", policy)
    title, english = policy.title(paper.type), policy.title_en(paper.type)
    same = agrees(name, unit.name)
    if same:
        return passed(f"{title}为本单位所有。", f"{english}: it is the unit's own.", name)
    if same is False and unit.sure:
        return because(
            failed(
                f"{title}的企业名称为“{name.text}”，不是申请单位 {unit.name}，请提供本单位的证书。",
                f"{english}: issued to “{name.text}”, not to the applying unit {unit.name}; please "
                "hand in the unit's own.",
                name,
            ),
            f"unit:{paper.id}",
        )
    if name.state == "absent":
        return unread(name, f"{title}的企业名称", f"The holder of the {english}")
    return to_review(
        f"{title}的企业名称读作“{name.text or '（未能辨认）'}”，无法确认是否为本单位，请核对。",
        f"{english}: the holder reads {quoted(name.text)}; please check whether it is "
        "the applying unit.",
        name,
    )


def _claimed(case: Case, policy: Policy) -> list[Verdict]:
    """What is missing for each status that the unit claims."""
    found = []
    for status, sure in claimed_statuses(case, policy).items():
        kinds = next((kinds for words, kinds in KINDS if words.search(status)), CERTIFICATES[2:])
        if case.of(*kinds):
            continue
        name = status.partition("|")[0]
        titles = "或".join(policy.title(kind) for kind in kinds)
        zh = f"单位填报为{name}，须提供有效期内的{titles}（原件及加盖公章复印件），或更正单位性质。"
        english = " or ".join(policy.title_en(kind) for kind in kinds)
        en = (
            f"The unit claims to be “{name}”; please add the {english} in force (original and "
            "stamped copy), or correct the unit's status."
        )
        if sure:
            found.append(lacking(case, policy, zh, en, papers=CERTIFICATES))
        else:
            shown = case.of("unit_registration_application")
            found.append(
                to_review(f"注册申请书似{zh}", f"As the application seems to say: {en}", *shown)
            )
    return found


RULES: tuple[Rule, ...] = (certificates_are_in_force,)
