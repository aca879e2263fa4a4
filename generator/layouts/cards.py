"""Small cards on a sheet: one or both sides, with a portrait beside the values."""

from dataclasses import replace

from generator.layouts.board import Board
from generator.layouts.endings import rows_of
from generator.layouts.letters import heads
from generator.layouts.pairs import pairs
from generator.ops import Area, Colour
from generator.paper import portrait

CARD = (118.0, 74.0)
"""Size of a card on an enlarged copy."""
GROUND: Colour = (244, 247, 249)
EDGE: Colour = (150, 160, 170)


def card(board: Board) -> None:
    """One side per block: the portrait on the first, the title usually on the last."""
    rng, look = board.rng, board.style
    colon = look.colon if rng.random() < 0.3 else " "
    size = min(look.size, rng.uniform(3.2, 4.2))
    board.style = replace(look, order="as_is", tongue="none", colon=colon, size=size)
    x, y = rng.uniform(14, 70), rng.uniform(16, 46)
    last = len(board.words.blocks) - 1
    titled = last if rng.random() < 0.75 else 0
    w, h = CARD
    for n, block in enumerate(board.words.blocks):
        at = len(board.sheet.canvas.ops)
        board.left, board.wide, board.y = x + 7, w - 14, y + 7
        if n == titled:
            heads(board)
        board.wide = w * 0.6
        if n == 0 and not board.draft:
            board.sheet.image(x + w - 35, y + 20, 28, 36, portrait(rng.randrange(999)))
        way = look.pairs if look.pairs in ("column", "inline", "above") else "column"
        pairs(board, rows_of(board, block.fields), way)
        tall = max(h, board.y - y + 4)
        ground = Area(x, y, x + w, y + tall, 0.3, EDGE, GROUND)
        board.sheet.canvas.ops.insert(at, ground)
        y += tall + rng.uniform(6, 40)
