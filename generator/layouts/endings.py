"""Rows of a paper and its ending: remaining fields, signatures, issuer."""

from collections.abc import Sequence

from generator.layouts.board import PLACE, Board, BoardRow
from generator.layouts.lexicon import SigningPlace
from generator.layouts.pairs import pairs


def rows_of(board: Board, names: Sequence[str]) -> list[BoardRow]:
    """Rows for those of the fields not printed yet, in this paper's order."""
    every = [board.words.fields[n] for n in names if n not in board.done]
    rows = [board.row(words) for words in every if words.labels]
    board.done.update(names)
    if board.style.order == "shuffled" and len(rows) > 2:
        head, rest = rows[:1], rows[1:]
        board.rng.shuffle(rest)
        rows = head + rest
    return rows


def tail(board: Board) -> None:
    """The fields below the text, with their labels."""
    if rows := rows_of(board, board.words.tail):
        board.y += board.size * board.rng.uniform(0.8, 2.5)
        way = board.rng.choice(("inline", "two", board.style.pairs))
        pairs(board, rows, way)


def foot(board: Board) -> None:
    """Issuer and day of issue, aligned right, centre or left."""
    lines = [t for t in board.words.foot if not set(PLACE.findall(t)) & board.absent]
    if not lines:
        return
    board.y += board.size * board.rng.uniform(1.5, 5)
    board.need(board.size * 2.2 * len(lines))
    look, size = board.style, board.size
    side = board.rule("sides", ("right", "right_edge", "middle", "left"))
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
    texts = board.rng.sample(board.words.notes, board.rng.randint(1, len(board.words.notes)))
    for n, text in enumerate(texts, 1):
        lead = f"{n}." if len(texts) > 1 else board.rng.choice(("注：", "说明：", "*", ""))
        board.flow([board.style.safe(lead + text)], size=board.size * 0.78, leading=1.45)


def signing(board: Board) -> None:
    """Places to sign, in one or two columns, with handwritten names."""
    places = board.words.signing
    if not places:
        return
    board.y += board.size * 2
    step = board.wide / (2 if board.style.parties in ("two", "two_table") else 1)
    if board.complete and any(_long(board, place) > step for place in places):
        step = board.wide  # side by side they would overlap
    board.need(board.size * 3 * len(places))
    for n, place in enumerate(places):
        x = board.left + (n % 2) * step if step < board.wide else board.left
        label = board.style.safe(board.chosen(f"signing/{n}", place.labels))
        end = board.sheet.text(x, board.y, label, board.size, board.style.face)
        if board.rng.random() < 0.85 or board.complete:
            name = board.values[place.source]
            board.sheet.hand(end + 2, board.y - 1.5, str(name), board.size * 1.5, board.style.hand)
            if place.field:
                board.signatures[place.field] = "present"
        elif place.field:
            board.signatures[place.field] = "absent"
        board.signed_at = board.sheet, board.y
        if step == board.wide or n % 2 or n == len(places) - 1:
            board.y += board.size * 3


def _long(board: Board, place: SigningPlace) -> float:
    """The width of the longest label with its name."""
    look, size = board.style, board.size
    label = max(board.sheet.width(text, size, look.face) for text in place.labels)
    return label + 1.6 * size * len(str(board.values[place.source])) + 4
