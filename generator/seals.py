"""Seals: round with a star, finance and contract seals, square and oval ones."""

import math
from typing import Literal, NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from generator.cast import InventedUnit
from generator.fonts import advance, font

DPI = 300
MM = DPI / 25.4
PAD = 12
"""Clear pixels around a seal."""
RED = (204, 32, 38)
BLUE = (36, 62, 150)
GREY = (92, 92, 92)
Colour = tuple[int, int, int]


class DrawnSeal(NamedTuple):
    """The text of a seal and its ink; sizes in millimetres."""

    kind: str
    ring: str
    centre: str = ""
    code: str = ""
    shape: str = "round"
    width: float = 40
    height: float = 40
    colour: Colour = RED
    star: bool = True
    strength: float = 0.86
    turn: float = 0.0
    fresh: bool = False
    """Stamped on the copy itself: stays red while the rest is grey."""


def official(company: str, *, code: str = "", fresh: bool = False) -> DrawnSeal:
    """The unit's 公章: 42 mm, star, no word in the middle."""
    return DrawnSeal("official", company, code=code, width=42, height=42, fresh=fresh)


def finance(company: str, shape: str = "round", *, fresh: bool = False) -> DrawnSeal:
    """财务专用章, round 38 mm, square 22 mm or oval 45x30 mm."""
    width, height = {"round": (38, 38), "square": (24, 24), "oval": (45, 30)}[shape]
    star = shape == "round"
    return DrawnSeal(
        "finance", company, "财务专用章", "", shape, width, height, star=star, fresh=fresh
    )


UnitSeal = Literal[
    "official", "finance", "finance_square", "finance_oval", "contract", "labor_contract"
]


def of_unit(kind: UnitSeal, unit: InventedUnit) -> DrawnSeal:
    """One of the unit's seals, freshly stamped."""
    if kind == "official":
        return official(unit.name, code=unit.security, fresh=True)
    if kind == "contract":
        return DrawnSeal("contract", unit.name, "合同专用章", "", "round", 40, 40, fresh=True)
    if kind == "labor_contract":
        return DrawnSeal("hr", unit.name, "劳动合同专用章", "", "round", 38, 38, fresh=True)
    return finance(unit.name, kind.partition("_")[2] or "round", fresh=True)


def office(name: str, centre: str = "", *, size: float = 40) -> DrawnSeal:
    """The round seal of an office."""
    return DrawnSeal("agency", name, centre, "", "round", size, size)


def extent(seal: DrawnSeal) -> tuple[float, float]:
    """Width and height in millimetres of the result of `draw`."""
    return (int(seal.width * MM) + 2 * PAD) / MM, (int(seal.height * MM) + 2 * PAD) / MM


def draw(seal: DrawnSeal, seed: int) -> Image.Image:
    """The seal as ink on a transparent background at 300 dpi."""
    w, h = int(seal.width * MM), int(seal.height * MM)
    pad = PAD
    plate = Image.new("L", (w + 2 * pad, h + 2 * pad), 0)
    if seal.shape == "square":
        _square(plate, seal, pad)
    else:
        _ring(plate, seal, pad)
    if seal.turn:
        plate = plate.rotate(seal.turn, Image.Resampling.BICUBIC)
    alpha = _press(plate, seed, seal.strength)
    out = Image.new("RGBA", plate.size, (*seal.colour, 0))
    out.putalpha(alpha)
    return out


def _press(plate: Image.Image, seed: int, strength: float) -> Image.Image:
    """Uneven pressure, dry spots and a soft edge."""
    rng = np.random.default_rng(seed)
    w, h = plate.size
    coarse = Image.fromarray(rng.integers(90, 256, (7, 7), dtype=np.uint8).astype(np.uint8))
    pressure = np.asarray(coarse.resize((w, h), Image.Resampling.BICUBIC), np.float32) / 255
    grain = np.asarray(
        Image.fromarray((rng.random((h, w)) * 255).astype(np.uint8)).filter(
            ImageFilter.GaussianBlur(1.7)
        ),
        np.float32,
    )
    dry = np.clip((grain - 104) / 16, 0.45, 1)
    soft = np.asarray(plate.filter(ImageFilter.GaussianBlur(0.9)), np.float32)
    alpha = soft * (0.66 + 0.34 * np.clip(pressure * 1.3, 0, 1)) * dry * strength
    return Image.fromarray(np.clip(alpha, 0, 255).astype(np.uint8))


def _ring(plate: Image.Image, seal: DrawnSeal, pad: int) -> None:
    d = ImageDraw.Draw(plate)
    w, h = int(seal.width * MM), int(seal.height * MM)
    line = max(4, int(min(w, h) * 0.028))
    d.ellipse((pad, pad, pad + w, pad + h), outline=255, width=line)
    if seal.shape == "oval":
        gap = line * 2
        d.ellipse((pad + gap, pad + gap, pad + w - gap, pad + h - gap), outline=255, width=2)
    cx, cy = pad + w / 2, pad + h / 2
    count = len(seal.ring)
    em = min(w, h) * (0.158 if count <= 14 else 0.142 if count <= 18 else 0.12)
    span = min(math.radians(232 if seal.centre and seal.star else 262), count * math.radians(21))
    _arc(
        plate,
        seal.ring,
        (cx, cy),
        (w / 2 - line - em * 0.62, h / 2 - line - em * 0.62),
        em,
        span,
        lower=False,
    )
    if seal.star:
        _star(d, cx, cy - (h * 0.035 if seal.centre else 0), min(w, h) * 0.145)
    if seal.centre:
        size = min(w, h) * (0.125 if seal.star else 0.145)
        total = sum(advance("sansb", c) for c in seal.centre) * size
        size *= min(1.0, w * 0.56 / total)
        y = cy + (h * 0.235 if seal.star else 0)
        d.text((cx, y), seal.centre, font=font("sansb", int(size)), fill=255, anchor="mm")
    if seal.code:
        inner = line + min(w, h) * 0.045
        _arc(
            plate,
            seal.code,
            (cx, cy),
            (w / 2 - inner, h / 2 - inner),
            min(w, h) * 0.05,
            math.radians(66),
            lower=True,
        )


def _arc(
    plate: Image.Image,
    text: str,
    centre: tuple[float, float],
    radii: tuple[float, float],
    em: float,
    span: float,
    lower: bool,
) -> None:
    """Characters along an ellipse, with their bottom (on the lower arc: their top) towards the
    centre.
    """
    step = span / max(1, len(text) - 1)
    for i, char in enumerate(text):
        offset = -span / 2 + i * step
        angle = (math.pi / 2 - offset) if lower else (-math.pi / 2 + offset)
        x = centre[0] + radii[0] * math.cos(angle)
        y = centre[1] + radii[1] * math.sin(angle)
        side = int(em * 1.7)
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text(
            (side / 2, side / 2), char, font=font("serifb", int(em)), fill=255, anchor="mm"
        )
        if not lower:  # characters on seals are narrow and tall
            tile = tile.resize((int(side * 0.82), int(side * 1.12)))
        turn = -math.degrees(offset) if not lower else math.degrees(offset)
        tile = tile.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        plate.paste(255, (int(x - tile.width / 2), int(y - tile.height / 2)), tile)


def _star(d: ImageDraw.ImageDraw, cx: float, cy: float, r: float) -> None:
    points = []
    for i in range(10):
        radius = r if i % 2 == 0 else r * 0.382
        a = -math.pi / 2 + i * math.pi / 5
        points.append((cx + radius * math.cos(a), cy + radius * math.sin(a)))
    d.polygon(points, fill=255)


def _square(plate: Image.Image, seal: DrawnSeal, pad: int) -> None:
    """Columns from right to left, as on square seals."""
    d = ImageDraw.Draw(plate)
    w, h = int(seal.width * MM), int(seal.height * MM)
    line = max(4, int(w * 0.035))
    d.rectangle((pad, pad, pad + w, pad + h), outline=255, width=line)
    text = seal.ring + seal.centre
    columns = 3 if len(text) <= 12 else 4 if len(text) <= 20 else 5
    rows = math.ceil(len(text) / columns)
    cell_w, cell_h = (w - 3 * line) / columns, (h - 3 * line) / rows
    for i, char in enumerate(text):
        column, row = divmod(i, rows)
        x = pad + 1.5 * line + (columns - column - 0.5) * cell_w
        y = pad + 1.5 * line + (row + 0.5) * cell_h
        tile = Image.new("L", (80, 80), 0)
        ImageDraw.Draw(tile).text((40, 40), char, font=font("serifb", 76), fill=255, anchor="mm")
        tile = tile.resize((int(cell_w * 0.98), int(cell_h * 0.98)))
        plate.paste(255, (int(x - tile.width / 2), int(y - tile.height / 2)), tile)
