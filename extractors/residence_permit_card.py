"""Beijing residence permit (北京市居住证): card, both sides, or the electronic licence.

Reads    all its fields.
Skips    the card's instructions. The end date may be only in the chip: then valid_to is
         not read and the rule asks a person. A first day without a label is the day of issue if
         the last day is one year later.
Assumed which side has which fields is not known for sure: labels decide.
"""

from core.models.document import Field
from core.numbers.dates import add_years, parse_date
from extractors.id_card import PERSON, TERM, TERM_END, issuer, sides, street, term
from extractors.kit.codes import licence_number
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    *PERSON,
    FieldSpec(
        "id_number",
        "id_number",
        ("公民身份号码", "身份证件号码", "身份证号码", "证件号码"),
        fallback=(r"(?<![0-9])([1-9][0-9]{16}[0-9Xx])(?![0-9])",),
        below=True,
    ),
    FieldSpec(
        "hukou_address",
        "address",
        ("常住户口所在地住址", "常住户口所在地", "户籍所在地", "户籍地址", "户籍地"),
        lines=3,
        read=street,
    ),
    FieldSpec(
        "residence_address",
        "address",
        ("居住地住址", "现居住地址", "居住地址", "现居住地", "居住地", "在京居住地址", "现住址"),
        lines=3,
        read=street,
    ),
    FieldSpec("issuer", "company", ("签发机关", "发证机关"), read=issuer),
    FieldSpec("issue_date", "date", ("签发日期", "发证日期", "初次领证时间")),
    FieldSpec("valid_from", "date", ("有效期起", "有效期限自"), (TERM,)),
    FieldSpec("valid_to", "date", ("有效期止", "有效期至", "有效期限至"), (TERM_END,)),
    FieldSpec("card_number", "text", ("证照号码", "证件编号", "证号", "编号"), read=licence_number),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    term(sheets, fields)
    return Extraction(fields=fields, sides=sides(sheets))


def begun(fields: dict[str, Field]) -> dict[str, Field]:
    """The fields, with the first day of a card that is valid for one year from its issue."""
    issued, last, begins = (fields.get(name) for name in ("issue_date", "valid_to", "valid_from"))
    if (begins is not None and begins.value is not None) or issued is None or last is None:
        return fields
    first, end = parse_date(issued.value), parse_date(last.value)
    if first is None or end is None or not 0 <= (add_years(first, 1) - end).days <= 1:
        return fields
    return {**fields, "valid_from": issued.model_copy(update={"name": "valid_from"})}


TYPE = TypeEntry(
    id="residence_permit_card",
    titles=("北京市居住证", "中华人民共和国居住证", "居住证"),
    words=("居住证", "居住地住址", "居住地", "公民身份号码", "签发机关", "有效期限", "户籍", "常住户口所在地住址", "北京市居住证", "请于有效期届满前", "签注"),
    against=("工作居住证", "居住登记卡", "居民身份证", "申请表", "合同", "授权委托"),
    fields=FIELDS,
    alone=4,
    stops=("有效期限", "姓名", "性别", "民族", "出生", "签发机关", "签发日期", "公民身份号码", "户籍地", "居住地", "证件编号"),
    extract=extract,
    complete=begun,
)  # fmt: skip
