"""Shared by diplomas and degrees: readers of their values, common fields."""

import re

from core.models.document import Field
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_company, read_date, read_text, tidy
from core.text.values.dates import DAY
from extractors.id_card import sex
from extractors.kit.fields import FieldSpec, Sheets

# The disciplines and professions in the names of degrees.
BRANCH = (
    r"(?:哲学|经济学|法学|教育学|文学|历史学|理学|工学|农学|医学|军事学|管理学|艺术学|工程管理|工程|工商管理|公共管理"
    r"|会计|法律|金融|应用统计|税务|国际商务|保险|资产评估|审计|社会工作|教育|体育|汉语国际教育|应用心理|翻译"
    r"|新闻与传播|出版|文物与博物馆|建筑学|城市规划|农业推广|农业|兽医|风景园林|林业|临床医学|口腔医学|公共卫生"
    r"|护理|药学|中药学|中医|艺术|旅游管理|图书情报|电子信息|机械|材料与化工|资源与环境|能源动力|土木水利"
    r"|生物与医药|交通运输)"
)
LEVEL = r"(?:(?:博士|硕士)?研究生|本科|大?专科|大专|高职)?"
"""Words before a subject in a sentence that are not part of it."""
SCHOOL = (
    r"[一-鿿()]{2,20}?(?:大学|学院|研究院|研究所|党校|学校)"
    r"(?:[一-鿿]{2,4}?(?:分校|校区|分院|学院(?!学位)))?"
)
HOUSE = r"(?:[一-鿿]{2,14}(?:学院|系(?!统|列)))?"
"""The department within a school: 计算机学院, 数学系, but not the first part of 信息系统."""
_REST = re.compile(r"(?:基本)?(?:情况|信息|资料|证|证书|编号|号码?|名称|类[型别]|等级|性质)")
"""The rest of a longer label or heading after a label: 职称情况, 学位证书."""
_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{4}(?:[ \-]?[0-9A-Z]{4}){2,3})(?![0-9A-Z])")
_NUMBER = re.compile(r"(?:[A-Z]{1,4}-?)?[0-9][0-9A-Z\-]{6,24}")
_CSCSE = re.compile(r"教留服认[一-鿿]{1,4}\[[0-9]{4}\]([0-9]{3,7})号")


def verification_code(piece: Piece) -> TextValue | None:
    """A code of 12 digits or of 12 or 16 letters and digits, without its spaces."""
    bare = piece.strip(" :;,.*_|-")
    match = _CODE.search(bare.folded.upper())
    if match is None:
        return None
    part = bare[match.start(1) : match.end(1)]
    value = re.sub(r"[ \-]", "", match[1])
    if not any(ch.isdigit() for ch in value):
        return None
    return TextValue(value, part)


def certificate_number(piece: Piece) -> TextValue | None:
    """A number of seven or more characters, or 教留服认英[2016]01234号 as printed."""
    flat = piece.strip(" :;,.*_|").dense()
    text = flat.folded.upper()
    if match := _CSCSE.search(text):
        return TextValue(match[0], flat[match.start() : match.end()])
    if match := _NUMBER.search(text):
        value = match[0].rstrip("-")
        return TextValue(value, flat[match.start() : match.start() + len(value)])
    return None


def report_number(piece: Piece) -> TextValue | None:
    """A report's number: six or more letters and digits."""
    flat = piece.strip(" :;,.*_|").dense()
    match = re.search(r"[0-9A-Z\-]*[0-9][0-9A-Z\-]{4,24}", flat.folded.upper())
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


def word(piece: Piece) -> TextValue | None:
    """A short entry of a form: no punctuation at its ends, not a sentence."""
    value = read_text(piece.strip(" :_|·.…"))
    if value is None or len(value.value) > 40 or _REST.fullmatch(value.value):
        return None
    return value


_REST_OF_ENGLISH = re.compile(r"of(?![a-z])", re.IGNORECASE)


def schooling(piece: Piece) -> TextValue | None:
    """The years of study: digits without 年, or as printed."""
    flat = piece.strip().dense()
    if match := re.match(r"([0-9]+(?:\.[0-9])?)年?", flat.folded):
        return TextValue(match[1], flat[match.start(1) : match.end(1)])
    return word(piece)


def completion(piece: Piece) -> TextValue | None:
    """毕业, 结业 or 肄业, not the 毕(结)业 of the label."""
    flat = piece.dense()
    match = re.search(r"[毕结肄]业(?!日期|时间|院校|证)", flat.folded)
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


def _behind_label(piece: Piece) -> Piece:
    """The piece without the end of its label: 学校(院) and 校名/University are longer than 学校."""
    flat = piece.dense()
    match = _LABEL_END.match(flat.folded)
    return flat[match.end() :] if match else piece


_LABEL_END = re.compile(r"(?:[(][校院系章][)]|/[A-Za-z .']+)[:;]?")


def school(piece: Piece) -> TextValue | None:
    """A school's name: at least three characters, not the rest of an English one."""
    value = read_company(_behind_label(piece))
    if value is None or len(value.value) < 3 or _REST_OF_ENGLISH.match(value.value):
        return None
    return value


def subject(piece: Piece) -> TextValue | None:
    """A subject without the sentence around it."""
    flat = _behind_label(piece).strip(" :;,.*_|-").dense()
    text = re.sub(r"(?:学科)?(?:\(专业\)|专业)$", "", flat.folded)
    if _SENTENCE.match(text):
        return None
    return TextValue(tidy(flat[: len(text)].text), flat[: len(text)]) if len(text) >= 2 else None


_SENTENCE = re.compile(r"[)\]]?(?:已|业已)?(?:通过|完成|修完|学完|攻读)")


NAME = FieldSpec(
    "name",
    "person",
    ("姓名", "学生姓名"),
    fallback=(r"姓[^一-鿿]{1,3}名:?([一-鿿·]{2,4}?)(?=性别|男|女|出生)",),
)
SEX = FieldSpec("sex", "text", ("性别",), read=sex)
BIRTH = FieldSpec("birth_date", "date", ("出生日期", "出生年月日", "出生"))
MAJOR = FieldSpec("major", "text", ("专业名称", "所学专业", "专业"), read=word)
UPDATED = FieldSpec(
    "update_date",
    "date",
    ("更新日期", "更新时间", "生成日期", "报告日期"),
    fallback=(rf"(?:打印|查询|出具|生成|下载|报告)(?:日期|时间):?({DAY})",),
)
"""The date to which a report is current; if it has none, the print date."""
VALID_UNTIL = FieldSpec(
    "valid_until",
    "date",
    (),
    (
        rf"有效期[限]?(?:截止|终止)?(?:日期|时间)?(?:至|到|止|截止)[为至]?:?({DAY})",
        rf"有效期[限]?[为:自从]*{DAY}[\-至到]+({DAY})",
        rf"(?:请于|须在|应在|可在)({DAY})(?:前|之前)",
        rf"(?:截止|失效|到期)(?:日期|时间):?({DAY})",
        rf"({DAY})(?:前|之前)有效",
    ),
)
CODE = FieldSpec(
    "verification_code",
    "text",
    ("在线验证码", "验证编码", "防伪码", "验证码"),
    below=True,
    read=verification_code,
)


def stray_code(sheets: Sheets, fields: dict[str, Field]) -> None:
    """The verification code printed over its label or beside its picture, alone on a line."""
    from extractors.kit.fields import make_field

    held = fields.get("verification_code")
    if held is not None and held.value is not None:
        return
    for sheet in sheets:
        for i, text in enumerate(sheet.folded):
            flat = re.sub(r"[ \-]", "", text.upper())
            if re.fullmatch(r"[AX][0-9A-Z]{15}", flat) and any(ch.isdigit() for ch in flat):
                fields["verification_code"] = make_field(CODE, TextValue(flat, sheet.piece(i)))
                return


_OTHER_DAY = re.compile(r"(?:出生|生日|有效|租期|期限|期间)[^\n\t:]{0,6}[:\t]?$")
LATE = 0.5  # share of the text: what follows is the end of the document


def last_date(sheets: Sheets, name: str, below: float = 0.35) -> Field | None:
    """The last date alone on a line in the later part: the document's own date.

    `below` is the share of the text, or of its height, that is above the later part. A short letter
    ends far above the page's foot, where a page number or a note of purpose may follow.
    """
    from extractors.kit.fields import make_field

    spec = FieldSpec(name, "date")
    flow = Flow(sheets, between="\n", beside="\t")
    pattern = rf"(?:^|[\n\t:])({DAY})(?![0-9生出至到在起止前日\-])"
    best: Field | None = None
    edges = [edge for sheet in sheets for ln in sheet.lines for edge in (ln.box.y0, ln.box.y1)]
    top, bottom = min(edges, default=0.0), max(edges, default=1.0)
    if len(sheets) > 1:  # each page has its own height; the last date of the document is wanted
        top, bottom = 0.0, 0.0
    for match in re.finditer(pattern, flow.text):
        piece = flow.piece(*match.span(1))
        box = piece.level
        value = read_date(piece)
        if box is None or value is None or _OTHER_DAY.search(flow.text, 0, match.start(1)):
            continue
        late = match.start() > max(below, LATE) * len(flow.text)
        if late or box.cy > top + below * (bottom - top):
            best = make_field(spec, value)
    return best
