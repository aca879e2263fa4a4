"""Innovation entity proof: 中关村高新技术企业证书, 新型研发机构, 创新型总部企业 and the like.

Issuer   科委, 中关村管委会, 发改委. Reads    all its fields.
"""

from extractors.institution_certificate import name
from extractors.kit.codes import licence_number
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.letters import addressee
from extractors.kit.periods import SPAN_END

KINDS = (
    r"新型研发机构|创新型总部企业|中关村高新技术企业|(?:国家级)?专精特新(?:“|\")?(?:小巨人)?(?:”|"
    r"\")?企业|专精特新中小企业|"
    r"企业技术中心|工程技术研究中心|工程研究中心|重点实验室|科技企业孵化器|众创空间|独角兽企业|跨"
    r"国公司地区总部|外资研发中心|瞪羚企业"
)
FIELDS = (
    FieldSpec(
        "name",
        "company",
        ("企业名称", "单位名称", "机构名称"),
        fallback=(r"(?:认定|授予|兹认定|同意认定|经认定,?)([^,.;:0-9]{4,40}?)(?:为|,)",),
        lines=2,
        read=name,
    ),
    FieldSpec("category", "text", ("认定类别", "类别", "认定类型"), (), (rf"({KINDS})",)),
    FieldSpec("certificate_number", "text", ("证书编号", "编号", "文号"), read=licence_number),
    FieldSpec(
        "authority",
        "company",
        (
            "发证机关",
            "认定机构",
            "认定机关",
            "批准机关",
            "发证单位",
            "发证机构",
            "认定单位",
            "认定部门",
            "批准机构",
            "颁发机关",
            "颁发单位",
        ),
        read=name,
    ),
    FieldSpec("issue_date", "date", ("发证日期", "发证时间", "认定日期", "认定时间", "颁发日期")),
    FieldSpec("valid_to", "date", ("有效期至", "有效期限至", "有效期"), (SPAN_END,)),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if fields.get("name") is None or fields["name"].value is None:
        called = addressee(sheets, FieldSpec("name", "company", read=name))
        if called is not None:
            fields["name"] = called
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="innovation_entity_proof",
    titles=("中关村高新技术企业证书", "新型研发机构认定证书", "创新型总部企业认定证书",
        "创新型总部企业认定通知", "认定证书", "认定通知"),
    words=(
        "中关村高新技术企业", "新型研发机构", "创新型总部企业", "中关村科技园区管理委员会",
            "中关村管委会", "科学技术委员会", "认定类别",
        "专精特新", "科技创新", "认定为", "发证机关", "证书编号", "有效期",
    ),
    against=("批准机关:北京市科学技术委员会北京市财政局", "营业执照", "劳动合同", "软件企业证书",
        "职业资格"),
    fields=FIELDS,
    alone=4,
    extract=extract,
    stops=("有效期", "有效期至", "发证机关", "发证日期", "证书编号"),
)  # fmt: skip
