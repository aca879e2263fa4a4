"""QR codes as pictures."""

import numpy as np
import zxingcpp
from PIL import Image


def qr(text: str) -> Image.Image:
    """A QR code, eight pixels per module, without a quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    bits = np.array(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    if bits.ndim == 3:
        bits = bits[..., 0]
    return (
        Image.fromarray(bits.astype(np.uint8))
        .convert("L")
        .resize((bits.shape[1] * 8, bits.shape[0] * 8), Image.Resampling.NEAREST)
        .convert("RGBA")
    )
