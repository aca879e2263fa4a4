"""Finds the labels on a page: the longest matching word of the vocabulary at each position.

A word inside a longer word is not a label. The text before and after a word shows how surely it is
a label. Labels that follow one another directly are merged: 姓名 Name, 甲方(用人单位).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.kit.places.anchor import PUNCTUATION, Anchor
from extractors.kit.places.odd_labels import SAME, broken, worn
from extractors.kit.places.sifted import heads, in_title, listed, without_values
from extractors.kit.places.structure import SheetRow
from extractors.kit.places.words import LIKE, LabelVocabulary

_OPEN, _CLOSE = "([", ")]"
_AROUND = f"{_OPEN}{_CLOSE}:;_|/"
_CLAUSE = re.compile(r"(?:第[一二三四五六七八九十百0-9]+条|^[一二三四五六七八九十]{1,2})$")
_SIGNED = re.compile(r"[(\[](?:[^()]{0,6}(?:签字|签章|签名|盖章|公章|签|章)[^()]{0,6})[)\]]")
_ENGLISH = re.compile(  # a value may follow directly: /Certificate No.1636632016824000
    r"/?[a-zA-Z][a-zA-Z.'’&-]*(?:\.(?![a-zA-Z])|[a-zA-Z](?![a-zA-Z0-9.]))"
)
_LABEL_WORD = re.compile(
    r"name|date|gender|sex\b|address|number|issu|organi[sz]ation|authority|birth|nation|code|type"
    r"|valid|holder|certificate|school|major|degree|level|period|company",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:机关|单位|机构|公司|学校)$")  # named where it puts its seal
_COPULA = "为是系"
_JOINING = ("of", "for", "and", "at", "in", "de")
_TICKS = "√□■☑☐☒"
PROSE = 0.7  # confidence that a word in a sentence announces a value: 兹证明, 担任


def find_anchors(rows: Sequence[SheetRow], words: LabelVocabulary) -> dict[int, list[Anchor]]:
    """The labels of each row, left to right, keyed by the row's index in `rows`."""
    found: dict[int, list[Anchor]] = {}
    for n, row in enumerate(rows):
        exact = list(_scan(row, words))
        odd = [a for a in worn(row, words) if not any(_withstands(a, b) for b in exact)]
        exact = [a for a in exact if not any(_cross(a, b) for b in odd)]
        odd = [a for a in odd if not _is_a_value(a, exact)]
        found[n] = sorted([*exact, *odd], key=lambda a: a.start)
    for n, anchor in broken(rows, words):
        found[n] = [a for a in found[n] if not _cross(a, anchor)]
        found[n] = sorted([*found[n], anchor], key=lambda a: a.start)
    found = {n: [a for a in anchors if not in_title(a)] for n, anchors in found.items()}
    found = {n: [] if heads(rows[n]) else without_values(n, found, words) for n in found}
    return {n: _joined(anchors) for n, anchors in listed(found, rows).items()}


def _cross(one: Anchor, other: Anchor) -> bool:
    return one.start < other.end and other.start < one.end


def _withstands(odd: Anchor, exact: Anchor) -> bool:
    """Whether an exact label is more than a word inside an unlisted label."""
    if not _cross(odd, exact):
        return False
    within = odd.start <= exact.start and exact.start + len(exact.label) <= odd.end
    if within and odd.colon and exact.lead and len(exact.label) <= 2:
        return False  # 日期 at the end of an unlisted label
    if not within or not odd.fields:
        return True
    return exact.firm and bool(exact.fields or max(odd.fields.values()) < LIKE * SAME)


def _is_a_value(odd: Anchor, exact: Sequence[Anchor]) -> bool:
    """Whether a text that resembles a label is the value of one: 职务 负责人."""
    return not odd.colon and any(a.firm and a.end == odd.start for a in exact)


def _scan(row: SheetRow, words: LabelVocabulary) -> Iterator[Anchor]:
    """The labels of a row; of two that overlap, the longer and surer one is kept."""
    last: Anchor | None = None
    for at, label in _matches(row, words):
        if last is not None and at < last.end:
            continue
        anchor = _anchor(row, at, label, words, last)
        if anchor is not None:
            yield anchor
            last = anchor


def _matches(row: SheetRow, words: LabelVocabulary) -> list[tuple[int, str]]:
    """The matches of vocabulary words in a row; of two that overlap, the longer."""
    found = [
        (at, label)
        for at in range(len(row.lower))
        for label in words.beginning(row.lower[at : at + 2])
        if row.lower.startswith(label, at) and not _is_of_two(row, at, label, words)
    ]
    found.sort(key=lambda m: (-len(m[1]), not row.starts(m[0]), m[0]))
    taken: set[int] = set()
    kept = []
    for at, label in found:
        if taken.isdisjoint(range(at, at + len(label))):
            taken.update(range(at, at + len(label)))
            kept.append((at, label))
    return sorted(kept)


def _is_of_two(row: SheetRow, at: int, label: str, words: LabelVocabulary) -> bool:
    """Whether a label starts in the end of another cell's text: …有限公司 with 法定代表人 beside it."""
    if label.isascii() or row.starts(at) or row.text[at - 1] in PUNCTUATION:
        return False
    return any(label[k:] in words.labels and row.starts(at + k) for k in range(2, len(label) - 1))


def _anchor(
    row: SheetRow, at: int, label: str, words: LabelVocabulary, last: Anchor | None
) -> Anchor | None:
    stop = at + len(label)
    text = row.text
    if at and text[at - 1] in _TICKS and not text.startswith(":", stop):
        return None  # one of several options to choose from
    if label in words.prose:
        return Anchor(label, row, at, stop, PROSE, words.labels[label])
    edge = -1 if last is None else last.end
    lead = _lead(row, at, edge)
    chained = bool(lead) and last is not None and last.firm and at - len(lead) == edge
    before = not lead or chained or _CLAUSE.search(lead) is not None
    end, colon = _tail(row, stop)
    signed = _SIGNED.match(text, stop)
    after = colon or stop == len(text) or text[stop] in PUNCTUATION or row.starts(stop)
    after = after or _line_under(row, stop) > stop
    if label.isascii():
        if not (before or text[at - 1] > "\u2e80") or len(label) < 3 or _goes_on(row, stop):
            return None
        sure = 1.0 if after or text[stop] > "\u2e80" else 0.0
    else:
        sure = _surety(label, before, after, colon, text[stop : stop + 1])
        if before and not chained and row.starts(at) and len(label) < 4:
            sure = max(sure, 0.6)
    if chained:
        lead = ""
        sure = min(sure, 0.8)
    if sure == 0.0:
        return None
    fields = {} if signed and not _OFFICE.search(label) else words.labels[label]
    if not fields and not signed and (meant := words.labels.get(text[stop:end].strip(_AROUND))):
        label, fields = text[stop:end].strip(_AROUND), meant  # 举办单位(业务主管单位)
    return Anchor(label, row, at, signed.end() if signed else end, sure, fields, lead, colon)


def _goes_on(row: SheetRow, at: int) -> bool:
    """Whether an English word is the first of a name: University of Leeds."""
    end = next((k for k in range(at + 1, len(row.text)) if row.starts(k)), len(row.text))
    return row.lower[at:end] in _JOINING


def _surety(label: str, before: bool, after: bool, colon: bool, behind: str) -> float:
    """How surely a word is a label, judged by the characters around it."""
    long = len(label) >= 4
    if before and after:
        return 1.0
    if before and len(label) >= 3 and behind and behind in _COPULA:
        return 0.95
    if colon:
        return 0.85 if long else 0.7
    if before:
        plain = not behind or behind < "\u2e80"
        return (0.9 if long else 0.7) if plain else (0.75 if long else 0.45)
    if after or (long and behind and behind in _COPULA):
        return 0.6 if long else 0.3
    return 0.4 if long else 0.0


def _lead(row: SheetRow, at: int, last: int) -> str:
    """The letters before a label in the same word, at most eight."""
    start = at
    while (
        start > max(0, last, at - 8)
        and not row.starts(start)
        and row.text[start - 1] not in PUNCTUATION
        and not row.text[start - 1].isdigit()
    ):
        start -= 1
    return row.text[start:at]


def _tail(row: SheetRow, at: int) -> tuple[int, bool]:
    """Where a label's brackets, colon and blanks end, and whether it has a colon."""
    text = row.text
    end = _translated(row, at)
    if end < len(text) and text[end] in _OPEN:
        close = next((k for k in range(end + 1, min(len(text), end + 14)) if text[k] in _CLOSE), -1)
        inside = text[end + 1 : close] if close > 0 else ""
        if (
            close > 0
            and not any(ch.isdigit() for ch in inside)
            and (close + 1 == len(text) or text[close + 1] in ":_" or row.starts(close + 1))
        ):
            end = close + 1
    if text[at - 2 : at].lower() == "no" and end < len(text) and text[end] == ".":
        end += 1  # Certificate No. 17
    colon = end < len(text) and text[end] in ":;" and (text[end] == ":" or end + 1 < len(text))
    while end < len(text) and text[end] in ":;_|/":
        end += 1
    return (end, True) if colon else (max(at, end), False)


def _translated(row: SheetRow, at: int) -> int:
    """Where the English translation of a label ends: 类别/Category, 姓名 Name："""
    if row.text[at - 1] < "\u2e80":
        return at
    if (under := _line_under(row, at)) > at:
        return under
    match = _ENGLISH.match(row.text, at)
    if match is None:
        return at
    end = match.end()
    numbered = match[0].lower().endswith("no.") and row.text[end : end + 1].isdigit()
    surely = numbered or match[0][0] == "/" or row.text[end : end + 1] == ":"
    apart = end < len(row.text) and row.starts(end) and row.text[end] > "\u2e80"
    surely = surely or (apart and _LABEL_WORD.search(match[0]) is not None)
    return end if surely else at


def _line_under(row: SheetRow, at: int) -> int:
    """Where a line of English ends that stands under a label in its cell; `at` if there is none."""
    if at >= len(row.text) or not row.text[at].isascii() or row.starts(at):
        return at
    line = row.chars[at].line
    if row.chars[at - 1].line == line:
        return at
    end = at
    while end < len(row.text) and row.chars[end].line == line:
        end += 1
    english = all(ch.isascii() and not ch.isdigit() for ch in row.text[at:end])
    return end if english and row.text[at].isalpha() else at


def _joined(anchors: list[Anchor]) -> list[Anchor]:
    """Merges adjacent labels that may mean the same field."""
    result: list[Anchor] = []
    for anchor in anchors:
        before = result[-1] if result else None
        if before is None or not _touch(before, anchor):
            result.append(anchor)
            continue
        between = before.row.text[before.end : anchor.start]
        if "或" in between and before.firm and before.fields and not anchor.fields:
            result[-1] = replace(before, end=anchor.end, colon=anchor.colon)
            continue
        both = {n: max(w, before.fields[n]) for n, w in anchor.fields.items() if n in before.fields}
        if both:
            result[-1] = replace(
                before,
                end=anchor.end,
                sure=max(before.sure, anchor.sure),
                fields=both,
                colon=before.colon or anchor.colon,
                label=before.label if len(before.fields) <= len(anchor.fields) else anchor.label,
            )
        elif anchor.row.starts(anchor.start):
            result.append(anchor)
        else:
            result.append(replace(anchor, lead=before.label + anchor.lead))
    return result


def _touch(one: Anchor, other: Anchor) -> bool:
    """Whether one label follows another directly, not in the next cell after its colon."""
    if one.colon and one.row.starts(other.start):
        return False
    between = one.row.text[one.end : other.start]
    return other.start - one.end <= 1 and all(ch in PUNCTUATION + "或" for ch in between)
