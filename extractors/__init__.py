"""The document types. To add one: write its module, add one line here."""

from extractors import (
    application_form_new,
    application_form_renewal,
    business_license,
    chsi_registration_form,
    degree_online_report,
    degree_verification_report,
    education_verification_report,
    iit_tax_list,
    iit_tax_record,
    integrity_statement,
    its_withholding_screenshot,
    overseas_degree_certification,
    personal_change_form,
    power_of_attorney,
    tax_info_notice,
    unit_change_form,
)
from extractors.kit import DocumentType

TYPES: tuple[DocumentType, ...] = (
    application_form_new.TYPE,
    application_form_renewal.TYPE,
    business_license.TYPE,
    chsi_registration_form.TYPE,
    degree_online_report.TYPE,
    degree_verification_report.TYPE,
    education_verification_report.TYPE,
    iit_tax_list.TYPE,
    iit_tax_record.TYPE,
    integrity_statement.TYPE,
    its_withholding_screenshot.TYPE,
    overseas_degree_certification.TYPE,
    personal_change_form.TYPE,
    power_of_attorney.TYPE,
    tax_info_notice.TYPE,
    unit_change_form.TYPE,
)
