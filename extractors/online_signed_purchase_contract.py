"""Online-signed contract of a house purchase (商品房买卖网签合同): 20 to 40 pages.

Reads    all its fields, from the first pages and the signature page.
Skips    the clauses between.
"""

from core.numbers.amounts import IN_WORDS
from core.text.values import read_text
from core.text.values.dates import DAY
from extractors.application_form_new import number
from extractors.id_card import street
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.invoices import caps, party
from extractors.kit.letters import ID

_MONEY = r"[0-9][0-9,]*(?:\.[0-9]{1,2})?"
FIELDS = (
    FieldSpec(
        "contract_number",
        "text",
        ("合同编号",),
        read=number,
    ),
    FieldSpec(
        "seller",
        "company",
        ("出卖人", "出卖方", "卖方"),
        (r"(?:出卖人|出卖方|卖方)(?:\([^()]*\))?:([^,.;:]{4,40}?(?:公司|中心))",),
        read=party,
    ),
    FieldSpec(
        "buyer",
        "person",
        ("买受人",),
        (
            r"买受人(?:\([^()]*\))?(?:姓名)?:([一-鿿·]{2,12}?)(?=[,.;(]|性别|国籍|身份|证件|出生|法定|委托)",
        ),
    ),
    FieldSpec(
        "buyer_id", "id_number", (), (rf"买受人.{{0,120}}?({ID})", rf"(?:身份证|证件)号码?:?({ID})")
    ),
    FieldSpec(
        "buyer_phone",
        "phone",
        (),
        (r"买受人.{0,260}?联系电话:?(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})",),
    ),
    FieldSpec(
        "license_number",
        "text",
        ("预售许可证号",),
        (
            r"预售许可证(?:号|编号|号码)?:?为?:?([一-鿿]{0,6}(?:\([0-9]{4}\)|\[[0-9]{4}\])?[0-9]{1,6}号?)",
        ),
        read=read_text,
    ),
    FieldSpec(
        "project",
        "text",
        ("项目名称", "暂定名"),
        (r"(?:暂定名|项目名称)(?:为|:)*([^,.;:]{2,24}?)[,.;]",),
    ),
    FieldSpec(
        "address",
        "address",
        ("房屋坐落", "坐落"),
        (r"(?:坐落(?:于|为|:)*|位于)((?:北京市)?[^,.;]{6,60}?(?:室|号|层|单元))(?=[,.;]|$)",),
        lines=3,
        read=street,
    ),
    FieldSpec(
        "area", "text", ("建筑面积",), (r"建筑面积(?:共|为|约|:)*([0-9]+(?:\.[0-9]+)?)(?=平|m|㎡)",)
    ),
    FieldSpec(
        "total_price",
        "amount",
        (),
        (rf"总(?:价款|金额|房价款|价)[^0-9]{{0,24}}?({_MONEY})(?=元|整|万)",),
    ),
    FieldSpec(
        "total_price_caps",
        "amount",
        (),
        (rf"总(?:价款|金额|房价款|价).{{0,60}}?([{IN_WORDS}亿]{{2,}}[圆元]整?)",),
        read=caps,
    ),
    FieldSpec("sign_date", "date", (), (rf"签订(?:日期|时间):?({DAY})",)),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "sign_date" not in fields and (found := last_date(sheets, "sign_date")) is not None:
        fields["sign_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="online_signed_purchase_contract",
    titles=(
        "北京市商品房预售合同", "北京市商品房现房买卖合同", "北京市存量房屋买卖合同",
        "商品房买卖合同", "商品房预售合同",
        "存量房屋买卖合同",
    ),
    words=(
        "出卖人", "买受人", "商品房", "预售许可证", "该商品房", "总价款", "存量房屋", "交付",
        "面积差异", "网上签约", "产权登记",
        "买卖合同", "首付款",
    ),
    against=("出租人", "承租人", "劳动合同", "抵押权人", "价税合计", "申请表"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("建设依据",),
    extract=extract,
)  # fmt: skip
