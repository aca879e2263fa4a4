"""Contracts of many lengths: the parties, then articles with values among articles without."""

from collections.abc import Sequence

from generator.layouts.board import PLACE, Board, BoardRow, Parts
from generator.layouts.endings import foot, rows_of, signing, tail
from generator.layouts.grids import LayoutCell, draw, grid
from generator.layouts.letters import heads
from generator.layouts.lexicon import FieldBlock, pool
from generator.layouts.pairs import pairs
from generator.layouts.parts import share

NUMBERS = ("第{}条 ", "第{}条　", "{}、", "{n}. ", "（{}）", "{n}、", "Article {n} ", "第{n}条 ")
COUNT = "一二三四五六七八九十"


def contract(board: Board) -> None:
    """The whole contract."""
    heads(board)
    tail(board)
    if board.rng.random() < 0.25 and board.style.parties != "inline":
        board.y += board.size * 12
        board.turn()  # a cover of its own
    board.y += board.size
    _parties(board)
    _articles(board)
    signing(board)
    foot(board)


def _parties(board: Board) -> None:
    blocks = [b for b in board.words.blocks if board.rng.random() >= b.skip or board.complete]
    way = board.style.parties
    if way in ("two", "two_table") and len(blocks) >= 2:
        _facing(board, blocks[:2], way == "two_table")
        blocks = blocks[2:]
    for number, block in enumerate(blocks):
        rows = rows_of(board, block.fields)
        if not rows:
            continue
        if block.heads and board.rng.random() < 0.3:
            heading = board.chosen(f"heads/{number}", block.heads)
            board.flow([board.style.safe(heading)], face=board.style.bold)
        if way == "table":
            grid(board, rows, board.rng.choice(("grid2", "grid4", "grid4_wide")))
        elif way == "inline":
            _running(board, rows)
        else:
            pairs(board, rows)
        board.y += board.size
    intro = board.rule("intro", pool("intro"))
    board.flow([board.style.safe(intro)], indent=2.0)


def _running(board: Board, rows: Sequence[BoardRow]) -> None:
    """A party's details in one sentence: 甲方：…，身份证号：…，电话：…."""
    parts: Parts = []
    for n, row in enumerate(rows):
        parts.append(("，" if n else "") + board.label(row.label) + "：")
        parts += row.parts
    board.flow([*parts, "。"])


def _facing(board: Board, blocks: list[FieldBlock], ruled: bool) -> None:
    """The two parties side by side."""
    columns = [rows_of(board, b.fields) for b in blocks]
    if ruled:
        lines = []
        for n in range(max(map(len, columns))):
            line = []
            for rows in columns:
                if n < len(rows):
                    label = board.label(rows[n].label) + board.style.colon
                    line.append(LayoutCell([label, *rows[n].parts], align="l"))
                else:
                    line.append(LayoutCell([""]))
            lines.append(line)
        draw(board, [board.wide / 2] * 2, lines)
        return
    top, left, wide = board.y, board.left, board.wide
    low, sheet = top, board.sheet
    for n, rows in enumerate(columns):
        if board.sheet is not sheet:
            break
        board.y, board.wide = top, wide / 2 - 4
        board.left = left + n * (wide / 2 + 4)
        pairs(board, rows, "inline")
        low = max(low, board.y)
    board.left, board.wide, board.y = left, wide, low


def _articles(board: Board) -> None:
    """Sentences with values among sentences without, numbered as the paper does it."""
    chosen = [board.chosen(f"articles/{n}", one) for n, one in enumerate(board.words.articles)]
    chosen = [a for a in chosen if not set(PLACE.findall(a)) & board.absent]
    talk = share(f"clauses/{board.words.clauses}", pool(board.words.clauses), board.style.part)
    count = board.rng.choice((3, 6, 10, 18, 30, 45))
    filler = (
        [board.rng.choice(talk) for _ in range(count)]
        if count > len(talk)
        else board.rng.sample(talk, count)
    )
    numbering = board.rule("numbers", NUMBERS)
    places = sorted(board.rng.randrange(0, max(1, count // 2) + 1) for _ in chosen)
    texts: list[str] = []
    for n, text in enumerate(filler):
        while places and places[0] <= n:
            texts.append(chosen[len(chosen) - len(places)])
            places.pop(0)
        texts.append(text)
    texts += chosen[len(chosen) - len(places) :] if places else []
    for n, text in enumerate(texts, 1):
        lead = numbering.format(_count(n), n=n)
        board.flow([lead, *board.parts(text)], indent=board.rng.choice((0.0, 2.0)))


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else COUNT[tens - 1] + "十"
    return head + (COUNT[ones - 1] if ones else "")
