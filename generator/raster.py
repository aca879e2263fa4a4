"""A page as a picture."""

import numpy as np
from PIL import Image, ImageDraw

from generator.fonts import advance, font
from generator.ops import Area, Canvas, Picture, Stroke, Text


def picture(canvas: Canvas, dpi: int, copied: bool = False) -> Image.Image:
    """The page as a clean RGB picture; `copied`: grey, except for seals stamped on the copy."""
    k = dpi / 25.4
    fine = dpi < 200  # draw small type larger and shrink it, as a scanner does
    if fine:
        k *= 2
    image = Image.new("RGB", (round(canvas.width * k), round(canvas.height * k)), canvas.paper)
    draw = ImageDraw.Draw(image)
    later: list[Picture] = []
    for op in canvas.ops:
        if not isinstance(op, Picture):
            _stroke(draw, op, k)
        elif copied and op.fresh:
            later.append(op)
        else:
            _paste(image, op, k)
    if copied:
        image = image.convert("L").convert("RGB")
        for op in later:
            _paste(image, op, k)
    if fine:
        image = image.resize(
            (round(canvas.width * k / 2), round(canvas.height * k / 2)), Image.Resampling.BOX
        )
    return image


def _stroke(draw: ImageDraw.ImageDraw, op: Text | Stroke | Area, k: float) -> None:
    if isinstance(op, Text):
        face = font(op.face, round(op.size * k))
        if not op.spacing:
            base = (op.x * k, (op.y + op.size * 0.88) * k)
            # AR PL UMing is very light; printed with toner it is bolder
            bold = round(op.size * k / 42) if op.face == "song" else 0
            draw.text(base, op.text, font=face, fill=op.colour, anchor="ls", stroke_width=bold)
            return
        x = op.x
        for char in op.text:
            draw.text(
                (x * k, (op.y + op.size * 0.88) * k), char, font=face, fill=op.colour, anchor="ls"
            )
            x += advance(op.face, char) * op.size + op.spacing
    elif isinstance(op, Stroke):
        draw.line(
            (op.x0 * k, op.y0 * k, op.x1 * k, op.y1 * k), op.colour, max(1, round(op.width * k))
        )
    else:
        draw.rectangle(
            (op.x0 * k, op.y0 * k, op.x1 * k, op.y1 * k),
            fill=op.fill,
            outline=op.colour,
            width=max(1, round(op.width * k)) if op.colour else 0,
        )


def _paste(image: Image.Image, op: Picture, k: float) -> None:
    size = (max(1, round(op.width * k)), max(1, round(op.height * k)))
    tile = op.image.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    x, y = round(op.x * k), round(op.y * k)
    if not op.press:
        image.paste(tile, (x, y), tile)
        return
    box = (max(0, x), max(0, y), min(image.width, x + size[0]), min(image.height, y + size[1]))
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    base = np.asarray(image.crop(box), np.float32) / 255
    part = np.asarray(tile.crop((box[0] - x, box[1] - y, box[2] - x, box[3] - y)), np.float32) / 255
    alpha = part[..., 3:4]
    mixed = base * (1 - alpha * (1 - part[..., :3]))
    image.paste(Image.fromarray((mixed * 255).astype(np.uint8)), box[:2])
