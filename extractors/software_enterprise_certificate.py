"""Software enterprise certificate (软件企业证书).

Issuer   a software industry association. Reads    all its fields.
"""

from extractors.institution_certificate import name
from extractors.kit.codes import licence_number
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.periods import SPAN_END

FIELDS = (
    FieldSpec(
        "name",
        "company",
        ("企业名称", "单位名称"),
        fallback=(
            r"兹评估:?([^,.;:0-9]{4,40}?)(?:符合|为软件企业|,)",
            r"(?<=证书)([^,.;:0-9]{4,40}?(?:公司|中心|合伙\)))(?:经评估)?,?符合",
        ),
        lines=2,
        read=name,
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书编号", "编号"),
        (r"((?:[京津沪渝一-鿿])?R[QC]-[0-9]{4}-[A-Z]?[0-9]{3,6})",),
        read=licence_number,
    ),
    FieldSpec("issue_date", "date", ("发证日期", "评估日期", "发证时间", "颁发日期")),
    FieldSpec("valid_to", "date", ("有效期至", "有效期限至", "有效期"), (SPAN_END,)),
    FieldSpec("authority", "company", ("评估机构", "发证机构", "发证机关", "认定机关"), read=name),
)

TYPE = TypeEntry(
    id="software_enterprise_certificate",
    titles=("软件企业证书", "软件企业认定证书"),
    words=("软件企业证书", "软件企业认定证书", "软件企业", "RQ-", "评估机构", "软件行业协会",
        "软件和信息服务业协会", "企业名称", "证书编号", "有效期"),
    against=("高新技术企业证书", "营业执照", "著作权", "劳动合同"),
    fields=FIELDS,
    alone=4,
    stops=("有效期", "有效期至", "评估机构", "发证日期", "证书编号"),
)  # fmt: skip
