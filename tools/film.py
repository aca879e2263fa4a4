"""Makes the demonstration film: a case from first paper to last, from the story test's pictures.

    mkdir frames
    YUSHEN_FILM=frames .venv/bin/python -m pytest -k sqlite tests/review/test_story_browser.py
    .venv/bin/python -m tools.film frames docs/images/desk-story.gif

A folder without pictures makes no film.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

from generator.fonts import font

WIDTH = 960
BAR = 44  # height of the caption in pixels
SECONDS = 2.4
COLOURS = 64
FACE = "sans"


def frame(path: Path) -> Image.Image:
    """A picture with a caption above it, taken from its file name."""
    with Image.open(path) as shot:
        small = shot.convert("RGB").resize((WIDTH, round(WIDTH * shot.height / shot.width)))
    whole = Image.new("RGB", (WIDTH, small.height + BAR), "#1d4b87")
    whole.paste(small, (0, BAR))
    number, _, caption = path.stem.partition(" ")
    pen = ImageDraw.Draw(whole)
    pen.text((16, 6), f"{int(number)}  {caption}", font=font(FACE, 22), fill="white")
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


def main(folder: Path, out: Path) -> None:
    """Write all pictures of a folder as one film."""
    first, *others = [frame(path) for path in sorted(folder.glob("*.png"))]
    first.save(
        out, save_all=True, append_images=others, duration=round(1000 * SECONDS), loop=0,
        optimize=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
