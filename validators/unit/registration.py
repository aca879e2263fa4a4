"""The employer's registration application (annex 1): its three sections and their content."""

import re

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.compare import can_confirm
from validators.ground.look import called, look, written
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
from validators.policy import Policy

BLANK = re.compile(r"[XxＸ×]{3,}|[（(]\s*姓\s*名\s*[)）]|某某")
"""The sample's placeholders."""
SECTIONS = {
    "section_basic": "一、基本情况", "section_application": "二、申请信息",
    "section_opinion": "三、申请意见",
}  # fmt: skip
BASIC = "the section on the unit"
ENTRIES = {
    "applicant_name": "申请人姓名", "agent_name": "代理人姓名", "agent_id": "代理人身份证号码",
}  # fmt: skip


@rule("UNIT-REGAPP-SECTIONS")
def application_is_filled_in(case: Case, policy: Policy) -> list[Verdict]:
    """Three sections with text, no sample text left, the names and number filled in."""
    papers = case.of("unit_registration_application")
    return [_filled(paper, case, policy) for paper in papers] or [
        not_applicable(
            "没有注册申请书，见材料齐全一项。",
            "No registration application; see the list of papers.",
        )
    ]


def _filled(paper: Document, case: Case, policy: Policy) -> Verdict:
    labels = {**SECTIONS, **ENTRIES}
    values = {name: look(paper, name, policy) for name in labels}
    wrong = [
        (f"{labels[name]}未填写", f"the {called(name)} is blank")
        for name, value in values.items()
        if written(value) is False
    ]
    wrong += [
        (f"{labels[name]}仍有“{match[0]}”", f"the {called(name)} still says “{match[0]}”")
        for name, value in values.items()
        if (match := BLANK.search(value.text)) and can_confirm(value)
    ]
    vague = [
        (labels[name], f"the {called(name)}")
        for name, value in values.items()
        if not value.text and written(value) is not False
    ]
    basic = values["section_basic"]
    for words in policy.words("registration_basic", case.day):
        if basic.text and not re.search(words, basic.text):
            what = words.partition("|")[0]
            if basic.sure and not paper.troubles:
                zh = f"{SECTIONS['section_basic']}中的{what}未写明"
                wrong.append((zh, f"{BASIC} does not tell “{what}”"))
            else:
                vague.append((f"{SECTIONS['section_basic']}中的{what}", f"“{what}” in {BASIC}"))
    office = look(paper, "addressee", policy)
    if not policy.district.here(office.text):
        if office.sure:
            zh = f"抬头为“{office.text}”，应为{policy.district.office}"
            en = f"it is addressed to “{office.text}” and should be to “{policy.district.office}”"
            wrong.append((zh, en))
        elif office.state == "doubt":
            vague.append(("抬头", "the addressee"))
    shown = [value for value in values.values() if value.text]
    if wrong:
        return failed(
            f"注册申请书{'；'.join(zh for zh, _ in wrong)}，请补正。",
            f"Employer registration application: {'; '.join(en for _, en in wrong)}; please "
            "correct it.",
            *shown,
            paper,
        )
    if vague:
        zh = f"注册申请书的{'、'.join(zh for zh, _ in vague)}未能辨认，请核对。"
        en = f"Not read on the application: {', '.join(en for _, en in vague)}; please check."
        return to_review(zh, en, *shown, paper)
    return passed("注册申请书内容完整。", "The application is complete.", *shown)


RULES: tuple[Rule, ...] = (application_is_filled_in,)
