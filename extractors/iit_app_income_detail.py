"""Income detail of the tax app (收入纳税明细): no proof; the guide wants the client's screenshot."""

from extractors.institution_certificate import name as unit_name
from extractors.kit.fields import FieldSpec, TypeEntry

FIELDS = (
    FieldSpec("period", "month", ("税款所属期", "所属期", "税款所属期间")),
    FieldSpec("employer", "company", ("扣缴义务人", "扣缴义务人名称"), lines=2, read=unit_name),
    FieldSpec("income", "amount", ("本期收入", "收入", "收入合计")),
    FieldSpec("tax", "amount", ("已申报税额", "已申报税额合计", "已缴税额")),
)
TYPE = TypeEntry(
    id="iit_app_income_detail",
    titles=("收入纳税明细", "收入纳税明细查询", "收入详情", "收入纳税明细详情"),
    words=("收入纳税明细", "收入合计", "已申报税额合计", "已申报税额", "扣缴义务人", "税款所属期",
        "工资薪金", "劳务报酬", "收入详情", "本期免税收入", "税款计算", "异议申诉", "批量申诉"),
    against=("扣缴客户端", "个人扣缴明细查询", "个人所得税纳税记录", "个人所得税纳税清单",
        "涉税信息", "劳动合同"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("所得项目", "所得项目小类", "主管税务机关", "申报渠道", "申报日期",
        "扣缴义务人纳税人识别号"),
)  # fmt: skip
