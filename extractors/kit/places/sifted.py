"""Checks labels by the labels around them: some are values here, others are surely labels.

A word that is a label elsewhere may be a value after or below another label. The head of a list of
fields is not a label. Where most rows begin with a label, each of those is one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.kit.places.anchor import Anchor
from extractors.kit.places.structure import SheetRow
from extractors.kit.places.words import LabelVocabulary, meanings

_COUNT = re.compile(r"[(\[]?[0-9一二三四五六七八九十]{1,3}[)\].,]?")
_HEADS = re.compile(  # of a table whose rows are the fields
    r"(?:序号|编号|项次|no\.?)?(?:项目|名称|栏目|事项|登记事项|项目名称)(?:填写|登记|具体|填报|核定)?(?:内容|结果|信息)"
)
_TITLE = re.compile(r"[一-鿿()]{5,}(?:书|证明|合同|协议|声明)")
MANY = 4  # rows that begin with a label directly followed by its value
LISTED = 0.9  # confidence of each of those labels


def heads(row: SheetRow) -> bool:
    """Whether a row is the head of a table whose rows are the fields: 序号 名称 填写内容."""
    return _HEADS.fullmatch(row.text) is not None


def in_title(anchor: Anchor) -> bool:
    """Whether a label is only a word of a document's title: 法定代表人 in 法定代表人授权委托书."""
    row = anchor.row
    whole = len(row.segments) in (1, len(row.text))  # as one run, or each letter apart
    part = anchor.start > 0 or anchor.end < len(row.text)
    return whole and part and not anchor.colon and _TITLE.fullmatch(row.text) is not None


def listed(found: dict[int, list[Anchor]], rows: Sequence[SheetRow]) -> dict[int, list[Anchor]]:
    """The labels; where most rows begin with one that its value directly follows, each is sure.

    1.姓名钟松, 2.性别女: no colon or gap shows where the label ends, but the other rows do.
    """
    glued = {n: anchors[0] for n, anchors in found.items() if anchors and _is_glued(anchors[0])}
    if len(glued) < MANY or 2 * len(glued) < sum(len(row.text) > 1 for row in rows):
        return found
    sure = {n: replace(a, sure=max(a.sure, LISTED)) for n, a in glued.items()}
    return {n: [sure[n], *anchors[1:]] if n in sure else anchors for n, anchors in found.items()}


def _is_glued(anchor: Anchor) -> bool:
    """Whether a label starts its row, or follows its number, and the value directly follows."""
    row = anchor.row
    before = row.text[: anchor.start]
    begins = not before or _COUNT.fullmatch(before) is not None
    adjoins = anchor.end < len(row.text) and not row.starts(anchor.end)
    return begins and adjoins and not anchor.colon and len(anchor.label) >= 2


def without_values(n: int, found: dict[int, list[Anchor]], words: LabelVocabulary) -> list[Anchor]:
    """A row's labels without those that are values here: 与户主关系 户主.

    A label that means no field of this type, but is a usual value of another field, is a value if
    nothing is beside it and the field's own label is before it or directly above it.
    """
    kept: list[Anchor] = []
    for k, anchor in enumerate(found[n]):
        open_ = not anchor.fields and not anchor.colon
        usual = {f for f in words.fields if open_ and _may_say(f, anchor.label)}
        if not usual:
            kept.append(anchor)
            continue
        end = found[n][k + 1].start if k + 1 < len(found[n]) else len(anchor.row.text)
        bare = anchor.end == end and kept and kept[-1].end == anchor.start
        left = kept[-1:] if bare else []
        alone = anchor.start == 0 and anchor.end == len(anchor.row.text)
        above = [
            a
            for a in found.get(n - 1, ())
            if _is_below(anchor, a) or (alone and _is_empty(a, found[n - 1]))
        ]
        if not any(usual & set(a.fields) for a in (*left, *above)):
            kept.append(anchor)
    return kept


def _may_say(field: str, label: str) -> bool:
    """Whether a label is a usual value of a field."""
    return field in meanings() and meanings()[field].is_usual(label)


def _is_empty(label: Anchor, row: Sequence[Anchor]) -> bool:
    """Whether nothing is beside a label in its own row."""
    ends = {other.start for other in row} | {len(label.row.text)}
    return label.end in ends


def _is_below(one: Anchor, other: Anchor) -> bool:
    """Whether a label is directly below another, left-aligned or centred with it."""
    low, high = one.box, other.box
    same = one.row.sheet is other.row.sheet and low.cy - high.cy < 3 * high.height
    near = high.height * one.row.sheet.aspect
    return same and (abs(low.x0 - high.x0) < near or abs(low.cx - high.cx) < near)
