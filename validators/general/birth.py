"""Birth date and sex against the identity number beside them (generic)."""

from collections.abc import Iterator
from typing import NamedTuple

from core.models.document import Document
from core.numbers import identity
from core.numbers.dates import parse_date
from validators.facts import parties
from validators.facts.whose import another, strangers
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.elsewhere import day_standing, sex_standing
from validators.ground.gather import due, summed
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    line_evidence,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy


class Triple(NamedTuple):
    """The fields of a number and of the birth and sex in it; an empty name means not printed."""

    number: str
    birth: str
    sex: str


OWN = Triple("id_number", "birth_date", "sex")
NUMBERED = {
    **dict.fromkeys(
        ("id_card", "household_register_member", "residence_permit_card", "application_form_new",
         "application_form_renewal"), (OWN,)
    ),
    "power_of_attorney": (Triple("agent_id", "", "agent_sex"),),
    "marriage_certificate": tuple(
        Triple(f"party{n}_id", f"party{n}_birth", f"party{n}_sex") for n in (1, 2)
    ),
    "divorce_certificate": tuple(Triple(f"party{n}_id", "", f"party{n}_sex") for n in (1, 2)),
}  # fmt: skip
POWER = "power_of_attorney"
"""Its sex field is beside the handler's number: a harmless error, so only advisory."""
UNNUMBERED = (
    "chsi_registration_form", "education_verification_report", "degree_online_report",
    "degree_verification_report", "overseas_degree_certification",
)  # fmt: skip
"""Papers on the applicant's studies without a number: the applicant's own number is used."""
SEXES = ("男", "女")


@rule("GEN-ID-BIRTH-SEX")
def numbers_agree_with_birth_and_sex(case: Case, policy: Policy) -> list[Verdict]:
    """Digits 7 to 14 are the printed birth date, digit 17 the printed sex."""
    found = [*_numbered(case, policy), *_reports(case, policy)]
    return summed(
        found, "证件号码与出生日期、性别一致。", "Numbers agree with birth date and sex."
    ) or [not_applicable("没有可核对的证件号码。", "No number to check.")]


def _numbered(case: Case, policy: Policy) -> Iterator[Verdict]:
    """Papers that print the number themselves."""
    for document in case.of(*NUMBERED):
        if strangers(document, policy):
            continue  # a stranger's page is reported elsewhere and says nothing about this case
        for triple in NUMBERED[document.type]:
            number = look(document, triple.number, policy)
            if not (number.sure and identity.is_valid(number.text)):
                continue
            if triple == OWN and another(document, number, case, policy):
                continue  # GEN-IDNO-EQUAL checks whose number it is
            yield from _pair(document, triple, number.text, number, policy)


def _reports(case: Case, policy: Policy) -> Iterator[Verdict]:
    """Reports on the applicant's studies; the rule on names reports somebody else's."""
    own = parties.applicant(case, policy)
    if not own.sure or not identity.is_valid(own.number):
        return
    for document in case.of(*UNNUMBERED):
        name = look(document, "name", policy)
        if not own.name or agrees(name, own.name) is not False:
            yield from _pair(document, OWN, own.number, None, policy)


def _pair(
    document: Document, triple: Triple, number: str, shown: Value | None, policy: Policy
) -> Iterator[Verdict]:
    expected = ((triple.birth, str(identity.birth_date(number)), "出生日期"),
                (triple.sex, identity.sex(number), "性别"))  # fmt: skip
    for name, right, what in expected:
        value = look(document, name, policy)
        if name and (found := _agrees(value, right, number, shown, what, policy)) is not None:
            yield found


def _agrees(
    value: Value, expected: str, number: str, beside: Value | None, what: str, policy: Policy
) -> Verdict | None:
    title, read = policy.title(value.document.type), spoken(value, policy)
    if value.text == expected:
        return passed(
            f"{title}{what}与号码一致。", f"{read} agrees with the identity number.", value
        )
    day = parse_date(expected)
    stands = day_standing(value.document, day) if day else sex_standing(value.document, expected)
    if not value.text:
        if stands is not None and value.state == "missing":
            shown = line_evidence(value.document, stands, value.name)
            return passed(
                f"{title}{what}与号码一致。", f"{read} agrees with the identity number.", shown
            )
        if value.state == "doubt" or due(value, policy):
            en = f"{read} was not read; please check."
            return to_review(f"{title}{what}未能辨认，请核对。", en, value)
        return None
    if value.sure and stands is None:
        verdict = failed(
            f"{title}{what}为 {value.text}，与证件号码 {identity.mask(number)} 所示的{what}"
            "不符，请核对更正。",
            f"{read} is {value.text}, which the identity number {identity.mask(number)} does not "
            "say; please check and correct it.",
            value,
            *([beside] if beside else []),
            severity="advisory" if value.document.type == POWER else None,
        )
        return because(verdict, value)
    en = f"{read} reads {value.text}; please check."
    return to_review(f"{title}{what}读作 {value.text}，请核对。", en, value)


RULES: tuple[Rule, ...] = (numbers_agree_with_birth_and_sex,)
