"""QR and bar codes, by zxing-cpp.

A page is decoded once as it is. Where a QR finder pattern is visible but nothing was decoded, that
area is tried again, enlarged and with higher contrast.
"""

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from core.models.geometry import Box
from core.models.page import Code

Image = NDArray[np.uint8]

F = zxingcpp.BarcodeFormat
SQUARE = zxingcpp.BarcodeFormats([F.QRCode, F.MicroQRCode])
# The page is already upright, so the slower code types need no search for rotation.
OTHERS = zxingcpp.BarcodeFormats([F.DataMatrix, F.PDF417, F.Code128, F.Code39])


def find_codes(image: Image) -> list[Code]:
    """Every code on the page that can be decoded, each once."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    found = _decode(grey, 0, 0, 1.0, grey.shape)
    for x0, y0, x1, y1 in _finders(grey):
        around = Box(x0 / grey.shape[1], y0 / grey.shape[0], x1 / grey.shape[1], y1 / grey.shape[0])
        if any(code.box.overlap(around) > 0.2 for code in found):
            continue
        found += _retry(grey, x0, y0, x1, y1)
    return _once(found)


def _decode(grey: Image, left: int, top: int, scale: float, shape: tuple[int, ...]) -> list[Code]:
    """Decode a picture that is the crop at (left, top) of the page, enlarged by `scale`."""
    height, width = shape[:2]
    codes: list[Code] = []
    found = zxingcpp.read_barcodes(grey, formats=SQUARE, try_downscale=False, try_invert=False)
    if scale == 1.0:
        found += zxingcpp.read_barcodes(
            grey, formats=OTHERS, try_downscale=False, try_invert=False, try_rotate=False
        )
    for item in found:
        if not item.valid or not item.text:
            continue
        p = item.position
        corners = (p.top_left, p.top_right, p.bottom_right, p.bottom_left)
        xs = [(left + c.x / scale) / width for c in corners]
        ys = [(top + c.y / scale) / height for c in corners]
        box = Box(min(xs), min(ys), max(xs), max(ys)).rounded()
        name = str(item.format).rsplit(".", maxsplit=1)[-1]
        codes.append(Code(symbology=name, payload=item.text, box=box))
    return codes


def _retry(grey: Image, x0: int, y0: int, x1: int, y1: int) -> list[Code]:
    crop = grey[y0:y1, x0:x1]
    for scale in (2.0, 3.0, 0.5):
        if max(crop.shape) * scale > 2400:
            continue
        big = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        raised = cv2.createCLAHE(2.0, (4, 4)).apply(big)
        for picture in (big, raised):
            if codes := _decode(np.asarray(picture, np.uint8), x0, y0, scale, grey.shape):
                return codes
    return []


def _finders(grey: Image) -> list[tuple[int, int, int, int]]:
    """Areas with QR finder patterns: nested squares, at least two of one size."""
    side = max(grey.shape)
    scale = min(1.0, 1170 / side)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12
    )
    contours, tree = cv2.findContours(ink, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return []
    eyes: list[tuple[float, float, float]] = []
    for index, contour in enumerate(contours):
        hole = tree[0][index][2]
        if hole < 0 or tree[0][hole][2] < 0 or len(contour) > 60:
            continue
        _, _, w, h = cv2.boundingRect(contour)
        if not 8 <= w <= 120 or not 0.75 < w / h < 1.33:
            continue
        x, y, pw, ph = cv2.boundingRect(contours[tree[0][hole][2]])
        if 0.3 < pw / w < 0.6 and 0.3 < ph / h < 0.6:
            eyes.append((x + pw / 2, y + ph / 2, float(w)))
    return _grouped(eyes, scale, grey.shape)


def _grouped(
    eyes: list[tuple[float, float, float]], scale: float, shape: tuple[int, ...]
) -> list[tuple[int, int, int, int]]:
    groups: list[tuple[int, int, int, int]] = []
    left = list(eyes)
    while left:
        x, y, w = left.pop()
        mates = [
            e for e in left if abs(e[2] - w) < 0.3 * w and np.hypot(e[0] - x, e[1] - y) < 9 * w
        ]
        if not mates:
            continue
        left = [e for e in left if e not in mates]
        xs, ys = [x, *(e[0] for e in mates)], [y, *(e[1] for e in mates)]
        span = max(max(xs) - min(xs), max(ys) - min(ys)) + 2.5 * w
        cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        reach = span * (0.62 if len(mates) > 1 else 1.1)
        groups.append(
            (
                max(0, int((cx - reach) / scale)),
                max(0, int((cy - reach) / scale)),
                min(shape[1], int((cx + reach) / scale)),
                min(shape[0], int((cy + reach) / scale)),
            )
        )
    return groups[:4]


def _once(codes: list[Code]) -> list[Code]:
    kept: list[Code] = []
    for code in codes:
        if not any(c.payload == code.payload and c.box.overlap(code.box) > 0.3 for c in kept):
            kept.append(code)
    return kept
