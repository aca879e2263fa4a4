"""The two sides of cards: joined if the match is clear, otherwise left separate."""

import pytest

from core.models.document import Document
from core.models.page import FileReading
from extractors import TYPES
from extractors.packet.cards import UNSURE
from extractors.packet.documents import read_documents
from tests.extractors.files import ID_BACK, ID_FRONT, OTHER_BACK, OTHER_FRONT, file

FAR_BACK = ID_BACK.replace("北京市公安局东城分局", "").replace("2019.05.20", "2018.01.01")


def cards(*files: FileReading) -> list[Document]:
    return [d for d in read_documents(files, TYPES) if d.type == "id_card"]


def terms(documents: list[Document]) -> dict[str | None, str | None]:
    """The end of each card's term, by holder."""
    found = {}
    for document in documents:
        name, end = document.fields.get("name"), document.fields.get("valid_to")
        found[name.value if name else None] = end.value if end else None
    return found


BOTH = {"王样例": "2039-05-20", "李样例": "2036-08-08"}


def test_both_sides_on_one_page() -> None:
    (card,) = cards(file("a", ID_FRONT + "\n\n\n" + ID_BACK))
    assert card.sides == ("front", "back")
    assert terms([card]) == {"王样例": "2039-05-20"}


@pytest.mark.parametrize(
    "files",
    [
        [file("a", ID_FRONT, ID_BACK)],
        [file("a", ID_BACK, ID_FRONT)],
        [file("a", ID_FRONT), file("b", ID_BACK)],
        [file("a", ID_BACK), file("b", ID_FRONT)],
    ],
)
def test_one_card_on_two_pages(files: list[FileReading]) -> None:
    (card,) = cards(*files)
    assert set(card.sides) == {"front", "back"}
    assert len(card.pages) == 2
    assert terms([card]) == {"王样例": "2039-05-20"}
    assert card.troubles == ()


@pytest.mark.parametrize(
    "files",
    [
        [file("a", ID_FRONT, ID_BACK, OTHER_FRONT, OTHER_BACK)],
        [file("a", ID_BACK, ID_FRONT, OTHER_BACK, OTHER_FRONT)],  # backs first
        [file("a", ID_FRONT, OTHER_FRONT, OTHER_BACK, ID_BACK)],  # by the issuing office
        [file("a", ID_FRONT, OTHER_FRONT), file("b", OTHER_BACK, ID_BACK)],
        [
            file(n, t)
            for n, t in zip("abcd", (OTHER_BACK, ID_FRONT, ID_BACK, OTHER_FRONT), strict=True)
        ],
    ],
)
def test_two_cards(files: list[FileReading]) -> None:
    found = cards(*files)
    assert terms(found) == BOTH
    assert all(card.troubles == () for card in found)


@pytest.mark.parametrize(
    "files",
    [
        [file("a", ID_FRONT, OTHER_FRONT, FAR_BACK, FAR_BACK)],
        [file("a", ID_FRONT), file("b", OTHER_FRONT), file("c", FAR_BACK)],
    ],
)
def test_what_cannot_be_told_stays_apart_and_says_so(files: list[FileReading]) -> None:
    found = cards(*files)
    assert all(len(card.sides) == 1 for card in found)
    assert all(card.troubles == (UNSURE,) for card in found)
    assert terms(found)["王样例"] is None and terms(found)["李样例"] is None


def test_a_front_alone_is_a_front() -> None:
    (card,) = cards(file("a", ID_FRONT))
    assert (card.sides, card.troubles) == (("front",), ())


def test_a_card_is_as_sure_as_its_less_sure_side() -> None:
    both = cards(file("a", ID_FRONT), file("b", ID_BACK))
    fronts, backs = cards(file("a", ID_FRONT)), cards(file("b", ID_BACK))
    assert both[0].confidence == min(fronts[0].confidence, backs[0].confidence)


def test_a_back_whose_pale_labels_were_not_read_is_still_a_back() -> None:
    bare = ID_BACK.replace("签发机关 | ", ".4:").replace("有效期限 | ", ".4:")
    (card,) = cards(file("a", ID_FRONT, bare))
    assert set(card.sides) == {"front", "back"}
    assert terms([card]) == {"王样例": "2039-05-20"}
    issuer = card.fields["issuer"].value
    assert issuer == "北京市公安局东城分局"
