"""Tick boxes: which box of a row of □ is ticked, by the sign that was read and by its ink."""

from collections.abc import Sequence
from typing import NamedTuple

from core.models.document import Field, PageRef
from core.models.geometry import Box, union
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet
from extractors.kit.strokes import share_inside

TICKED = "☑☒√✓✔■▣◼⊠✗✘Vv"
EMPTY = "□口▢◻○O0◯☐囗"
DARKER = 1.7  # times the ink of the emptiest box of the row
CROSSED = 2.0  # times the ink of every box that was read as empty
INKED = 0.03  # minimum ink of a box that is ticked
SHIFTS = (0.0, 0.1, 0.2, 0.3)  # of its width: how far left of its computed place a box may be
ALIKE = 0.6  # share of the darkest box's ink that a second ticked box must have


class TickOption(NamedTuple):
    """A choice with its box: the sign that was read there, and the share of ink in it."""

    label: str
    piece: Piece
    ticked: bool | None
    """None if no clear sign was read."""
    ink: float | None
    box: Box
    apart: float | None = None
    """The least ink left of there too: of a letter that reaches into the place nothing is left."""


def ticks(sheets: Sequence[TextSheet], name: str, labels: Sequence[str]) -> Field | None:
    """The ticked options, joined by 、; None if none of the options is printed.

    Sign and ink must agree if both are known; a row without any tick is an absent field, a row in
    doubt an unclear one.
    """
    for sheet in sheets:
        options = [found for label in labels if (found := _option(sheet, label)) is not None]
        if not options:
            continue
        chosen, sure = _chosen(options)
        return _field(sheet.ref, name, options, chosen, sure)
    return None


def _option(sheet: TextSheet, label: str) -> TickOption | None:
    want = squeeze(label)
    for i, text in enumerate(sheet.folded):
        flat = squeeze(text)
        if want not in flat:
            continue
        whole = sheet.piece(i).dense()
        at = whole.folded.find(want)
        piece = whole[at : at + len(want)]
        sign = whole.text[:at].rstrip("])）】")[-1:] if at > 0 else ""
        before = None
        if not sign:
            before = _left(sheet, i)
            sign = before.text.strip()[-1:] if before is not None else ""
        box = _square(piece)
        if sheet.page.ink is None:
            return TickOption(label, piece, _is_ticked(sign), None, box)
        ink, *further = (share_inside(sheet.page.ink, _moved(box, by)) for by in SHIFTS)
        return TickOption(label, piece, _is_ticked(sign), ink, box, min([ink, *further]))
    return None


def _square(piece: Piece) -> Box:
    """The place of the option's box: one letter width left of its first character.

    A box that was not read lies in the first character's cell, so the place is computed from the
    second character.
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


def _moved(box: Box, by: float) -> Box:
    """A box moved left by a share of its width."""
    off = min(by * box.width, box.x0)
    return Box(box.x0 - off, box.y0, box.x1 - off, box.y1)


def _left(sheet: TextSheet, line: int) -> Piece | None:
    """A short line directly before this one: the box, read separately."""
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


def _chosen(options: Sequence[TickOption]) -> tuple[list[TickOption] | None, float]:
    """The ticked options and the confidence; None if sign and ink do not decide it.

    A ticked sign that was read is trusted: OCR rarely invents one. An empty box is trusted less,
    because a handwritten √ across it is often not read; there the ink decides.
    """
    dark = _darker(options)
    signed = [o for o in options if o.ticked]
    if signed:
        if dark is None:
            return signed, 0.9
        others = [o for o in dark if not o.ticked]
        stronger = min((o.ink or 0.0 for o in signed), default=0.0)
        empty = sorted(o.ink or 0.0 for o in options if not o.ticked)
        usual = empty[(len(empty) - 1) // 2] if empty else 0.0  # their outlines are in it too
        least = max(1.3 * stronger, 0.05, DARKER * usual)
        also = [o for o in others if (o.apart or 0.0) >= least]
        chosen = [o for o in options if o in signed or o in also]
        return chosen, 0.6 if also else 0.98 if set(dark) == set(signed) else 0.9
    crossed = [o for o in options if o.ticked is None]
    if len(crossed) == 1 and dark is not None:  # a box under a handwritten √ is no sign any more
        most = max((o.ink or 0.0 for o in options if o.ticked is False), default=0.0)
        if (crossed[0].ink or 0.0) >= max(CROSSED * most, INKED):
            return crossed, 0.96
    if dark is None:
        return ([], 0.7) if all(o.ticked is False for o in options) else (None, 0.0)
    if len(dark) > 1 and min(inks := [o.ink or 0.0 for o in dark]) < ALIKE * max(inks):
        return dark, 0.6  # one is ticked; the others may only be printed strongly, or smudged
    unread = [o for o in dark if o.ticked is None]
    if unread and len(unread) < len(dark):  # ink in a box that was read as empty: some doubt
        most = max(o.ink or 0.0 for o in unread)
        return [o for o in dark if o in unread or (o.ink or 0.0) >= most], 0.6
    return dark, 0.9 if dark or all(o.ticked is False for o in options) else 0.7


def _darker(options: Sequence[TickOption]) -> list[TickOption] | None:
    """The options whose boxes have clearly more ink than the emptiest; None if not known."""
    inks = [o.ink for o in options if o.ink is not None]
    if len(inks) < len(options) or len(inks) < 2:
        return None
    floor = min(inks)
    return [
        o
        for o, ink in zip(options, inks, strict=True)
        if ink > DARKER * max(floor, 0.03) and ink - floor > 0.05
    ]


def _field(
    page: PageRef,
    name: str,
    options: Sequence[TickOption],
    chosen: list[TickOption] | None,
    sure: float,
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
        trouble=None
        if chosen
        else reason("value.ticks_unsure" if chosen is None else "value.not_ticked"),
    )
