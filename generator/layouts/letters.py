"""Running text with blanks: certificates, declarations, letters; in one language or two."""

from collections.abc import Sequence

from generator.layouts.board import PLACE, Board, Row
from generator.layouts.grids import grid
from generator.layouts.lexicon import Block
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


def rows_of(board: Board, names: Sequence[str]) -> list[Row]:
    """The rows of these fields that are still to be told, in an order of the paper's own."""
    every = [board.words.fields[n] for n in names if n not in board.told]
    rows = [board.row(words) for words in every if words.labels]
    board.told.update(names)
    if board.style.order == "shuffled" and len(rows) > 2:
        head, rest = rows[:1], rows[1:]
        board.rng.shuffle(rest)
        rows = head + rest
    return rows


def heads(board: Board) -> None:
    """What stands above the title, and the title; in some papers with its English."""
    words, look = board.words, board.style
    if words.heads and board.rng.random() < 0.7:
        board.flow(
            [look.safe(board.chosen("heads", words.heads))], size=board.size * 1.1,
            x=board.left + (board.wide * 0.3 if look.centred else 0), wide=board.wide * 0.7,
        )  # fmt: skip
    board.title(board.chosen("titles", words.titles))
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
    board.told.update(PLACE.findall(text))


def _side_by_side(board: Board, text: str, english: str) -> None:
    """Chinese at one side, the foreign text at the other."""
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
    """The text in English; names are spelt, and nothing of it is a value of the truth."""

    def told(name: str) -> str:
        if "name" in name or "president" in name:
            return " ".join(board.rng.sample(SYLLABLES, 2)).upper()
        return name

    pieces = PLACE.split(template)
    text = "".join(told(p) if n % 2 else p for n, p in enumerate(pieces))
    board.flow([text], size=board.size * 0.8, leading=1.5, colour=GREY)


def tail(board: Board) -> None:
    """The fields that stand below the text, with their labels."""
    if rows := rows_of(board, board.words.tail):
        board.y += board.size * board.rng.uniform(0.8, 2.5)
        way = board.rng.choice(("inline", "two", board.style.pairs))
        pairs(board, rows, way)


def foot(board: Board) -> None:
    """Who issued it and when, at the right, in the middle or at the left."""
    lines = [t for t in board.words.foot if not set(PLACE.findall(t)) & board.told]
    if not lines:
        return
    board.y += board.size * board.rng.uniform(1.5, 5)
    board.need(board.size * 2.2 * len(lines))
    look, size = board.style, board.size
    side = board.chosen("sides", ("right", "right_edge", "middle", "left"))
    right = board.left + board.wide
    x, anchor = {
        "right": (right - board.wide * 0.2, "c"),
        "right_edge": (right, "r"),
        "middle": (board.left + board.wide / 2, "c"),
        "left": (board.left, "l"),
    }[side]
    if board.rng.random() < 0.25:
        lines.reverse()
    for template in lines:
        parts = board.parts(template)
        text = "".join(p if isinstance(p, str) else p.text for p in parts)
        wide = board.sheet.width(text, size, look.face)
        at = min(x - {"l": 0.0, "c": wide / 2, "r": wide}[anchor], right - wide)
        for part in parts:
            if isinstance(part, str):
                at = board.sheet.text(at, board.y, part, size, look.face, colour=look.ink)
            else:
                at = board.sheet.text(
                    at, board.y, part.text, size, look.face, name=part.name, value=part.value,
                    colour=look.ink,
                )  # fmt: skip
        board.y += size * board.rng.uniform(1.7, 2.3)


def notes(board: Board) -> None:
    """Small print."""
    if not board.words.notes or board.rng.random() < 0.25:
        return
    board.y += board.size
    mine = board.rng.sample(board.words.notes, board.rng.randint(1, len(board.words.notes)))
    for n, text in enumerate(mine, 1):
        lead = f"{n}." if len(mine) > 1 else board.rng.choice(("注：", "说明：", "*", ""))
        board.flow([board.style.safe(lead + text)], size=board.size * 0.78, leading=1.45)


def signing(board: Board) -> None:
    """Places to sign, in one column or in two; who signed is written by hand."""
    places = board.words.signing
    if not places:
        return
    board.y += board.size * 2
    step = board.wide / (2 if board.style.parties in ("two", "two_table") else 1)
    board.need(board.size * 3 * len(places))
    for n, place in enumerate(places):
        x = board.left + (n % 2) * step if step < board.wide else board.left
        label = board.style.safe(board.chosen(f"signing/{n}", place.labels))
        end = board.sheet.text(x, board.y, label, board.size, board.style.face)
        if board.rng.random() < 0.85:
            name = board.values[place.source]
            board.sheet.hand(end + 2, board.y - 1.5, str(name), board.size * 1.5, board.style.hand)
            if place.field:
                board.signatures[place.field] = "present"
        elif place.field:
            board.signatures[place.field] = "absent"
        if step == board.wide or n % 2 or n == len(places) - 1:
            board.y += board.size * 3


def letter(board: Board) -> None:
    """Title, text, what stands below it, who issued it."""
    heads(board)
    prose(board)
    for block in blocks(board):
        if sum(not n.startswith("_") for n in set(block.fields) - board.told) > 2:
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


def blocks(board: Board) -> list[Block]:
    """The blocks of the paper in an order of its own; some are left out."""
    shown = [b for b in board.words.blocks if board.rng.random() >= b.skip]
    shown = [b for b in shown if any(n not in board.told for n in b.fields)]
    if board.style.order == "blocks" and len(shown) > 2 and not board.words.fixed:
        board.rng.shuffle(shown)
    return shown


def heading(board: Board, block: Block) -> None:
    """The heading of a chapter, where it has one and the paper prints it."""
    if not block.heads or board.rng.random() < 0.3:
        return
    number = board.words.blocks.index(block)
    text = board.style.safe(board.chosen(f"heads/{number}", block.heads))
    board.flow([text], face=board.style.bold, leading=1.7)


def tabled(board: Board, records: list[Record]) -> None:
    """Title, what the paper is about, a table of many rows, who issued it."""
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
