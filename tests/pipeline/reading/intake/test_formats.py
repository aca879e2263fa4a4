"""What docs/formats.md says of each kind of file is what happens to it."""

import re
from pathlib import Path

import pytest

from core.errors import InputError
from pipeline.reading.intake.decode import contents, page_picture
from pipeline.reading.intake.names import is_no_paper
from pipeline.reading.intake.packet import PacketFile, open_packet
from pipeline.reading.intake.pages import readable
from pipeline.reading.intake.sniff import NO_PAPER
from tests.pipeline.reading.intake.formats import MAKERS

ROOT = Path(__file__).parents[4]
ROW = re.compile(r"^\| ([^|]+?) \| [^|]+ \| `([^`|]+)` \|$", re.MULTILINE)
SAID = dict(ROW.findall((ROOT / "docs" / "formats.md").read_text("utf-8")))


def happens(file: PacketFile) -> str:
    """What becomes of one file of a packet, in the words of the table."""
    if file.trouble is not None:
        return f"unread: {file.trouble[0]}"
    try:
        held = contents(file.path)
    except InputError as error:
        if error.code == NO_PAPER and is_no_paper(file.name):
            return "left out"
        return f"unread: {error.code}"
    read, broken = 0, []
    for number in range(1, held.pages + 1):
        try:
            with readable(file.path, number) as (path, own):
                page_picture(path, own)
            read += 1
        except InputError as error:
            broken.append(error.code)
    parts = [f"read: {read}"] if read else []
    parts += [f"unread: {code}" for code in dict.fromkeys(broken)]
    parts += ["unread: enclosed"] if held.enclosed else []
    return ", ".join(parts)


def outcome(packet: Path) -> str:
    try:
        with open_packet(packet) as opened:
            if opened.record is not None:
                return "record"
            return ", ".join(happens(file) for file in opened.files) or "left out"
    except InputError as error:
        return f"unread: {error.code}"


def test_the_table_and_the_files_are_of_the_same_kinds() -> None:
    assert list(SAID) == list(MAKERS)


@pytest.mark.parametrize("kind", MAKERS)
def test_what_becomes_of_it(kind: str, tmp_path: Path) -> None:
    path = MAKERS[kind](tmp_path)
    alone = path.suffix == ".zip" and path.parent == tmp_path
    assert outcome(path if alone else tmp_path) == SAID[kind]


DRAWN = [kind for kind in list(MAKERS)[: list(MAKERS).index("PDF with text")] if kind != "HEIC"]


@pytest.mark.parametrize("kind", [kind for kind in DRAWN if SAID[kind].startswith("read")])
def test_a_picture_is_seen_as_it_was_drawn(kind: str, tmp_path: Path) -> None:
    """Upright and black on white, with a dark corner at each end of its upper edge."""
    page = page_picture(MAKERS[kind](tmp_path), 1)
    height, width = page.shape[:2]

    def at(x: float, y: float) -> int:
        return int(page[int(y * height) :, int(x * width) :][:8, :8].mean())

    assert at(0.9, 0.1) < 40
    assert at(0.1, 0.1) < 150
    assert min(at(0.5, 0.1), at(0.1, 0.9), at(0.9, 0.9)) > 215
