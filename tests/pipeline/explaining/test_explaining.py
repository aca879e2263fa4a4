"""What the extractors weighed, told: nothing is left out, and it is what they decided by."""

import io
from collections.abc import Iterator
from typing import get_args

import pytest
from PIL import Image

from core.models.base import Wording
from core.models.document import Document
from core.models.page import FileReading
from core.text.sheet import TextSheet
from extractors import TYPES
from extractors.kit.places.doors import DOOR
from extractors.kit.places.settle import SUPPOSED
from extractors.packet.documents import UNKNOWN, read_documents
from extractors.packet.recognise import phrases_of, recognise
from pipeline.explaining.hiding import hidden
from pipeline.explaining.models import ExplainedPaper, ScorePart
from pipeline.explaining.papers import explain
from pipeline.explaining.picture import COLOURS, SIDE, page_pictures
from pipeline.explaining.telling import ExplanationWriter
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.pictures import Album
from tests.extractors.files import ID_BACK, ID_FRONT, contract, file
from tests.extractors.sheets import page

NUMBER = "110101199003070011"
LEASE = """
.3:房屋租赁合同
出租方：张样例 | .55:承租方：王样例
身份证号：110101198001010039 | .55:身份证号：110101199003070011
房屋坐落：北京市东城区样例街道样例路12号院3号楼401
租赁期限：2024年3月1日至2025年2月28日
月租金：5000元 | .55:押金：5000元
签订日期：2024年2月20日
"""


def told(*pictures: str) -> list[tuple[Document, ExplainedPaper]]:
    files = [file("a.pdf", *pictures)]
    return [(one, explain(one, files, TYPES)) for one in read_documents(files, TYPES)]


@pytest.fixture(scope="module")
def papers() -> list[tuple[Document, ExplainedPaper]]:
    return [*told(LEASE), *told(ID_FRONT, ID_BACK), *told(*contract())]


def parts(paper: ExplainedPaper) -> Iterator[tuple[str, ScorePart]]:
    for view in paper.pages:
        for reasons in view.types:
            yield from (("explain_type", part) for part in reasons.parts)
    for field in paper.fields:
        for one in field.candidates:
            yield from (("explain_part", part) for part in one.parts)


def test_every_part_of_a_score_has_words(papers: list[tuple[Document, ExplainedPaper]]) -> None:
    words = ReportWords("zh")
    every = [pair for _, paper in papers for pair in parts(paper)]
    assert len(every) > 200
    for group, part in every:
        assert words.say(f"{group}.{part.what}", label="", where="")
        assert not part.relation or words.say(f"explain_where.{part.relation}")


@pytest.mark.parametrize("part", [DOOR, *SUPPOSED])
def test_what_is_told_by_elimination_has_words_too(part: str) -> None:
    zh, en = (ReportWords(language).say(f"explain_part.{part}") for language in get_args(Language))
    assert zh and en and zh != en


def test_a_score_is_the_sum_of_its_parts(papers: list[tuple[Document, ExplainedPaper]]) -> None:
    for _, paper in papers:
        for field in paper.fields:
            for one in field.candidates:
                assert sum(part.worth for part in one.parts) == pytest.approx(one.score, abs=0.05)
        for view in paper.pages:
            for reasons in view.types:
                total = sum(part.worth for part in reasons.parts)
                assert total == pytest.approx(reasons.score, abs=0.05)


def test_what_is_chosen_is_what_the_document_has(
    papers: list[tuple[Document, ExplainedPaper]],
) -> None:
    for document, paper in papers:
        fields = {field.name: field for field in paper.fields}
        assert fields.keys() >= document.fields.keys()
        for name, read in document.fields.items():
            chosen = fields[name].chosen
            if chosen is not None and not chosen.blank and read.value is not None:
                assert chosen.value == read.value
                assert read.box is not None and chosen.place.box.overlap(read.box) > 0.9
            assert fields[name].characters * fields[name].placed == pytest.approx(
                min(read.confidence, read.placed), abs=0.001
            )


def test_who_took_a_place_is_named() -> None:
    ((_, paper),) = told(LEASE)
    ends = next(field for field in paper.fields if field.name == "lease_end")
    start = next(one for one in ends.candidates if one.value == "2024-03-01")
    assert start.taken_by == "lease_start" and not start.chosen
    assert next(mark for mark, _ in ends.rivals) == ""  # it is drawn as the other's place


def test_phrases_add_up_to_what_recognised_the_page() -> None:
    """What is told is counted as the deciding code counts it, before long lists are tempered."""
    sheet = TextSheet.of(page(ID_BACK))
    best = recognise(sheet, TYPES).best
    assert best is not None
    phrases = phrases_of(sheet, TYPES, best.kind)
    assert ("签发机关", pytest.approx(3.0, abs=0.5)) in phrases
    assert sum(worth for _, worth in phrases) >= best.evidence.parts["phrases"]


def test_a_page_that_is_of_a_contract_by_its_neighbours_says_so() -> None:
    ((_, paper),) = told(*contract(), "十一、劳动报酬按月发放。")
    follows = {view.page: view.follows for view in paper.pages}
    assert follows == {1: False, 2: False, 3: False, 4: True}
    assert [view.page for view in paper.pages] == [1, 2, 4, 3]  # the signatures' page comes last
    assert "随前一页" in "\n".join(teller("zh").paper(paper))


def test_a_page_of_no_type_is_shown_with_what_it_resembles() -> None:
    ((document, paper),) = told("承租方：王样例\n押金：一个月\n租期：一年")
    assert document.type == UNKNOWN and paper.fields == ()
    assert paper.pages[0].types and paper.pages[0].rows
    lines = list(teller("zh").paper(paper))
    assert lines[0].startswith("D1 未能识别的材料") and "没有可提取的字段。" in lines


def teller(lang: Language) -> ExplanationWriter:
    return ExplanationWriter(
        ReportWords(lang), {"id_card": Wording(zh="居民身份证", en="Identity card")}
    )


@pytest.mark.parametrize("number", [NUMBER, "110101199003070012"])  # and one that was misread
def test_identity_numbers_are_hidden(number: str) -> None:
    ((_, paper),) = told(ID_FRONT.replace(NUMBER, number), ID_BACK)
    for shown, there in ((paper, True), (hidden(paper), False)):
        field = next(one for one in shown.fields if one.name == "id_number")
        lines = "\n".join(teller("en").field(shown, field)) + field.model_dump_json()
        assert (number in lines) == there and field.candidates


class White:
    """Pictures of empty pages."""

    def page(self, file: str, page: int) -> bytes | None:
        out = io.BytesIO()
        Image.new("RGB", (620, 877), "white").save(out, "PNG")
        return out.getvalue() if page == 1 else None


def test_a_picture_shows_labels_choices_and_what_nearly_was() -> None:
    ((_, paper),) = told(LEASE)
    lessor = next(field for field in paper.fields if field.name == "lessor")
    ((key, data),) = page_pictures(paper, Album(White(), {}), lessor)
    assert key == ("a.pdf", 1) and data is not None
    with Image.open(io.BytesIO(data)) as opened:
        assert min(opened.size) == SIDE
        colours = opened.convert("RGB").getcolors(1 << 24) or []
    seen = {colour for _, colour in colours}
    assert {COLOURS["chosen"], COLOURS["label"], COLOURS["own label"]} <= seen


def test_a_page_without_a_picture_gives_none() -> None:
    files: list[FileReading] = [file("a.pdf", ID_FRONT, ID_BACK)]
    (card,) = read_documents(files, TYPES)
    drawn = list(page_pictures(explain(card, files, TYPES), Album(White(), {})))
    assert [data is None for _, data in drawn] == [False, True]
