"""Which characters of the old script stand for which of the new: writes core/text/traditional.txt.

    python tools/traditional.py

A line for each: the old form and the new one. By OpenCC's table (Apache-2.0), as the recogniser
reads (docs/decisions/0006-one-script.md). What GB 2312 has is of the new script and stays: 乾, 徵,
於 are names' own.
"""

from pathlib import Path

import opencc

OUT = Path(__file__).parents[1] / "core" / "text" / "traditional.txt"
HAN = range(0x4E00, 0xA000)
NEW = "昇乾徵於氾麴"
"""In names of today too (as pipeline.reading.ocr.script keeps them)."""


def _is_new(letter: str) -> bool:
    """Whether a character is one of the new script."""
    return letter in NEW or bool(letter.encode("gb2312", "ignore"))


def main() -> None:
    """Write the file."""
    convert = opencc.OpenCC("t2s").convert
    pairs = [(letter, convert(letter)) for letter in map(chr, HAN) if not _is_new(letter)]
    lines = [old + new for old, new in pairs if old != new and len(new) == 1 and _is_new(new)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
