"""Lodging declaration (房屋借住声明, annex 10): one sentence, two signatures.

Reads    all its fields; the clause of each identity number says whose it is.
Skips    the promise.
"""

from core.text.values.dates import DAY
from extractors.id_card import street
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.kit.letters import ID, NAME, read_letter
from extractors.kit.signature_dates import signature_date
from extractors.kit.signatures import signature

OWNER = ("房主签字", "房主签名", "房主(签字)", "产权人签字", "出借人签字", "房主")
LODGER = ("借住人签字", "借住人签名", "借住人(签字)", "借住人")
_NUMBER = r"(?:身份证号码?|证件号码?|公民身份号码)(?:为|是|:)*"
FIELDS = (
    FieldSpec(
        "lodger_name",
        "person",
        ("借住人姓名",),
        (rf"本人(?:\(姓名\))?:?({NAME})[,.(;]?{_NUMBER}", rf"本人(?:\(姓名\)):?({NAME})[,.(;]"),
    ),
    FieldSpec(
        "lodger_id",
        "id_number",
        (),
        (rf"本人(?:\(姓名\))?.{{0,16}}?{_NUMBER}({ID})(?=.{{0,80}}(?:借住|房主))",),
    ),
    FieldSpec(
        "start_date",
        "date",
        ("借住时间", "借住日期"),
        (rf"于({DAY})(?:起)?(?:开始)?借?住", rf"(?:自|从)({DAY})(?:起)?(?:开始)?借?住"),
    ),
    FieldSpec(
        "address",
        "address",
        ("借住地址", "房屋地址", "房屋坐落"),
        (
            r"借住(?:在|于)(?!房屋)(.{6,70}?)(?=[.;]|\(详细|,?借住|,?房主|,自[12]|,期限|,?该房|,?系|,?房屋)",
        ),
        lines=3,
        read=street,
    ),
    FieldSpec(
        "owner_name",
        "person",
        ("房主姓名", "产权人姓名"),
        (
            rf"房主(?:的)?(?:姓名)?(?:为|是|:)?({NAME})[,.(;]?{_NUMBER}",
            rf"房主姓名:?({NAME})[,.(;]",
        ),
    ),
    FieldSpec("owner_id", "id_number", (), (rf"房主.{{0,18}}?{_NUMBER}({ID})",)),
    FieldSpec(
        "relation",
        "text",
        ("关系",),
        (
            r"本人与房主(?:是|系|为|:)*(.{1,10}?)关系",
            r"与房主(?:的)?关系(?:是|为|:)*(.{1,10}?)[,.;]",
        ),
        read=word,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    signed = (
        signature(sheets, "owner_signature", OWNER),
        signature(sheets, "lodger_signature", LODGER),
        last_date(sheets, "sign_date") or signature_date(sheets, "sign_date", LODGER),
    )
    fields.update({field.name: field for field in signed if field is not None})
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="lodging_declaration",
    titles=("房屋借住声明", "借住声明"),
    words=(
        "房屋借住声明", "开始借住在", "借住房屋的房主", "本人与房主", "房主签字", "借住人签字",
        "双方保证以上所述信息",
        "特此声明", "申请单位加盖公章", "借住",
    ),
    against=("租赁合同", "租金", "诚信声明", "居住证明", "申请表"),
    also=(("sign_date", "date"),),
    fields=FIELDS,
    alone=4,
    extract=extract,
)  # fmt: skip
