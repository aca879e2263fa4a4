"""Pairs the two sides of cards that came on separate pages or in separate files."""

import itertools
import re
from collections.abc import Iterator, Sequence

from core.models.document import PageRef
from core.reasons import reason
from core.text.fold import squeeze
from extractors.id_card import sides
from extractors.packet.cutting import CARDS
from extractors.packet.split import Draft

UNSURE = reason("paper.unpaired")


def pair_cards(drafts: Sequence[Draft]) -> tuple[list[Draft], set[int]]:
    """The drafts with fronts and backs joined, and the ids of those that are unsure.

    A back belongs to a front if it is next to it in the same file, is the only one left, or was
    issued where the front's holder lives. Ambiguous sides stay separate.
    """
    result = list(drafts)
    unsure: set[int] = set()
    for kind in CARDS:
        cards = [d for d in result if d.kind is not None and d.kind.id == kind]
        fronts = [d for d in cards if sides(d.sheets) == ("front",)]
        backs = [d for d in cards if sides(d.sheets) == ("back",)]
        for front, back in _pairs(fronts, backs):
            front.take(back)
            front.confidence = min(front.confidence, back.confidence)
            result = [d for d in result if d is not back]
            fronts.remove(front)
            backs.remove(back)
        if fronts and backs:
            unsure.update(id(d) for d in [*fronts, *backs])
    return result, unsure


def _pairs(fronts: list[Draft], backs: list[Draft]) -> list[tuple[Draft, Draft]]:
    free_fronts, free_backs = list(fronts), list(backs)
    pairs: list[tuple[Draft, Draft]] = []

    def take(front: Draft, back: Draft) -> None:
        pairs.append((front, back))
        free_fronts.remove(front)
        free_backs.remove(back)

    for front, back in _neighbours(fronts, backs):
        take(front, back)
    while free_fronts and free_backs:
        if len(free_fronts) == len(free_backs) == 1:
            take(free_fronts[0], free_backs[0])
            break
        scored = sorted(
            (
                (_kinship(f, b), i, j)
                for i, f in enumerate(free_fronts)
                for j, b in enumerate(free_backs)
            ),
            reverse=True,
        )
        best = scored[0]
        rivals = [s for s in scored[1:] if s[0] == best[0] and (s[1] == best[1] or s[2] == best[2])]
        if best[0] < 2 or rivals:
            break
        take(free_fronts[best[1]], free_backs[best[2]])
    return pairs


def _neighbours(fronts: list[Draft], backs: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Sides in sequence in a file: front, back, front, back, or the other way round.

    Several fronts followed by several backs give no information.
    """
    cards = [(d.sheets[-1].ref, d, True) for d in fronts] + [
        (d.sheets[0].ref, d, False) for d in backs
    ]
    cards.sort(key=lambda card: (card[0].file, card[0].page, card[1].sheets[0].zone.y0))
    runs: list[list[tuple[PageRef, Draft, bool]]] = []
    for card in cards:
        last = runs[-1][-1][0] if runs else None
        if last is not None and last.file == card[0].file and card[0].page <= last.page + 1:
            runs[-1].append(card)
        else:
            runs.append([card])
    for run in runs:
        if all(a[2] != b[2] for a, b in itertools.pairwise(run)):
            for one, other in zip(run[::2], run[1::2], strict=False):
                yield (one[1], other[1]) if one[2] else (other[1], one[1])


_COMMON = set("市省区县公安局分中华人民共和国居身份证签发机关有效期限街道路号楼单元室")


def _kinship(front: Draft, back: Draft) -> int:
    """How many characters of place names the holder's address and the issuing office share."""
    address = _text(front)
    office = re.search(r"(?:签发机关)?:?([一-鿿]{4,20}公安局[一-鿿]{0,10})", _text(back))
    if office is None:
        return 0
    place = [ch for ch in office[1] if ch not in _COMMON]
    pairs = [a + b for a, b in itertools.pairwise(place)]
    return sum(p in address for p in pairs)


def _text(draft: Draft) -> str:
    return "".join(squeeze(line) for sheet in draft.sheets for line in sheet.folded)
