"""What is said of a picture: which paper it is, or why it was not recognised."""

import io
from typing import Any

import pytest
from PIL import Image

from core.models.document import Document, PageRef, TypeGuess
from core.models.page import FileReading, Page
from core.reasons import reason
from review.drops import telling
from review.drops.models import ShotPaper, ShotResult
from review.drops.telling import result_in_drop, shot_result
from tests.extractors.sheets import page
from validators.policy import load_policy

POLICY = load_policy()
CLEAR = page("\n会议通知各部门于本周五下午开会请准时参加\n")
SMUDGE = page("\n?某某某某 | ?某某某某 | ?某某某某\n")
BARE = Page(file="a.jpg", number=1, width=10, height=10)


def reading(*pages: Page, **more: Any) -> FileReading:
    return FileReading(
        **{"name": "a.jpg", "sha256": "00", "status": "read", "pages": pages, **more}
    )


def document(type_: str, *files: str, **more: Any) -> Document:
    refs = tuple(PageRef(file=file, page=1) for file in files or ("a.jpg",))
    return Document(**{"id": "D1", "type": type_, "confidence": 0.9, "pages": refs, **more})


def picture(brightness: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (20, 20), brightness).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("read", "small", "said"),
    [(BARE.model_copy(update={"blank": True}), None, telling.EMPTY),
     (BARE, None, telling.NO_TEXT), (BARE, picture(180), telling.NO_TEXT),
     (BARE, picture(30), telling.TOO_DARK), (SMUDGE, picture(30), telling.TOO_DARK),
     (SMUDGE, picture(180), telling.BLURRED), (CLEAR, picture(30), telling.STRANGE)],
)  # fmt: skip
def test_why_it_was_not_recognised(read: Page, small: bytes | None, said: object) -> None:
    told = shot_result(reading(read), [document("unknown")], POLICY, small)
    assert told.papers == () and told.trouble == said


def test_a_file_that_is_no_picture_says_what_it_is() -> None:
    said = reason("file.text")
    bad = reading(status="failed", error=said, error_code="no_paper")
    trouble = shot_result(bad, [], POLICY).trouble
    assert trouble is not None and trouble.zh == said and "it is a text file" in trouble.en
    torn = shot_result(reading(status="failed", error="已损坏", error_code="damaged"), [], POLICY)
    assert torn.trouble == telling.unreadable("已损坏")


def test_what_it_may_be_is_named() -> None:
    def said(*guesses: TypeGuess, **more: Any) -> str:
        papers = [document("unknown", guesses=guesses, **more)]
        trouble = shot_result(reading(CLEAR), papers, POLICY).trouble
        return trouble.zh if trouble else ""

    assert "居民身份证" in said(TypeGuess(type="id_card", confidence=0.5))
    assert said(TypeGuess(type="id_card", confidence=0.1)) == telling.STRANGE.zh
    assert "简历" in said(TypeGuess(type="foreign", confidence=0.9), foreign="简历")


def test_a_recognised_page_of_which_much_is_not_legible_is_better_taken_again() -> None:
    papers = [document("id_card", sides=("front",))]
    assert shot_result(reading(CLEAR), papers, POLICY) == ShotResult(
        papers=(ShotPaper(type="id_card", confidence=0.9, sides=("front",)),)
    )
    assert shot_result(reading(SMUDGE), papers, POLICY).trouble == telling.FAINT


def test_among_others_a_side_stays_its_own_and_a_further_page_is_known() -> None:
    front = ShotResult(papers=(ShotPaper(type="id_card", confidence=0.9, sides=("front",)),))
    card = document("id_card", "a.jpg", "b.jpg", sides=("front", "back"), role="applicant")
    (paper,) = result_in_drop(front, "a.jpg", [card]).papers
    assert (paper.sides, paper.role) == (("front",), "applicant")
    lease = document("lease_contract", "a.jpg", "c.jpg")
    further = result_in_drop(ShotResult(trouble=telling.STRANGE), "c.jpg", [lease])
    assert [one.type for one in further.papers] == ["lease_contract"] and further.trouble is None
    alone = ShotResult(trouble=telling.BLURRED)
    assert result_in_drop(alone, "d.jpg", [lease, document("unknown", "d.jpg")]) == alone
