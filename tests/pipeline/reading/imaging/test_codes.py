"""QR and bar codes on a page."""

import cv2
import numpy as np
import pytest
import zxingcpp

from pipeline.reading.imaging.codes import find_codes
from pipeline.reading.imaging.separate import Image

PAYLOAD = "https://example.test/verify?code=A1B2C3D4"


def printed(kind: zxingcpp.BarcodeFormat, payload: str, width: int, height: int) -> Image:
    code = zxingcpp.create_barcode(payload, kind)
    picture = np.asarray(code.to_image(scale=8), dtype=np.uint8)
    return np.asarray(
        cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8
    )


def page_with(code: Image, x: int, y: int) -> Image:
    image = np.full((1170, 827, 3), 255, dtype=np.uint8)
    height, width = code.shape[:2]
    image[y : y + height, x : x + width] = code[:, :, None] if code.ndim == 2 else code
    return image


def test_a_qr_code_is_decoded_where_it_stands() -> None:
    page = page_with(printed(zxingcpp.BarcodeFormat.QRCode, PAYLOAD, 180, 180), 600, 900)
    (code,) = find_codes(page)
    assert code.payload == PAYLOAD
    assert 600 / 827 <= code.box.x0 < code.box.x1 <= 780 / 827
    assert 900 / 1170 <= code.box.y0 < code.box.y1 <= 1080 / 1170


@pytest.mark.parametrize("kind", ["Code128", "Code39", "PDF417", "DataMatrix"])
def test_other_codes_are_decoded(kind: str) -> None:
    symbology = getattr(zxingcpp.BarcodeFormat, kind)
    size = (200, 200) if kind == "DataMatrix" else (500, 120)
    page = page_with(printed(symbology, "BJ2024031800", *size), 100, 200)
    assert [code.payload for code in find_codes(page)] == ["BJ2024031800"]


def test_a_small_faded_qr_code_is_tried_again() -> None:
    code = printed(zxingcpp.BarcodeFormat.QRCode, PAYLOAD, 74, 74)
    faded = cv2.GaussianBlur(code, (0, 0), 0.7).astype(np.float64) * 0.25 + 150
    page = page_with(faded.astype(np.uint8), 600, 900)
    page[page == 255] = 214
    assert [code.payload for code in find_codes(page)] == [PAYLOAD]


def test_no_code_is_no_code() -> None:
    page = np.full((1170, 827, 3), 255, dtype=np.uint8)
    cv2.putText(page, "no code", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
    assert find_codes(page) == []
