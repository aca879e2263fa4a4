"""What a general change is meant to change (其他 on its form), and which evidence shows it."""

import re
from dataclasses import replace

from validators.facts.households import MEMBER
from validators.ground.case import Case
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, to_review
from validators.policy import Policy

CHANGES = {
    "diploma": "学历|毕业|文凭",
    "degree": "学位",
    "title": "职称|资格|资质",
    "identity": "身份证|证件号|公民身份|姓名|更名|曾用名|改名|性别|出生|民族|户籍|户口",
    "name": "名称|单位",
}
"""Things the form may name for which the guide lists evidence."""
GENERAL = "general_change"


def items(case: Case, policy: Policy) -> tuple[Value, ...]:
    """The text under 其他 on the change forms."""
    values = (look(paper, "other_item", policy) for paper in case.of("personal_change_form"))
    return tuple(value for value in values if value.text)


def changing(what: str, case: Case, policy: Policy) -> bool:
    """Whether a general change asks for this."""
    named = (re.search(CHANGES[what], value.text) for value in items(case, policy))
    return case.service == GENERAL and any(named)


def unlisted(case: Case, policy: Policy) -> Verdict | None:
    """A question to the officer if no evidence is known for a named change, or if the evidence
    does not show it.
    """
    named = items(case, policy)
    names = "、".join(value.text for value in named)
    parts = [part for value in named for part in re.split("[、,，;；及和]|变更", value.text)]
    every = re.compile("|".join(CHANGES.values()))
    if any(part.strip() and not every.search(part) for part in parts):
        return to_review(
            f"申请变更“{names}”，所需的佐证材料未列明，请核对是否已附。",
            f"The change of “{names}” is asked for, of which no evidence is listed; please check "
            "whether it is there.",
            *named,
        )
    pages = case.of(MEMBER, role="applicant")
    noted = any(look(page, "corrections", policy).sure for page in pages)
    shown = (*pages, *case.of("id_card", role="applicant"))
    if changing("identity", case, policy) and shown and not noted:
        return to_review(
            f"申请变更“{names}”，户口簿个人页未见变更、更正记载，"
            "请核对所附材料（如公安机关的变更证明）能否佐证。",
            f"The change of “{names}” is asked for, and the register's page notes none; please "
            "check whether the evidence (such as a police certificate) shows it.",
            *named,
            *shown,
        )
    return None


def lenient(found: list[Verdict], case: Case, policy: Policy) -> list[Verdict]:
    """Differences from the record are expected in a change of name or number: a person decides."""
    if not changing("identity", case, policy):
        return found
    note = "本次申请变更身份信息，请核对变更依据。"
    return [
        replace(
            verdict,
            status="review",
            message=f"{verdict.message}{note}",
            message_en=f"{verdict.message_en} A change of personal data is asked for.",
        )
        if verdict.status == "fail"
        else verdict
        for verdict in found
    ]
