"""Facts of a case that decide which papers are required (packets.toml: when, holds)."""

import re
from collections.abc import Callable

from validators.facts import children, degrees, marriage, parties
from validators.facts.changes import CHANGES
from validators.facts.earlier import earlier_cases
from validators.facts.parties import TITLES, Party
from validators.facts.units import claimed_statuses
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.look import look
from validators.ground.named import lists
from validators.policy import Policy

Fact = Callable[[Case, Policy], bool | None]

OVERSEAS_NUMBER = re.compile(r"^(?:教留服认|1(?:2019|202\d)\d{7}$)")
MIN_INSURED_MONTHS = 24


def _condition(number: int) -> Fact:
    return lambda case, _: None if case.condition is None else case.condition == number


def _not_condition_8(case: Case, policy: Policy) -> bool | None:
    return case.condition != 8


def _spouse(case: Case, policy: Policy) -> bool | None:
    return case.application.accompanying.spouse is not None


def _child(case: Case, policy: Policy) -> bool | None:
    """Whether a child who may accompany does so; no papers are required for one who is too old."""
    return bool(case.application.accompanying.children and children.asked(case, policy))


def _child_over_16(case: Case, policy: Policy) -> bool | None:
    kids = parties.children(case, policy)
    older = [children.past_school_age(kid, case, policy) for kid in kids]
    return True if True in older else None if None in older else False


def _child_needs_card(case: Case, policy: Policy) -> bool | None:
    return bool(children.due("id_card", case, policy))


def _not_divorced(case: Case, policy: Policy) -> bool | None:
    """Whether a marriage certificate is enough for a child: only one of the present marriage."""
    kids = children.asked(case, policy)
    own = bool(kids) and all(marriage.of_both(kid, case, policy) for kid in kids)
    return own or marriage.divorced(case, policy) is not True


def _ever_married(case: Case, policy: Policy) -> bool | None:
    return marriage.never_married(case, policy) is None


def _first_case(case: Case, policy: Policy) -> bool | None:
    """Whether no earlier case of the year brought the tax notice; true if unknown."""
    return not any(one.has_notice(policy) for one in earlier_cases(case) or ())


def overseas_education(case: Case, policy: Policy) -> bool | None:
    """Whether the highest degree was taken abroad; true if its certification is present.

    If a Chinese degree is higher than the foreign one, the Chinese one must be verified.
    """
    record = case.application.applicant
    stated = (record.education_certificate_no or "", record.degree_certificate_no or "")
    if any(OVERSEAS_NUMBER.match(folded(number)) for number in stated):
        return True
    if case.of("overseas_degree_certification"):
        return degrees.foreign_is_highest(case, policy) is not False
    for paper in case.of("application_form_new"):
        for name in ("diploma_number", "degree_number"):
            if OVERSEAS_NUMBER.match(folded(look(paper, name, policy).text)):
                return True
    return False


def domestic_diploma(case: Case, policy: Policy) -> bool | None:
    """Whether the highest diploma was taken in China."""
    return not overseas_education(case, policy)


def domestic_degree(case: Case, policy: Policy) -> bool | None:
    """Whether there is a Chinese degree: always for condition 1, else if one is stated."""
    if overseas_education(case, policy):
        return False
    if case.condition == 1 and case.of(degrees.FORM) and degrees.without_degree(case, policy):
        return False  # the form states none: condition 1 itself is not met, and no paper is missing
    if case.condition in (None, 1) or case.application.applicant.degree_certificate_no:
        return True
    if case.of("degree_certificate", "degree_verification_report", "degree_online_report"):
        return True
    return any(look(f, "degree_number", policy).text for f in case.of("application_form_new"))


def _short_insurance(case: Case, policy: Policy) -> bool | None:
    for paper in case.of("social_insurance_record"):
        months = look(paper, "total_months", policy)
        if months.sure and months.text.isdigit():
            return int(months.text) < MIN_INSURED_MONTHS
    return None


def title_names(case: Case, policy: Policy, person: Party) -> bool | None:
    """Whether a title certificate of the packet names a person as an owner."""
    papers = case.of(*TITLES)
    if not person.name or not papers:
        return False
    answers = []
    for paper in papers:
        owner = look(paper, "owner", policy)
        answers.append(parties.owns(owner, person) or lists(owner, person.name))
    return True if True in answers else None if None in answers else False


def _names_applicant(case: Case, policy: Policy) -> bool | None:
    return title_names(case, policy, parties.applicant(case, policy))


def title_names_spouse(case: Case, policy: Policy) -> bool | None:
    """Whether a title names the spouse; None also if an unread marriage paper may decide it."""
    mate = parties.spouse(case, policy)
    if mate.name or not case.of(*TITLES):
        return title_names(case, policy, mate)
    values = [
        look(paper, f"party{n}_name", policy)
        for paper in case.of("marriage_certificate")
        for n in (1, 2)
    ]
    return False if all(value.sure for value in values) else None


def _changed(words: str) -> Fact:
    """Whether the change form's 其他 names one of these things."""

    def fact(case: Case, policy: Policy) -> bool | None:
        for paper in case.of("personal_change_form", "unit_change_form"):
            value = look(paper, "other_item", policy)
            if value.text and re.search(words, value.text):
                return True
            if value.state == "doubt":
                return None
        return False

    return fact


def _renamed(case: Case, policy: Policy) -> bool | None:
    """Whether the licence bears another name than the system's record."""
    known = case.application.employer.name
    for paper in case.of(*parties.UNIT_PAPERS):
        name = look(paper, "name", policy)
        if known and name.text:
            same = folded(known) == folded(name.text)
            return False if same else (True if name.sure else None)
    return _changed("名称")(case, policy)


def _years_before_client(case: Case, policy: Policy) -> bool | None:
    """Whether the three years begin before the tax client existed; its screenshots show the later
    months.
    """
    first = case.day.year - policy.whole("recent_years", case.day)
    return first < policy.date_of("client_income_from", case.day).year


def _claims_status(case: Case, policy: Policy) -> bool | None:
    """Whether the unit claims a status; if nothing is said, it claims none (未明确企业性质的)."""
    return any(claimed_statuses(case, policy).values()) or None


def is_asked(name: str, case: Case, policy: Policy) -> bool:
    """Whether evidence of education is required: a new case by the fact, a change if named."""
    if case.service != "general_change":
        return bool(FACTS[name](case, policy))
    changed = "degree_changed" if name == "domestic_degree" else "diploma_changed"
    if name == "overseas_education":
        changed = "education_changed"
    return bool(FACTS[changed](case, policy)) and bool(FACTS[name](case, policy))


def _unknown(case: Case, policy: Policy) -> bool | None:
    return None


FACTS: dict[str, Fact] = {
    **{f"condition_{number}": _condition(number) for number in range(2, 9)},
    "not_condition_8": _not_condition_8,
    "spouse_accompanies": _spouse,
    "child_accompanies": _child,
    "child_over_16": _child_over_16,
    "child_needs_card": _child_needs_card,
    "not_divorced": _not_divorced,
    "ever_married": _ever_married,
    "first_case_of_year": _first_case,
    "overseas_education": overseas_education,
    "domestic_diploma": domestic_diploma,
    "domestic_degree": domestic_degree,
    "short_insurance": _short_insurance,
    "title_names_applicant": _names_applicant,
    "title_names_spouse": title_names_spouse,
    **{f"{what}_changed": _changed(words) for what, words in CHANGES.items()},
    "education_changed": _changed(f"{CHANGES['diploma']}|{CHANGES['degree']}"),
    "employer_renamed": _renamed,
    "years_before_client": _years_before_client,
    "spouse_removed": _changed("减少|删除|离婚"),
    "unit_claims_status": _claims_status,
    "capital_not_public": _unknown,
}
