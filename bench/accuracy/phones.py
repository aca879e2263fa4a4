"""Damage done by phones, scanning apps and careless handling."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from generator import damage, fonts

MARKS = ("扫描全能王 创建", "由 CamScanner 扫描", "夸克扫描王", "WPS扫描")
"""Marks that scanning apps print at the foot of a page."""


def moire(image: Image.Image, seed: int) -> Image.Image:
    """A photographed screen: moiré pattern, tilt and blur."""
    rng = np.random.default_rng(seed)
    photo = np.asarray(damage.photo(image, seed)[0], np.float32)
    ys, xs = np.mgrid[: photo.shape[0], : photo.shape[1]].astype(np.float32)
    bands: damage.Array = np.ones(photo.shape, np.float32)
    for channel in range(3):
        for period in rng.uniform(2.6, 4.4, 2):
            angle = rng.uniform(-0.2, 0.2)
            wave = np.sin((xs * np.cos(angle) + ys * np.sin(angle)) * 2 * np.pi / period)
            bands[..., channel] += 0.07 * wave
    return as_image(photo * bands)


def folded(image: Image.Image, seed: int) -> Image.Image:
    """Folded twice: creases, and different brightness in each quarter."""
    rng = np.random.default_rng(seed)
    array: damage.Array = np.asarray(image, np.float32)
    h, w = array.shape[:2]
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    across, down = rng.uniform(0.47, 0.53, 2) * (w, h)
    lift = rng.uniform(-0.006, 0.006, (2, 2)) * h
    right, lower = (xs > across).astype(int), (ys > down).astype(int)
    bend = lift[lower, right] * np.abs(ys - down) / h + lift[right, lower] * np.abs(xs - across) / w
    array = cv2.remap(
        array, xs, (ys + bend).astype(np.float32), cv2.INTER_CUBIC, borderValue=(247,) * 3
    )
    light = rng.uniform(0.82, 1.0, (2, 2))[lower, right]
    for away in (np.abs(xs - across), np.abs(ys - down)):
        light = light * (1 - 0.35 * np.exp(-((away / (0.002 * h)) ** 2)))
        light = light * (1 + 0.12 * np.exp(-(((away - 0.006 * h) / (0.003 * h)) ** 2)))
    return damage.photo(as_image(array * light[..., None]), seed)[0]


def scan_app(image: Image.Image, seed: int) -> Image.Image:
    """A phone's scanning app: white background, strong contrast, its own mark at an edge."""
    rng = np.random.default_rng(seed)
    array = np.asarray(damage.photo(image, seed)[0].convert("L"), np.float32)
    ground = cv2.GaussianBlur(cv2.dilate(array, np.ones((25, 25), np.uint8)), (0, 0), 25)
    page = as_image(((array / np.maximum(ground, 1)) * 1.15 - 0.12).clip(0, 1) * 255).convert("RGB")
    pen = ImageDraw.Draw(page)
    size = page.width // 45
    mark = str(rng.choice(MARKS))
    x = int(rng.choice([size, page.width - size * (len(mark) + 2)]))
    pen.text((x, page.height - 2 * size), mark, (90, 150, 90), fonts.font("sans", size))
    return page


def messenger(image: Image.Image, seed: int) -> Image.Image:
    """A photo sent through a messenger: 720 pixels wide (see the JPEG quality of this kind)."""
    photo = damage.photo(image, seed)[0]
    return photo.resize((720, round(photo.height * 720 / photo.width)), Image.Resampling.BILINEAR)


def monitor(image: Image.Image, seed: int) -> Image.Image:
    """A phone photo of a monitor: visible pixels, a dark frame, blue light."""
    w, h = image.size
    frame = Image.new("RGB", (round(w * 1.1), round(h * 1.08)), (18, 18, 20))
    frame.paste(image, (round(w * 0.05), round(h * 0.04)))
    array = np.asarray(moire(frame, seed), np.float32) * (0.93, 0.97, 1.04)
    return as_image(array)


def glass(image: Image.Image, seed: int) -> Image.Image:
    """Cards scattered on the scanner glass, each rotated differently."""
    rng = np.random.default_rng(seed)
    ink = (np.asarray(image.convert("L")) < 238).astype(np.uint8)
    wide = np.ones((image.height // 40,) * 2, np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, wide))
    page, y = Image.new("RGB", (image.width, 2 * image.height), "white"), image.height // 20
    for x, top, w, h, _ in sorted(stats[1:count].tolist(), key=lambda one: one[1]):
        card = image.crop((x, top, x + w, top + h))
        card = card.rotate(90 * int(rng.integers(4)), expand=True)
        page.paste(card, (int(rng.integers(max(1, image.width - card.width))), y))
        y += card.height
    page = page.crop((0, 0, image.width, max(image.height, y + image.height // 20)))
    return damage.scan(page, seed)[0]


def as_image(array: damage.Array) -> Image.Image:
    """The picture from an array of floats."""
    return Image.fromarray(np.clip(array, 0, 255).astype(np.uint8))
