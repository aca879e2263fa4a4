"""The document types. To add one: write its module, add one line here."""

from extractors import (
    business_license,
    chsi_registration_form,
    degree_online_report,
    degree_verification_report,
    education_verification_report,
    its_withholding_screenshot,
    overseas_degree_certification,
    power_of_attorney,
)
from extractors.kit import DocumentType

TYPES: tuple[DocumentType, ...] = (
    business_license.TYPE,
    chsi_registration_form.TYPE,
    degree_online_report.TYPE,
    degree_verification_report.TYPE,
    education_verification_report.TYPE,
    its_withholding_screenshot.TYPE,
    overseas_degree_certification.TYPE,
    power_of_attorney.TYPE,
)
