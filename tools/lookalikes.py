"""Finds Chinese characters that look alike in print: writes core/text/lookalikes.txt.

    python tools/lookalikes.py SANS.ttc SERIF.ttc

Each character of GB 2312, and some used in names, is drawn in both typefaces, blurred like a
scan and compared with all others. Two characters look alike if they do so in both typefaces. The
file has a line for each character with look-alikes: the character, then its look-alikes.
"""

import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

OUT = Path(__file__).parents[1] / "core" / "text" / "lookalikes.txt"
MIN_CORRELATION = 0.87
"""Minimum correlation of two blurred pictures to look alike: 余佘 .96, 异昇 .88, 张弘 .64."""
SIZE, FACE, BLUR, SMALL, SIMPLIFIED = 48, 40, 1.6, 24, 2
NAMES = "佘昇喆堃甯媗犇玥翀暐旻昶燊珺瑄璟婳彧晔祎赟頔嬅鋆"


def characters() -> list[str]:
    """The 6,763 characters of GB 2312, and some of given names that it lacks."""
    pairs = (bytes((a, b)) for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF))
    found = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    return list(dict.fromkeys(found + NAMES))


def pictures(face: str, letters: list[str]) -> np.ndarray:
    """A row for each character: its blurred picture, with mean 0 and length 1."""
    font = ImageFont.truetype(face, FACE, index=SIMPLIFIED)
    rows = []
    for letter in letters:
        image = Image.new("L", (SIZE, SIZE), 0)
        ImageDraw.Draw(image).text((4, -6), letter, font=font, fill=255)
        blurred = cv2.GaussianBlur(np.asarray(image, np.float32), (0, 0), BLUR)
        small = cv2.resize(blurred, (SMALL, SMALL), interpolation=cv2.INTER_AREA).ravel()
        small = small - small.mean()
        rows.append(small / np.linalg.norm(small))
    return np.array(rows)


def main(faces: list[str]) -> None:
    """Write the file."""
    letters = characters()
    drawn = [pictures(face, letters) for face in faces]
    alike = np.minimum.reduce([rows @ rows.T for rows in drawn]) >= MIN_CORRELATION
    np.fill_diagonal(alike, False)
    lines = [
        letters[i] + "".join(letters[j] for j in np.flatnonzero(row))
        for i, row in enumerate(alike)
        if row.any()
    ]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
