"""Evidence required by each declared condition, guide 六（二）条件2-5 and 7: is it complete?"""

from core.models.document import Document
from core.numbers.dates import months
from validators.facts import parties
from validators.facts.borrowed import of_somebody_else
from validators.facts.converted import others_conversion
from validators.facts.ledger import lacking_months, ledger, old_papers_lack
from validators.facts.merits import others_award, others_merits
from validators.ground.case import Case
from validators.ground.gaps import lacking
from validators.ground.hidden import hidden
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
    without,
)
from validators.policy import Policy

RECORDS = ("iit_tax_record", "iit_tax_list")
ENTITY = ("high_tech_certificate", "innovation_entity_proof")
CERTIFICATES = ("patent_certificate", "software_copyright_certificate")


@rule("EV-C3")
def condition_3_has_certificate_and_evidence(case: Case, policy: Policy) -> list[Verdict]:
    """The award's certificate and a supporting paper."""
    wanted = (("award_certificate",), ("award_supporting_evidence",))
    others = others_award(case, policy) if case.condition == 3 else []
    return [*_both(case, policy, 3, wanted), *others]


@rule("EV-C4")
def condition_4_has_entity_and_records(case: Case, policy: Policy) -> list[Verdict]:
    """A recognition of the unit and income or tax records of each of three years."""
    if case.condition != 4:
        return _idle(4)
    return [*_papers(case, policy, (ENTITY,)), _three_years(case, policy)]


@rule("EV-C5")
def condition_5_has_records(case: Case, policy: Policy) -> list[Verdict]:
    """Income or tax records of each of three years."""
    return _idle(5) if case.condition != 5 else [_three_years(case, policy)]


@rule("EV-C6")
def condition_6_has_its_three_papers(case: Case, policy: Policy) -> list[Verdict]:
    """Certificates, the report on conversion and evidence of it, the unit's and the applicant's."""
    wanted = (CERTIFICATES, ("ip_conversion_report",), ("conversion_evidence",))
    others = others_conversion(case, policy) if case.condition == 6 else []
    return [*_both(case, policy, 6, wanted), *others]


@rule("EV-C8")
def condition_8_has_records_and_evidence(case: Case, policy: Policy) -> list[Verdict]:
    """Tax records and evidence of outstanding contribution."""
    others = others_merits(case, policy) if case.condition == 8 else []
    return [*_both(case, policy, 8, (RECORDS, ("outstanding_contribution_evidence",))), *others]


def _idle(number: int) -> list[Verdict]:
    return [not_applicable(f"未申报条件{number}。", f"Condition {number} is not declared.")]


def _both(
    case: Case, policy: Policy, number: int, wanted: tuple[tuple[str, ...], ...]
) -> list[Verdict]:
    return _idle(number) if case.condition != number else _papers(case, policy, wanted)


def _papers(case: Case, policy: Policy, wanted: tuple[tuple[str, ...], ...]) -> list[Verdict]:
    """One failure for each group with no paper present; else one pass."""
    gone = [kinds for kinds in wanted if not case.of(*kinds)]
    if not gone:
        found: tuple[Document, ...] = tuple(p for kinds in wanted for p in case.of(*kinds)[:1])
        return [
            passed(
                f"条件{case.condition}佐证材料已附。",
                f"The papers on condition {case.condition} are there.",
                *found,
            )
        ]
    return [
        lacking(
            case,
            policy,
            f"条件{case.condition}缺少{'或'.join(policy.title(kind) for kind in kinds)}，请补充。",
            f"Condition {case.condition} lacks: "
            f"{' or '.join(policy.title_en(kind) for kind in kinds)}; please add it.",
            papers=kinds,
        )
        for kinds in gone
    ]


def _three_years(case: Case, policy: Policy) -> Verdict:
    """Each calendar year has a record; INCOME-3Y-RECORD checks the months."""
    book = ledger(case, policy)
    span = policy.whole("recent_years", case.day)
    years = range(case.day.year - span, case.day.year)
    gone = [year for year in years if not set(months(f"{year}-01", 12)) & book.known]
    if not gone:
        return passed(
            f"{years[0]} 至 {years[-1]} 年均有记录。",
            f"There are records of each year from {years[0]} to {years[-1]}.",
            *book.papers,
        )
    missing = "、".join(str(year) for year in gone)
    missing_en = ", ".join(str(year) for year in gone)
    if hidden(case, *parties.INCOME) or (book.papers and not book.whole):
        en = f"No tax records of {missing_en} were read; please check."
        return to_review(f"未读到 {missing} 年的纳税记录，请核对。", en, *book.papers)
    every = [month for year in gone for month in months(f"{year}-01", 12)]
    if other := of_somebody_else(every, case, policy):
        return other
    zh = f"没有 {missing} 年的个人所得税纳税记录，请补充。"
    en = f"There are no records of individual income tax of {missing_en}; please add them."
    short = because(failed(zh, en, *book.papers), *lacking_months(every))
    return without(short, *old_papers_lack(case, policy, every))


RULES: tuple[Rule, ...] = (
    condition_3_has_certificate_and_evidence,
    condition_4_has_entity_and_records,
    condition_5_has_records,
    condition_6_has_its_three_papers,
    condition_8_has_records_and_evidence,
)
