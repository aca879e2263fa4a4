"""Tick boxes: which of a row of □ is ticked, by the sign that was read and by the ink in it."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.models.document import Field, PageRef
from pipeline.models.geometry import Box, union
from pipeline.text.fold import squeeze
from pipeline.text.sheet import Piece, Sheet

TICKED = "☑☒√✓✔■▣◼⊠✗✘Vv"
EMPTY = "□口▢◻○O0◯☐囗"
DARKER = 1.7  # times the ink of the emptiest box of the row


class Option(NamedTuple):
    """A choice with its box: what sign was read there, and the share of ink in it."""

    label: str
    piece: Piece
    ticked: bool | None
    """None where no telling sign was read."""
    ink: float | None
    box: Box


def ticks(sheets: Sequence[Sheet], name: str, labels: Sequence[str]) -> Field | None:
    """The ticked options, joined by 、; None where none of the options is printed.

    Sign and ink must agree where both are known; a row with no tick at all is an absent
    field, a row in doubt an unclear one.
    """
    for sheet in sheets:
        options = [found for label in labels if (found := _option(sheet, label)) is not None]
        if not options:
            continue
        chosen, sure = _chosen(options)
        return _field(sheet.ref, name, options, chosen, sure)
    return None


def _option(sheet: Sheet, label: str) -> Option | None:
    want = squeeze(label)
    for i, text in enumerate(sheet.folded):
        flat = squeeze(text)
        if want not in flat:
            continue
        whole = sheet.piece(i).dense()
        at = whole.folded.find(want)
        piece = whole[at : at + len(want)]
        sign = whole.text[at - 1] if at > 0 else ""
        before = None
        if not sign:
            before = _left(sheet, i)
            sign = before.text.strip()[-1:] if before is not None else ""
        box = _square(piece)
        ink = sheet.page.ink.share(box) if sheet.page.ink is not None else None
        return Option(label, piece, _is_ticked(sign), ink, box)
    return None


def _square(piece: Piece) -> Box:
    """Where the option's box is printed: a letter's width left of its first character.

    A box that was not read lies in the first character's cell, so the place is reckoned
    back from the second character.
    """
    edges = [box.x0 for c in range(1, len(piece.chars)) if (box := piece[c : c + 1].box)]
    last, whole = piece[-1:].box, piece.box
    assert last is not None and whole is not None
    pitch = (last.x1 - edges[0]) / len(edges)
    right = edges[0] - pitch
    return Box(
        max(0.0, right - 1.4 * pitch),
        whole.y0 + 0.1 * whole.height,
        right - 0.05 * pitch,
        whole.y1 - 0.1 * whole.height,
    )


def _left(sheet: Sheet, line: int) -> Piece | None:
    """A short line right before this one: the box read by itself."""
    row = next((r for r in sheet.rows if line in r), ())
    at = row.index(line) if line in row else 0
    if at == 0:
        return None
    before = row[at - 1]
    near = sheet.lines[line].box.x0 - sheet.lines[before].box.x1 < 0.04
    return sheet.piece(before) if near and len(sheet.lines[before].text.strip()) <= 2 else None


def _is_ticked(sign: str) -> bool | None:
    if sign and sign in TICKED:
        return True
    if sign and sign in EMPTY:
        return False
    return None


def _chosen(options: Sequence[Option]) -> tuple[list[Option] | None, float]:
    """The ticked ones with how sure that is; None where sign and ink do not settle it."""
    inks = [o.ink for o in options if o.ink is not None]
    floor = min(inks) if len(inks) == len(options) and len(options) > 1 else None
    chosen: list[Option] = []
    sure = 0.98
    for option in options:
        dark = None
        if floor is not None and option.ink is not None:
            dark = option.ink > DARKER * max(floor, 0.03) and option.ink - floor > 0.05
        if option.ticked is None and dark is None:
            return None, 0.0
        if option.ticked is None or dark is None:
            sure = min(sure, 0.9)
            told = option.ticked if dark is None else dark
        elif option.ticked != dark:
            # A hand's √ is often read as the bare box; a printed sign is seldom invented.
            sure = min(sure, 0.6)
            told = True
        else:
            told = dark
        if told:
            chosen.append(option)
    return chosen, sure


def _field(
    page: PageRef, name: str, options: Sequence[Option], chosen: list[Option] | None, sure: float
) -> Field:
    shown = chosen or list(options)
    boxes = [box for o in shown if (box := o.piece.box) is not None]
    return Field(
        name=name,
        kind="text",
        value="、".join(o.label for o in chosen) if chosen else None,
        raw="".join(o.piece.text for o in chosen or ()),
        confidence=round(min([sure, *(o.piece.confidence for o in chosen or ())]), 4),
        page=page,
        box=union([*boxes, *(o.box for o in shown)]),
        presence="unclear" if chosen is None else "present" if chosen else "absent",
        trouble=None if chosen else "未勾选申请事项" if chosen is not None else "勾选情况无法确定",
    )
