"""Handwriting: a handwriting face, each character slanted, rotated and shifted a little."""

import random
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from generator.fonts import advance, font, hand_face

DPI = 300
MM = DPI / 25.4
BLUE = (32, 52, 140)
BLACK = (30, 30, 36)


class Handwriting(NamedTuple):
    """The handwriting of one person."""

    face: str = "pen"
    slant: float = 0.12
    ink: tuple[int, int, int] = BLUE
    jitter: float = 0.05
    tight: float = 0.94
    thick: int = 0


def extent(text: str, size: float, hand: Handwriting) -> tuple[float, float]:
    """Width and height in millimetres of the result of `write`."""
    face, em = hand_face(hand, hand.face), size * MM
    wide = sum(advance(face, c) * em * hand.tight for c in text)
    return int(wide + 2 * em * 0.4) / MM, int(em * 1.9) / MM


def write(text: str, size: float, hand: Handwriting, seed: int) -> tuple[Image.Image, float, float]:
    """The text in ink on a transparent background, with its size in millimetres.

    `size` is the height of a character in millimetres.
    """
    rng = random.Random(f"{seed}/{text}")
    hand = hand._replace(face=hand_face(hand, hand.face))
    em = size * MM
    pad = em * 0.4
    widths = [advance(hand.face, c) * em * hand.tight for c in text]
    sheet = Image.new("L", (int(sum(widths) + 2 * pad), int(em * 1.9)), 0)
    x, slope = pad, rng.uniform(-0.035, 0.02)
    for char, width in zip(text, widths, strict=True):
        tile = _glyph(char, em, hand, rng)
        dy = (x - pad) * slope + rng.uniform(-1, 1) * hand.jitter * em
        place = (int(x - 0.3 * em + rng.uniform(-0.3, 0.3) * hand.jitter * em), int(dy + em * 0.1))
        sheet.paste(255, place, tile)
        x += width * rng.uniform(0.96, 1.03)
    slanted = sheet.transform(
        sheet.size,
        Image.Transform.AFFINE,
        (1, hand.slant, -hand.slant * sheet.height * 0.6, 0, 1, 0),
        Image.Resampling.BICUBIC,
    )
    if hand.thick:
        slanted = slanted.filter(ImageFilter.MaxFilter(hand.thick * 2 + 1))
    alpha = np.asarray(slanted, np.float32)
    noise = np.random.default_rng(rng.randrange(2**31)).normal(1, 0.12, alpha.shape)
    alpha = np.clip(alpha * np.clip(noise, 0.6, 1) * 0.95, 0, 255).astype(np.uint8)
    out = Image.new("RGBA", sheet.size, (*hand.ink, 0))
    out.putalpha(Image.fromarray(alpha))
    return out, sheet.width / MM, sheet.height / MM


def _glyph(char: str, em: float, hand: Handwriting, rng: random.Random) -> Image.Image:
    side = int(em * 1.6)
    tile = Image.new("L", (side, side), 0)
    scale = rng.uniform(0.93, 1.08)
    ImageDraw.Draw(tile).text(
        (em * 0.3, em * 0.25), char, font=font(hand.face, int(em * scale)), fill=255
    )
    return tile.rotate(rng.uniform(-4, 4) * hand.jitter / 0.05, Image.Resampling.BICUBIC)
