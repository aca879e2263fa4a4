"""Residential lease (房屋租赁合同): the city's model forms and private ones.

Layouts  北京市房屋租赁合同 (自行成交版, 经纪机构居间成交版), 北京市住房租赁合同 (2023), one-page
         agreements. Names, numbers and phones are on the first or on the signature page.
         A lessor may be a company (with a credit code).
Reads    all its fields. A blank is "absent", not unread.
Skips    fees, repairs, breach and the delivery list.
"""

from core.models.document import Field
from core.numbers.amounts import IN_WORDS
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_address, read_credit_code, read_id_number
from extractors.kit.contracts import (  # fmt: skip
    CODE,
    ID,
    ID_LABEL,
    PHONE,
    PHONE_LABEL,
    blank,
    inside,
    last_day,
    organisation,
    pair,
    party,
    person_or_organisation,
)
from extractors.kit.deeds import DEED, deed_number
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.invoices import caps
from extractors.kit.signatures import signed

_LESSOR = r"(?:出租人|出租方|甲方)(?:\((?:甲方|出租方|出租人|房东)\))?(?!\((?:签|盖)|签|盖|持有|保证|应|同意|将|向|交|有|违)"
_LESSEE = r"(?:承租人|承租方|乙方)(?:\((?:乙方|承租方|承租人|租客)\))?(?!\((?:签|盖)|签|盖|应|同意|向|居住|有|违|租赁|如|需|逾|承担|未)"
_STOP = (
    r"证件|身份证|证照|承租|出租|联系|电话|手机|甲方|乙方|统一社会|法定代表|地址|住址|通讯|国籍|性别|委托代理|"
    r"\(以下|北京市|居间|经纪|签订|依据|根据|\(签"
)


def holder_number(piece: Piece) -> TextValue | None:
    """An identity number, or a company's credit code."""
    return read_id_number(piece) or read_credit_code(piece)


_NUMBER = rf"{ID_LABEL}(?:/统一社会信用代码)?[^0-9A-Z]{{0,16}}({ID}|{CODE})"
_ANY_NUMBER = rf"(?:{ID_LABEL}|统一社会信用代码)[^0-9A-Z]{{0,16}}({ID}|{CODE})"


FIELDS = (
    FieldSpec("contract_number", "text", ("合同编号",)),
    FieldSpec("lessor", "person", ("出租人", "出租方"), (party(_LESSOR, _STOP),), read=person_or_organisation),
    FieldSpec("lessor_id", "id_number", (), (inside(_LESSOR, "承租|乙方", _ANY_NUMBER, 120),), read=holder_number),
    FieldSpec("lessor_phone", "phone", (), (inside(_LESSOR, "承租|乙方", rf"{PHONE_LABEL}:?({PHONE})", 200),)),
    FieldSpec("lessee", "person", ("承租人", "承租方"), (party(_LESSEE, _STOP),), read=person_or_organisation),
    FieldSpec("lessee_id", "id_number", (), (inside(_LESSEE, "出租|甲方", _ANY_NUMBER, 120),), read=holder_number),
    FieldSpec("lessee_phone", "phone", (), (inside(_LESSEE, "出租|甲方", rf"{PHONE_LABEL}:?({PHONE})", 200),)),
    FieldSpec("agency", "company", ("居间方", "经纪机构", "居间人"), read=organisation),
    FieldSpec(
        "address",
        "address",
        ("房屋坐落", "房屋地址", "租赁房屋地址", "坐落", "房屋位置"),
        (r"(?:坐落于|座落于|坐落在|位于|坐落:|房屋地址(?:为|:)|地址为|承租房屋:)([^,;:]{6,60}?)(?=[,;]|\((?!县|区|乡|镇|街道)|的房屋|\.(?![0-9])|建筑面积|房屋所有|共计|使用面积|出租给|$)",),
        read=read_address,
        lines=2,
    ),
    FieldSpec("area", "text", ("建筑面积",), (r"(?:建筑面积|使用面积|面积)(?:为|约|:|共)*([0-9]+(?:\.[0-9]+)?)(?=平|m|M|㎡|²|方)",)),
    FieldSpec("title_number", "text", ("房屋所有权证书编号", "产权证编号", "不动产权证号", "产权证号"), fallback=(DEED,), read=deed_number),
    FieldSpec("owner", "person", ("房屋所有权人姓名", "房屋所有权人", "所有权人", "产权人"), (r"(?:所有权人(?:\([^()]*\))?(?:姓名|名称)?(?:或名称)?(?:为|:)?|产权人(?:姓名)?(?:为|:)|权利人(?:为|:))([^,.;:()]{2,30}?)(?=[,.;)]|第[一二三四五]条|房屋|$)",), read=person_or_organisation),
    FieldSpec(
        "lease_start",
        "date",
        ("租赁起始日期", "起租日期", "租期起"),
        (pair(r"(?:租赁期限?|租期|租赁期间|房屋租赁期|期限)[^0-9试]{0,14}?(?:自|从|:|为)?", 0), pair(r"(?:自|从)", 0)),
    ),
    FieldSpec(
        "lease_end",
        "date",
        ("租赁终止日期", "到期日期", "租期止"),
        (pair(r"(?:租赁期限?|租期|租赁期间|房屋租赁期|期限)[^0-9试]{0,14}?(?:自|从|:|为)?", 1), pair(r"(?:自|从)", 1)),
    ),
    FieldSpec(
        "rent",
        "amount",
        ("月租金", "租金标准", "租金"),
        (r"(?:月租金|租金标准|每月租金|房屋租金|租金)[^0-9¥]{0,30}?¥?:?([0-9][0-9,]*(?:\.[0-9]{1,2})?)(?=元|/月|整|\)|每月)",),
    ),
    FieldSpec("rent_caps", "text", (), (rf"(?:月租金|租金标准|每月租金|房屋租金|租金|月租)[^总押;]{{0,30}}?([{IN_WORDS}](?:[/|]?[{IN_WORDS}])+[元圆]?整?)",), read=caps),
    FieldSpec("deposit", "amount", (), (r"押金[^0-9¥一两.;]{0,24}?¥?:?([0-9][0-9,]*(?:\.[0-9]{1,2})?)(?=元|整|\)|[(][^()]{0,6}大写)", r"押金:?¥?([0-9][0-9,]{2,}(?:\.[0-9]{1,2})?)(?![0-9年月日个天])")),
)  # fmt: skip


SIGNED = {
    "lessor_signature": (
        "出租人(甲方)签章",
        "出租人(签章)",
        "出租方(签字)",
        "甲方(签字)",
        "甲方签字",
        "出租方签字",
        "甲方(签章)",
        "甲方(签名)",
        "甲方(盖章)",
    ),
    "lessee_signature": (
        "承租人(乙方)签章",
        "承租人(签章)",
        "承租方(签字)",
        "乙方(签字)",
        "乙方签字",
        "承租方签字",
        "乙方(签章)",
        "乙方(签名)",
        "乙方(盖章)",
    ),
}


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    flow = Flow(sheets)
    _from_signature_page(sheets, fields)
    _blanks(flow, fields)
    value = last_day(sheets, FieldSpec("sign_date", "date"))
    if value is not None:
        fields["sign_date"] = make_field(FieldSpec("sign_date", "date"), value)
    fields |= signed(sheets, SIGNED)
    return Extraction(fields=fields)


def _from_signature_page(sheets: Sheets, fields: dict[str, Field]) -> None:
    """Numbers and phones in the two columns of the signature page, each below its party."""
    for sheet in sheets:
        heads = [
            (party_name, line.box)
            for line, text in zip(sheet.lines, sheet.folded, strict=True)
            for party_name, words in (("lessor", ("出租", "甲方")), ("lessee", ("承租", "乙方")))
            if any(text.strip().startswith(w) for w in words) and "签" in text[:14]
        ]
        for name, box in heads:
            rival = next(
                (b for n, b in heads if n != name and abs(b.cy - box.cy) < box.height), None
            )
            x0, x1 = (
                (box.x0 - 0.05, rival.x0 - 0.01)
                if rival and rival.x0 > box.x0
                else (box.x0 - 0.05, 1.0)
            )
            column = sheet.within(box.cy - 0.01, min(1.0, box.cy + 0.22), x0, x1)
            flow = Flow([column])
            for suffix, pattern, kind in (
                ("phone", rf"{PHONE_LABEL}:?({PHONE})", "phone"),
                ("id", _ANY_NUMBER, "id_number"),
            ):
                key = f"{name}_{suffix}"
                if key in fields and fields[key].value is not None:
                    continue
                spec = FieldSpec(key, "phone" if kind == "phone" else "id_number", (), (pattern,))
                if kind != "phone":
                    spec = FieldSpec(key, "id_number", (), (pattern,), read=holder_number)
                fields.update(read_fields([column], (spec,)) if flow.text else {})


def _blanks(flow: Flow, fields: dict[str, Field]) -> None:
    """Fields whose place on the first page was found and is empty."""
    for name, label in (
        (
            "lessor_phone",
            inside(_LESSOR, "承租|乙方", PHONE_LABEL + r":?(?=承租|乙方|依据|根据|$)", 200),
        ),
        (
            "lessee_phone",
            inside(_LESSEE, "出租|甲方", PHONE_LABEL + r":?(?=依据|根据|鉴于|第|甲|出租|$)", 200),
        ),
        (
            "lessor_id",
            inside(
                _LESSOR,
                "承租|乙方",
                ID_LABEL + r":?(?:居民身份证)?:?(?=联系|电话|承租|乙方|$)",
                120,
            ),
        ),
        (
            "lessee_id",
            inside(
                _LESSEE,
                "出租|甲方",
                ID_LABEL + r":?(?:居民身份证)?:?(?=联系|电话|依据|根据|$)",
                120,
            ),
        ),
    ):
        spec = next(s for s in FIELDS if s.name == name)
        known = fields.get(name)
        if (known is None or known.value is None) and (empty := blank(flow, name, spec, label)):
            fields[name] = empty


TYPE = TypeEntry(
    id="lease_contract",
    titles=("北京市房屋租赁合同", "北京市住房租赁合同", "房屋租赁合同", "房屋租赁协议", "租房合同", "住房租赁合同", "房屋出租合同", "租房协议"),
    words=(
        "租赁期限", "出租人", "承租人", "租金", "押金", "房屋坐落", "租赁用途", "出租方", "承租方", "转租",
        "房屋租赁", "违约金", "交付房屋", "租赁期", "房屋所有权证", "承租人(乙方)", "出租人(甲方)", "支付方式",
        "水费", "物业", "房屋交割", "维修义务", "甲方(签字)", "租赁", "家具",
    ),
    against=("劳动合同", "公有住宅租赁合同", "公有住房租赁合同", "发票", "授权委托", "借住"),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("联系电话", "证件类型及号码", "身份证号", "联系方式", "证件号码"),
    extract=extract,
)  # fmt: skip
