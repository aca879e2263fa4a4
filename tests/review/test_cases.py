"""Which case a submission is of, and several submissions as one material."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models.document import Document
from core.models.material import Sheet
from core.models.report import ReportFile
from core.reasons import english_or
from pipeline.judging import judge_material
from review.cases import carrying
from review.cases.matching import CaseMatch, match, proposed, surely
from review.cases.merging import merge, merged_record
from review.cases.models import CaseKeys, KnownCase, SubmissionMaterial
from review.cases.naming import called
from review.cases.progress import progress
from review.cases.replacing import replaces
from tests.review.conftest import fields, lacking, material
from tests.validators.kit import field, paper
from validators.policy import load_policy

POLICY = load_policy()
WHOLE = CaseKeys(person="p", unit="u", service="renewal", name="张三", unit_name="甲公司")
SENT_BACK = {"state": "closed", "closed": "supplement"}
words = st.sampled_from(["", "a", "b"])
marks = st.builds(
    CaseKeys, number=words, person=words, name=words, unit=words, unit_name=words, service=words,
    people=st.frozensets(st.sampled_from(["a", "b"])),
)  # fmt: skip
cases = st.builds(
    lambda own, how: KnownCase(key="k", marks=own, state="open" if how == "open" else "closed",
                           closed=None if how == "open" else how),
    marks, st.sampled_from(["open", "supplement", "accept", "reject"]),
)  # fmt: skip


def waiting(key: str = "c", **more: object) -> KnownCase:
    return KnownCase.model_validate({"key": key, "marks": WHOLE, **SENT_BACK, **more})


def test_what_waits_for_its_supplement_gets_it() -> None:
    assert match(WHOLE, [waiting()]) == CaseMatch("c")


@pytest.mark.parametrize(
    ("new", "case", "reason"),
    [
        (WHOLE, waiting(state="open", closed=None), "open"),
        (WHOLE.model_copy(update={"service": "new_permit"}), waiting(), "service"),
        (WHOLE.model_copy(update={"unit": ""}), waiting(), "person"),
        (CaseKeys(people=frozenset({"p"})), waiting(), "person"),
        (CaseKeys(name="张三"), waiting(), "name"),
        (WHOLE, waiting(closed="accept"), None),
        (WHOLE.model_copy(update={"person": "q"}), waiting(), None),
        (WHOLE.model_copy(update={"unit": "v"}), waiting(), None),
    ],
)
def test_what_is_not_sure_is_asked(new: CaseKeys, case: KnownCase, reason: str | None) -> None:
    found = match(new, [case])
    assert found.case is None
    assert [guess.reason for guess in found.guesses] == ([reason] if reason else [])


def test_the_number_of_the_application_goes_before_all() -> None:
    numbered = WHOLE.model_copy(update={"number": "7"})
    opened = waiting(marks=numbered, state="open", closed=None)
    assert match(CaseKeys(number="7"), [opened]).case == "c"
    other = numbered.model_copy(update={"number": "8"})
    assert match(other, [waiting(marks=numbered)]) == CaseMatch()
    closed = waiting(marks=numbered, closed="accept")
    assert [one.reason for one in match(numbered, [closed]).guesses] == ["closed"]
    stranger = numbered.model_copy(update={"person": "q"})
    assert [one.reason for one in match(stranger, [opened]).guesses] == ["number"]


def test_of_two_that_fit_a_person_chooses() -> None:
    found = match(WHOLE, [waiting("one"), waiting("two")])
    assert found.case is None
    assert [(one.key, one.reason) for one in found.guesses] == [
        ("one", "several"),
        ("two", "several"),
    ]


@given(marks, cases)
def test_nothing_is_taken_over_on_a_doubt(new: CaseKeys, case: KnownCase) -> None:
    """Two persons, two numbers, two services, or a case that is over: never without asking."""
    own = case.marks
    if surely(new, case):
        assert not case.over
        for mine, theirs in ((new.person, own.person), (new.number, own.number),
                             (new.service, own.service)):  # fmt: skip
            assert not mine or not theirs or mine == theirs
        assert (new.number and new.number == own.number) or (
            case.waits and all((new.person, new.unit, new.service))
        )
    if new.person and own.person and new.person != own.person and new.number != own.number:
        assert proposed(new, case) is None


def part(number: int, *papers: Document, pages: str = "", **more: object) -> SubmissionMaterial:
    """A submission whose pages show these letters."""
    shown = pages or chr(ord("a") + number)
    sheets = tuple(Sheet(file="扫描件.pdf", page=n) for n in range(1, len(shown) + 1))
    file = ReportFile(name="扫描件.pdf", sha256=shown, pages=len(shown), status="read")
    made = material(*papers, sheets=sheets, files=(file,), **more)
    return SubmissionMaterial(number=number, material=made, contents=tuple(shown))


def fates(*parts: SubmissionMaterial, **said: bool) -> dict[str, str]:
    return {one.document: one.fate for one in merge(parts, POLICY, said).papers}


def power(**more: str) -> Document:
    told = {"company": "北京甲公司", "agent_name": "李四", "agent_id": "110105194912310021", **more}
    return paper("power_of_attorney").model_copy(update={"fields": fields(told)})


def test_one_submission_is_what_was_read() -> None:
    only = part(1, *lacking())
    assert merge([only], POLICY).material == only.material


def test_a_paper_that_says_the_same_anew_stands_for_the_old_one() -> None:
    first, second = part(1, power(agent_phone="1")), part(2, power(agent_phone="13800000000"))
    merged = merge([first, second], POLICY)
    assert fates(first, second) == {"D1": "replaced", "D2": "counts"}
    assert [one.id for one in merged.material.documents] == ["D2"]
    assert [sheet.file for sheet in merged.material.sheets] == ["扫描件.pdf", "第2次/扫描件.pdf"]
    assert merged.material.documents[0].pages[0].file == "第2次/扫描件.pdf"


def test_a_person_s_word_goes_before_that() -> None:
    first, second = part(1, power()), part(2, power())
    assert fates(first, second, D1=True) == {"D1": "counts", "D2": "counts"}
    assert fates(first, second, D2=False) == {"D1": "counts", "D2": "replaced"}


def test_what_a_later_paper_replaced_is_there_again_where_that_does_not_count() -> None:
    three = [part(n, power()) for n in (1, 2, 3)]
    assert fates(*three) == {"D1": "replaced", "D2": "replaced", "D3": "counts"}
    assert fates(*three[:2], part(3, paper("id_card"))) == {
        "D1": "replaced", "D2": "counts", "D3": "counts",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("newer", "answer"),
    [
        (power(), "surely"),
        (power(agent_id="110105194912310048"), "perhaps"),  # a form: a person says
        (power().model_copy(update={"confidence": 0.7}), "perhaps"),
        (power().model_copy(update={"pages": ()}), "perhaps"),
        (power().model_copy(update={"fields": {"company": field("company", "北京甲公司", 0.4)}}),
         "perhaps"),
        (paper("id_card"), None),
        (power().model_copy(update={"role": "spouse"}), None),
    ],
)  # fmt: skip
def test_when_a_paper_stands_for_another(newer: Document, answer: str | None) -> None:
    older = power().model_copy(update={"role": "handler"})
    same = newer if newer.role or newer.type != older.type else newer.model_copy(
        update={"role": "handler"})  # fmt: skip
    assert replaces(same, older, POLICY) == answer


def test_two_diplomas_of_one_person_are_two() -> None:
    told = {"name": "张三", "certificate_number": "1"}
    one = paper("degree_certificate").model_copy(update={"fields": fields(told)})
    two = one.model_copy(update={"fields": fields({**told, "certificate_number": "2"})})
    assert replaces(two, one, POLICY) is None
    assert replaces(one, one, POLICY) == "surely"


def test_the_same_pages_are_the_same_papers() -> None:
    first, again = part(1, *lacking(), pages="xy"), part(2, *lacking(), pages="xy")
    merged = merge([first, again], POLICY)
    assert set(fates(first, again).values()) == {"counts", "same"}
    assert merged.material.documents == first.material.documents
    assert merged.material.sheets == first.material.sheets


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=3))
def test_no_doubt_and_no_page_is_lost(shown: list[str]) -> None:
    """Whatever came, every page there was is shown, and each one that was not read is named."""
    parts = [
        part(
            n, pages=pages, unread=tuple(f"扫描件.pdf 第 {k} 页" for k in range(1, len(pages) + 1))
        )
        for n, pages in enumerate(shown, 1)
    ]
    merged = merge(parts, POLICY).material
    everything = set("".join(shown))
    named = {
        content
        for one in parts
        for k, content in enumerate(one.contents, 1)
        if called(one.number, f"扫描件.pdf 第 {k} 页") in merged.unread
    }
    assert named == everything
    places = {(called(p.number, s.file), s.page): c for p in parts
              for s, c in zip(p.material.sheets, p.contents, strict=True)}  # fmt: skip
    assert {places[s.file, s.page] for s in merged.sheets} == everything


def test_a_page_that_was_not_read_does_not_hide_the_one_that_was() -> None:
    first = part(1, power(), pages="x", unread=("扫描件.pdf 第 1 页",))
    second = part(2, power(), pages="x")
    assert fates(first, second)["D2"] == "counts"
    assert merge([first, second], POLICY).material.unread == ("扫描件.pdf 第 1 页",)


def test_the_last_day_that_was_given_is_the_day_of_filing() -> None:
    first = part(1, power(), day=date(2019, 10, 15))
    later = part(2, paper("id_card"), day=date(2019, 11, 20))
    assumed = part(2, paper("id_card"), day=date(2026, 1, 1), day_given=False)
    merged = merge([first, later], POLICY).material
    assert (merged.day, merged.day_given) == (date(2019, 11, 20), True)
    assert any("提交日期不同" in note.text for note in merged.assumed)
    kept = merge([first, assumed], POLICY).material
    assert (kept.day, kept.day_given) == (date(2019, 10, 15), True)


def test_a_supplement_without_a_record_leaves_the_record() -> None:
    first = part(1, power())
    bare = first.material.application.model_validate({"housing": "rented"})
    second = part(2, paper("id_card"), application=bare, service=None)
    merged = merge([first, second], POLICY).material
    assert merged.service == first.material.service
    assert merged.application.applicant == first.material.application.applicant
    assert merged.application.housing == "rented"
    told = merged_record([first.material, second.material])
    assert told.model_dump(exclude_unset=True).keys() == {
        *first.material.application.model_dump(exclude_unset=True), "housing"
    }  # fmt: skip


def test_a_broken_record_is_a_doubt_until_a_good_one_comes() -> None:
    broken = part(1, power(), record_broken=True, application={})
    bare = part(2, paper("id_card"), application={})
    good = part(2, paper("id_card"))
    assert merge([broken, bare], POLICY).material.record_broken
    assert not merge([broken, good], POLICY).material.record_broken


def test_progress_tells_what_is_done_and_what_is_not() -> None:
    poa, change, licence = lacking()
    before = judge_material(material(change), POLICY, ahead=False)
    after = judge_material(material(poa, change), POLICY, ahead=False)
    told = progress(before, after)
    assert told.points and not told.those("done")
    (point,) = [one for one in told.those("still") if one.finding.lacks]
    assert point.came == ("D1",)
    good = licence.model_copy(update={"fields": {**licence.fields, "name": field("name", "甲")}})
    whole = judge_material(material(poa, change, good), POLICY, ahead=False)
    settled = progress(before, whole)
    assert [one.finding.rule for one in settled.those("done")] == [point.finding.rule]


def test_what_cannot_be_asked_is_not_done() -> None:
    _, change, _ = lacking()
    before = judge_material(material(change), POLICY, ahead=False)
    unknown = judge_material(material(change, service=None), POLICY, ahead=False)
    assert {point.state for point in progress(before, unknown).points} <= {"unclear", "still"}
    unread = judge_material(material(change, unread=("x.jpg",)), POLICY, ahead=False)
    assert not progress(before, unread).those("done")


def test_nothing_changed_is_nothing_new() -> None:
    before = judge_material(material(lacking()[1]), POLICY, ahead=False)
    told = progress(before, before)
    assert told.new == () and {point.state for point in told.points} == {"still"}


@pytest.mark.parametrize("number", [0, 3])
def test_why_something_lapsed_is_told_in_english_too(number: int) -> None:
    said = english_or(carrying._replaced(number))
    assert said.isascii() and (not number or str(number) in said)
    assert english_or("别的话") == "别的话"
