"""The highest diploma and degree, guide 六（二）常规7."""

from dataclasses import replace

from core.models.document import Document
from core.numbers import certificates
from validators.facts.circumstances import overseas_education
from validators.facts.degrees import (
    ABROAD,
    DEGREE_REPORTS,
    DIPLOMA_REPORTS,
    FORM,
    LEVELS,
    NAMES,
    NAMES_EN,
    step,
)
from validators.ground.case import Case
from validators.ground.compare import HIGH, agrees
from validators.ground.look import Value, called, look
from validators.ground.phrases import quoted
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

SHOWN = {
    "学历": ("graduation_certificate", "level", DIPLOMA_REPORTS),
    "学位": ("degree_certificate", "degree", DEGREE_REPORTS),
}
STATED = {"最终学历证书编号": "diploma_number", "最终学位证书编号": "degree_number"}
"""Where the form states the same numbers."""


@rule("EDU-HIGHEST")
def certificates_are_of_the_highest_level(case: Case, policy: Policy) -> list[Verdict]:
    """Diploma and degree certificate reach the level that the form states."""
    forms = case.of(FORM)
    shown = case.of("graduation_certificate", "degree_certificate", ABROAD)
    if not forms or not shown:
        return [not_applicable("没有申请表或学历学位证书，见材料齐全一项。", "Nothing to compare.")]
    wanted = {
        "学历": look(forms[0], "education_level", policy),
        "学位": look(forms[0], "degree", policy),
    }
    verdicts = []
    for what, stated in wanted.items():
        verdict = _reaches(what, stated, _levels_shown(case, what, stated, policy))
        if verdict is not None:
            verdicts.append(verdict)
    return verdicts or [
        to_review(
            "申请表未能辨认最高学历、学位，请与所附证书核对。",
            "The highest education and degree on the application form were not read; please check "
            "them against the certificates.",
            *wanted.values(),
        )
    ]


def _levels_shown(case: Case, what: str, stated: Value, policy: Policy) -> list[Value]:
    """The levels that the papers show, the foreign degree for both."""
    kind, name, reports = SHOWN[what]
    levels = [_confirmed(_level(paper, name, policy), stated) for paper in case.of(kind)]
    if not any(value.sure for value in levels):  # many diplomas print no level; their reports do
        levels += [look(paper, LEVELS[paper.type], policy) for paper in case.of(*reports)]
        levels = [value for value in levels if value.sure] or levels
    return levels + [look(paper, "degree", policy) for paper in case.of(ABROAD)]


def _confirmed(value: Value, stated: Value) -> Value:
    """A doubtful reading that equals the form's entry word for word is confirmed by it."""
    if not value.sure and stated.sure and agrees(value, stated.text):
        return replace(value, state="sure")
    return value


def _level(paper: Document, name: str, policy: Policy) -> Value:
    """The level printed on a certificate, else the one encoded in its number."""
    printed, number = look(paper, name, policy), look(paper, "certificate_number", policy)
    degree = certificates.degree_of(number.text)
    level = degree[0] if degree else certificates.diploma_level(number.text)
    if printed.sure or not number.sure or not level:
        return printed
    return Value(paper, number.name, "sure", level, number.field)


def _reaches(what: str, stated: Value, held: list[Value]) -> Verdict | None:
    need = step(stated.text)
    if need is None and stated.state == "doubt" and held:
        zh = f"申请表{what}未能辨认（读作“{stated.text}”），请与所附证书核对。"
        en = (
            f"The {stated.called} on the application form was not made out "
            f"(it reads {quoted(stated.text)}); please check it against the certificates."
        )
        return to_review(zh, en, stated, *held)
    if need is None or not held:
        return None  # none stated, or none shown: the completeness rule reports which is required
    start = f"The application form gives the {stated.called} “{stated.text}”"
    rungs = [step(value.text) for value in held if value.sure]
    best = max((rung for rung in rungs if rung is not None), default=None)
    if best == need:
        return passed(
            f"{what}证书与申请表所填“{stated.text}”相符。",
            f"{start}, and so do the certificates.",
            stated,
            *held,
        )
    if best is None or not stated.sure or None in (step(value.text) for value in held):
        return to_review(
            f"申请表{what}为“{stated.text}”，所附证书的层次未能辨认，请核对。",
            f"{start}, and the level of the certificates was not made out; please check.",
            stated,
            *held,
        )
    if not all(value.sure for value in held):
        return to_review(
            f"所附{what}证书有未能辨认的，申请表所填为“{stated.text}”，请核对层次。",
            f"{start}, and not every certificate was read; please check their level.",
            stated,
            *held,
        )
    if best > need:
        return to_review(
            f"所附{what}证书为{NAMES[best]}，高于申请表所填“{stated.text}”，请核对最高{what}。",
            f"{start}, lower than the certificates, {NAMES_EN[best]}; please check which is the "
            "highest.",
            stated,
            *held,
        )
    return failed(
        f"申请表{what}为“{stated.text}”，所附证书最高为{NAMES[best]}，请提供最高{what}证书及认证报告。",
        f"{start}; the highest certificate is {NAMES_EN[best]}. Please provide the certificate of "
        f"the highest {stated.called} and its verification report.",
        stated,
        *held,
    )


@rule("EDU-OVERSEAS-NUMBER")
def the_whole_number_is_in_the_system(case: Case, policy: Policy) -> list[Verdict]:
    """Both numbers on record are the complete CSCSE certificate number."""
    papers = case.of(ABROAD)
    if not papers:
        return [not_applicable("没有国（境）外学历学位认证书。", "No foreign degree.")]
    if not overseas_education(case, policy):
        return [
            not_applicable(
                "国（境）外学历学位不是最高的。", "The foreign degree is not the highest."
            )
        ]
    record = case.application.applicant
    known = {
        "最终学历证书编号": record.education_certificate_no or "",
        "最终学位证书编号": record.degree_certificate_no or "",
    }
    if not any(known.values()):
        return [
            not_checked(
                "未给出系统填报的最终学历、学位证书编号。",
                "The certificate numbers of the highest education and degree are not on record.",
            )
        ]
    values = [look(paper, "certificate_number", policy) for paper in papers]
    return [
        because(_whole(what, number, values), _wrong(values, STATED[what], case, policy))
        for what, number in known.items()
        if number
    ]


def _wrong(values: list[Value], name: str, case: Case, policy: Policy) -> Value:
    """Where a difference lies: in the record if the form agrees with the certificate."""
    forms = [look(form, name, policy) for form in case.of(FORM)]
    confirmed = [f for f in forms if f.sure and any(agrees(f, v.text) for v in values if v.text)]
    return [*confirmed, *(value for value in values if value.text), *values][0]


def _whole(what: str, number: str, values: list[Value]) -> Verdict:
    plain = certificates.plain(number)
    if plain in [certificates.plain(value.text) for value in values if value.text]:
        return passed(
            f"系统{what}为完整的认证书编号。",
            f"The {called(STATED[what])} in the system is the whole number of the certification.",
            *values,
        )
    shown = "”“".join(value.text for value in values)
    shown_en = "”, “".join(value.text or "(not read)" for value in values)
    text_en = f"The {called(STATED[what])} in the system is “{number}”"
    whole = certificates.is_overseas(number)
    sure = all(value.sure and value.field and value.field.confidence >= HIGH for value in values)
    if not whole and all(value.text for value in values):
        return failed(
            f"系统{what}为“{number}”，应填写完整的认证书编号“{shown}”。",
            f"{text_en}; it should be the whole number of the certification, “{shown_en}”. Please "
            "correct it.",
            *values,
        )
    if sure:
        return failed(
            f"系统{what}为“{number}”，认证书编号为“{shown}”，不一致，请更正。",
            f"{text_en}, but the certification's number is “{shown_en}”; please correct it.",
            *values,
        )
    return to_review(
        f"认证书编号读作“{shown or '（未能辨认）'}”，系统{what}为“{number}”，请核对。",
        f"{text_en}, and the certification's number reads “{shown_en}”; please check.",
        *values,
    )


RULES: tuple[Rule, ...] = (
    certificates_are_of_the_highest_level,
    the_whole_number_is_in_the_system,
)
