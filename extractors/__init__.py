"""The document types. To add one: write its module, add one line here."""

from extractors import business_license, power_of_attorney
from extractors.kit import DocumentType

TYPES: tuple[DocumentType, ...] = (
    business_license.TYPE,
    power_of_attorney.TYPE,
)
