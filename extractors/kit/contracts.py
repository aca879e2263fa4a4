"""Shared by contracts: parties, terms and dates in running text (without spaces)."""

import re

from core.models.document import Field
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_company, read_person
from core.text.values.dates import SHORT_DAY, days_in
from extractors.kit.fields import FieldSpec, Sheets

DAY = SHORT_DAY
PHONE = r"(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})"
PHONE_LABEL = r"(?:联系电话|联系方式|手机号码?|电话号码?|手机|电话)"
ID_LABEL = (
    r"(?:证件类型及号码|身份证件号码|居民身份证号码?|身份证号码?|证照号码|证件号码|证件编号|身份证)"
)
ID = r"[0-9]{17}[0-9Xx]"
CODE = r"[1-9ANY][1-9][0-9A-HJ-NPQRTUWXY]{16}"
_ORG = re.compile(
    r"(?:公司|事务所|中心|学校|大学|学院|医院|研究院|研究所|委员会|协会|学会|基金会|银行|集团|局|社|厂|部)"
)


_COURT = re.compile(r"(?:争议|仲裁|调解)[一-鿿]{0,4}委员会|人民法院")
"""Who settles disputes is named in every contract, and no party to it."""
_DUTY = re.compile(
    r"服从|遵守|履行|执行|支付|承担|负责|享有|提供|配合|接受|按照|根据|违反|解除|同意"
)
"""What a clause says a party does: 乙方应服从…"""


def pair(lead: str, which: int) -> str:
    """A pattern for a term "from DAY to DAY" after `lead`; `which` end, 0 or 1. No probation."""
    ends = [f"({DAY})", f"(?:{DAY})"] if which == 0 else [f"(?:{DAY})", f"({DAY})"]
    return (
        rf"{lead}(?<!试用期)(?<!试用期限)(?<!试用期自)(?<!试用期从){ends[0]}"
        rf"(?:起|生效|开始|开始生效|\(含\)|\(含当日\))*[,;]?(?:本合同)?(?:有效期)?"
        rf"(?:至|到|于|\-+|止于|终止于|起至|日至){ends[1]}"
    )


def party(heads: str, stops: str) -> str:
    """A pattern for the text after a party's heading, up to one of `stops`."""
    return (
        rf"{heads}(?:\([^()]{{1,12}}\))?(?:名称|单位名称|姓名)?(?:\([^()]{{1,12}}\))?:?"
        rf"((?:(?!{stops})[^,.;:0-9<>]){{2,45}}?)(?={stops}|[,.;<]|$)"
    )


def inside(head: str, other: str, what: str, reach: int = 160) -> str:
    """A pattern for `what` within `reach` characters after `head` and before `other`."""
    return rf"{head}(?:(?!{other}).){{0,{reach}}}?{what}"


def organisation(piece: Piece) -> TextValue | None:
    """A company name: it must contain a word that only organisations have."""
    value = read_company(piece)
    if value is None or len(value.value) < 4:
        return None
    ends = [match.end() for match in _ORG.finditer(value.value)]
    if not ends or _COURT.search(value.value):
        return None
    rest = value.value[ends[-1] :]
    if rest and not rest.startswith("（"):  # the text after the name belongs to something else
        return TextValue(value.value[: ends[-1]], value.piece[: ends[-1]])
    return value


def person_or_organisation(piece: Piece) -> TextValue | None:
    """A party to a lease may be either."""
    found = organisation(piece)
    if found is not None:
        return found
    value = read_person(piece)
    whole = squeeze(piece.strip().text)
    return value if value is not None and len(value.value) >= len(whole) - 1 else None


def person(piece: Piece) -> TextValue | None:
    """A person's name that fills the piece."""
    value = person_or_organisation(piece)
    if value is None or _ORG.search(value.value[-2:]) or _DUTY.search(value.value):
        return None
    return value


def blank(flow: Flow, name: str, spec: FieldSpec, label: str) -> Field | None:
    """A field whose label matches the pattern `label` and has nothing after it."""
    found = flow.find(label, 0)
    if found is None:
        return None
    tail = found[-4:]
    read = [c.sheet.lines[c.line].certainty[c.at] for c in tail.chars]
    return Field(
        name=name,
        kind=spec.kind,
        value=None,
        raw="",
        confidence=round(min(0.97, sum(read) / max(1, len(read))), 4),  # the label is known
        page=tail.page,
        box=tail.box,
        presence="absent",
        trouble=reason("value.blank"),
    )


_TERM_BEFORE = re.compile(r"(?:至|到|自|从|[0-9日]-)\s*$")
_TERM_BEHIND = re.compile(r"\s*(?:起|止|至|到|之?前|届满|终止|-\s*[12][0-9]{3})")


def last_day(sheets: Sheets, spec: FieldSpec) -> TextValue | None:
    """The last date of the document that does not end a term; of equal dates, the first."""
    flow = Flow(sheets, between="\n", beside="\t")
    values = [
        value
        for _, start, end in days_in(flow.text)
        if not _TERM_BEFORE.search(flow.text, 0, start)
        and not _TERM_BEHIND.match(flow.text, end)
        and (value := spec.reader(flow.piece(start, end))) is not None
    ]
    if not values:
        return None
    last = values[-1]
    return next(v for v in values if v.value == last.value and v.piece.page == last.piece.page)
