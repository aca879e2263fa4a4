"""Registration certificate of software copyright (计算机软件著作权登记证书).

Reads    all its fields. It prints owners, not authors.
Skips    the legal text.
"""

import re

from core.text.sheet import Piece
from core.text.values import TextValue
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.invoices import party
from extractors.real_estate_certificate import entry


def certificate(piece: Piece) -> TextValue | None:
    """软著登字第1234567号."""
    flat = piece.dense()
    match = re.search(r"软著[一-鿿]字第?[0-9]{4,9}号", flat.folded)
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


def registration(piece: Piece) -> TextValue | None:
    """2018SR123456."""
    flat = piece.dense()
    match = re.search(r"[12][0-9]{3}SR[BE]?[0-9]{4,8}", flat.folded.upper())
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


FIELDS = (
    FieldSpec(
        "certificate_number",
        "text",
        ("证书号",),
        (r"(软著[一-鿿]字第?[0-9]{4,9}号)",),
        read=certificate,
    ),
    FieldSpec("software_name", "text", ("软件名称",), lines=3, read=entry),
    FieldSpec("copyright_owner", "person", ("著作权人",), lines=3, read=party),
    FieldSpec("completion_date", "date", ("开发完成日期",)),
    FieldSpec("first_publication", "text", ("首次发表日期",), read=entry),
    FieldSpec("acquisition", "text", ("权利取得方式",), read=entry),
    FieldSpec("scope", "text", ("权利范围",), read=entry),
    FieldSpec(
        "registration_number",
        "text",
        ("登记号",),
        read=registration,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if (found := last_date(sheets, "issue_date", below=0.5)) is not None:
        fields["issue_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="software_copyright_certificate",
    titles=("计算机软件著作权登记证书",),
    words=(
        "软件著作权登记证书", "软著登字", "著作权人", "开发完成日期", "首次发表日期",
        "权利取得方式", "权利范围", "登记号",
        "国家版权局", "软件名称", "计算机软件登记专用章", "计算机软件保护条例",
    ),
    against=("专利权人", "说明报告", "转让合同", "申请表"),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=4,
    stops=("根据", "登记号"),
    extract=extract,
)  # fmt: skip
