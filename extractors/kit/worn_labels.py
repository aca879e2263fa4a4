"""Labels of signatures under a stamp: their remaining characters show where to sign."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet
from extractors.kit.signature_places import SignatureLabel, last_sentence, parts, written_in

MIN_LEFT = 0.5  # share of a label's characters that must be left
MIN_CHARACTERS_LEFT = 3
MARK = "签字"  # the end of a label that asks to sign; one of its characters must be left
_TAIL = "字章名宇学)]:;."  # characters that may follow the last remaining one
_BARE = str.maketrans("", "", "()[]<>:")


def worn(sheet: TextSheet, labels: Sequence[str]) -> Iterator[SignatureLabel]:
    """The row under a stamp, below all sentences, that is most like a label that asks to sign."""
    if not sheet.page.seals:
        return
    asked = [squeeze(label).translate(_BARE) for label in labels if parts(label)[1]]
    edge = last_sentence(sheet, 0.0)
    found = [
        (likeness, row, end)
        for row in _stamped(sheet, edge)
        for label in asked
        for likeness, end in [_left(label, row.folded)]
        if likeness >= MIN_LEFT
    ]
    if found:
        _, row, end = max(found, key=lambda one: one[0])
        label = row[:end]
        box = label.level
        if box is not None:
            yield SignatureLabel(sheet, label, row, end, box)


def _stamped(sheet: TextSheet, edge: float) -> Iterator[Piece]:
    for row in sheet.rows:
        piece = written_in(sheet, row)
        place = piece.box
        if place is None or sheet.lines[row[0]].box.cy <= edge:
            continue
        if any(place.overlap(seal.box) > 0 for seal in sheet.page.seals):
            yield piece


def _left(label: str, text: str) -> tuple[float, int]:
    """The share of the label that begins the text, and its end; part of its mark must be left."""
    head = text[: len(label) + 2]
    blocks = SequenceMatcher(None, label, head, autojunk=False).get_matching_blocks()
    kept = [(b.a + n, b.b + n) for b in blocks for n in range(b.size)]
    if len(kept) < MIN_CHARACTERS_LEFT or kept[0] != (0, 0) or kept[-1][0] < len(label) - len(MARK):
        return 0.0, 0
    end = kept[-1][1] + 1
    while end < len(text) and text[end] in _TAIL:
        end += 1
    return len(kept) / len(label), end
