"""Running text with values: certificates, declarations, letters, monolingual or bilingual."""

from generator.layouts.board import PLACE, Board
from generator.layouts.endings import foot, notes, rows_of, signing, tail
from generator.layouts.grids import grid
from generator.layouts.lexicon import FieldBlock
from generator.layouts.pairs import pairs
from generator.layouts.sources.record import Row as Record
from generator.layouts.tables import table

GREY = (96, 96, 100)
SYLLABLES = [
    "Zhang",
    "Wei",
    "Li",
    "Na",
    "Wang",
    "Fang",
    "Chen",
    "Jing",
    "Liu",
    "Yang",
    "Zhao",
    "Min",
    "Zhou",
    "Hao",
    "Wu",
    "Lei",
    "Xu",
    "Ting",
]


def heads(board: Board) -> None:
    """What is printed above the title, and the title, sometimes with its translation."""
    words, look = board.words, board.style
    if words.heads and board.rng.random() < 0.7:
        board.flow(
            [look.safe(board.chosen("heads", words.heads))], size=board.size * 1.1,
            x=board.left + (board.wide * 0.3 if look.centred else 0), wide=board.wide * 0.7,
        )  # fmt: skip
    title = board.parts(board.chosen("titles", words.titles))
    board.title("".join(p if isinstance(p, str) else p.text for p in title))
    if words.title_en and look.tongue != "none":
        text, size = words.title_en, board.size * 0.95
        middle = board.left + board.wide / 2
        board.sheet.text(middle, board.y, text, size, look.face, anchor="c", colour=GREY)
        board.y += size * 2


def prose(board: Board) -> None:
    """One of the type's texts, filled in."""
    text = board.chosen("prose", board.words.prose)
    english = board.chosen("english", board.words.english) if board.words.english else ""
    two = bool(english) and board.style.tongue != "none"
    if two and board.style.tongue in ("after", "slash") and board.shape[0] > 180:
        _side_by_side(board, text, english)
    else:
        for paragraph in text.split("\n"):
            board.flow(board.parts(paragraph), indent=board.rng.choice((2.0, 2.0, 0.0)))
            board.y += board.size * 0.2
            if two and english:
                _english(board, english)
                english = ""
    board.done.update(PLACE.findall(text))


def _side_by_side(board: Board, text: str, english: str) -> None:
    """Chinese on one side, English on the other."""
    top, left, wide = board.y, board.left, board.wide
    half = wide / 2 - 4
    first = board.rng.random() < 0.75
    board.wide, board.left = half, left if first else left + half + 8
    for paragraph in text.split("\n"):
        board.flow(board.parts(paragraph), indent=2.0)
    low = board.y
    board.y, board.left = top, left + half + 8 if first else left
    _english(board, english)
    board.y, board.left, board.wide = max(low, board.y), left, wide


def _english(board: Board, template: str) -> None:
    """The English text, with romanised names; none of it counts as a value."""

    def filled(name: str) -> str:
        if "name" in name or "president" in name:
            return " ".join(board.rng.sample(SYLLABLES, 2)).upper()
        return name

    pieces = PLACE.split(template)
    text = "".join(filled(p) if n % 2 else p for n, p in enumerate(pieces))
    board.flow([text], size=board.size * 0.8, leading=1.5, colour=GREY)


def letter(board: Board) -> None:
    """Title, text, remaining fields, issuer."""
    heads(board)
    prose(board)
    for block in blocks(board):
        if sum(not n.startswith("_") for n in set(block.fields) - board.done) > 2:
            heading(board, block)
            pairs(board, rows_of(board, block.fields))
    _rest(board)


def listed(board: Board) -> None:
    """Title and the type's blocks as lists of labels and values."""
    heads(board)
    for block in blocks(board):
        heading(board, block)
        pairs(board, rows_of(board, block.fields))
        board.y += board.size * 0.6
    _rest(board)


def gridded(board: Board) -> None:
    """Title and the type's blocks as tables of labels and values."""
    heads(board)
    if board.rng.random() < 0.4:
        tail(board)
    for block in blocks(board):
        heading(board, block)
        grid(board, rows_of(board, block.fields))
        board.y += board.rng.choice((0.0, 0.0, board.size))
    _rest(board)


def _rest(board: Board) -> None:
    tail(board)
    signing(board)
    foot(board)
    notes(board)


def blocks(board: Board) -> list[FieldBlock]:
    """The blocks in random order; optional ones may be missing."""
    shown = [b for b in board.words.blocks if board.rng.random() >= b.skip or board.complete]
    shown = [b for b in shown if any(n not in board.done for n in b.fields)]
    if board.style.order == "blocks" and len(shown) > 2 and not board.words.fixed:
        board.rng.shuffle(shown)
    return shown


def heading(board: Board, block: FieldBlock) -> None:
    """The heading of a block, if it has one and this paper prints headings."""
    if not block.heads or (not block.must and board.rng.random() < 0.3):
        return
    number = board.words.blocks.index(block)
    text = board.style.safe(board.chosen(f"heads/{number}", block.heads))
    board.flow([text], face=board.style.bold, leading=1.9)


def tabled(board: Board, records: list[Record]) -> None:
    """Title, fields, a table with many rows, issuer."""
    heads(board)
    if board.words.prose and board.rng.random() < 0.6:
        prose(board)
    for block in blocks(board):
        heading(board, block)
        if board.rng.random() < 0.3:
            grid(board, rows_of(board, block.fields))
        else:
            pairs(board, rows_of(board, block.fields))
        board.y += board.size
    if board.words.table:
        if board.words.table.heads:
            board.flow([board.style.safe(board.chosen("table", board.words.table.heads))])
        table(board, board.words.table, records)
        board.y += board.size
    _rest(board)
