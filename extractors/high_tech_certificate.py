"""High-tech enterprise certificate (高新技术企业证书).

Issuer   科委, 财政局, 税务局 with three or four seals. Valid three years, printed in words.
Reads    all its fields. The number is GR, year, province and six figures.
"""

import re

from core.text.sheet import Piece
from core.text.values import TextValue
from extractors.institution_certificate import name
from extractors.kit.fields import FieldSpec, TypeEntry

_LETTERS = str.maketrans("OILS", "0115")


def gr_number(piece: Piece) -> TextValue | None:
    """GR and twelve digits; letters that OCR read among them become digits."""
    flat = piece.dense()
    match = re.search(r"GR[0-9OILS]{12}(?![0-9])", flat.folded.upper())
    if match is None:
        return None
    found = flat[match.start() : match.end()]
    return TextValue("GR" + match[0][2:].translate(_LETTERS), found)


FIELDS = (
    FieldSpec("name", "company", ("企业名称", "单位名称"), lines=2, read=name),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书编号", "编号"),
        (r"(GR[0-9OILS]{12})(?![0-9])",),
        read=gr_number,
    ),
    FieldSpec("issue_date", "date", ("发证时间", "发证日期", "颁发日期")),
    FieldSpec(
        "validity",
        "text",
        ("有效期限", "有效期间", "有效年限", "有效期"),
        (r"有效(?:期[限间]?|年限)(?:为|是)?:?([一二两三叁四五伍六七八九十0-9]{1,2}年)",),
    ),
    FieldSpec("authority", "company", ("批准机关", "发证机关"), read=name),
)

TYPE = TypeEntry(
    id="high_tech_certificate",
    titles=("高新技术企业证书",),
    words=("高新技术企业证书", "企业名称", "证书编号:GR", "发证时间", "有效期:三年", "批准机关",
        "科学技术委员会"),
    against=("中关村高新技术企业", "软件企业", "营业执照", "劳动合同"),
    fields=FIELDS,
    alone=4,
    stops=("有效期", "批准机关", "发证时间", "证书编号"),
)  # fmt: skip
