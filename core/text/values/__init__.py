"""Kinds of values: the place of one in a piece of text, and its normal form.

Each reader takes a Piece and returns the part of it that is the value, with the normal form for the
report (contract/report.md), or None. A reader only checks the format: check digits and plausible
dates are for the rules. For each reader of one value there is a finder of all (`find_dates`,
`find_amounts`, `find_people` …), in the kind's module.
"""

import re

from core.models.document import Kind
from core.text.sheet import Piece
from core.text.values.amounts import plain, read_amount
from core.text.values.dates import read_date, read_month
from core.text.values.numbers import read_credit_code, read_id_number, read_phone
from core.text.values.people import read_person
from core.text.values.places import read_address
from core.text.values.units import read_company
from core.text.values.value import Reader, TextValue
from core.text.values.words import is_blank, tidy

TICKED = "☑☒√"
_BOXES = re.compile(r"[□☐☑☒√]")


def read_text(piece: Piece) -> TextValue | None:
    """As printed; spaces at the ends and between Chinese characters dropped.

    A tick alone before the text is none: the line to write on is read as one, or it is ticked.
    """
    bare = piece.strip(" :_|")
    if len(_BOXES.findall(bare.text)) == 1 and bare.text[0] in TICKED:
        bare = bare[1:].strip(" :_|")
    return TextValue(tidy(bare.text), bare) if bare and not is_blank(bare) else None


READERS: dict[Kind, Reader] = {
    "text": read_text,
    "date": read_date,
    "month": read_month,
    "amount": read_amount,
    "id_number": read_id_number,
    "credit_code": read_credit_code,
    "phone": read_phone,
    "address": read_address,
    "company": read_company,
    "person": read_person,
}

__all__ = (
    "READERS",
    "Reader",
    "TextValue",
    "plain",
    "read_address",
    "read_amount",
    "read_company",
    "read_credit_code",
    "read_date",
    "read_id_number",
    "read_month",
    "read_person",
    "read_phone",
    "read_text",
    "tidy",
)
