"""Maps traditional Chinese characters to simplified ones: writes core/text/traditional.txt.

    python tools/traditional.py

A line for each: the traditional form and the simplified one. From OpenCC's table (Apache-2.0), for
the text of the recogniser (docs/decisions/0006-one-script.md). Characters in GB 2312 count as
simplified: 乾, 徵, 於 occur in present names.
"""

from pathlib import Path

import opencc

OUT = Path(__file__).parents[1] / "core" / "text" / "traditional.txt"
HAN = range(0x4E00, 0xA000)
NEW = "昇乾徵於氾麴"
"""Also in present names (as pipeline.reading.ocr.script keeps them)."""


def _is_new(letter: str) -> bool:
    """Whether a character counts as simplified."""
    return letter in NEW or bool(letter.encode("gb2312", "ignore"))


def main() -> None:
    """Write the file."""
    convert = opencc.OpenCC("t2s").convert
    pairs = [(letter, convert(letter)) for letter in map(chr, HAN) if not _is_new(letter)]
    lines = [old + new for old, new in pairs if old != new and len(new) == 1 and _is_new(new)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
