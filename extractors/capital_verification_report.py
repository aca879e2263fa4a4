"""Capital verification report (验资报告): cover, opinion, table of paid-in capital, notes.

Issuer   an accounting firm. Report date, cut-off date and bank dates differ.
Reads    all its fields. Skips    the notes (附件2), the firm's licences.
"""

from core.numbers.amounts import IN_WORDS
from core.text.sheet import Flow, Piece
from core.text.stamps import without_seal_text
from core.text.values import TextValue, read_amount, read_date
from core.text.values.amounts import read_capital
from core.text.values.dates import DAY
from extractors.institution_certificate import name as unit_name
from extractors.kit.codes import licence_number
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.organisations import by_line
from extractors.kit.shareholders import rows_of, shareholders, total_in
from extractors.kit.tables import Fields
from extractors.kit.tax_papers import against_capitals, capitals

_FIRM = (
    r"([一-鿿]{2,16}会计师事务所"
    r"(?:\((?:特殊普通合伙|普通合伙|有限合伙|特殊的普通合伙)\)|有限(?:责任)?公司)?)"
)
_YUAN = r"(?:人民币|RMB|¥)*:?([0-9][0-9,]*(?:\.[0-9]{1,2})?(?:万)?元)"
_CAPS = rf"([{IN_WORDS}亿]{{2,}}[元圆](?:[零壹贰叁肆伍陆柒捌玖角分]*)整?)"


def _cpas(piece: Piece) -> TextValue | None:
    text = piece.dense()
    known = 2 <= len(text.chars) <= 4 or "·" in text.folded
    return TextValue(text.folded, text) if known else None


FIELDS = (
    FieldSpec("cutoff_date", "date", (), (rf"截至({DAY})(?:止)?", rf"截止({DAY})")),
    FieldSpec("registered_capital", "amount", ("注册资本",), (
        rf"(?:申请登记的|变更前的|变更后的|贵公司)?注册资本(?:总额)?(?:为)?{_YUAN}",),
        read=read_capital),
    FieldSpec(
        "paid_in_total",
        "amount",
        ("累计实缴注册资本", "实收资本合计"),
        (
            rf"累计实缴(?:注册资本|实收资本)(?:总额)?(?:为)?{_YUAN}",
            rf"(?:变更后的|累计)?实收资本(?:总额|合计)?(?:为)?{_YUAN}",
            rf"(?:缴纳的|已收到[^.;]{{2,40}}?)(?:注册资本|出资)[^0-9.;]{{0,30}}{_YUAN}",
        ),
        read=read_amount,
    ),
    FieldSpec("paid_in_total_caps", "amount", (), (
        rf"(?:实收资本|实缴注册资本)(?:[^.;]|\.[0-9]){{0,50}}?大写:?(?:人民币)?{_CAPS}",
        rf"(?:实收资本|实缴注册资本)[^.;]{{0,30}}?(?:人民币){_CAPS}"), read=read_amount),
    FieldSpec("cpa_names", "person", (), (r"中国注册会计师:?(?:\(签(?:名|字)(?:并)?(?:盖章)?\))?:"
        r"?([一-鿿]{2,4})(?=中国注册|[0-9]|中国|$)",), read=_cpas),
)  # fmt: skip

NUMBER = FieldSpec("report_number", "text", ("报告编号", "文号", "报告文号"), read=licence_number)
COMPANY = FieldSpec("company", "company", ("被审验单位", "被审验单位名称"), lines=2, read=unit_name)
FIRM = FieldSpec("firm", "company", read=unit_name)
AUDITED = FieldSpec("company", "company", (), (
    rf"截[至止]{DAY}(?:止)?,?([一-鿿()A-Za-z0-9]{{4,40}}?(?:公司|合伙\)|事务所|中心))(?=\((?!普通|特殊|有限|北京)|的|已|累计"
    r"|收到|实收|申请|注册|全体)",
    r"(?:审验了|委托,对)([一-鿿()A-Za-z0-9]{4,40}?(?:公司|合伙\)|事务所|中心))(?=截[至止]|申请|\(以下|的|全体)",
), read=unit_name)  # fmt: skip
IN_LINES = (
    (
        NUMBER,
        (
            r"(?:(?:报告)?[文编]号[:\t]?)?([一-鿿()]{1,10}验字[\[(]?[12][0-9]{3}[\])]?(?:年)?(?:第)?[0-9A-Z\-]{1,8}号)",
        ),
    ),
    (
        COMPANY,
        (
            r"(?:^|\n|\t)([一-鿿()A-Za-z0-9]{2,36}(?:公司|合伙\)))(?:\(筹\))?\(?(?:全体股东|董事"
            r"会)\)?:",
            r"(?:^|\n|\t)([一-鿿()A-Za-z0-9]{2,36}(?:公司|合伙\)))(?:\(筹\))?:(?=\n|$)",
            r"(?:^|\n|\t)([一-鿿()A-Za-z0-9]{2,36}(?:公司|合伙\)|事务所|中心))(?:\(筹\))?\(?(?:全体)"
            r"(?:股东|合伙人|出资人)\)?:",
        ),
    ),
    (FIRM, (_FIRM,)),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    for spec, patterns in IN_LINES:
        found = by_line(clean, spec, patterns) or read_fields(clean, (spec,), kind.stops)
        fields.update(found)
    total, caps = against_capitals(fields.get("paid_in_total"), fields.get("paid_in_total_caps"))
    pairs = {"paid_in_total": total, "paid_in_total_caps": caps}
    rows: list[Fields] = []
    for table, sheet in shareholders(clean):
        rows += rows_of(table, sheet)
        if pairs["paid_in_total"] is None:
            pairs["paid_in_total"] = total_in(table, sheet, "paid", "paid_in_total")
    fields.update({name: value for name, value in pairs.items() if value is not None})
    if fields.get("company") is None or fields["company"].value is None:
        fields.update(read_fields(clean, (AUDITED,), kind.stops))
    if "paid_in_total_caps" not in fields and (in_words := capitals(clean, "paid_in_total_caps")):
        fields["paid_in_total_caps"] = in_words
    _report_date(fields, Flow(clean, between="\n", beside="\t"))
    return Extraction(fields=fields, rows=tuple(rows))


def _report_date(fields: Fields, flow: Flow) -> None:
    """The date alone on a line after the accountants' names, or the first such date."""
    alone = rf"(?:^|\n|\t|(?:报告)?日期:?\t?)({DAY})(?=\n|\t|$)"
    after = flow.text.find("中国注册会计师")
    pieces: list[Piece] = list(flow.find_all(alone))
    tail = [p for p in pieces if after >= 0 and flow.text.find(p.folded) >= after] or pieces
    value = next((v for p in tail if (v := read_date(p)) is not None), None)
    if value is not None:
        fields["report_date"] = make_field(FieldSpec("report_date", "date"), value)


TYPE = TypeEntry(
    id="capital_verification_report",
    titles=("验资报告", "验资报告书"),
    words=(
        "验资报告", "验资", "实收资本", "中国注册会计师", "会计师事务所", "我们接受委托", "审验",
            "注册资本实收情况明细表", "验资事项说明", "全体股东", "累计实缴",
        "股东名称", "认缴注册资本", "实际出资", "银行询证函", "验字", "附件",
            "占注册资本总额比例", "审验意见",
    ),
    against=("劳动合同", "公司章程", "增资协议", "涉税信息", "信用信息公示"),
    also=(("report_number", "text"), ("company", "company"), ("firm", "company"),
        ("report_date", "date")),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("注册资本", "实收资本", "法定代表人", "地址", "电话", "委托单位"),
    extract=extract,
)  # fmt: skip
