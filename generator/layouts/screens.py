"""Client windows on a wide screen, and phone screens."""

from generator.layouts.board import Board
from generator.layouts.endings import rows_of
from generator.layouts.lexicon import TableWords
from generator.layouts.pairs import pairs
from generator.layouts.sources.record import Row as Record
from generator.layouts.tables import columns, table
from generator.sheet import FilledBlank

TINTS = ((38, 132, 102), (46, 104, 178), (60, 64, 72), (180, 60, 52), (92, 130, 196))
GREY = (100, 104, 108)


def window(board: Board, records: list[Record]) -> None:
    """A client window: title bar, menu, query, and result rows."""
    rng, look, sheet = board.rng, board.style, board.sheet
    w, h = board.shape
    tint = rng.choice(TINTS)
    sheet.rect(8, 8, w - 8, 16, 0.1, None, tint)
    white = (255, 255, 255)
    title = board.words.fields.get("window_title")
    name = None if title is None else "window_title"
    text = board.chosen("titles", board.words.titles)
    sheet.text(12, 10, text, 3.3, look.face, colour=white, name=name, value=text if name else None)
    board.done.add("window_title")
    left = 10.0
    if rng.random() < 0.75 and board.words.menu:
        left = _menu(board, h)
    board.left, board.wide, board.y = left, w - left - 12, 19.0
    if rng.random() < 0.6:
        crumb = rng.choice((">>", " > ", "/", "＞")).join(("首页", "查询统计", text[:8]))
        board.flow([f"{rng.choice(('当前位置：', '位置：', ''))}{crumb}"], colour=GREY)
    for block in board.words.blocks:
        rows = rows_of(board, block.fields)
        pairs(board, rows, rng.choice(("two", "inline", "two_right", "boxed")))
        board.y += 1.5
    if rng.random() < 0.7:
        words = rng.sample(
            ("查询", "重置", "导出", "打印", "收起", "展开查询条件", "返回", "刷新"), 3
        )
        board.flow(
            [rng.choice(("  ", "    ")).join(f"[{x}]" if rng.random() < 0.3 else x for x in words)]
        )
    if board.words.table:
        table(board, board.words.table, records)
    board.y += 3
    if rng.random() < 0.6:
        board.flow([f"共 {len(records)} 条记录  第 1 页/共 1 页"], colour=GREY)


def _menu(board: Board, high: float) -> float:
    wide = board.rng.uniform(30, 44)
    board.sheet.rect(8, 16, 8 + wide, high - 10, 0.1, (210, 214, 220), (240, 243, 246))
    y = 20.0
    for word in board.words.menu:
        board.sheet.text(11, y, word, board.size, board.style.face, colour=GREY)
        y += board.size * 2.1
    return 8 + wide + 4


def phone(board: Board, records: list[Record]) -> None:
    """A phone screen: status bar, title, cards with labels left and values right."""
    rng, look = board.rng, board.style
    clock = f"{rng.randint(7, 23)}:{rng.randint(10, 59)}"
    board.sheet.text(6, 3, clock, 3.2, look.face)
    board.sheet.text(board.shape[0] - 5, 3, "5G 87%", 3.0, look.face, anchor="r")
    board.y = 11.0
    board.title(board.chosen("titles", board.words.titles))
    for block in board.words.blocks:
        for row in rows_of(board, block.fields):
            _card_line(board, row.label, row.parts)
    of = board.words.table
    if of is not None:
        _cards(board, of, records)


def _card_line(board: Board, label: str, parts: list[str | FilledBlank]) -> None:
    """Label left, value right-aligned, or below the label if there is no room."""
    look, size = board.style, board.size
    label = look.safe(label)
    text = "".join(p if isinstance(p, str) else p.text for p in parts)
    room = board.wide - board.sheet.width(label, size, look.face) - 4
    wide = board.sheet.width(text, size, look.face)
    board.need(size * 3)
    board.sheet.text(board.left, board.y, label, size, look.face, colour=GREY)
    if wide > room:
        board.y += size * 1.5
        board.flow(parts, leading=1.5)
    else:
        at = (
            board.left + board.wide - wide
            if look.pairs != "column"
            else board.left + board.wide * 0.38
        )
        board.flow(
            parts, x=min(at, board.left + board.wide - wide - 0.2), wide=wide + 2, leading=1.5
        )
    board.y += size * 0.5


def _cards(board: Board, of: TableWords, records: list[Record]) -> None:
    shown = columns(board, of)
    for n, record in enumerate(records):
        board.need(len(shown) * board.size * 2.4)
        top, sheet = board.y, board.sheet
        board.y += 1.5
        for column in shown:
            label = board.chosen(f"columns/{column.name}", column.labels)
            printed = board.forms.printed(record[column.source], "元")
            name = None if column.name.startswith("_") else f"rows.{n}.{column.name}"
            _card_line(
                board, label, [FilledBlank(board.style.safe(printed.text), name, printed.value)]
            )
        if board.sheet is sheet:
            right = board.left + board.wide + 2
            sheet.rect(board.left - 2, top, right, board.y, 0.15, (214, 216, 220))
        board.y += 3
