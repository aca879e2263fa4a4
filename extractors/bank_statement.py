"""Bank statement (银行流水): by the guide not a proof of income."""

from core.text.stamps import without_seal_text
from core.text.table import Column, find_tables
from extractors.kit.codes import licence_number
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.tables import Fields, row_fields

COLUMNS = (
    Column("_number", ("序号",)),
    Column("date", ("交易日期", "记账日期", "交易时间", "记账日", "日期"), "date"),
    Column("_what", ("摘要", "交易摘要", "交易类型", "业务摘要")),
    Column(
        "income",
        ("收入", "贷方发生额", "收入金额", "贷方金额", "存入", "贷方", "交易金额", "存入金额"),
        "amount",
    ),
    Column("_out", ("支出", "借方发生额", "支出金额", "借方金额", "支取", "借方"), "amount"),
    Column("_rest", ("余额", "账户余额", "联机余额"), "amount"),
    Column("_other", ("对方户名", "对方账户名", "交易对手", "对方信息", "对手信息", "对方账号")),
    Column("_coin", ("币种", "货币")),
)
ROWS = (FieldSpec("date", "date"), FieldSpec("income", "amount"))
FIELDS = (
    FieldSpec("name", "person", ("户名", "客户姓名", "账户名称", "姓名")),
    FieldSpec(
        "account", "text", ("账号", "卡号", "账户", "账/卡号", "卡号/账号"), read=licence_number
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    rows: list[Fields] = []
    for table in find_tables(clean, COLUMNS, 3):
        if table is not None:
            rows += row_fields(table, ROWS)
    return Extraction(fields=read_fields(clean, kind.fields, kind.stops), rows=tuple(rows))


TYPE = TypeEntry(
    id="bank_statement",
    titles=("交易明细", "账户交易明细清单", "银行流水", "交易流水", "交易流水清单", "账户明细",
        "历史交易明细", "个人账户交易明细"),
    words=("交易明细", "交易日期", "对方户名", "账户余额", "贷方发生额", "借方发生额", "摘要",
        "户名", "账号", "交易流水", "余额", "起止日期", "开户行", "币种"),
    against=("业务回单", "电子回单", "进账单", "验资报告", "合同", "扣缴客户端"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("币种", "开户行", "起止日期", "打印日期", "开户机构", "账户类型"),
    extract=extract,
)  # fmt: skip
