"""Bank mortgage contract (抵押合同, 个人住房抵押贷款合同): 8 to 30 pages.

Reads    all its fields.
Skips    the bank's terms.
"""

from core.text.values import read_text
from core.text.values.dates import DAY
from extractors.id_card import street
from extractors.kit.deeds import DEED, deed_number
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.invoices import party
from extractors.kit.letters import ID

FIELDS = (
    FieldSpec(
        "contract_number",
        "text",
        ("合同编号",),
        (r"合同编号:?([0-9A-Z一-鿿\-()\[\]]{4,32}?(?:号|(?=抵押|贷款|借款|甲方|乙方|$)))",),
        read=read_text,
    ),
    FieldSpec(
        "mortgagee",
        "company",
        ("抵押权人", "贷款人"),
        (
            r"(?:抵押权人|贷款人)(?:\([^()]*\))?:?([^,.;:]{4,40}?(?:支行|分行|营业部)|[^,.;:]{4,40}?(?:银行|公司|中心))",
        ),
        read=party,
    ),
    FieldSpec(
        "mortgagor",
        "person",
        ("抵押人", "借款人"),
        (
            r"(?:抵押人|借款人)(?:\([^()]*\))?(?:姓名)?:([一-鿿·]{2,12}?)(?=[,.;(]|身份|证件|性别|住所|联系|地址)",
        ),
    ),
    FieldSpec("mortgagor_id", "id_number", (), (rf"(?:抵押人|借款人).{{0,120}}?({ID})",)),
    FieldSpec(
        "address",
        "address",
        ("抵押物坐落", "房屋坐落", "房屋地址", "坐落"),
        (r"(?:坐落(?:于|为|:)*|位于)([^,.;]{6,60}?(?:室|号|层|单元))(?=[,.;]|$)",),
        lines=3,
        read=street,
    ),
    FieldSpec(
        "title_number",
        "text",
        ("权属证书号", "产权证号", "房产证号", "不动产权证号", "权属证书编号"),
        (DEED,),
        read=deed_number,
    ),
    FieldSpec("sign_date", "date", (), (rf"签订(?:日期|时间)(?:为|:)*({DAY})",)),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "sign_date" not in fields and (found := last_date(sheets, "sign_date")) is not None:
        fields["sign_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="mortgage_contract",
    titles=(
        "抵押合同", "个人住房抵押贷款合同", "个人购房担保借款合同", "个人住房贷款合同",
        "个人住房(商业用房)借款合同",
        "个人购房借款及担保合同",
    ),
    words=(
        "抵押权人", "抵押人", "抵押物", "贷款人", "借款人", "贷款金额", "抵押担保", "抵押登记",
        "贷款期限", "主债权", "还款方式",
        "银行",
    ),
    against=("出租人", "劳动合同", "买受人", "申请表", "增资", "验资"),
    fields=FIELDS,
    joins=True,
    alone=4,
    extract=extract,
)  # fmt: skip
