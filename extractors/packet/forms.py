"""Numbers of a known form and the size of a page: evidence for types that depend on them."""

import re
from functools import cache

from core.numbers.identity import is_valid

FOUND = 1.5  # score of a number of the type's form
MISSING = -1.5  # score of its absence
OWN_PERMIT = -4.0  # score of a permit number on a form that applies for a new permit
NOTHING = -4.0  # score of a card without any of its numbers
CARD = 3.0  # score of a card's labels around a number with the right check digit
LONG = 420  # characters: more than any card has
TOO_LONG = -4.0
SHORT = 150

_ID = r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])"
_CREDIT = r"(?<![0-9A-Z])[159][0-9A-Z]{17}(?![0-9A-Z])"
_PERMIT = r"(?:工作居住证|原证|(?<![历位格称])证书)(?:编号|证号|号码|号)[:]?[A-Za-z]{0,4}[0-9]{8,14}(?![0-9])"
"""The number of an existing permit: whoever applies for a new one has none."""
_FORM = {
    "application_form_renewal": _PERMIT,
    "id_card": rf"{_ID}|签发机关.{{0,40}}[0-9]{{4}}[.][0-9]|公安局",
    "temporary_id_card": _ID,
    "residence_permit_card": rf"{_ID}|签发机关|签注",
    "business_license": rf"{_CREDIT}|(?<![0-9])[0-9]{{13}}(?:[0-9]{{2}})?(?![0-9])",
    "institution_certificate": _CREDIT,
    "social_org_certificate": _CREDIT,
    "degree_certificate": r"(?<![0-9])[0-9]{13,18}(?![0-9])",
    "graduation_certificate": r"(?<![0-9])[0-9]{15,19}(?![0-9])",
    "degree_verification_report": r"(?<![0-9])[0-9]{10,18}(?![0-9])",
    "patent_certificate": r"ZL[0-9]{8}",
    "software_copyright_certificate": r"[0-9]{4}SR[0-9]{4}|软著",
    "real_estate_certificate": r"不动产权第|[0-9]{6}[0-9A-Z]{6}G[BDXN]",
    "house_ownership_certificate": r"房权证|字第|[0-9]{5,}",
    "birth_medical_certificate": r"[A-Z][0-9]{9}(?![0-9])",
    "marriage_certificate": r"[JBL]?[0-9]{6}-[0-9]{4}-[0-9]{5,6}|字第|字号",
    "divorce_certificate": r"L?[0-9]{6}-[0-9]{4}-[0-9]{5,6}|字第|字号",
    "award_supporting_evidence": r"(?:授予|获|评|颁发|表彰).{0,40}(?:奖|称号)|(?:奖|称号).{0,20}(?:授予|表彰)",
    "high_tech_certificate": r"GR?[0-9]{10,12}",
    "purchase_invoice": r"(?<![0-9])(?:[0-9]{8}|[0-9]{20})(?![0-9])",
    "rent_invoice": r"(?<![0-9])(?:[0-9]{8}|[0-9]{20})(?![0-9])",
    "household_register_member": _ID,
}
_CARDS = frozenset({"id_card", "temporary_id_card", "residence_permit_card"})


def form_evidence(kind: str, text: str) -> float:
    """The score of the type from the numbers on the sheet and its length."""
    card = kind in _CARDS
    total = TOO_LONG if card and len(text) > LONG else 0.0
    if kind == "application_form_new" and re.search(_PERMIT, text):
        total += OWN_PERMIT
    form = _compiled(kind)
    if form is None:
        return total
    if form.search(text):
        return total + FOUND + (CARD if kind == "id_card" and _is_front(text) else 0.0)
    return total + (NOTHING if card else MISSING)


def has_form(kind: str) -> bool:
    """Whether numbers of a form may be evidence for the type."""
    return kind in _FORM


def _is_front(text: str) -> bool:
    """Whether it is only an identity card's front: its labels and a number with a valid check.

    A residence permit has the same ones, and where its holder lives now.
    """
    labels = "公民身份" in text and "住址" in text and len(text) <= SHORT
    return (
        labels
        and "居住地" not in text
        and any(is_valid(one.upper()) for one in re.findall(_ID, text))
    )


@cache
def _compiled(kind: str) -> re.Pattern[str] | None:
    return re.compile(_FORM[kind]) if kind in _FORM else None
