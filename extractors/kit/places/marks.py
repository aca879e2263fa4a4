"""Signs at a place against its value: cut short, joined with other text, a label or stamp in it.

None of them decides alone; each lowers the confidence, and `surety` computes by how much.
"""

import re
from collections.abc import Iterator, Sequence

from core.models.document import Kind
from core.numbers.credit_code import is_valid as code_is_valid
from core.numbers.identity import is_valid as id_is_valid
from core.text.fold import fold, squeeze
from core.text.patterns import ready
from core.text.sheet import Piece
from core.text.values import READERS
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import PUNCTUATION
from extractors.kit.places.blocks import orphan, stacked, wrapped
from extractors.kit.places.candidates import LONG, NUMBERS, Candidate
from extractors.kit.places.forms import is_half_bracketed
from extractors.kit.places.kindred import is_worded
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import APART, RowSpot, SheetRow
from extractors.kit.places.words import meaning_of

STAMP = re.compile(r"仅[供限用]|专用章|SCJDGL|复印[件无]|SPECIMEN|SAMPLE|水印|防伪|无效", re.I)
_DUMMY = re.compile(r"[Xx×*]{2,}|[_—]{2,}|…{2,}|^(?:无|空白|略|同上|/)$|某某?")
DATED = re.compile(r"[12][0-9]{3}[年./-][0-9]{1,2}[月./-]")
_ENDS_OPEN = re.compile(r"[的之及与和或、,:;(\[-]$|第$")
_FRONT: dict[Kind, re.Pattern[str]] = {
    "company": re.compile(r"^.{0,3}(?:股份|有限|责任|集团|公司|份有限)|^[局区县厅](?!域)"),
    "address": re.compile(r"^(?:[区县号室层路栋幢]|单元|街道)"),
}
"""How a name or an address begins whose start is lost."""
_HIGHEST = "省|自治区|北京市|天津市|上海市|重庆市"
_TWO: dict[Kind, re.Pattern[str]] = {
    "address": re.compile(rf"(?:{_HIGHEST}).*(?:{_HIGHEST})"),
    "company": re.compile(
        r"^.{2,4}[省市].{1,6}[市区县](?=.{4}).*(?:公司|院|校|中心|大学)$"
        r"|(?:委员会|[^总安]局|厅|公司|大学|中心)(?:北京|上海|天津|重庆|[一-鿿]{2,3}省).{2,16}"
        r"(?:[^分]局|委员会|厅|[^分]公司|大学)$"
    ),
}
"""Two addresses run together, or a unit with another address before it."""
_GOES_ON = re.compile(r"\((?:有限|特殊普通|普通)合伙|[^,.;:。()]{2,8}(?:支行|分行|分公司|营业部)")
"""Text after a unit's name that is still part of it."""
ADJOINING = 0.5  # how strongly a label must claim a free text, which has no form to recognise it by
_LEADERS = re.compile(r"…{2,}|\.{4,}|https?:|www\.")
ENDS: dict[Kind, re.Pattern[str]] = {
    "company": re.compile(
        r"(?:公司|集团|所|中心|会|院|学|银行|社|校|厂|部|局|行|店|处|队|室|站|园|馆|企业|户"
        r"|合伙\)|Ltd\.?|Inc\.?|University|Limited|LLC)(?:\([^()]{1,20}\))?$",
        re.I,
    ),
    "address": re.compile(
        r"(?:[号室层院楼门座栋幢户内区园村街路镇乡县市房铺#]|[0-9A-Z])(?:\([^()]*\))?$"
    ),
}
"""How complete values of a kind end."""


def marks_of(spec: FieldSpec, candidate: Candidate, layout: Layout) -> dict[str, float]:
    """The suspicious signs of a value at its place, each between 0 and 1."""
    text = fold(squeeze(candidate.value.value))
    usual = meaning_of(spec.name).is_usual(candidate.value.value)
    found = {
        "stamp": bool(STAMP.search(text)) and not usual,
        "placeholder": bool(_DUMMY.search(text)) and not usual,
        "bracket left open": is_half_bracketed(text),
        "page's own words": bool(_LEADERS.search(text)),
        "ends open": bool(_ENDS_OPEN.search(text)),
        "doubted": bool(candidate.value.doubt),
    }
    if spec.kind == "text" and not usual:
        own = meaning_of(spec.name).is_number(text)
        found["another's number"] = not own and (id_is_valid(text) or code_is_valid(text))
        found["label's words"] = is_worded(text)
        found["latin alone"] = re.fullmatch("[a-zA-Z /.,&'()-]+", text) is not None
        found["free, no label"] = not meaning_of(spec.name).form and not any(
            spec.name in c.anchor.fields and c.strength >= ADJOINING for c in candidate.claims
        )
    if spec.kind in LONG or spec.kind == "person":
        found["label in it"] = not usual and _holds_label(candidate, layout)
        found["day in it"] = bool(DATED.search(text))
        found["mark in it"] = bool(re.search("[:;。]|,(?=[^0-9])|等人", text))
    if (form := meaning_of(spec.name).form) and not usual:
        found["no such form"] = ready(form).fullmatch(text) is None
    if (whole := ENDS.get(spec.kind)) is not None:
        found["no such end"] = whole.search(text) is None
    if spec.kind == "person" and "·" in text:
        found["name of a letter"] = any(len(part) < 2 for part in text.split("·"))
    if (headless := _FRONT.get(spec.kind)) is not None:
        found["name cut in front"] = headless.match(text) is not None
    if (two := _TWO.get(spec.kind)) is not None:
        found["two in it"] = two.search(text) is not None
    if spec.kind == "company":
        found["goes on"] = _GOES_ON.match(fold(_behind(candidate, layout))) is not None
    found |= dict.fromkeys(_edges(spec.kind, candidate, layout, _is_formed(spec, text)), True)
    return {name: 1.0 for name, held in found.items() if held}


def _is_formed(spec: FieldSpec, text: str) -> bool:
    """Whether the whole text has the form of the field's values: 管理学学士."""
    form = meaning_of(spec.name).form
    return bool(form) and ready(form).fullmatch(text) is not None


def _holds_label(candidate: Candidate, layout: Layout) -> bool:
    """Whether the value contains a label, sure or not, or is one."""
    text = squeeze(candidate.value.value).lower()
    if text in layout.words.labels:
        return True
    for n, first, last in spans(candidate, layout):
        for anchor in layout.anchors[n]:
            long = len(anchor.label) >= 2 and anchor.label not in layout.words.prose
            if long and first <= anchor.start and anchor.start + len(anchor.label) <= last:
                return True
    return False


def spans(candidate: Candidate, layout: Layout) -> Iterator[tuple[int, int, int]]:
    """Row, start and end index of each line that a value covers."""
    near, found = rows_of(candidate, layout), layout.spans(candidate.value.piece.chars)
    for n in sorted(found):
        if n in near:
            yield n, *found[n]


def rows_of(candidate: Candidate, layout: Layout) -> Sequence[int]:
    """The rows near a candidate's own row that may hold its characters."""
    row = candidate.spot.row
    return range(max(0, row - 4), min(len(layout.rows), row + 5))


def _edges(kind: Kind, candidate: Candidate, layout: Layout, formed: bool) -> Iterator[str]:
    """What is directly before and after a value, and whether it crosses a gap."""
    parts = list(spans(candidate, layout))
    if not parts or candidate.blank:
        return
    place = candidate.place
    for n, first, last in parts:
        row = layout.rows[n]
        if any(row.gaps[k] >= APART for k in range(first + 1, last)):
            yield "over a gap"
        if any(row.chars[k] not in place for k in range(first, last)):
            yield "with holes"
    n, first, _ = parts[0]
    word = kind not in NUMBERS and not formed  # a form shows where it ends
    if (
        word
        and _joined(layout.rows[n], first)
        and not any(a.end == first for a in layout.anchors[n])
    ):
        yield "joined before"
    n, _, last = parts[-1]
    row = layout.rows[n]
    if word and last < len(row.text) and _joined(row, last):
        yield "joined behind"
    if len(parts) > 1 and kind != "date":  # a day split at a line end is whole again or invalid
        yield "of several lines"
    if (
        kind in LONG
        and orphan(layout, RowSpot(n, first if len(parts) == 1 else 0, last)) is not None
    ):
        yield "line below"
    if kind in LONG and runs_on(candidate, layout):
        yield "runs on below"


def _behind(candidate: Candidate, layout: Layout) -> str:
    """The text after a value in its row, or in the next row if the value ends its row."""
    parts = list(spans(candidate, layout))
    if not parts:
        return ""
    n, _, last = parts[-1]
    rest = layout.rows[n].text[last:]
    return rest or (layout.rows[n + 1].text if n + 1 < len(layout.rows) else "")


def _joined(row: SheetRow, at: int) -> bool:
    """Whether two characters belong to the same word."""
    if at == 0 or row.starts(at):
        return False
    return row.text[at - 1] not in PUNCTUATION and row.text[at] not in PUNCTUATION


def _part_ends(layout: Layout, n: int, last: int) -> bool:
    return any(part.end == last for part, _ in layout.every_part[n])


def runs_on(candidate: Candidate, layout: Layout) -> bool:
    """Whether a value ends at its line's end and a line below continues it."""
    parts = list(spans(candidate, layout))
    if not parts:
        return False
    last, first, end = parts[-1]
    if not _part_ends(layout, last, end):
        return False  # more of its sentence follows
    spot = RowSpot(last, first, end)
    below = next(stacked(layout, spot, 1, 1), None) or wrapped(layout, spot)
    if below is None or not candidate.place.isdisjoint(layout.rows[below.row].chars):
        return False
    more: Piece = layout.rows[below.row].piece(below.start, below.end)
    return READERS["date"](more) is None and any(ch > "\u2e80" for ch in more.text)
