"""Each rule taken apart into its criteria: each broken alone is told, in one line; none else is.

What is broken must not be accepted, and what was not read must not be broken: the same place
unread leaves a question.
"""

from collections import Counter
from importlib import import_module

import pytest

from core.models.finding import Finding
from extractors import TYPES
from tests.validators.breaches import BREACHES
from tests.validators.breaches.breach import Breach, changed
from tests.validators.packets.packet import Judged, Packet
from tests.validators.packets.services import VARIANTS, Variant, good
from validators.criteria import Criterion, criteria, criteria_of, shown_only
from validators.judging.families import rules_of
from validators.policy import load_policy

WHOLE: tuple[str, ...] = (
    "APP-COND-ONE-OF",
    "APP-C1-DEGREE-2Y",
    "APP-C2-TITLE",
    "APP-C3-AWARD",
    "APP-C6-COUNT",
    "APP-C6-CONVERSION",
    "APP-C7-FUNDING",
    "APP-C7-SHAREHOLDER",
    "MAT-ORIG-COPY-SEAL",
    "MAT-FIN-SEAL",
    "MAT-ORIG-ONLY",
    "MAT-A4",
    "MAT-INCOME-ANNOTATION",
    "MAT-TAXLIST-ANNOTATION",
    "MAT-LEGALREP-SIGN",
    "EDU-HIGHEST",
    "EDU-DIPLOMA-VERIFY",
    "EDU-DEGREE-VERIFY",
    "EDU-OVERSEAS",
    "EDU-OVERSEAS-NUMBER",
    "EDU-REPORT-MATCH",
    "EDU-VALID-3M",
    "RES-ONE-OF",
    "RES-PERMIT-3M",
    "RES-OWN-TITLE",
    "RES-OWN-NOTITLE",
    "RES-OWN-MORTGAGE",
    "RES-OWN-SPOUSE",
    "RES-LEASE-6M",
    "RES-LEASE-FIELDS",
    "RES-LEASE-TITLE",
    "RES-LEASE-HOMESTEAD",
    "RES-LEASE-INVOICE",
    "RES-PUBLIC-UNIT",
    "RES-PUBLIC-NONUNIT",
    "RES-LODGING",
    "RES-LODGING-SEAL",
    "RES-LODGING-FIELDS",
    "RES-ADDRESS-SYSTEM",
    "SPOUSE-MARRIAGE",
    "SPOUSE-ID-HUKOU",
    "SPOUSE-CONTRACT-6M",
    "SPOUSE-BEIJING-JOB",
    "SPOUSE-EXCLUSIVE",
    "SPOUSE-REMOVE",
    "CHILD-UNDER-18",
    "CHILD-MARRIAGE",
    "CHILD-BIRTH",
    "CHILD-ID-HUKOU",
    "CHILD-CUSTODY",
    "CHILD-16-SCHOOL",
    "EV-C2-CERT",
    "EV-C2-FORM",
    "EV-C3",
    "EV-C4",
    "EV-C5",
    "EV-C6",
    "EV-C7-INVEST",
    "EV-C7-TAX",
    "EV-C8",
    "GEN-ID-CHECKSUM",
    "GEN-ID-BIRTH-SEX",
    "GEN-ID-EXPIRY",
    "GEN-ID-BOTH-SIDES",
    "GEN-NAME-EQUAL",
    "GEN-IDNO-EQUAL",
    "GEN-USCC-CHECKSUM",
    "GEN-EMPLOYER-EQUAL",
    "GEN-LEGALREP-EQUAL",
    "GEN-HANDLER-EQUAL",
    "GEN-SEAL-RING",
    "GEN-SEAL-TYPE",
    "GEN-DATE-ORDER",
    "GEN-DATE-FUTURE",
    "GEN-AMOUNT-CAPS",
    "GEN-TABLE-SUM",
    "GEN-QR-MATCH",
    "GEN-CHSI-CODE",
    "GEN-CERTNO-FORMAT",
    "GEN-PATENT-NO",
    "GEN-SYSTEM-EQUAL",
    "GEN-LOOKALIKE",
    "GEN-WRONG-PERSON",
    "GEN-TAMPER",
    "GEN-HUKOU-RELATION",
    "GEN-HUKOU-NONLOCAL",
    "GEN-PHONE",
    "GEN-PAGES",
    "GEN-LEGIBLE",
)
"""Rules that are not taken apart yet."""
UNBROKEN: tuple[str, ...] = (
    "COMPLETE-TRANSFER.qualification",
    "UNIT-PLAN-Q4.reminded",
    "UNIT-LICENCE-ORIGINAL-ONCE.original",
    "UNIT-LICENCE-ORIGINAL-ONCE.same_handler",
    "UNIT-TAXNOTICE-ONCE.filed",
)
"""Criteria that no breach is written for yet."""
UNREAD: tuple[str, ...] = (
    "application_form_new",
    "application_form_renewal",
    "articles_of_association",
    "award_certificate",
    "award_supporting_evidence",
    "bank_receipt",
    "birth_medical_certificate",
    "business_license",
    "capital_increase_agreement",
    "capital_verification_report",
    "chsi_registration_form",
    "conversion_evidence",
    "court_judgment",
    "credit_publicity_printout",
    "degree_certificate",
    "degree_online_report",
    "degree_verification_report",
    "divorce_agreement",
    "divorce_certificate",
    "education_verification_report",
    "employer_income_statement",
    "exam_passer_registration_form",
    "external_social_insurance_proof",
    "graduation_certificate",
    "house_ownership_certificate",
    "household_register_cover",
    "household_register_member",
    "id_card",
    "iit_tax_list",
    "iit_tax_record",
    "industry_license",
    "innovation_entity_proof",
    "institution_certificate",
    "ip_conversion_report",
    "labor_contract",
    "labor_contract_renewal",
    "lease_contract",
    "lodging_declaration",
    "marriage_certificate",
    "mortgage_contract",
    "name_change_notice",
    "online_signed_purchase_contract",
    "other_qualification_certificate",
    "outstanding_contribution_evidence",
    "overseas_degree_certification",
    "patent_certificate",
    "permit_confirmation",
    "professional_title_certificate",
    "public_housing_lease",
    "purchase_invoice",
    "real_estate_certificate",
    "rent_invoice",
    "residence_permit_card",
    "residence_registration_card",
    "resignation_certificate",
    "school_enrollment_certificate",
    "social_insurance_record",
    "social_org_certificate",
    "software_copyright_certificate",
    "software_enterprise_certificate",
    "student_status_report",
    "tax_info_notice",
    "tax_info_query_application",
    "temporary_id_card",
    "title_review_form",
    "unit_property_proof",
    "unit_residence_proof",
    "vocational_qualification_certificate",
)
"""Types of which not every field is named by a criterion or as only shown yet."""

CRITERIA = {one.id: one for one in criteria()}
CHECKED = [one for one in criteria() if one.beyond is None]
TRIALS = [pytest.param(one, id=f"{one.breaks}-{n}") for n, one in enumerate(BREACHES)]


def told(judged: Judged, rule: str, *statuses: str) -> list[Finding]:
    return [finding for finding in judged.of(rule) if finding.status in statuses]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_good_packet_is_accepted(variant: Variant) -> None:
    for seed in range(1, 7):
        judged = good(variant, seed).judged()
        assert judged.outcome == "accept", f"seed {seed}: {judged}"


@pytest.mark.parametrize("breach", TRIALS)
def test_a_criterion_that_is_broken_alone_is_told(breach: Breach) -> None:
    holds = breach.good(breach.variant, 1).judged()
    assert holds.outcome == "accept", holds
    assert not told(holds, breach.rule, "fail", "review"), holds
    broken = breach.broken(breach.variant, 1).judged()
    found = told(broken, breach.rule, breach.says)
    assert found, f"{breach.rule} answers {[f.status for f in broken.of(breach.rule)]}; {broken}"
    expected = breach.severity or load_policy().rule(breach.rule).severity
    assert expected in {finding.severity for finding in found}, found
    _weighs(breach, broken, expected)


def _weighs(breach: Breach, broken: Judged, severity: str) -> None:
    """What is broken counts as the rule weighs, and stands in the notice as often as it is one."""
    if severity == "advisory":
        assert {finding.rule for finding in broken.against} == set(breach.also), broken
        return
    if breach.says == "fail":
        assert broken.outcome == severity, broken
        assert len(broken.lines) == breach.lines, broken
    else:
        assert broken.outcome != "accept", broken


@pytest.mark.parametrize("breach", TRIALS)
def test_it_looks_at_what_it_says(breach: Breach) -> None:
    one, two = breach.good(breach.variant, 1), breach.broken(breach.variant, 1)
    assert changed(one, two) and changed(one, two) <= set(CRITERIA[breach.breaks].reads)


@pytest.mark.parametrize("breach", TRIALS)
def test_what_was_not_read_is_a_question(breach: Breach) -> None:
    """The place of the breach unread: nobody is refused for it, and nobody passes."""
    packet = blurred(breach)
    if packet is None or breach.unread is None:
        return
    judged = packet.judged()
    assert not told(judged, breach.rule, "fail"), judged
    assert told(judged, breach.rule, breach.unread), judged
    weights = {breach.severity, load_policy().rule(breach.rule).severity}
    if breach.unread == "review" and "advisory" not in weights:
        assert judged.outcome == "review", judged


def blurred(breach: Breach) -> Packet | None:
    """The good packet with the values unread that the breach changes, where it changes values."""
    one, two = breach.good(breach.variant, 1), breach.broken(breach.variant, 1)
    found = False
    for name, paper in one.papers.items():
        other = two.papers.get(name)
        for field in list(paper.values) if other else ():
            if other.values.get(field) not in (paper.values[field], None):
                paper.values[field], found = "?", True
        rows = zip(paper.rows, other.rows, strict=False) if other else ()
        for row, changed_row in rows if other and len(paper.rows) == len(other.rows) else ():
            for name in row:
                if changed_row.get(name) not in (row[name], None):
                    row[name], found = "?", True
    return one if found else None


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_breach_in_every_packet_that_it_fits(variant: Variant) -> None:
    """One fact, one line, whatever else the packet is for."""
    for seed, breach in enumerate(BREACHES, 100):
        if breach.says != "fail" or not breach.fits(variant):
            continue
        if breach.good(variant, seed).judged().outcome != "accept":
            continue  # what comes first does not fit the variant
        judged = breach.broken(variant, seed).judged()
        if not told(judged, breach.rule, "fail"):
            continue  # the rule does not speak of this variant
        severity = breach.severity or load_policy().rule(breach.rule).severity
        if severity != "advisory":
            assert len(judged.lines) == breach.lines, f"{breach.breaks}: {judged}"


def test_every_rule_is_taken_apart() -> None:
    apart = {one.rule for one in criteria()}
    assert {text.id for text in load_policy().rules} - apart == set(WHOLE)
    assert not apart & set(WHOLE)


def test_every_criterion_is_broken_by_a_test() -> None:
    broken = Counter(breach.breaks for breach in BREACHES)
    assert set(CRITERIA) >= set(broken)
    assert {one.id for one in CHECKED} - set(broken) == set(UNBROKEN)


@pytest.mark.parametrize("one", CHECKED, ids=lambda one: one.id)
def test_the_code_of_a_criterion_is_there(one: Criterion) -> None:
    own = {rule.id: rule.code for rule in rules_of(load_policy())}
    module, _, function = one.code_in(own[one.rule]).rpartition(".")
    assert hasattr(import_module(module), function)


def test_every_field_is_used_or_only_shown() -> None:
    """A field that a type has is looked at by a criterion, or it is said why it is read at all."""
    used = {name for one in criteria() for name in one.reads}
    for kind in TYPES:
        fields = {spec.name for spec in kind.schema}
        shown = set(shown_only().get(kind.id, ()))
        asked = {name for name in fields if f"{kind.id}.{name}" in used}
        assert shown <= fields, kind.id
        assert not shown & asked, kind.id
        assert (fields == shown | asked) != (kind.id in UNREAD), (
            f"{kind.id}: {fields - shown - asked}"
        )


def test_criteria_stand_in_the_order_of_their_rule() -> None:
    for text in load_policy().rules:
        names = [one.name for one in criteria_of(text.id)]
        assert names == list(dict.fromkeys(names))
