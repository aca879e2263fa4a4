"""Other things on a sheet: frames, backgrounds, page numbers, purpose notes, watermarks, seals."""

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

from generator import seals
from generator.fonts import font
from generator.layouts.board import Board
from generator.layouts.parts import share
from generator.layouts.style import Style
from generator.ops import Colour, Rect
from generator.paper import guilloche
from generator.sheet import CanvasPart

TINTS: tuple[Colour, ...] = (
    (176, 60, 60),
    (60, 110, 160),
    (70, 130, 90),
    (150, 120, 60),
    (120, 120, 128),
)
PURPOSES = (
    "仅供办理工作居住证使用", "此件仅用于北京市工作居住证申报", "仅供办理北京市工作居住证，再次复印无效",
    "本复印件仅供居住证业务使用", "仅限办理人才引进业务使用", "复印件与原件一致", "与原件核对无误",
    "只用于单位申报使用，他用无效", "仅供工作居住证续签使用", "此复印件用于办理积分落户及居住证",
)  # fmt: skip
GROUNDS = ("样例", "SAMPLE", "防伪", "内部资料", "SCJDGL", "副本专用", "请勿外传", "YANGLI")
FEET = ("第{n}页 共{of}页", "- {n} -", "{n}/{of}", "Page {n} of {of}", "第 {n} 页", "{n}")
HEADS = (
    "样例集团内部文件",
    "编号：（此处由受理单位填写）",
    "保密",
    "样例人力资源服务平台",
    "http://www.example.cn/print",
)
INKS: tuple[Colour, ...] = ((196, 40, 40), (40, 70, 170), (120, 120, 124), (30, 30, 32))


def ground(rng: random.Random, look: Style, form: str) -> Callable[[CanvasPart], None]:
    """Draws the background of every sheet."""
    frame = form == "certificate" or (form in ("listed", "gridded") and rng.random() < 0.12)
    tint = rng.choice(TINTS)
    words = rng.choice(share("grounds", GROUNDS, look.part))
    marked = rng.random() < 0.12

    def decorate(sheet: CanvasPart) -> None:
        w, h = sheet.canvas.width, sheet.canvas.height
        if frame:
            if not sheet.canvas.draft and rng.random() < 0.6:
                sheet.image(0, 0, w, h, guilloche(int(w * 4), int(h * 4), tint, 5))
            sheet.rect(7, 7, w - 7, h - 7, 1.4, tint)
            sheet.rect(10, 10, w - 10, h - 10, 0.3, tint)
        if marked and not sheet.canvas.draft:
            _watermark(sheet, words, look.face)

    return decorate


def _watermark(sheet: CanvasPart, words: str, face: str) -> None:
    """A pale diagonal watermark across the page."""
    w, h = int(sheet.canvas.width * 4), int(sheet.canvas.height * 4)
    image = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for y in range(0, h, 260):
        for x in range(0, w, 420):
            pen.text((x + y % 200, y), words, font=font(face, 64), fill=(150, 150, 160, 46))
    image = image.rotate(24, Image.Resampling.BICUBIC)
    sheet.image(0, 0, sheet.canvas.width, sheet.canvas.height, image, press=True)


def finish(board: Board, pressed: Sequence[seals.DrawnSeal], *, each_sheet: bool = False) -> None:
    """Adds page numbers, headers, a purpose note and the seals after the text."""
    rng, look = board.rng, board.style
    _numbered(board)
    if rng.random() < 0.22:
        _purpose(board, rng.choice(share("purposes", PURPOSES, look.part)))
    for sheet in board.sheets[:-1] if each_sheet else ():
        sheet.seal(board.shape[0] * 0.6, board.shape[1] * 0.85, pressed[-1])
    for n, seal in enumerate(pressed):
        sheet = board.sheet
        if n == 0 and board.complete and board.signed_at:
            sheet, y = board.signed_at
            x = board.left + board.wide * rng.uniform(0.2, 0.7)
        elif n == 0:
            x, y = _seal_place(board)
        else:  # beside the others, where there is room on the page
            x, y = _beside([box for _, box in sheet.seals], board)
        w, h = board.shape
        # at most half of the seal may lie outside the page
        sheet.seal(min(max(x, 14), w - 14), min(max(y, 14), h - 14), seal)


def _seal_place(board: Board) -> tuple[float, float]:
    """Near the end of the text; one time in three over a value."""
    rng = board.rng
    x = board.left + board.wide * rng.uniform(0.35, 0.85)
    y = board.y - rng.uniform(0, 22)
    if rng.random() < 0.35 and board.sheet.marks:  # over a value
        box = rng.choice(list(board.sheet.marks.values())).box
        x, y = (
            (box[0] + box[2]) / 2 + rng.uniform(-8, 8),
            (box[1] + box[3]) / 2 + rng.uniform(-6, 6),
        )
    return x, y


def _beside(boxes: Sequence[Rect], board: Board) -> tuple[float, float]:
    """The one of twenty random places that is farthest from the seals."""
    w, h = board.shape
    places = [(board.rng.uniform(24, w - 24), board.rng.uniform(24, h - 24)) for _ in range(20)]
    middles = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in boxes]
    return max(places, key=lambda p: min((math.dist(p, m) for m in middles), default=0.0))


def _numbered(board: Board) -> None:
    rng, look, of = board.rng, board.style, len(board.sheets)
    if rng.random() < (0.8 if of > 1 else 0.25):
        shape = rng.choice(share("feet", FEET, look.part))
        for n, sheet in enumerate(board.sheets, 1):
            w, h = sheet.canvas.width, sheet.canvas.height
            text = shape.format(n=n, of=of)
            sheet.text(w / 2, h - 11, text, 3.0, look.face, anchor="c", colour=(80, 80, 84))
    if rng.random() < 0.2:
        text = rng.choice(share("page heads", HEADS, look.part))
        for sheet in board.sheets:
            sheet.text(
                sheet.canvas.width - 16, 9, text, 2.8, look.face, anchor="r", colour=(90, 90, 94)
            )


def _purpose(board: Board, text: str) -> None:
    """A note of the copy's purpose: printed, stamped or handwritten across the page."""
    rng, sheet = board.rng, board.sheets[0]
    w, h = board.shape
    colour, size = rng.choice(INKS), rng.uniform(4, 7)
    face = rng.choice((board.style.face, board.style.bold))
    wide = sheet.width(text, size, face)
    if wide > w - 20:
        size *= (w - 20) / wide
        wide = w - 20
    x, y = rng.uniform(8, max(9.0, w - wide - 8)), rng.uniform(h * 0.1, h - 16)
    if rng.random() < 0.3:
        sheet.hand(x, y, board.style.safe(text, board.style.hand.face), size, board.style.hand)
        return
    sheet.text(x, y, board.style.safe(text, face), size, face, colour=colour)
    if rng.random() < 0.4:
        sheet.rect(x - 2, y - 1.5, x + wide + 2, y + size * 1.3, 0.6, colour)


def sealed(rng: random.Random, owner: str, kind: str) -> seals.DrawnSeal:
    """The owner's seal of this kind, with random size, star and number."""
    centre = {
        "finance": "财务专用章", "hr": "人力资源专用章", "contract": "合同专用章", "bank": "业务专用章",
        "register": "户口专用章", "agency": "", "birth": "出生医学证明专用章",
    }.get(kind, "")  # fmt: skip
    size = rng.choice((38.0, 40.0, 42.0))
    seal = seals.DrawnSeal(
        {"register": "agency", "birth": "agency"}.get(kind, kind), owner, centre, width=size,
        height=size, strength=rng.uniform(0.5, 0.9), turn=rng.uniform(-20, 20),
    )  # fmt: skip
    colour = rng.choice(((204, 32, 38), (190, 44, 60), (176, 30, 46)))
    return seal._replace(fresh=rng.random() < 0.5, colour=colour)
