"""Documents after what people put right: old ones untouched, new ones read anew, never surer."""

from datetime import date

import pytest

from core.models.application import Application
from core.models.document import FOREIGN, Document
from core.models.edit import Aside, Edit, Fill, Merge, Move, Pages, Retype, Split, Turn
from core.models.geometry import Box
from core.models.material import Assumption, Material, sheets_of
from core.models.page import FileReading
from extractors import TYPES
from extractors.packet.documents import read_documents
from pipeline.edits.applied import NO_FIELD, NO_READINGS, NO_TYPE, RebuildTools, missing_of
from pipeline.edits.grouping import Lapsed
from pipeline.edits.kept import Kept, Turned
from pipeline.edits.material import ASKEW, edited
from pipeline.edits.names import names_of
from pipeline.edits.result import Edited
from pipeline.reading.ocr.setup import Setup
from pipeline.reporting.build import report_file
from pipeline.settling.legible import unread
from pipeline.settling.trust import Trust
from pipeline.settling.verify import verify
from pipeline.settling.weighing import weighed
from tests.extractors.files import ID_BACK, ID_FRONT, contract, file
from tests.pipeline.test_run import BEST, NOTICE, SECOND, SMUDGE
from validators.facts.roles import assign_roles
from validators.policy import load_policy

COVER, FIRST, LAST = contract()
POLICY = load_policy()
TRUST = Trust(Setup(BEST, SECOND))
BOX = Box(0.1, 0.2, 0.3, 0.24)


def files() -> tuple[FileReading, ...]:
    """A contract of three pages, a card of two, a notice, a smudge and a blank page."""
    return (
        file("合同.pdf", COVER, FIRST, LAST),
        file("证.pdf", ID_FRONT, ID_BACK),
        file("其他.pdf", NOTICE, SMUDGE, ""),
    )


def material(read: tuple[FileReading, ...]) -> Material:
    pages = [page for one in read for page in one.pages]
    once = verify(read_documents(read, TYPES), pages, lambda page, boxes: [{} for _ in boxes])
    documents = assign_roles(weighed(once, pages, TRUST, POLICY.threshold), Application(), POLICY)
    unclear = unread(read, documents)
    return Material(
        packet="一号", key="k", service="new_permit", day=date(2025, 10, 15), day_given=True,
        application=Application(), documents=documents,
        files=tuple(report_file(one) for one in read), sheets=sheets_of(read),
        unread=tuple(unclear), unread_why=unclear, edition=POLICY.version,
    )  # fmt: skip


READ = files()
MATERIAL = material(READ)
KEPT = Kept(files=READ)
NAMES = names_of(MATERIAL)


def pages_of(type_: str) -> Pages:
    return next(pages for pages, one in NAMES.documents.items() if one.type == type_)


CONTRACT, CARD = pages_of("labor_contract"), pages_of("id_card")
NOTE, SMEARED = (p for p, one in NAMES.documents.items() if one.type == "unknown")


def after(*edits: Edit, kept: Kept | None = KEPT, trust: Trust | None = TRUST) -> Edited:
    return edited(MATERIAL, edits, RebuildTools(kept, trust, POLICY.threshold), POLICY)


def of(found: Edited, pages: Pages) -> Document:
    name = next(name for name, own in found.papers.items() if own == pages)
    return next(one for one in found.material.documents if one.id == name)


def test_without_edits_nothing_changes() -> None:
    assert after().material == MATERIAL
    assert sorted(after().papers) == sorted(one.id for one in MATERIAL.documents)


def test_what_an_edit_does_not_touch_is_what_it_was() -> None:
    found = after(Split(pages=CONTRACT, at=CONTRACT[2]))
    before = {one.id: one for one in MATERIAL.documents}
    kept = [one for one in found.material.documents if one.id in before]
    assert len(kept) == len(before) - 1
    assert all(one.fields == before[one.id].fields for one in kept)


def test_what_is_split_and_merged_again_is_the_document_that_was_read() -> None:
    halves: list[Edit] = [Split(pages=CONTRACT, at=CONTRACT[1]),
              Merge(pages=CONTRACT[:1], others=CONTRACT[1:])]  # fmt: skip
    assert of(after(*halves), CONTRACT) == of(after(), CONTRACT)


def test_a_half_is_read_anew_from_its_own_pages() -> None:
    found = after(Split(pages=CONTRACT, at=CONTRACT[1]))
    first, rest = of(found, CONTRACT[:1]), of(found, CONTRACT[1:])
    assert first.type == rest.type == "labor_contract"
    assert {one.page.page for one in rest.fields.values() if one.page} <= {2, 3}
    assert {ref.page for ref in first.pages} == {1} and {ref.page for ref in rest.pages} == {2, 3}
    assert first.id != rest.id and first.id.startswith("D1-") and rest.id.startswith("D1-")


def test_values_read_anew_are_never_surer_than_one_reading_makes_them() -> None:
    told = after(Retype(pages=CARD, type="labor_contract"), Retype(pages=CARD, type="id_card"))
    assert of(told, CARD).fields == of(after(), CARD).fields
    alone = after(Split(pages=CARD, at=CARD[1]))
    number = of(alone, CARD[:1]).fields["id_number"]
    assert number.value == of(after(), CARD).fields["id_number"].value
    assert number.confidence <= of(after(), CARD).fields["id_number"].confidence


def test_without_readers_that_are_known_nothing_read_anew_is_sure() -> None:
    found = after(Split(pages=CARD, at=CARD[1]), trust=None)
    fields = of(found, CARD[:1]).fields.values()
    assert fields and all(one.confidence <= 0.5 for one in fields)


def test_a_person_s_type_is_sure_and_no_other_paper_hides_there() -> None:
    found = of(after(Retype(pages=NOTE, type="power_of_attorney")), NOTE)
    assert (found.type, found.confidence, found.likeness) == ("power_of_attorney", 1.0, ())
    assert [(one.type, one.confidence) for one in found.guesses] == [("power_of_attorney", 1.0)]


def test_what_is_none_of_ours_may_be_nothing_else() -> None:
    assert any("第 2 页" in name for name in MATERIAL.unread)
    found = after(Retype(pages=SMEARED, type="unknown"))
    paper = of(found, SMEARED)
    assert (paper.type, paper.guesses[0].type, paper.foreign) == ("unknown", FOREIGN, "其他材料")
    assert found.material.unread == ()


def test_a_page_nobody_could_read_may_be_any_paper_still_after_other_edits() -> None:
    found = after(Split(pages=CONTRACT, at=CONTRACT[1]))
    assert found.material.unread == MATERIAL.unread


def test_what_is_laid_aside_counts_no_more_and_is_told() -> None:
    found = after(Aside(pages=CONTRACT, reason="other_case", which="李四"))
    assert CONTRACT not in found.papers.values()
    assert all(one.type != "labor_contract" for one in found.material.documents)
    assert [(one.reason, one.document.type) for one in found.aside] == [
        ("other_case", "labor_contract")
    ]
    assert any("属于别的申请：李四" in note.text for note in found.material.assumed)


def test_what_is_filled_in_stands_where_it_was_framed() -> None:
    missing = missing_of(of(after(), CONTRACT))
    fill = Fill(pages=CONTRACT, field=missing[0], value="内容", page=CONTRACT[1], box=BOX)
    field = of(after(fill), CONTRACT).fields[missing[0]]
    assert (field.value, field.confidence, field.box) == ("内容", 1.0, BOX)
    assert field.page is not None and (field.page.file, field.page.page) == ("合同.pdf", 2)
    assert field.readings[0].source == "person"
    assert missing[0] not in missing_of(of(after(fill), CONTRACT))


def test_a_field_that_the_type_has_not_is_refused() -> None:
    fill = Fill(pages=NOTE, field="rent", value="9", page=NOTE[0], box=BOX)
    with pytest.raises(Lapsed) as error:
        after(fill)
    assert error.value.text == NO_FIELD


def test_a_type_that_is_none_is_refused() -> None:
    with pytest.raises(Lapsed) as error:
        after(Retype(pages=NOTE, type="letter"))
    assert error.value.text == NO_TYPE


def test_without_readings_what_needs_none_still_works() -> None:
    missing = missing_of(of(after(), CONTRACT))
    fill = Fill(pages=CONTRACT, field=missing[0], value="内容", page=CONTRACT[1], box=BOX)
    aside = Aside(pages=CARD, reason="not_needed")
    assert after(fill, aside, kept=None).papers == after(fill, aside).papers
    with pytest.raises(Lapsed) as error:
        after(Split(pages=CONTRACT, at=CONTRACT[1]), kept=None)
    assert error.value.text == NO_READINGS


def test_a_page_read_again_takes_the_place_of_what_was_read() -> None:
    """The smudge lay on its side; upright it is the front of a card."""
    front = READ[1].pages[0].model_copy(update={"file": "其他.pdf", "number": 2, "rotation": 90})
    kept = Kept(files=READ, turned=(Turned(page=SMEARED[0], rotation=90, reading=front),))
    found = after(Turn(page=SMEARED[0], rotation=90), kept=kept)
    paper = of(found, SMEARED)
    assert (paper.type, paper.pages[0].rotation) == ("id_card", 90)
    sheet = next(one for one in found.material.sheets if (one.file, one.page) == ("其他.pdf", 2))
    assert sheet.rotation == 90 and found.material.unread == ()
    turn, move = Turn(page=SMEARED[0], rotation=90), Move(page=CARD[1], to=SMEARED, at=1)
    merged = after(turn, move, kept=kept)
    assert of(merged, (*SMEARED, CARD[-1])).sides == ("front", "back")


def test_what_lies_in_another_direction_on_a_page_read_again_may_be_any_paper() -> None:
    seen = READ[1].pages[0].model_copy(update={"file": "合同.pdf", "number": 3})
    reading = seen.model_copy(update={"askew": (READ[1].pages[1],)})
    kept = Kept(files=READ, turned=(Turned(page=CONTRACT[2], rotation=0, reading=reading),))
    found = after(Turn(page=CONTRACT[2], rotation=0), kept=kept)
    assert "合同.pdf 第 3 页" in found.material.unread
    assert found.material.unread_why["合同.pdf 第 3 页"] == ASKEW


def test_the_service_is_told_anew_by_the_forms_where_they_told_it() -> None:
    nobody = MATERIAL.model_copy(
        update={"service": None, "assumed": (Assumption(text="未提供业务类型", about="service"),)}
    )
    edit = Retype(pages=NOTE, type="application_form_renewal")
    means = RebuildTools(KEPT, TRUST, POLICY.threshold)
    assert edited(nobody, [edit], means, POLICY).material.service == "renewal"
    assert after(edit).material.service == "new_permit"


def test_pages_are_named_by_content_whatever_their_files_are_called() -> None:
    def called(one: FileReading) -> FileReading:
        pages = tuple(page.model_copy(update={"file": f"新{one.name}"}) for page in one.pages)
        return one.model_copy(update={"name": f"新{one.name}", "pages": pages})

    renamed = names_of(material(tuple(called(one) for one in READ)))
    assert renamed.order == NAMES.order and len(NAMES.order) == 8
    assert renamed.grouping() == NAMES.grouping()


def test_two_papers_on_one_page_are_two_names_of_it() -> None:
    both = f"{ID_FRONT}\n\n\n\n{ID_BACK}"
    papers = (file("a.pdf", both),)
    cut = material(papers)
    twice = cut.model_copy(
        update={"documents": (*cut.documents, cut.documents[0].model_copy(update={"id": "D2"}))}
    )
    assert [(one.number, one.part) for one in names_of(twice).order] == [(1, 0), (1, 1)]
