"""Payslip (工资条): shows a wage, but is not a proof of income.

Issuer   the employer; spreadsheets and mails: by labels beside or above the values.
"""

from core.text.values.dates import MONTH
from extractors.kit.fields import FieldSpec, TypeEntry

FIELDS = (
    FieldSpec("name", "person", ("姓名", "员工姓名"), below=True),
    FieldSpec("period", "month", ("月份", "工资月份", "所属月份", "发薪月份", "工资期间"),
        fallback=(rf"({MONTH})",), below=True),
    FieldSpec("gross", "amount", ("应发工资", "应发合计", "应发金额", "应付工资", "税前工资",
        "应发"), below=True),
    FieldSpec("tax", "amount", ("个税", "个人所得税", "代扣个税", "扣个税"), below=True),
    FieldSpec("net", "amount", ("实发工资", "实发合计", "实发金额", "税后工资", "实发"),
        below=True),
)  # fmt: skip
TYPE = TypeEntry(
    id="payslip",
    titles=("工资条", "工资单", "工资明细", "薪资单", "工资表", "工资明细表"),
    words=("工资条", "工资单", "基本工资", "岗位工资", "绩效工资", "应发工资", "实发工资",
        "应发合计", "实发合计", "个税", "扣款", "奖金", "加班费"),
    against=("劳动合同", "扣缴客户端", "涉税信息", "收入证明", "纳税记录", "申请表"),
    fields=FIELDS,
    alone=4,
    stops=("部门", "基本工资", "奖金", "扣款", "岗位", "社保", "公积金"),
)  # fmt: skip
