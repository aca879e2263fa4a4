"""No date of signing or issue is after the filing day (generic)."""

from validators.ground.case import Case
from validators.ground.compare import HIGH
from validators.ground.gather import summed
from validators.ground.kept import kept
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
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

DATES = (
    "sign_date", "issue_date", "applicant_date", "unit_date", "unit_opinion_date",
    "legal_rep_date", "update_date", "print_date", "report_date", "register_date", "apply_date",
    "grant_date", "obtained_date", "approval_date", "pass_date", "review_date", "transaction_date",
    "cutoff_date", "judgment_date", "query_date", "first_issue_date",
)  # fmt: skip


@rule("GEN-DATE-FUTURE")
def no_paper_is_dated_after_filing(case: Case, policy: Policy) -> list[Verdict]:
    """Signature and issue dates are not after the filing day."""
    return summed(
        (_past(value, case, policy) for value in _dates(case, policy)),
        "没有未来日期。",
        "No future date.",
    ) or [not_applicable("没有签署或出具日期。", "No date.")]


@kept
def _dates(case: Case, policy: Policy) -> tuple[Value, ...]:
    """The dates of signing and issue on all papers, including unread ones."""
    return tuple(
        value
        for paper in case.documents
        for name in DATES
        if name in paper.fields
        if (value := look(paper, name, policy)).day is not None or value.state == "doubt"
    )


def _past(value: Value, case: Case, policy: Policy) -> Verdict:
    title, read = policy.title(value.document.type), spoken(value, policy)
    if value.day is None:
        return to_review(
            f"{title}日期未能辨认，请核对是否晚于申报日 {case.day}。",
            f"{read} was not read; please check that it is not after the filing day {case.day}.",
            value,
        )
    if value.day <= case.day:
        return passed(f"{title}日期不晚于申报日。", f"{read} is not after the filing day.", value)
    make = failed if value.sure and _plainly_read(value) else to_review
    late = make(
        f"{title}日期 {value.day} 晚于申报日 {case.day}，请核对更正。",
        f"{read} {value.day} is after the filing day {case.day}; please check and correct it.",
        value,
    )
    return because(late, value)


def _plainly_read(value: Value) -> bool:
    """Whether the page's own reading was sure too.

    Future dates are rare, but a digit misread under a stamp (2016, 2036) is common: a date that
    only a second reading made sure is a question.
    """
    readings = value.field.readings if value.field is not None else ()
    return all(one.confidence >= HIGH for one in readings if one.source == "page")


RULES: tuple[Rule, ...] = (no_paper_is_dated_after_filing,)
