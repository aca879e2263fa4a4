"""Named kinds of damage: turns a drawn page into the picture that is read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from bench.accuracy import phones
from bench.accuracy.phones import as_image
from generator import damage, seals
from generator.ops import Canvas, Picture
from generator.paper import Paper
from generator.raster import picture

Wear = Callable[[Image.Image, int], Image.Image]
COVERED = ("number", "id", "code", "date", "total", "phone", "rent")


@dataclass(frozen=True)
class DamageKind:
    """One kind of damage; `dpi` of the drawing, JPEG `quality` of the stored picture."""

    wear: Wear
    dpi: int = 150
    quality: int = 75
    sealed: bool = False


def _tier(name: str, quarter: int = 0) -> Wear:
    def worn(image: Image.Image, seed: int) -> Image.Image:
        return damage.turned(damage.TIERS[name](image, seed)[0], quarter)[0]

    return worn


def skew(image: Image.Image, seed: int) -> Image.Image:
    """Skewed by 2.5 to 5 degrees in either direction."""
    rng = np.random.default_rng(seed)
    angle = float(rng.uniform(2.5, 5.0) * rng.choice((-1, 1)))
    turned = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=(247, 247, 244))
    return damage.scan(turned, seed)[0]


def faint(image: Image.Image, seed: int) -> Image.Image:
    """Toner or ribbon nearly used up: print is light grey and uneven."""
    rng = np.random.default_rng(seed)
    array = np.asarray(image, np.float32)
    depth: damage.Array = rng.uniform(0.22, 0.45, (4, 4)).astype(np.float32)
    depth = cv2.resize(depth, image.size, interpolation=cv2.INTER_CUBIC)[..., None]
    return damage.scan(as_image(255 - (255 - array) * depth), seed)[0]


def bleed(image: Image.Image, seed: int) -> Image.Image:
    """The other side shows through: mirrored, blurred, a seventh as dark."""
    array = np.asarray(image, np.float32)
    back = cv2.GaussianBlur(array[:, ::-1], (0, 0), 1.6)
    back = np.roll(back, image.height // 37, axis=0)
    return damage.scan(as_image(array * (1 - (255 - back) / 255 * 0.16)), seed)[0]


def speckle(image: Image.Image, seed: int) -> Image.Image:
    """Dust and dropped pixels, dark and light, one in 400."""
    rng = np.random.default_rng(seed)
    array = np.array(damage.scan(image, seed)[0])
    for colour in (30, 250):
        spots = (rng.random(array.shape[:2]) < 0.0025).astype(np.uint8)
        array[cv2.dilate(spots, np.ones((2, 2), np.uint8)) > 0] = colour
    return Image.fromarray(array)


def tilt(image: Image.Image, seed: int) -> Image.Image:
    """Photographed from one side: the far edge a quarter shorter than the near one."""
    rng = np.random.default_rng(seed)
    w, h = image.size
    dx, dy = w * 0.12, h * 0.06
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    ways = {
        "up": [[dx, dy], [w - dx, dy], [w, h], [0, h]],
        "left": [[dx, dx], [w, 0], [w, h], [dx, h - dx]],
        "right": [[0, 0], [w - dx, dx], [w - dx, h - dx], [0, h]],
    }
    far = np.array(ways[str(rng.choice(list(ways)))], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, far)
    desk = (96, 78, 62)
    array = cv2.warpPerspective(
        np.asarray(image), matrix, (w, h), flags=cv2.INTER_AREA, borderValue=desk
    )
    return damage.photo(Image.fromarray(array), seed)[0]


def curl(image: Image.Image, seed: int) -> Image.Image:
    """A sheet that does not lie flat: its rows bend by up to a fiftieth of its height."""
    rng = np.random.default_rng(seed)
    w, h = image.size
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    depth = float(rng.uniform(0.012, 0.02) * h * rng.choice((-1, 1)))
    middle = float(rng.uniform(0.3, 0.7) * w)
    lift = depth * (1 - ((xs - middle) / w * 2) ** 2) * (0.4 + 0.6 * ys / h)
    bent = cv2.remap(np.asarray(image), xs, ys + lift, cv2.INTER_CUBIC, borderValue=(120, 122, 126))
    return damage.photo(Image.fromarray(bent), seed)[0]


def shadow(image: Image.Image, seed: int) -> Image.Image:
    """Photographed under a lamp: a hand's sharp shadow across a third of the page."""
    rng = np.random.default_rng(seed)
    array = np.asarray(image, np.float32)
    h, w = array.shape[:2]
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    edge = xs / w + float(rng.uniform(-0.6, 0.6)) * ys / h - float(rng.uniform(0.2, 0.5))
    dark = 1 / (1 + np.exp(-edge * 60)) - 1 / (1 + np.exp(-(edge - 0.35) * 60))
    return damage.photo(as_image(array * (1 - 0.6 * dark[..., None])), seed)[0]


def fax(image: Image.Image, seed: int) -> Image.Image:
    """Sent by fax: 204 by 98 dots per inch, each black or white."""
    out = np.asarray(damage.scan(image, seed)[0].convert("L"))
    h, w = out.shape
    small = cv2.resize(out, (w * 204 // 150, h * 98 // 150), interpolation=cv2.INTER_AREA)
    dots = np.where(small > 170, 255, 0).astype(np.uint8)
    return Image.fromarray(cv2.resize(dots, (w, h), interpolation=cv2.INTER_NEAREST)).convert("RGB")


def hard_jpeg(image: Image.Image, seed: int) -> Image.Image:
    """Scanned, then compressed far too much (see the JPEG quality of this kind)."""
    return damage.scan(image, seed)[0]


KINDS: dict[str, DamageKind] = {
    "clean": DamageKind(_tier("clean"), quality=92),
    "scan": DamageKind(_tier("scan")),
    "lowdpi": DamageKind(_tier("lowdpi")),  # 0.72 of 150: 108 dpi
    "bw": DamageKind(_tier("bw")),
    "grey": DamageKind(_tier("grey")),
    "photo": DamageKind(_tier("photo"), quality=55),
    "moire": DamageKind(phones.moire, quality=65),
    "tilt": DamageKind(tilt, quality=65),
    "curl": DamageKind(curl, quality=65),
    "shadow": DamageKind(shadow, quality=65),
    "fax": DamageKind(fax),
    "turned90": DamageKind(_tier("scan", 90)),
    "turned180": DamageKind(_tier("scan", 180)),
    "turned270": DamageKind(_tier("scan", 270)),
    "skew": DamageKind(skew),
    "sealed": DamageKind(_tier("scan"), sealed=True),
    "faint": DamageKind(faint),
    "bleed": DamageKind(bleed),
    "speckle": DamageKind(speckle),
    "jpeg": DamageKind(hard_jpeg, quality=14),
    "folded": DamageKind(phones.folded, quality=65),
    "scan_app": DamageKind(phones.scan_app, quality=60),
    "messenger": DamageKind(phones.messenger, quality=45),
    "monitor": DamageKind(phones.monitor, quality=65),
    "glass": DamageKind(phones.glass),
}


def kind_of(name: str) -> DamageKind:
    """The damage of that name; `scan@300` is `scan` drawn at 300 dpi. Raises KeyError, ValueError.

    >>> kind_of("scan").dpi, kind_of("scan@300").dpi
    (150, 300)
    """
    base, _, dpi = name.partition("@")
    return replace(KINDS[base], dpi=int(dpi)) if dpi else KINDS[base]


def unknown_kinds(names: Iterable[str]) -> list[str]:
    """Those names that `kind_of` does not know.

    >>> unknown_kinds(["scan", "scan@300", "rain", "scan@fine"])
    ['rain', 'scan@fine']
    """
    return sorted(name for name in names if not _is_known(name))


def _is_known(name: str) -> bool:
    base, at, dpi = name.partition("@")
    return base in KINDS and (dpi.isdecimal() if at else True)


def worn(canvas: Canvas, papers: tuple[Paper, ...], kind: DamageKind, seed: int) -> Image.Image:
    """The page after the damage; the canvas itself is not changed."""
    before = list(canvas.ops)
    try:
        if kind.sealed:
            _press(canvas, papers, seed)
        return kind.wear(picture(canvas, kind.dpi), seed)
    finally:
        canvas.ops[:] = before


def _press(canvas: Canvas, papers: tuple[Paper, ...], seed: int) -> None:
    """A seal over one number or date of each document on the page."""
    rng = np.random.default_rng(seed)
    stamp = seals.official("北京样例盖章测试有限公司")
    for sheet in (s for paper in papers for s in paper.sheets if s.canvas is canvas):
        places = [m.box for n, m in sheet.marks.items() if any(word in n for word in COVERED)]
        if not places:
            continue
        x0, y0, x1, y1 = places[int(rng.integers(len(places)))]
        image = seals.draw(stamp, seed)
        w, h = image.width / seals.MM, image.height / seals.MM
        x, y = (x0 + x1 - w) / 2, (y0 + y1 - h) / 2 + float(rng.uniform(4, 9))
        canvas.ops.append(Picture(x, y, w, h, image, True, False))
