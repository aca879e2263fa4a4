"""Patent certificate (发明专利证书 and related certificates): one or two pages.

Reads    all its fields; inventors in the order printed, joined by ;.
Skips    the legal text.
"""

import re

from core.text.sheet import Piece
from core.text.values import TextValue, read_text, tidy
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.invoices import party


def patent_number(piece: Piece) -> TextValue | None:
    """ZL201710123456.7, spaces dropped."""
    flat = piece.dense()
    match = re.search(r"Z?L?([0-9]{12})\.?([0-9X])", flat.folded.upper())
    if match is None:
        return None
    return TextValue(f"ZL{match[1]}.{match[2]}", flat[match.start() : match.end()])


def people(piece: Piece) -> TextValue | None:
    """Names in their order, joined by a half-width semicolon."""
    flat = piece.strip(" :;,.*_|").dense()
    names = [
        name for name in re.split(r"[;,]", flat.folded) if re.search(r"[一-鿿A-Za-z]{2}", name)
    ]
    return TextValue(";".join(names), flat) if names else None


def grant_number(piece: Piece) -> TextValue | None:
    flat = piece.dense()
    match = re.search(r"CN[0-9]{6,10}[A-Z][0-9]?", flat.folded.upper())
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


def certificate(piece: Piece) -> TextValue | None:
    flat = piece.dense()
    match = re.search(r"第?([0-9]{5,9})号?", flat.folded)
    return TextValue(tidy(match[0]), flat[match.start() : match.end()]) if match else None


TYPE = TypeEntry(
    id="patent_certificate",
    titles=("发明专利证书", "实用新型专利证书", "外观设计专利证书"),
    words=(
        "专利证书", "专利号", "专利申请日", "专利权人", "授权公告日", "授权公告号", "发明人",
        "国家知识产权局", "证书号第", "发明名称",
        "实用新型名称", "设计人", "专利权自授权公告之日起生效",
    ),
    against=("说明报告", "软著登字", "著作权人", "转让合同", "申请表"),
    fields=(
        FieldSpec("certificate_number", "text", ("证书号",), (r"证书号(第[0-9]{5,9}号)",), read=certificate),
        FieldSpec(
            "patent_type", "text", (), (r"((?:发明|实用新型|外观设计)专利证书)",), read=read_text
        ),
        FieldSpec(
            "title", "text", (
                "发明名称", "实用新型名称", "使用外观设计的产品名称", "外观设计名称",
            ), lines=3, read=read_text
        ),
        FieldSpec("inventors", "text", ("发明人姓名", "设计人姓名", "发明人(设计人)", "发明人", "设计人"), lines=3, read=people),
        FieldSpec(
            "patent_number", "text", ("专利号",), (r"(ZL[0-9]{12}\.?[0-9X])",), read=patent_number
        ),
        FieldSpec("application_date", "date", ("专利申请日", "申请日")),
        FieldSpec("patentee", "company", ("专利权人",), lines=2, read=party),
        FieldSpec("grant_date", "date", ("授权公告日",)),
        FieldSpec("grant_number", "text", ("授权公告号",), read=grant_number),
    ),
    alone=4,
    stops=("地址", "国家知识产权局", "局长", "申请日时申请人", "申请日时发明人"),
)  # fmt: skip
