"""Industry practice licence: law firms, accountants, tax agents, staffing, finance.

Issuer   司法局, 财政局, 税务局, 人社局, 金融监管. Reads    all its fields.
"""

from extractors.institution_certificate import name
from extractors.kit.codes import licence_number
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.periods import SPAN_END

TITLES = (
    "律师事务所执业许可证", "会计师事务所执业证书", "税务师事务所行政登记证书",
        "人力资源服务许可证", "金融许可证", "经营证券期货业务许可证",
    "律师事务所分所执业许可证", "会计师事务所分所执业证书", "保险许可证", "劳务派遣经营许可证",
)  # fmt: skip
FIELDS = (
    FieldSpec(
        "license_number",
        "text",
        (
            "许可证编号",
            "证书序号",
            "执业证书编号",
            "许可证号",
            "机构编码",
            "登记证书编号",
            "证书编号",
            "编号",
            "证号",
            "流水号",
        ),
        read=licence_number,
    ),
    FieldSpec(
        "name", "company", ("机构名称", "名称", "单位名称", "事务所名称"), lines=2, read=name
    ),
    FieldSpec(
        "principal",
        "person",
        ("首席合伙人", "负责人", "主任会计师", "法定代表人", "执行事务合伙人", "所长"),
    ),
    FieldSpec("address", "address", ("经营场所", "机构住所", "住所", "地址", "办公场所"), lines=2),
    FieldSpec(
        "scope",
        "text",
        ("服务范围", "业务范围", "许可范围", "证券期货业务范围", "经营范围"),
        lines=6,
    ),
    FieldSpec("authority", "company", ("发证机关", "批准机关", "发证单位", "颁发机关"), read=name),
    FieldSpec(
        "issue_date",
        "date",
        (
            "发证日期",
            "批准执业日期",
            "批准日期",
            "颁证日期",
            "发证时间",
            "成立日期",
            "批准设立日期",
        ),
        below=True,
    ),
    FieldSpec("valid_to", "date", ("有效期至", "有效期限至"), (SPAN_END, r"有效期限?:?(长期)")),
)

TYPE = TypeEntry(
    id="industry_license",
    titles=TITLES,
    words=(
        *TITLES, "执业许可证", "组织形式", "首席合伙人", "主任会计师", "批准执业文号",
            "批准执业日期", "许可证编号", "服务范围",
        "发证机关", "有效期", "负责人", "经营场所", "执业证书",
    ),
    against=("营业执照", "事业单位法人证书", "高新技术企业", "劳动合同", "验资报告", "身份证"),
    fields=FIELDS,
    alone=4,
    stops=("组织形式", "批准执业文号", "有效期", "有效期限", "发证机关"),
)  # fmt: skip
