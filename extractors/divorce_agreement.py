"""Divorce agreement as filed (离婚协议书): two parties, clauses, signatures.

Reads    all its fields.
Skips    property and debts.
"""

import re

from core.models.document import Field
from core.text.sheet import Flow
from core.text.values import read_id_number
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, make_field
from extractors.kit.letters import ID, NAME, read_letter

_AFTER = r"(?=[,.;(]|性别|男|女|身份证|公民|居民|证件|民族|出生|汉族|年龄|住|电话|$)"
FIELDS = (
    FieldSpec(
        "man_name",
        "person",
        (),
        (rf"男方(?:\(?协议人\)?)?(?:姓名)?\)?:({NAME}){_AFTER}", rf"男方(?:姓名)({NAME}){_AFTER}"),
    ),
    FieldSpec("man_id", "id_number", (), (rf"男方.{{0,60}}?({ID})(?=.{{0,200}}女方)",)),
    FieldSpec(
        "woman_name",
        "person",
        (),
        (rf"女方(?:\(?协议人\)?)?(?:姓名)?\)?:({NAME}){_AFTER}", rf"女方(?:姓名)({NAME}){_AFTER}"),
    ),
    FieldSpec("woman_id", "id_number", (), (rf"女方(?:(?!男方).){{0,60}}?({ID})",)),
    FieldSpec(
        "child_name",
        "person",
        ("子女姓名",),
        (
            rf"(?:婚生|育有|生育|生有|有)(?:一|两|1)?(?:名|个)?[子女儿男孩]{{1,3}}(?:名|取名|姓名|名为|叫)?[:,]?({NAME})(?=[,.;(由归随现]|[12][0-9]{{3}}|出生|跟|在|的)",
            rf"(?:儿子|女儿|子女)(?:名叫|叫|姓名)?:?({NAME})(?=[,.;(由归随跟现])",
            rf"[:,.]({NAME})(?:的|之)?(?:直接)?抚养权",
            rf"(?:抚养|监护)(?:权)?[^,.;:]{{0,6}}[子女]({NAME})(?=[,.;(由归随跟现])",
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


def numbers(sheets: Sheets) -> dict[str, Field]:
    """The two identity numbers, in order, if both parties are named before the first number."""
    flow = Flow(sheets)
    found = list(re.finditer(rf"(?<![0-9A-Z])({ID})", flow.text))[:2]
    heads = {side: flow.text.find(word) for side, word in (("man", "男方"), ("woman", "女方"))}
    if len(found) < 2 or min(heads.values()) < 0 or max(heads.values()) > found[0].start():
        return {}
    fields = {}
    for side, match in zip(sorted(heads, key=lambda s: heads[s]), found, strict=True):
        value = read_id_number(flow.piece(*match.span(1)))
        if value is not None:
            fields[f"{side}_id"] = make_field(FieldSpec(f"{side}_id", "id_number"), value)
    return fields


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    fields.update(numbers(sheets))
    signed = last_date(sheets, "sign_date")
    if signed is not None:
        fields["sign_date"] = signed
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="divorce_agreement",
    titles=("离婚协议书", "自愿离婚协议书", "离婚协议"),
    words=(
        "离婚协议书", "自愿离婚", "子女抚养", "抚养费", "男方", "女方", "财产分割", "夫妻共同财产",
        "债权债务", "探望权",
        "婚姻登记档案", "男方签名", "女方签名",
    ),
    against=("人民法院", "离婚证字号", "劳动合同", "租赁", "增资"),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    extract=extract,
)  # fmt: skip
