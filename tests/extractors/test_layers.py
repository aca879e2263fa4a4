"""A PDF's text layer is a claim: a value that agrees is sure, one that differs is in doubt."""

import pytest

from core.models.document import Document
from core.models.page import Page
from extractors import TYPES
from extractors.packet.documents import LAYER_DIFFERS, read_documents
from extractors.packet.layers import AGREED, DIFFERENT, ONE_ONLY
from tests.extractors.files import ID_FRONT, file
from tests.extractors.sheets import page, place_of


def claimed(seen: str, layer: str) -> Page:
    """The page as seen, with a different text layer."""
    return page(seen).model_copy(update={"layer": page(layer).lines})


def read(seen: str, layer: str) -> Document:
    (document,) = read_documents([file("a", claimed(seen, layer))], TYPES)
    assert document.type == "id_card"
    return document


def test_what_page_and_layer_agree_on_is_sure() -> None:
    document = read(ID_FRONT.replace("姓名 ", "姓名 | ?"), ID_FRONT)
    name = document.fields["name"]
    assert (name.value, name.confidence, name.trouble) == ("王样例", AGREED, None)
    assert [reading.source for reading in name.readings] == ["page", "layer"]
    assert document.troubles == ()


def test_what_they_differ_on_is_in_doubt_and_the_page_counts() -> None:
    document = read(ID_FRONT, ID_FRONT.replace("1990年3月7日", "1990年3月17日"))
    birth = document.fields["birth_date"]
    assert birth.value == "1990-03-07"
    assert birth.confidence <= DIFFERENT
    assert birth.trouble is not None and "1990-03-17" in birth.trouble
    assert {reading.source: reading.value for reading in birth.readings} == {
        "page": "1990-03-07",
        "layer": "1990-03-17",
    }
    assert document.fields["id_number"].confidence == AGREED


def test_what_only_the_layer_says_is_hardly_believed() -> None:
    document = read(ID_FRONT.replace("性别 男 | ", ""), ID_FRONT)
    sex = document.fields["sex"]
    assert (sex.value, sex.confidence) == ("男", ONE_ONLY)
    assert sex.trouble is not None


def test_what_only_the_page_says_stays_as_it_was() -> None:
    document = read(ID_FRONT, ID_FRONT.replace("性别 男 | ", ""))
    assert (document.fields["sex"].value, document.fields["sex"].confidence) == ("男", 0.99)


def test_a_layer_that_is_another_text_is_not_asked_and_said() -> None:
    garbage = "\n".join(f"侘寂の美 {n} フ゜ラ" for n in range(8))
    document = read(ID_FRONT, garbage)
    assert LAYER_DIFFERS in document.troubles
    assert document.fields["id_number"].confidence == 0.99
    assert document.fields["id_number"].readings == ()


def test_no_layer_is_no_trouble() -> None:
    (document,) = read_documents([file("a", ID_FRONT)], TYPES)
    assert document.troubles == ()
    assert document.fields["name"].readings == ()


def test_the_place_is_the_pages() -> None:
    """The layer may be elsewhere; the box shows the place that was seen."""
    document = read(ID_FRONT, "\n\n\n" + ID_FRONT)
    assert document.fields["name"].box == place_of(page(ID_FRONT), "王样例")


def vouched(seen: str, layer: str, lowered: str = "") -> Document:
    """The same in a file signed by trusted issuers; lines with `lowered` are read unsurely."""
    shown = claimed(seen, layer).model_copy(update={"vouched": True})
    lines = tuple(
        line.doubted(0.6) if lowered and lowered in line.text else line for line in shown.lines
    )
    (document,) = read_documents([file("a", shown.model_copy(update={"lines": lines}))], TYPES)
    return document


def test_a_signed_layer_tells_what_was_not_read() -> None:
    name = vouched(ID_FRONT.replace("王样例", "?*?"), ID_FRONT, lowered="?*").fields["name"]
    assert (name.value, name.trouble) == ("王样例", None)
    assert name.confidence == AGREED


def test_a_signed_layer_tells_nothing_where_nothing_is_printed() -> None:
    """White on white, or beside the page's own lines: the page does not show it."""
    sex = vouched(ID_FRONT.replace("性别 男 | ", ""), ID_FRONT).fields["sex"]
    assert (sex.confidence, sex.trouble is not None) == (ONE_ONLY, True)


def test_a_signed_layer_settles_an_unsure_reading_that_is_near() -> None:
    seen = ID_FRONT.replace("1990年3月7日", "1990年3月1日")
    birth = vouched(seen, ID_FRONT, lowered="1990年3月").fields["birth_date"]
    assert (birth.value, birth.confidence, birth.trouble) == ("1990-03-07", AGREED, None)
    assert {reading.source for reading in birth.readings} == {"page", "layer"}


def test_a_signed_layer_is_no_excuse_for_what_the_page_surely_says() -> None:
    birth = vouched(ID_FRONT, ID_FRONT.replace("3月7日", "3月17日")).fields["birth_date"]
    assert birth.value == "1990-03-07"
    assert birth.confidence <= DIFFERENT and birth.trouble is not None


def test_nor_for_an_unsure_reading_that_is_quite_another() -> None:
    seen = ID_FRONT.replace("1990年3月7日", "2011年12月28日")
    birth = vouched(seen, ID_FRONT, lowered="2011年").fields["birth_date"]
    assert birth.confidence <= DIFFERENT and birth.trouble is not None


@pytest.mark.parametrize(
    "layer",
    [
        "\n".join("\ufffd" * 12 for _ in range(8)),  # glyphs without a character map
        "\n".join("\ue012\ue033\ue0a1" * 4 for _ in range(8)),  # a private map
        "\n".join("!\"#$%&'()*+" for _ in range(8)),  # glyph numbers taken for characters
    ],
)
def test_a_font_that_names_no_characters_is_nobodys_claim(layer: str) -> None:
    document = read(ID_FRONT, layer)
    assert document.layer == "none" and document.troubles == ()
    assert document.fields["id_number"].confidence == 0.99
