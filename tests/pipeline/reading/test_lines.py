"""Lines that hide: those the detector loses, those it ends too early, those below a seal."""

import cv2
import numpy as np
import pytest

from core.models.geometry import Box
from core.models.page import Line, Seal
from pipeline.reading.imaging.crops import Image, Quad, cut_line
from pipeline.reading.imaging.ends import drawn_out
from pipeline.reading.imaging.ink import inks_of
from pipeline.reading.imaging.separate import without_seal_ink
from pipeline.reading.imaging.stamped import without_stamped
from pipeline.reading.imaging.unread import loose_ink, unread_rows
from pipeline.reading.lines import _goes_on
from pipeline.reading.missed import detect_missed
from pipeline.reading.ocr.engine import LineReading
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.page import read_page
from pipeline.reading.sealed import _settle
from tests.pipeline.reading.drawn import HEIGHT, WIDTH, Said, page, pressed, quad, seal_at

ROWS = [
    Said(150, 200, "住所 海淀区青竹街道万和丽北路八号"),
    Said(150, 280, "注册资本 贰佰万元整"),
    Said(150, 360, "成立日期 2017年07月25日"),
    Said(150, 440, "法定代表人 陈立新"),
]


def around(row: Said, length: int, size: int = 32) -> Quad:
    return quad(row.x - 4, row.y, row.x + length, row.y + 1.4 * size)


def rows_in(picture: Image, quads: list[Quad], taken: list[Box] | None = None) -> int:
    loose = loose_ink(inks_of(picture), quads, taken or [], (WIDTH, HEIGHT))
    return len(unread_rows(loose)) if loose is not None else 0


# A second look


@pytest.mark.parametrize("lost", range(len(ROWS)))
def test_a_line_that_was_lost_is_found_again_and_read(engine: RapidOcr, lost: int) -> None:
    picture = page(ROWS)
    quads = engine.detect(picture)
    middle = ROWS[lost].y + 22
    known = [q for q in quads if abs(float(q[:, 1].mean()) - middle) > 25]
    assert len(known) < len(quads)
    found = detect_missed(picture, inks_of(picture), known, [], engine)
    texts = [r.text for r in engine.recognise([cut_line(picture, q) for q in found])]
    assert "".join(texts).replace(" ", "") == ROWS[lost].text.replace(" ", "")


def test_nothing_is_looked_for_where_every_line_is_found(engine: RapidOcr) -> None:
    picture = page(ROWS)
    assert rows_in(picture, engine.detect(picture)) == 0


def test_rules_photos_codes_and_seals_are_no_lost_lines(engine: RapidOcr) -> None:
    picture = page(ROWS)
    quads = engine.detect(picture)
    for y in (560, 620, 680):
        cv2.line(picture, (150, y), (1200, y), (60, 60, 60), 2)
    for x in (150, 500, 1200):
        cv2.line(picture, (x, 560), (x, 680), (60, 60, 60), 2)
    cv2.circle(picture, (1100, 300), 90, (50, 50, 50), 30)  # hair, and eyes within it
    cv2.ellipse(picture, (1070, 300), (14, 7), 0, 0, 360, (50, 50, 50), -1)
    cv2.ellipse(picture, (1130, 300), (14, 7), 0, 0, 360, (50, 50, 50), -1)
    rng = np.random.default_rng(3)
    for x in range(200, 500, 9):
        cv2.line(picture, (x, 760), (x, 800), (40, 40, 40), int(rng.integers(2, 5)))
    assert rows_in(picture, quads) == 0
    loose = page([*ROWS, Said(700, 800, "北京晨光")])
    assert rows_in(loose, quads) == 1
    inside = Box(690 / WIDTH, 0.78, 900 / WIDTH, 0.87)
    assert rows_in(loose, quads, [inside]) == 0


@pytest.mark.parametrize("sides", [((0, 0),), ((0, 0), (1, 1)), ((0, 1),)])
def test_the_table_that_a_page_lies_on_hides_no_lost_line(
    engine: RapidOcr, sides: tuple[tuple[int, int], ...]
) -> None:
    """It goes round all of the page, and yet is no photo with the page in it."""
    picture = page(ROWS)
    quads = engine.detect(picture)[1:]
    for right, below in sides:
        x, y = right * (WIDTH - 60), below * (HEIGHT - 60)
        picture[:, x : x + 60] = picture[y : y + 60] = (70, 60, 50)
    assert rows_in(picture, quads) == 1


def test_a_ground_full_of_ink_is_not_searched() -> None:
    words = [
        Said(150 + 300 * column, 200 + 80 * row, "京晨光数")
        for row in range(8)
        for column in range(3)
    ]
    assert rows_in(page(words), [around(words[0], 130)]) == 0


# The ends of lines


@pytest.mark.parametrize("end", ["一", "、"])
@pytest.mark.parametrize("face", ["serif", "sans", "kai"])
def test_a_line_is_drawn_out_to_its_last_thin_character(
    engine: RapidOcr, end: str, face: str
) -> None:
    said = Said(150, 200, "开福区青竹街道万和丽北路" + end)
    picture = page([said], face=face)
    short = around(said, 12 * 32)  # ends before the last of thirteen characters
    [longer] = drawn_out([short], inks_of(picture), WIDTH, HEIGHT)
    [before, after] = engine.recognise([cut_line(picture, q) for q in (short, longer)])
    assert not before.text.endswith(end)
    assert after.text == said.text


@pytest.mark.parametrize("what", ["paper", "rule", "underline", "line"])
def test_a_line_is_not_drawn_out_to_what_is_none_of_it(what: str) -> None:
    said = Said(150, 200, "开福区青竹街道万和丽北路")
    lines = [said, Said(150 + 12 * 32 + 12, 200, "乙方")] if what == "line" else [said]
    picture = page(lines)
    right = 150 + 12 * 32
    if what == "rule":
        cv2.line(picture, (right + 16, 120), (right + 16, 400), (60, 60, 60), 2)
    if what == "underline":
        cv2.line(picture, (right + 6, 236), (right + 400, 236), (60, 60, 60), 2)
    quads = [around(said, 12 * 32 + 4)]
    if what == "line":
        quads.append(quad(right + 10, 200, right + 80, 245))
    [kept, *_] = drawn_out(quads, inks_of(picture), WIDTH, HEIGHT)
    assert np.array_equal(kept, quads[0])


@pytest.mark.parametrize("faint", [1, 2, 4])
def test_a_rule_close_above_hides_no_last_mark(engine: RapidOcr, faint: int) -> None:
    """Of type that faded, whose quad takes in the edge of a dark rule."""
    said = Said(150, 200, "北京样例管理中心（")
    picture = 255 - (255 - page([said])) // faint
    cv2.line(picture, (120, 199), (700, 200), (20, 20, 20), 4)
    short = around(said, 8 * 32)
    [longer] = drawn_out([short], inks_of(picture), WIDTH, HEIGHT)
    [before, after] = engine.recognise([cut_line(picture, q) for q in (short, longer)])
    assert not before.text.endswith("（")
    assert after.text.replace("(", "（") == said.text


@pytest.mark.parametrize(
    ("text", "longer", "goes_on"),
    [
        ("三座之", LineReading("三座之一", 0.9, (), (0.9, 0.9, 0.9, 0.8)), True),
        (
            "路十五",
            LineReading("路十王、", 0.9, (), (0.9, 0.9, 0.5, 0.8)),
            True,
        ),  # its last was cut
        ("4月0日", LineReading("4月10日", 0.9, (), (0.9, 0.9, 0.4, 0.9, 0.9)), True),
        ("三座之", LineReading("三座之一", 0.9, (), (0.9, 0.9, 0.9, 0.5)), False),  # a stain
        (
            "甲方（盖章）",
            LineReading("甲方（盖营业科", 0.9, (), (0.9,) * 7),
            False,
        ),  # a seal beside it
        ("三座之一", LineReading("三座之一", 0.9, (), (0.9,) * 4), False),
    ],
)
def test_a_line_drawn_out_says_what_it_said_and_more(
    text: str, longer: LineReading, goes_on: bool
) -> None:
    assert _goes_on(text, longer) is goes_on


# What stands in a seal

NAME = "北京晨光数据科技有限公司"


def test_the_edges_of_a_seal_are_taken_out_with_its_ink() -> None:
    paper = page([])
    stamped = pressed(paper, NAME, 500, 300)
    clean = without_seal_ink(stamped, [seal_at(500, 300, NAME)], bare=True)
    before, after = (int(np.count_nonzero(one.min(axis=2) < 190)) for one in (stamped, clean))
    assert before > 10_000
    assert after < 0.02 * before


@pytest.mark.parametrize("y", [80, 140, 200])
def test_a_name_below_the_seal_of_that_name_is_read_once(engine: RapidOcr, y: int) -> None:
    rows = [Said(150, 280, "名称 " + NAME), Said(150, 360, "类型 有限责任公司")]
    read = read_page(pressed(page(rows), NAME, 330, y), engine).page
    texts = [line.text.replace(" ", "") for line in read.lines]
    assert [seal.ring for seal in read.seals] == [NAME]
    assert "".join(sorted(texts)) == "".join(sorted(row.text.replace(" ", "") for row in rows))


def line(text: str, box: Box, sealed: bool = False) -> Line:
    corners = (box.x0, box.y0, box.x1, box.y0, box.x1, box.y1, box.x0, box.y1)
    cuts = tuple(i / len(text) for i in range(len(text) + 1))
    return Line(
        text=text, box=box, quad=corners, confidence=1.0, cuts=cuts,
        certainty=(1.0,) * len(text), sealed=sealed,
    )  # fmt: skip


STAMP = Seal(
    kind="finance", text=NAME + "财务专用章", ring=NAME, centre="财务专用章", shape="round",
    colour="grey", confidence=1.0, box=Box(0.4, 0.4, 0.6, 0.6),
)  # fmt: skip
ARC = Box(0.45, 0.415, 0.55, 0.445)


@pytest.mark.parametrize(
    ("words", "box"), [("财务专用章", Box(0.44, 0.53, 0.56, 0.56)), ("晨光数据", ARC)]
)
def test_a_seals_own_words_are_no_line(words: str, box: Box) -> None:
    assert without_stamped([line(words, box)], [STAMP]) == []


@pytest.mark.parametrize(
    ("words", "box"),
    [
        ("财务专用章", Box(0.1, 0.53, 0.22, 0.56)),  # printed elsewhere
        (NAME, Box(0.35, 0.415, 0.65, 0.445)),  # wider than the seal
        ("天衡建筑", ARC),  # not its words
        ("晨光数据", Box(0.45, 0.485, 0.55, 0.515)),  # across its middle: no ring is there
    ],
)
def test_print_in_and_beside_a_seal_stays(words: str, box: Box) -> None:
    printed = line(words, box)
    assert without_stamped([printed], [STAMP]) == [printed]


def test_a_printed_name_that_goes_on_outside_the_seal_stays() -> None:
    lines = [line("晨光数据", ARC), line("科技有限公司", Box(0.57, 0.415, 0.7, 0.445))]
    assert without_stamped(lines, [STAMP]) == lines


# Two readings of a line below a seal


def test_readings_that_differ_in_spaces_alone_leave_no_doubt() -> None:
    spaced = line("8 月", ARC).model_copy(update={"certainty": (0.9, 0.2, 0.9)})
    same = _settle(spaced, LineReading("8 月", 0.9, spaced.cuts, (0.95, 0.3, 0.8)))
    assert (same.sealed, same.certainty) == (True, (0.95, 1.0, 0.9))
    close = _settle(spaced, LineReading("8月", 0.9, (0.0, 0.5, 1.0), (0.95, 0.95)))
    assert (close.sealed, close.certainty, close.text) == (True, (0.9, 1.0, 0.9), "8 月")
    other = _settle(spaced, LineReading("6月", 0.6, (0.0, 0.5, 1.0), (0.6, 0.6)))
    assert other.surety() < 0.2
