"""Other qualification certificate (资质证书: environment protection and so on).

Issuer   various. Reads    all its fields, by labels only.
"""

from extractors.institution_certificate import name
from extractors.kit.codes import licence_number
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.periods import SPAN_END

FIELDS = (
    FieldSpec(
        "name", "company", ("企业名称", "单位名称", "机构名称", "获证单位"), lines=2, read=name
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书编号", "许可证编号", "资质证号", "编号"),
        read=licence_number,
    ),
    FieldSpec("grade", "text", ("资质等级", "资质类别及等级", "等级", "类别及等级"), lines=2),
    FieldSpec("authority", "company", ("发证机关", "发证机构", "颁发机构", "认定机关"), read=name),
    FieldSpec("issue_date", "date", ("发证日期", "颁发日期", "发证时间", "签发日期")),
    FieldSpec("valid_to", "date", ("有效期至", "有效期限至", "有效期"), (SPAN_END,)),
)

TYPE = TypeEntry(
    id="other_qualification_certificate",
    titles=("资质证书", "环境服务认证证书", "环保企业证书", "认定证书", "企业资质证书",
        "环境污染治理资质证书"),
    words=("资质证书", "资质等级", "发证机关", "证书编号", "有效期至", "环境", "环保", "企业名称",
        "认证范围", "资质类别"),
    against=(
        "高新技术企业", "软件企业", "营业执照", "劳动合同", "职业资格", "专业技术", "身份证",
            "中关村", "执业许可证", "律师", "会计师",
    ),
    fields=FIELDS,
    alone=4,
    stops=("有效期", "有效期至", "发证机关", "发证日期", "证书编号"),
)  # fmt: skip
