"""Power of attorney (授权委托书, annex 2): one page, prose and a block of the agent's data.

Reads    all its fields. The agent's name is printed twice; the sentence takes precedence.
Skips    nothing.
"""

from extractors.kit.contracts import DAY
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.signatures import signed

SIGNED = {
    "legal_rep_signature": (
        "法定代表人(签字)", "法定代表人(负责人)(签字)", "负责人(签字)", "法定代表人签字", "法定代表人(签名)",
        "委托人(签字)", "法定代表人(签章)",
    ),
    "agent_signature": (
        "代理人(签字)", "代理人签字", "被委托人(签字)", "受托人(签字)", "经办人(签字)", "代理人(签名)",
    ),
}  # fmt: skip


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    return Extraction(fields=fields | signed(sheets, SIGNED))


TYPE = TypeEntry(
    id="power_of_attorney",
    titles=("授权委托书",),
    words=("本授权委托书申明", "现授权委托", "代理人无权转让委托权", "特此委托", "工作部门", "我公司代理人"),
    fields=(
        FieldSpec("legal_rep", "person", (), (r"申明:?([^系]{2,12})系",)),
        FieldSpec("company", "company", (), (r"申明:?[^系]{2,12}系(.{4,40}?)的法定代表人", r"系(.{4,40}?)的(?:法定代表人|负责人)")),
        FieldSpec("agent_name", "person", ("代理人",), (r"授权委托我(?:公司|单位)(.{2,12}?)为我(?:公司|单位)",)),
        FieldSpec("agent_sex", "text", ("性别",), (r"性别:?([男女])",)),
        FieldSpec("agent_id", "id_number", ("身份证号码", "身份证号", "公民身份号码")),
        FieldSpec("agent_department", "text", ("工作部门",)),
        FieldSpec("agent_title", "text", ("职务",)),
        FieldSpec("agent_phone", "phone", ("联系电话", "电话", "手机")),
        FieldSpec("sign_date", "date", (), (rf"({DAY})(?!.*{DAY})",)),
    ),
    stops=("性别", "职务"),
    extract=extract,
)  # fmt: skip
