"""Every layout of the papers that are in no shipped packet, each drawn on one page."""

from collections.abc import Callable

from generator.documents import (
    annexes,
    capital,
    employment,
    family,
    homes,
    invoices,
    licences,
    lookalikes,
    merits,
    titles,
)
from generator.facts import Facts
from generator.paper import Paper

LAYOUTS: tuple[Callable[[Facts, int], Paper], ...] = (
    annexes.unit_registration,
    annexes.unit_change,
    annexes.renewal_form,
    annexes.lodging,
    annexes.permit,
    annexes.tax_query,
    licences.social_org,
    licences.industry,
    licences.high_tech,
    licences.software_enterprise,
    licences.other_qualification,
    licences.innovation,
    licences.name_change,
    capital.verification,
    capital.receipt,
    capital.publicity,
    capital.articles,
    capital.investment,
    family.divorce,
    family.divorce_agreement,
    family.judgment,
    family.birth,
    family.school,
    homes.old_title,
    homes.purchase,
    homes.mortgage,
    homes.public_housing,
    homes.unit_residence,
    homes.unit_property,
    invoices.purchase_invoice,
    invoices.rent_invoice,
    employment.renewed_contract,
    employment.beijing_record,
    employment.external_proof,
    titles.title,
    titles.vocational,
    titles.exam_form,
    titles.review_form,
    merits.award,
    merits.award_evidence,
    merits.patent,
    merits.software,
    merits.conversion_report,
    merits.conversion_evidence,
    merits.contribution,
    lookalikes.payslip,
    lookalikes.income_statement,
    lookalikes.bank_statement,
    lookalikes.app_income,
    lookalikes.student_status,
    lookalikes.registration_card,
    lookalikes.temporary_card,
)


def papers(facts: Facts) -> list[Paper]:
    return [draw(facts, seed) for seed, draw in enumerate(LAYOUTS, start=160)]
