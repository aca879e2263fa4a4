"""Divorce agreement as filed (离婚协议书): two parties, clauses, signatures.

Reads    all its fields.
Leaves   property and debts.
"""

from extractors.kit.education import last_date, word
from extractors.kit.fields import DocumentType, Extraction, FieldSpec, Sheets
from extractors.kit.letters import ID, NAME, read_letter

_AFTER = r"(?=[,.;(]|性别|男|女|身份证|民族|出生|汉族|$)"
FIELDS = (
    FieldSpec(
        "man_name",
        "person",
        (),
        (rf"男方(?:\(?协议人\)?)?(?:姓名)?:({NAME}){_AFTER}", rf"男方(?:姓名)({NAME}){_AFTER}"),
    ),
    FieldSpec("man_id", "id_number", (), (rf"男方.{{0,60}}?({ID})(?=.{{0,200}}女方)",)),
    FieldSpec(
        "woman_name",
        "person",
        (),
        (rf"女方(?:\(?协议人\)?)?(?:姓名)?:({NAME}){_AFTER}", rf"女方(?:姓名)({NAME}){_AFTER}"),
    ),
    FieldSpec("woman_id", "id_number", (), (rf"女方(?:(?!男方).){{0,60}}?({ID})",)),
    FieldSpec(
        "child_name",
        "person",
        ("子女姓名",),
        (
            rf"(?:婚生|育有|生育)(?:一|两|1)?[子女儿男孩]{{1,3}}(?:名|取名|姓名)?[:,]?({NAME})(?=[,.;(由归随]|[12][0-9]{{3}}|出生)",
            rf"(?:儿子|女儿|子女)(?:名叫|叫|姓名)?:?({NAME})(?=[,.;(由归随])",
        ),
    ),
    FieldSpec(
        "custody_party",
        "text",
        (),
        (
            r"(?:随|由|归)([男女]方|父亲|母亲)(?:直接)?(?:抚养|生活|监护)",
            r"抚养权(?:归|属于?)([男女]方|父亲|母亲)",
        ),
        read=word,
    ),
)


def extract(kind: DocumentType, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    signed = last_date(sheets, "sign_date")
    if signed is not None:
        fields["sign_date"] = signed
    return Extraction(fields=fields)


TYPE = DocumentType(
    id="divorce_agreement",
    titles=("离婚协议书", "自愿离婚协议书", "离婚协议"),
    words=(
        "离婚协议书", "自愿离婚", "子女抚养", "抚养费", "男方", "女方", "财产分割", "夫妻共同财产",
        "债权债务", "探望权",
        "婚姻登记档案", "男方签名", "女方签名",
    ),
    against=("人民法院", "离婚证字号", "劳动合同", "租赁", "增资"),
    fields=FIELDS,
    joins=True,
    alone=4,
    extract=extract,
)  # fmt: skip
