"""Which labels claim a place on a page: those left of it, above it, before and after it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from core.models.geometry import Box
from core.text.sheet import TextSheet
from extractors.kit.places.anchor import PUNCTUATION, Anchor
from extractors.kit.places.anchors import find_anchors
from extractors.kit.places.between import only_links, over_room, over_words
from extractors.kit.places.grid import ABOVE_ROWS, LEVEL_ROWS, Grid
from extractors.kit.places.structure import RowSpot, rows_of
from extractors.kit.places.words import LabelVocabulary

UNDER = 3.0  # label heights: how far below its label a value without room beside it may be
SLIPPED = 2.0  # the same, for a value that is level with another label
UNLEVEL = 0.6  # strength of the claim of such a label
REACH = 4.0  # line heights: how far above its value a label may be
BEHIND = 0.5  # share of a label's claim if the label follows values
LINK = 8  # characters: at most so many link a value to its label in the line above
FULL = 2.5  # line heights: the gap at the end of a full line
BESIDE_HEAD = 0.1  # share of a heading's claim to a value under the next heading
HEARD = 0.12  # a weaker claim does not make a text a candidate
ONWARD = 0.3  # share of a label's claim after the next label

CAPTION = 1.5  # label heights between a code and the caption under it
CODED = ("_code", "_number")  # ends of the names of fields that hold codes
_CODE = re.compile(r"[0-9A-Z]{8,}")
_WORD = re.compile(r"[0-9][0-9年月日./-]*|[a-zA-Z]+")
"""Text that a line end rarely breaks: a day, a number, a word."""


class Claim(NamedTuple):
    """How strongly a label claims the text at a place as its value, 0 to 1."""

    anchor: Anchor
    relation: str
    strength: float


@dataclass(frozen=True, eq=False)
class Layout(Grid):
    """The rows of a document, and the labels that claim the places in them."""

    @classmethod
    def of(cls, sheets: Sequence[TextSheet], words: LabelVocabulary) -> "Layout":
        rows = rows_of(sheets, words.labels)
        return cls(rows, find_anchors(rows, words), words)

    def claims(self, spot: RowSpot) -> tuple[Claim, ...]:
        """All claims to a place, the strongest first."""
        known = self._claims.get(spot)
        if known is None:
            known = self._claims[spot] = self._claimed(spot)
        return known

    def heard(self, spot: RowSpot) -> frozenset[str]:
        """The fields whose labels claim a place strongly enough to make its text a candidate."""
        known = self._heard.get(spot)
        if known is None:
            names = [c.anchor.fields for c in self.claims(spot) if c.strength > HEARD]
            known = self._heard[spot] = frozenset(chain.from_iterable(names))
        return known

    @cached_property
    def _heard(self) -> dict[RowSpot, frozenset[str]]:
        return {}

    @cached_property
    def _claims(self) -> dict[RowSpot, tuple[Claim, ...]]:
        return {}

    def _claimed(self, spot: RowSpot) -> tuple[Claim, ...]:
        found = [
            *self._left(spot),
            *self._above(spot),
            *self._level(spot),
            *self._beneath(spot),
            *self._before(spot),
            *self._headed(spot),
            *self._behind(spot),
            *self._captioned(spot),
        ]
        return tuple(sorted(found, key=lambda claim: -claim.strength))

    def _left(self, spot: RowSpot) -> Iterator[Claim]:
        row = self.rows[spot.row]
        before = [a for a in self.anchors[spot.row] if a.end <= spot.start]
        onward = 1.0
        for anchor in reversed(before[-3:]):
            between = row.text[anchor.end : spot.start]
            strength = anchor.sure * onward * over_words(between)
            strength *= over_room(row, anchor.end - 1, spot.start)
            if spot.row in self.heads.values:
                strength *= BESIDE_HEAD
            if (
                anchor.label in self.words.behind
                and not anchor.colon
                and not row.starts(anchor.end)
            ):
                strength *= BEHIND  # it may belong to the text before it
            if any(mark in row.text[anchor.end : spot.start] for mark in ".;"):
                strength *= 0.5
            yield Claim(anchor, "left", strength)
            onward *= ONWARD if anchor.firm else 0.7

    def _above(self, spot: RowSpot) -> Iterator[Claim]:
        box, row = self.box(spot), self.rows[spot.row]
        between: list[Box] = []
        for n in range(spot.row - 1, max(-1, spot.row - ABOVE_ROWS), -1):
            if self.rows[n].sheet is not row.sheet:
                return
            over = ((a, b) for a, b in self.boxes[n] if b.over(box) and a.sure >= 0.6)
            hits = [(a, b) for a, b in over if not any(b.over(other) for other in between)]
            for anchor, other in hits:
                if box.cy - other.cy > REACH * max(other.height, box.height):
                    return
                open_end = self._is_bare(anchor)
                drop = (box.cy - other.cy) / max(1e-6, REACH * other.height)
                yield Claim(
                    anchor, "above", anchor.sure * (0.8 if open_end else 0.3) * (1.1 - 0.4 * drop)
                )
            parts = [b for _, b in self.every_part[n]]
            if hits or any(b.over(box) for b in parts):
                return
            between.extend(parts)

    def _is_bare(self, anchor: Anchor) -> bool:
        """Whether nothing is right of a label before the next one."""
        row = self.rows[self.number_of(anchor)]
        rest = row.text[anchor.end :]
        if not rest or self.number_of(anchor) in self.heads.values:
            return True
        following = next(
            (a for a in self.anchors[self.number_of(anchor)] if a.start >= anchor.end), None
        )
        if following is not None and not row.text[anchor.end : following.start].strip(PUNCTUATION):
            return True
        high = row.box(anchor.end, anchor.end + 1).height > 1.5 * anchor.box.height
        return high or over_room(row, anchor.end - 1, anchor.end) < 0.75

    def _level(self, spot: RowSpot) -> Iterator[Claim]:
        """Labels left of the place that are level with it but in another row."""
        row = self.rows[spot.row]
        if any(a.end <= spot.start for a in self.anchors[spot.row]):
            return
        if row.text[: spot.start].strip(PUNCTUATION):
            return
        box = self.box(spot)
        for n in range(
            max(0, spot.row - LEVEL_ROWS), min(len(self.rows), spot.row + LEVEL_ROWS + 1)
        ):
            if n == spot.row or self.rows[n].sheet is not row.sheet:
                continue
            left = [(a, b) for a, b in self.boxes[n] if b.x1 <= box.x0 + 0.01 and a.sure >= 0.6]
            if not left:
                continue
            anchor, other = max(left, key=lambda pair: pair[1].x1)
            off = abs(other.cy - box.cy) / max(other.height, box.height)
            if off < 1.3:
                taken = any(b.x0 >= other.x1 - 0.005 for _, b in self.every_part[n])
                yield Claim(
                    anchor, "level", anchor.sure * (0.9 - 0.4 * off) * (0.5 if taken else 1.0)
                )

    def _beneath(self, spot: RowSpot) -> Iterator[Claim]:
        """The empty label left of the place, in a row above that has only empty labels."""
        row, n = self.rows[spot.row], spot.row - 1
        if n < 0 or self.rows[n].sheet is not row.sheet or self.anchors[spot.row]:
            return
        labels = self.anchors[n]
        if not labels or self.every_part[n] or not all(a.firm for a in labels):
            yield from self._slipped(spot)
            return
        box = self.box(spot)
        left = [(a, b) for a, b in self.boxes[n] if b.x0 <= box.x0]
        if not left:
            return
        anchor, other = max(left, key=lambda pair: pair[1].x0)
        if not other.over(box) and box.cy - other.cy < UNDER * other.height:
            yield Claim(anchor, "above", UNLEVEL * anchor.sure)

    def _slipped(self, spot: RowSpot) -> Iterator[Claim]:
        """The empty label in a row above whose value, alone in its row, had no room beside it."""
        row, n, box = self.rows[spot.row], spot.row - 1, self.box(spot)
        if len(self.every_part[spot.row]) > 1 or row.text[: spot.start].strip(PUNCTUATION):
            return
        labels = self.boxes[n]
        for k, (anchor, other) in enumerate(labels):
            last = k + 1 == len(labels)
            end = len(self.rows[n].text) if last else labels[k + 1][0].start
            edge = 1.0 if last else labels[k + 1][1].x0
            empty = not self.rows[n].text[anchor.end : end].strip(PUNCTUATION)
            if not (empty and anchor.colon and anchor.firm and other.x0 < box.x0 < edge):
                continue
            if box.cy - other.cy < SLIPPED * other.height and not other.over(box):
                yield Claim(anchor, "above", UNLEVEL * anchor.sure)

    def _before(self, spot: RowSpot) -> Iterator[Claim]:
        """The label at the end of the line above, in a paragraph: 实收资本为人 / 民币200.00元."""
        row = self.rows[spot.row]
        if spot.row == 0 or spot.start > LINK:
            return
        above = self.rows[spot.row - 1]
        if above.sheet is not row.sheet or not self.anchors[spot.row - 1]:
            return
        last = self.anchors[spot.row - 1][-1]
        between = above.text[last.end :] + row.text[: spot.start]
        full = only_links(between) and self.is_full(spot.row - 1)
        if full and last.start > 0 and not above.starts(last.start):
            yield Claim(last, "before", 0.75 * last.sure)

    def is_full(self, n: int) -> bool:
        """Whether the next row's first word would not have fitted at the end of a row."""
        row, below = self.rows[n], self.rows[n + 1]
        edge = row.sheet.edge
        end = len(row.text)
        unit = row.box(end - 1, end).height * row.sheet.aspect
        word = _WORD.match(below.text)
        room = below.box(0, word.end()).width if word else 0.0
        return edge - row.box(end - 1, end).x1 < max(FULL * unit, room + unit)

    def _headed(self, spot: RowSpot) -> Iterator[Claim]:
        """A label that is the heading of a clause of several lines."""
        row = self.rows[spot.row]
        for n in range(spot.row - 1, max(-1, spot.row - 4), -1):
            if self.rows[n].sheet is not row.sheet:
                return
            found = self.anchors[n]
            text = self.rows[n].text
            if (
                len(found) == 1
                and found[0].sure == 1.0
                and found[0].end == len(text)
                and found[0].start <= 3
            ):
                yield Claim(found[0], "heading", 0.5 - 0.08 * (spot.row - 1 - n))
                return

    def _captioned(self, spot: RowSpot) -> Iterator[Claim]:
        """A code's caption: right under it, with nothing beside the caption or under it."""
        row, n = self.rows[spot.row], spot.row + 1
        if n >= len(self.rows) or self.rows[n].sheet is not row.sheet or self.anchors[spot.row]:
            return
        if _CODE.fullmatch(row.text, spot.start, spot.end) is None or self.every_part[n]:
            return
        box = self.box(spot)
        under = [part for _, part in self.every_part[n + 1]] if n + 1 < len(self.rows) else []
        for anchor, caption in self.boxes[n]:
            reach = CAPTION * caption.height
            if not (anchor.firm and caption.over(box) and caption.y0 - box.y1 < reach):
                continue
            below = any(part.over(caption) and part.y0 - caption.y1 < reach for part in under)
            coded = bool(anchor.fields) and all(name.endswith(CODED) for name in anchor.fields)
            if coded and not below:
                yield Claim(anchor, "below", anchor.sure)

    def _behind(self, spot: RowSpot) -> Iterator[Claim]:
        row = self.rows[spot.row]
        rest, found = row.lower[spot.end : spot.end + 24], self.anchors[spot.row]
        for word, fields in self.words.behind_at(rest):
            if not any(a.start == spot.end and len(a.label) > len(word) for a in found):
                yield Claim(
                    Anchor(
                        word, row, spot.end, min(len(row.text), spot.end + len(word)), 1.0, fields
                    ),
                    "behind",
                    0.75,
                )
        follows = next((a for a in self.anchors[spot.row] if a.start >= spot.end), None)
        if follows is not None and follows.start - spot.end <= 6:
            between = row.text[spot.end : follows.start]
            if (
                between.startswith("(")
                and row.text[follows.end - 1 : follows.end + 1].find(")") >= 0
            ):
                yield Claim(follows, "behind", 0.8 * max(follows.sure, 0.7))
