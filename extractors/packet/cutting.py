"""Whether a page is one document or two: it is split only if each half is complete by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    """A page's sheet as one part, or split between the headings of two documents on it."""
    whole = PageShare(sheet, recognise(sheet, kinds, before))
    if len({g.kind.id for g in whole.seen.standing(MIN_EVIDENCE)}) < 2:
        return [whole]
    for cut in _cuts(sheet, whole.seen):
        upper = _part(sheet.within(0.0, cut), kinds)
        if upper.best is None or not _stands(upper.best):
            continue
        lower = _part(sheet.within(cut, 1.0), kinds)
        if _are_two(upper, lower):
            return [upper, lower]
    return [whole]


def _part(sheet: TextSheet, kinds: Sequence[TypeEntry]) -> PageShare:
    return PageShare(sheet, recognise(sheet, kinds))


def _cuts(sheet: TextSheet, seen: Recognition) -> list[float]:
    """Where a second document may begin: above a lower heading, and in the widest gaps."""
    heights = sorted(g.at for g in seen.titled)
    heads = [y - 2.0 * sheet.line_height for y in heights if y - heights[0] >= APART]
    edges = sorted((line.box.y0, line.box.y1) for line in sheet.lines)
    gaps, bottom = [], edges[0][1]
    for y0, y1 in edges:
        if y0 - bottom > GAP * sheet.line_height and 0.2 < y0 < 0.8:
            gaps.append((y0 - bottom, (y0 + bottom) / 2))
        bottom = max(bottom, y1)
    return [*heads, *(at for _, at in sorted(gaps, reverse=True)[:MAX_GAPS])]


def _are_two(upper: PageShare, lower: PageShare) -> bool:
    """Whether the halves are surely of two types, each complete by itself."""
    first, second = upper.best, lower.best
    if first is None or second is None or first.kind is second.kind:
        return False
    return (
        (first.titled or second.titled)
        and all(_stands(guess) for guess in (first, second))
        and not any(g.kind is second.kind for g in upper.seen.titled)
        and not any(g.kind is first.kind for g in lower.seen.titled)
        and not _signs_for(upper, lower)
        and not _also_of(first, lower.seen, second)
        and not _also_of(second, upper.seen, first)
    )


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
