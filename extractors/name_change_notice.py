"""Name change notice (名称变更通知书).

Issuer   the registrar. Reads    all its fields, from table or prose.
"""

from core.text.sheet import Flow
from core.text.stamps import without_seal_text
from core.text.values import read_date
from core.text.values.dates import DAY
from extractors.institution_certificate import name
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.organisations import by_line

_NAME = r"[^,.;:<>\"]{4,45}?"
REGISTRAR = r"([一-鿿]{2,8}?(?:市场监督管理局|工商行政管理局)(?:[一-鿿]{2,4}分局)?)(?=\n|\t|$|\()"
FIELDS = (
    FieldSpec(
        "credit_code",
        "credit_code",
        ("统一社会信用代码", "注册号", "信用代码"),
        (r"(?:信用代码|注册号)[^0-9A-Z]{0,8}([0-9A-Z]{18})",),
        (r"(?<![0-9A-Z])(9[0-9A-Z]{17})(?![0-9A-Z])",),
    ),
    FieldSpec(
        "old_name",
        "company",
        ("原企业名称", "原名称", "变更前企业名称", "变更前名称", "变更前"),
        (
            rf"(?:你|贵)?(?:单位|公司|企业)?名称(?:已|现)?(?:于[^,]{{4,14}})?由[<\"]?({_NAME})[>"
            rf"\"]?(?:变更|更改|改)为",
            rf"(?:核准|同意)[,:]?[<\"]?({_NAME})[>\"]?(?:企业)?(?:名称)?(?:变更|更改|更名|改)为",
        ),
        lines=2,
        read=name,
    ),
    FieldSpec(
        "new_name",
        "company",
        ("变更后企业名称", "变更后名称", "现企业名称", "现名称", "新名称", "变更后"),
        (rf"(?:变更|更改|更名|改)为:?[<\"]?({_NAME})[>\"]?(?=[,.;]|特此|$|统一社会|核准|请)",),
        lines=2,
        read=name,
    ),
    FieldSpec("approval_date", "date", ("核准日期", "变更日期", "核准时间", "变更时间")),
    FieldSpec(
        "registrar",
        "company",
        ("登记机关", "核准机关"),
        read=name,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    if (office := fields.get("registrar")) is None or office.value is None:
        fields.update(by_line(clean, FIELDS[-1], (REGISTRAR,)))
    known = fields.get("approval_date")
    if known is None or known.value is None:
        dates = [v for p in Flow(clean).find_all(rf"({DAY})") if (v := read_date(p)) is not None]
        if dates:
            fields["approval_date"] = make_field(FieldSpec("approval_date", "date"), dates[-1])
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="name_change_notice",
    titles=("名称变更通知书", "名称变更通知", "企业名称变更核准通知书", "企业名称变更通知书",
        "名称变更核准通知书"),
    words=("名称变更通知", "名称变更核准", "变更后企业名称", "原企业名称", "名称变更为",
        "准予变更", "核准变更", "登记机关", "市场监督管理局", "企业登记专用章"),
    against=("劳动合同", "营业执照", "申请表", "授权委托书"),
    fields=FIELDS,
    alone=4,
    stops=("统一社会信用代码", "核准日期", "登记机关", "变更事项", "法定代表人"),
    extract=extract,
)  # fmt: skip
