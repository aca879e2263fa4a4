"""The papers that a case may contain, by their type in reports.

A paper's options in a case's file are the parameters of its function here.
"""

from collections.abc import Callable

from generator.cases import income_papers, person_papers, unit_papers
from generator.paper import Paper

PAPERS: dict[str, Callable[..., Paper | tuple[Paper, Paper]]] = {
    "application_form_new": unit_papers.application_form_new,
    "business_license": unit_papers.licence,
    "chsi_registration_form": person_papers.chsi_registration_form,
    "degree_certificate": person_papers.degree_certificate,
    "degree_online_report": person_papers.degree_online_report,
    "education_verification_report": person_papers.education_verification_report,
    "graduation_certificate": person_papers.graduation_certificate,
    "household_register": person_papers.household_register,
    "id_card": person_papers.identity_card,
    "iit_tax_list": income_papers.iit_tax_list,
    "iit_tax_record": income_papers.iit_tax_record,
    "institution_certificate": unit_papers.institution_certificate,
    "integrity_statement": unit_papers.integrity_statement,
    "its_withholding_screenshot": income_papers.withholding_screenshot,
    "labor_contract": unit_papers.labor_contract,
    "lease_contract": person_papers.lease_contract,
    "overseas_degree_certification": person_papers.overseas_certification,
    "personal_change_form": unit_papers.personal_change_form,
    "power_of_attorney": unit_papers.attorney,
    "real_estate_certificate": person_papers.real_estate_certificate,
    "residence_permit_card": person_papers.residence_permit_card,
    "resignation_certificate": unit_papers.resignation_certificate,
    "tax_info_notice": unit_papers.tax_notice,
}
"""`household_register` draws two documents on one sheet: cover and member."""
