"""Certificate of a social organisation, a private non-enterprise unit or a foundation.

Issuer   民政局. Reads    all its fields. Skips    活动地域, the code.
"""

from extractors.institution_certificate import name
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.periods import SPAN_END, SPAN_START

FIELDS = (
    FieldSpec(
        "credit_code",
        "credit_code",
        ("统一社会信用代码", "社会信用代码"),
        (r"信用代码:?([0-9A-Z]{18})",),
        (r"(?<![0-9A-Z])(5[123][0-9A-Z]{16})(?![0-9A-Z])",),
        below=True,
    ),
    FieldSpec("name", "company", ("名称", "单位名称", "基金会名称"), lines=2, read=name),
    FieldSpec(
        "business_scope", "text", ("业务范围", "宗旨和业务范围", "公益活动的业务范围"), lines=8
    ),
    FieldSpec("address", "address", ("住所", "地址"), lines=2),
    FieldSpec("legal_rep", "person", ("法定代表人",)),
    FieldSpec(
        "registered_fund",
        "amount",
        ("注册资金", "开办资金", "注册资本", "原始基金数额", "原始基金"),
    ),
    FieldSpec("supervisor", "company", ("业务主管单位", "业务主管部门"), read=name),
    FieldSpec("registrar", "company", ("发证机关", "登记管理机关", "登记机关"), read=name),
    FieldSpec("issue_date", "date", ("发证日期", "颁发日期", "发证时间"), below=True),
    FieldSpec("valid_from", "date", (), (SPAN_START,)),
    FieldSpec("valid_to", "date", ("有效期至", "有效期限至"), (SPAN_END,)),
)

TYPE = TypeEntry(
    id="social_org_certificate",
    titles=("社会团体法人登记证书", "民办非企业单位登记证书", "民办非企业单位(法人)登记证书",
        "基金会法人登记证书", "社会服务机构登记证书"),
    words=(
        "社会团体法人", "民办非企业单位", "基金会法人", "业务主管单位", "活动地域", "注册资金",
            "民政局", "登记证书", "业务范围",
        "统一社会信用代码", "法定代表人", "有效期限", "发证机关",
    ),
    against=("营业执照", "事业单位法人证书", "劳动合同", "授权委托书"),
    fields=FIELDS,
    alone=4,
    stops=("有效期限", "有效期", "活动地域", "发证机关"),
)  # fmt: skip
