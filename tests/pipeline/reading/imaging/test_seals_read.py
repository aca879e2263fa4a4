"""Seals read with the real engine, from small generated stamps."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.models.geometry import Box
from pipeline.reading.imaging.seals import find_seals, seal_lines
from pipeline.reading.imaging.separate import Image
from pipeline.reading.imaging.votes import ReadLines, ScoredText
from pipeline.reading.ocr.rapid import RapidOcr

STAMPS = Path(__file__).parent / "seals"


@pytest.fixture(scope="module")
def read(engine: RapidOcr) -> ReadLines:
    def lines(images: Sequence[Image]) -> list[ScoredText]:
        return [ScoredText(found.text, found.certainty) for found in engine.recognise(images)]

    return lines


def stamp(name: str) -> Image:
    image = cv2.imread(str(STAMPS / f"{name}.png"))
    assert image is not None
    return np.asarray(image, dtype=np.uint8)


@pytest.mark.parametrize(
    ("name", "kind", "shape", "colour", "ring", "centre", "code"),
    [
        ("official", "official", "round", "red", "北京样例云图科技有限公司", "", "1101080123456"),
        ("official_bw", "official", "round", "grey", "北京样例云图科技有限公司", "", None),
        (
            "finance_over_text",
            "finance",
            "round",
            "red",
            "北京青禾电子技术有限责任公司",
            "财务专用章",
            "",
        ),
        ("agency_grey", "agency", "round", "grey", "青州市公安局城南派出所", "户口专用章", ""),
        (
            "agency_blue_oval",
            "agency",
            "oval",
            "blue",
            "教育部学位与研究生教育发展中心",
            "学位认证专用章",
            "",
        ),
        (
            "invoice_oval",
            "invoice",
            "oval",
            "red",
            "北京样例云图科技有限公司",
            "发票专用章",
            "91110101MA0012345X",
        ),
        (
            "finance_square",
            "finance",
            "square",
            "red",
            "北京样例云图科技有限公司",
            "财务专用章",
            "",
        ),
        ("name_square", "name", "square", "red", "林墨之印", "", ""),
        ("faint_warm", "agency", "round", "red", "青州市不动产登记中心", "登记专用章", ""),
    ],
)
def test_a_stamp_is_found_and_read(
    name: str,
    kind: str,
    shape: str,
    colour: str,
    ring: str,
    centre: str,
    code: str | None,
    read: ReadLines,
) -> None:
    (seal,) = find_seals(stamp(name), read)
    assert (seal.kind, seal.shape, seal.colour) == (kind, shape, colour)
    assert (seal.ring, seal.centre, seal.text) == (ring, centre, ring + centre)
    assert code is None or seal.code == code
    assert seal.confidence > 0.8


def test_an_oval_whose_text_is_on_a_circle_is_read_to_its_ends(read: ReadLines) -> None:
    """Its first and last characters are deeper below the rim than those in its middle."""
    (seal,) = find_seals(stamp("finance_oval_bent"), read)
    assert (seal.kind, seal.shape) == ("finance", "oval")
    assert (seal.ring, seal.centre) == ("北京样例岚桥基金管理有限公司", "财务专用章")


def test_two_seals_that_overlap_are_both_read(read: ReadLines) -> None:
    seals = find_seals(stamp("overlapping"), read)
    assert [seal.ring for seal in seals] == ["北京样例云图科技有限公司", "青州市人民政府"]
    assert [seal.kind for seal in seals] == ["official", "agency"]


def test_a_seal_cut_by_the_edge_is_found_and_not_trusted(read: ReadLines) -> None:
    whole = stamp("official")
    cut = np.full_like(whole, 255)
    cut[:, :360] = whole[:, 280:]
    (seal,) = find_seals(cut, read)
    assert seal.box.x0 == 0.0
    assert seal.confidence < 0.6


@pytest.mark.parametrize("name", ["official", "official_bw"])
def test_the_name_on_a_ring_fits_it_and_a_like_one_does_not(name: str) -> None:
    engine = RapidOcr()
    image = stamp(name)
    (seal,) = find_seals(
        image, lambda images: [ScoredText(r.text, r.certainty) for r in engine.recognise(images)]
    )
    (lines,) = seal_lines(image, [seal.box], "ring")
    names = ["北京样例云图科技有限公司", "北京样例云团科技有限公司", "北京测试信息咨询有限公司"]
    own, like, other = (max(engine.fit([line], [one])[0] for line in lines) for one in names)
    assert own > 0.3
    assert like < 0.1 and other < 0.01


def test_no_ring_lines_where_no_seal_stands() -> None:
    assert seal_lines(stamp("official"), [Box(0.0, 0.0, 0.05, 0.05)], "ring") == [[]]


def test_a_square_seal_of_five_columns(read: ReadLines) -> None:
    """Written from top to bottom and from the right; the last column holds one character."""
    cut = stamp("finance_columns")
    page = np.full((1600, 1130, 3), 245, dtype=np.uint8)
    page[900 : 900 + cut.shape[0], 600 : 600 + cut.shape[1]] = cut
    (seal,) = find_seals(page, read)
    assert (seal.kind, seal.shape, seal.centre) == ("finance", "square", "财务专用章")
    assert seal.ring.startswith("北京测试") and seal.ring.endswith("技术有限责任公司")


def test_a_square_seal_whose_rows_slant_and_touch(read: ReadLines) -> None:
    cut = stamp("finance_tight")
    page = np.full((1600, 1130, 3), 245, dtype=np.uint8)
    page[900 : 900 + cut.shape[0], 300 : 300 + cut.shape[1]] = cut
    (seal,) = find_seals(page, read)
    assert (seal.kind, seal.ring) == ("finance", "北京青禾云创软件有限公司")


def test_the_words_in_a_seals_middle_fit_it_and_others_do_not() -> None:
    engine = RapidOcr()
    image = stamp("finance_over_text")
    (seal,) = find_seals(
        image, lambda images: [ScoredText(r.text, r.certainty) for r in engine.recognise(images)]
    )
    (lines,) = seal_lines(image, [seal.box], "centre")
    words = ["财务专用章", "合同专用章", "发票专用章"]
    own, *others = (max(engine.fit([line], [one])[0] for line in lines) for one in words)
    assert own > 0.3
    assert max(others) < 0.001
