"""Public institution certificate (事业单位法人证书), usually the 副本.

Issuer   事业单位登记管理局. No establishment date is printed.
Reads    all its fields. Skips    the code, the date of issue at the foot.
"""

from core.text.sheet import Piece
from core.text.values import TextValue, read_company, tidy
from core.text.values.amounts import read_capital
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.periods import SPAN_END, SPAN_START


def _words(piece: Piece) -> TextValue | None:
    bare = piece.strip(" :_|").dense()
    return TextValue(tidy(bare.text), bare) if len(bare.chars) >= 2 else None


def name(piece: Piece) -> TextValue | None:
    """A name of at least four characters."""
    value = read_company(piece)
    return value if value and len(value.value) >= 4 else None


FIELDS = (
    FieldSpec(
        "credit_code",
        "credit_code",
        ("统一社会信用代码", "社会信用代码", "事证号"),
        (r"信用代码:?([0-9A-Z]{18})",),
        (r"(?<![0-9A-Z])(1[0-9A-Z]{17})(?![0-9A-Z])",),
        below=True,
    ),
    FieldSpec("name", "company", ("名称", "单位名称"), lines=2, read=name),
    FieldSpec("purpose", "text", ("宗旨和业务范围", "业务范围", "宗旨"), lines=8, read=_words),
    FieldSpec("address", "address", ("住所", "地址"), lines=2),
    FieldSpec("legal_rep", "person", ("法定代表人",)),
    FieldSpec("funding_source", "text", ("经费来源",), read=_words),
    FieldSpec("initial_fund", "amount", ("开办资金", "注册资金"), below=True, read=read_capital),
    FieldSpec(
        "sponsor",
        "company",
        ("举办单位(业务主管单位)", "举办单位", "主办单位", "业务主管单位"),
        # The label may span two lines with its value between them.
        (r"举办单位\(业务主管单位?\)?:?([^():]{4,40}?)(?=位\)|有效期|登记|$)",),
        lines=2,
        read=name,
    ),
    FieldSpec("registrar", "company", ("登记管理机关", "登记机关", "发证机关"), read=name),
    FieldSpec("valid_from", "date", (), (SPAN_START,)),
    FieldSpec("valid_to", "date", ("有效期至",), (SPAN_END,)),
)

TYPE = TypeEntry(
    id="institution_certificate",
    titles=("事业单位法人证书", "中华人民共和国事业单位法人证书"),
    words=(
        "事业单位法人证书", "宗旨和业务范围", "经费来源", "开办资金", "举办单位", "登记管理机关",
            "事业单位登记管理",
        "统一社会信用代码", "法定代表人", "有效期",
    ),
    against=("营业执照", "社会团体", "民办非企业", "劳动合同", "授权委托书"),
    fields=FIELDS,
    alone=4,
    stops=("有效期", "有效期限", "登记管理机关", "发证机关", "位)", "主管单位)"),
)  # fmt: skip
