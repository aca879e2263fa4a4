"""Proof of social insurance from another city (社会保险参保缴费证明 and the like).

Issuer   other cities' offices; each city has its own form: read by labels only.
Reads    all its fields.
"""

from core.text.stamps import without_seal_text
from core.text.table import Column, find_tables
from extractors.institution_certificate import name as unit_name
from extractors.kit.codes import licence_number
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.organisations import by_line
from extractors.kit.periods import first_month
from extractors.kit.tables import Fields, row_fields
from extractors.social_insurance_record import months

COLUMNS = (
    Column("_number", ("序号",)),
    Column("period", ("缴费年月", "费款所属期", "起止年月", "缴费起止年月", "所属年月",
        "缴费月份", "对应费款所属期", "做账期号", "建账年月"), "month"),
    Column("_to", ("终止年月", "截止年月"), "month"),
    Column("employer", ("单位名称", "参保单位", "缴费单位", "参保单位名称", "缴费单位名称")),
    Column("_kind", ("险种", "险种类型", "参保险种")),
    Column("base", ("缴费基数", "月缴费基数", "缴费工资", "个人缴费基数"), "amount"),
    Column("_months", ("缴费月数", "月数"), "amount"),
    Column("_own", ("个人缴费", "个人缴费金额", "个人缴纳", "个人缴费额"), "amount"),
    Column("_unit", ("单位缴费", "单位缴费金额", "单位缴纳"), "amount"),
    Column("_state", ("缴费标志", "缴费类型", "到账标志", "备注", "缴费状态")),
)  # fmt: skip
ROWS = (
    FieldSpec("period", "month", read=first_month),
    FieldSpec("employer", "company"),
    FieldSpec("base", "amount"),
)
FIELDS = (
    FieldSpec("name", "person", ("姓名", "参保人姓名")),
    FieldSpec("id_number", "id_number", ("身份证号码", "社会保障号码", "公民身份号码", "身份证号",
        "社会保障号", "证件号码", "证件号")),
    FieldSpec(
        "agency",
        "company",
        ("经办机构", "社保经办机构", "社会保险经办机构", "打印机构", "出具单位", "出具机构", "证明单位", "经办单位"),
        read=unit_name,
    ),
    FieldSpec("total_months", "text", ("累计缴费月数", "实际缴费月数", "累计月数"), (
        r"(?:累计|合计|实际)(?:实际)?缴费(?:年限|月数)?(?:为|共)?:?([0-9]{1,3})(?:个?月)",),
        read=months),
    FieldSpec("verification_code", "text", ("验证码", "校验码", "授权码", "查验码", "防伪码"),
        read=licence_number),
    FieldSpec("print_date", "date", ("打印日期", "开具日期", "打印时间", "制表日期", "出具日期",
        "查询日期", "日期")),
)  # fmt: skip

AGENCY = FieldSpec("agency", "company", read=unit_name)
AGENCY_PATTERNS = (
    r"(?:(?:出具|经办|证明|打印|签发|开具)(?:单位|机构|部门)[:\t]?)?([一-鿿]{2,14}?(?:社会保险(?:基金管理|事业管理|事业|管理)?\t?(?:中心|局)|社保(?:经办)?(?:中心|局)|人力资源(?:和|与)?社会保障(?:局|中心)))",
    r"([一-鿿]{2,14}社会保障局)",
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    known = fields.get("agency")
    if known is None or known.value is None:
        fields.update(by_line(clean, AGENCY, AGENCY_PATTERNS))
    rows: list[Fields] = []
    for table in find_tables(clean, COLUMNS, 2):
        if table is not None and "period" in table.heads:
            rows += row_fields(table, ROWS)
    return Extraction(fields=fields, rows=tuple(rows))


TYPE = TypeEntry(
    id="external_social_insurance_proof",
    titles=(
        "社会保险参保缴费证明", "社会保险个人参保证明", "养老保险个人账户对账单", "参保缴费凭证",
            "社会保险个人缴费证明", "社会保险参保证明",
        "个人参保证明", "职工养老保险参保缴费凭证", "社会保险历年参保缴费证明", "个人权益记录单",
    ),
    words=(
        "参保缴费证明", "参保证明", "缴费基数", "险种", "社会保障号", "个人账户", "参保缴费凭证",
            "经办机构", "累计缴费", "缴费年月", "费款所属期",
        "参保单位", "养老保险", "失业保险", "工伤保险", "验证码", "社会保险",
    ),
    against=("北京市社会保险个人权益记录", "劳动合同", "申请表", "授权委托书", "营业执照"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("性别", "单位名称", "险种", "缴费基数", "打印日期", "参保单位"),
    extract=extract,
)  # fmt: skip
