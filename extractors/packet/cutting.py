"""Whether a page is one document or several: it is split only if each part is complete by itself.

The parts lie one below the other or side by side: two certificates, the cover and a leaf of a
household register, two persons' leaves or cards on one sheet of paper.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.numbers import identity
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors.kit.fields import TypeEntry
from extractors.packet.recognise import SURE, Guess, Recognition, recognise
from extractors.packet.tails import signs

APART = 0.12  # minimum distance of the headings of two documents on a page
MIN_EVIDENCE = (
    3.0  # evidence, besides its heading, that half a page needs to be a document of its own
)
FIRM = 7.0  # the same without a heading
LIKE = 0.5  # share of a headless half's words from which it may be of the other half's type
GAP = 2.0  # line heights between two documents on a page
MAX_GAPS = 3  # of these, the widest are tried
ABOVE = 2.0  # line heights from a heading to the start of its paper, if there is no gap
HIGH = 5.0  # line heights above a heading within which its paper begins
CLEAR = 0.5  # line heights of a gap in which it may begin
BESIDE = 0.3  # minimum distance of the headings of two documents side by side
MAX_CUTS = 3  # of a page, one within another
CARDS = frozenset({"id_card", "residence_permit_card"})
"""Documents with two sides, each a page by itself. Their title is on one of them only, so two
persons' cards on a page are told apart by their numbers.
"""
NUMBER = re.compile(r"[0-9]{9,}[0-9Xx]|[0-9A-Z-]*[0-9]{6,}[0-9A-Z-]{3,}")
"""A person's or a paper's own number."""


@dataclass(frozen=True)
class PageShare:
    """A page or a part of one, with its possible types."""

    sheet: TextSheet
    seen: Recognition

    @property
    def best(self) -> Guess | None:
        return self.seen.best


def parts(
    sheet: TextSheet, kinds: Sequence[TypeEntry], before: Mapping[str, float] | None = None
) -> list[PageShare]:
    """A page's sheet as one part, or split between the documents on it."""
    whole = PageShare(sheet, recognise(sheet, kinds, before))
    return _split(whole, kinds, MAX_CUTS)


def _split(whole: PageShare, kinds: Sequence[TypeEntry], times: int) -> list[PageShare]:
    """The parts of a page, cut where both halves have the most words of their own."""
    several = len({g.kind.id for g in whole.seen.standing(MIN_EVIDENCE)}) > 1
    heads = _heads_again(whole)
    if not times or not (several or heads or _names_two(whole)):
        return [whole]
    found: list[tuple[float, PageShare, PageShare]] = []
    for one, other in _halves(whole, heads):
        first = _part(one, kinds)
        if first.best is None or not _stands(first.best):
            continue
        second = _part(other, kinds)
        if second.best is not None and (_are_two(first, second) or _are_twins(first, second)):
            found.append((first.best.own + second.best.own, first, second))
    if not found:
        return [whole]
    _, first, second = max(found, key=lambda one: one[0])
    return [part for half in (first, second) for part in _split(half, kinds, times - 1)]


def _heads_again(whole: PageShare) -> list[float]:
    """The heights of further lines with the words of the page's heading; those beside it too."""
    best = whole.best
    if best is None or not best.titled or best.kind.joins:
        return []
    words = squeeze(best.evidence.heading)
    boxes = [
        line.box
        for line, text in zip(whole.sheet.lines, whole.sheet.folded, strict=True)
        if squeeze(text) == words
    ]
    return [
        box.y0
        for box in boxes[1:]
        if box.y0 - boxes[0].y0 >= APART or abs(box.cx - boxes[0].cx) >= BESIDE
    ]


def _names_two(whole: PageShare) -> bool:
    """Whether a page of cards has the numbers of two persons."""
    best = whole.best
    return best is not None and best.kind.id in CARDS and len(_persons(whole.sheet)) > 1


def _persons(sheet: TextSheet) -> set[str]:
    return {number.upper() for number in _numbers(sheet) if identity.is_valid(number.upper())}


def _numbers(sheet: TextSheet) -> set[str]:
    return {match for text in sheet.folded for match in NUMBER.findall(squeeze(text))}


def _halves(whole: PageShare, heads: Sequence[float]) -> Iterator[tuple[TextSheet, TextSheet]]:
    """Both sides of each place where a second document may begin, below or beside the first."""
    sheet = whole.sheet
    for cut in _cuts(sheet, whole.seen, heads):
        yield sheet.within(y1=cut), sheet.within(y0=cut)
    for cut in _gaps([(line.box.x0, line.box.x1) for line in sheet.lines], sheet.line_height):
        yield sheet.within(x1=cut), sheet.within(x0=cut)


def _part(sheet: TextSheet, kinds: Sequence[TypeEntry]) -> PageShare:
    return PageShare(sheet, recognise(sheet, kinds))


def _cuts(sheet: TextSheet, seen: Recognition, again: Sequence[float]) -> list[float]:
    """Where a second document may begin: above a lower heading, and in the widest gaps."""
    top = min(line.box.y0 for line in sheet.lines)
    lower = sorted(g.at for g in seen.titled if g.at - top >= APART)
    edges = sorted((line.box.y0, line.box.y1) for line in sheet.lines)
    heads = [_above(y, edges, sheet.line_height) for y in (*lower, *again)]
    return [*heads, *_gaps(edges, GAP * sheet.line_height)]


def _above(y: float, edges: Sequence[tuple[float, float]], height: float) -> float:
    """Where a paper begins whose heading is at `y`: in the widest gap above it, if there is one.

    On a card the name is as high as the heading beside it, or higher.
    """
    best, last = (CLEAR * height, y - ABOVE * height), y - HIGH * height
    for start, end in edges:
        if start > y:
            break
        best = max(best, (start - last, (start + last) / 2))
        last = max(last, end)
    return best[1]


def _gaps(edges: Sequence[tuple[float, float]], min_gap: float) -> list[float]:
    """The middles of the widest gaps between lines in the inner part of a sheet, widest first."""
    edges = sorted(edges)
    low, high = edges[0][0], max(end for _, end in edges)
    inner = (low + 0.2 * (high - low), high - 0.2 * (high - low))
    gaps, last = [], edges[0][1]
    for start, end in edges:
        if start - last > min_gap and inner[0] < start < inner[1]:
            gaps.append((start - last, (start + last) / 2))
        last = max(last, end)
    return [at for _, at in sorted(gaps, reverse=True)[:MAX_GAPS]]


def _are_two(upper: PageShare, lower: PageShare) -> bool:
    """Whether the halves are surely of two types, each complete by itself."""
    first, second = upper.best, lower.best
    if first is None or second is None or first.kind is second.kind:
        return False
    return (
        (first.titled or second.titled)
        and all(_stands(guess) for guess in (first, second))
        and not _is_headed(upper, second)
        and not _is_headed(lower, first)
        and not _signs_for(upper, lower)
        and not _also_of(first, lower.seen, second)
        and not _also_of(second, upper.seen, first)
    )


def _is_headed(part: PageShare, other: Guess) -> bool:
    """Whether a half has a heading of the other half's type, and more of it than the heading.

    常住人口登记 首页 is nearly the heading of a member's leaf, of which nothing else is there.
    """
    titled = (g for g in part.seen.titled if g.kind is other.kind)
    return any(g.own >= MIN_EVIDENCE for g in titled)


def _are_twins(one: PageShare, other: PageShare) -> bool:
    """Whether the halves are two papers of one type, each with its heading and its own number.

    Screens pasted one below the other have one person's number in both.
    """
    first, second = one.best, other.best
    if first is None or second is None or first.kind is not second.kind or first.kind.joins:
        return False
    if not all(_stands(guess) for guess in (first, second)):
        return False
    if first.kind.id in CARDS:
        ours, theirs = _persons(one.sheet), _persons(other.sheet)
        return bool(ours and theirs) and ours.isdisjoint(theirs)
    ours, theirs = _numbers(one.sheet), _numbers(other.sheet)
    return first.titled and second.titled and bool(ours - theirs and theirs - ours)


def _signs_for(upper: PageShare, lower: PageShare) -> bool:
    """Whether a lower half without a heading is the place to sign the document above it."""
    headed = lower.best is not None and lower.best.titled
    return not headed and signs(lower.sheet) and not signs(upper.sheet)


def _also_of(other: Guess, seen: Recognition, guess: Guess) -> bool:
    """Whether a half's words fit the other half's type as well: the document continues there."""
    rival = next((g for g in seen.others if g.kind is other.kind), None)
    least = guess.phrases if guess.titled else LIKE * guess.phrases
    return rival is not None and rival.phrases >= max(MIN_EVIDENCE, least)


def _stands(guess: Guess) -> bool:
    return guess.confidence >= SURE and guess.own >= (MIN_EVIDENCE if guess.titled else FIRM)
