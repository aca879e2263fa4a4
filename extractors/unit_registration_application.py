"""Employer registration application (用人单位注册申请书, annex 1): three sections of free text.

Reads    all its fields; the sections as running text.
Skips    figures and posts in the sections.
"""

from collections.abc import Sequence

from core.models.document import Field
from core.text.sheet import Piece
from core.text.values import TextValue, tidy
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, between, make_field
from extractors.kit.letters import ID, closing, read_letter
from extractors.kit.signatures import signature

SECTIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("section_basic", ("一、基本情况", "基本情况"), ("二、申请信息", "申请信息")),
    ("section_application", ("二、申请信息", "申请信息"), ("三、申请意见", "申请意见")),
    ("section_opinion", ("三、申请意见", "申请意见"), ("法定代表人(签字", "法定代表人签字")),
)
DISTRICTS = "东城|西城|朝阳|海淀|丰台|石景山|门头沟|房山|通州|顺义|昌平|大兴|怀柔|平谷|密云|延庆"
"""In the running text there is no gap before the office: only its name shows where it starts."""
FIELDS = (
    FieldSpec("addressee", "text", (), (rf"((?:{DISTRICTS})区人力资源和社会保障局)",)),
    FieldSpec(
        "applicant_name",
        "person",
        (),
        (
            r"管理系统,为:?([一-鿿·]{2,12}?)(?:同志)?(?:等)?办理",
            r",为([一-鿿·]{2,12}?)办理<?北京市工作居住证",
        ),
    ),
    FieldSpec(
        "agent_name",
        "person",
        ("代理人",),
        (r"委托我?(?:公司|单位)的?([一-鿿·]{2,12}?)[,(](?:身份证|证件)",),
    ),
    FieldSpec(
        "agent_id",
        "id_number",
        ("身份证号码", "身份证号"),
        (rf"(?:授权|委托|代理人)[^.;]{{0,40}}?身份证(?:号码|号)?:?({ID})",),
        fallback=(rf"身份证号码?:?({ID})",),
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    for name, start, stop in SECTIONS:
        section = _section(sheets, name, start, stop)
        if section is not None:
            fields[name] = section
    found = (
        closing(sheets, "company"),
        signature(sheets, "legal_rep_signature", ("法定代表人(签字)", "法定代表人签字")),
        signature(sheets, "agent_signature", ("代理人(签字)", "代理人签字")),
        signature(sheets, "applicant_signature", ("申请人(签字)", "申请人签字")),
        last_date(sheets, "sign_date"),
    )
    fields.update({field.name: field for field in found if field is not None})
    return Extraction(fields=fields)


def _section(sheets: Sheets, name: str, start: Sequence[str], stop: Sequence[str]) -> Field | None:
    """The text of a section without its heading; None if it is missing."""
    part = between(sheets, start, stop)
    piece = Piece(())
    for sheet in part:
        for row in sheet.rows:
            for i in row:
                piece = piece + sheet.piece(i).dense()
    at = next(
        (
            piece.folded.find(word) + len(word)
            for word in ("情况", "信息", "意见")
            if word in piece.folded[:12]
        ),
        0,
    )
    body = piece[at:].strip(" :;,.")
    if len(body.chars) < 2:
        return None
    return make_field(FieldSpec(name, "text"), TextValue(tidy(body.text), body))


TYPE = TypeEntry(
    id="unit_registration_application",
    titles=("单位注册申请书", "用人单位注册申请书"),
    words=(
        "注册申请书", "申请开通北京市工作居住证管理系统", "一、基本情况", "二、申请信息",
        "三、申请意见", "非京籍人员所占比例",
        "主营业务", "现有员工数", "学历结构", "代理人无权转让委托权", "经我公司认真研究",
        "申请人(签字)",
    ),
    against=("本授权委托书申明", "变更申请表", "劳动合同", "章程", "涉税信息", "工作居住证申请表"),
    also=(("company", "company"), ("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    extract=extract,
)  # fmt: skip
