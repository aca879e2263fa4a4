"""Which pages make which papers: none is lost, none is there twice; what lapses says why."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models.edit import (
    Aside,
    Edit,
    Fill,
    Merge,
    Move,
    PageName,
    Pages,
    Retype,
    Split,
    Turn,
)
from core.models.geometry import Box
from pipeline.edits.grouping import (
    FILLED,
    GONE,
    LAID_ASIDE,
    NOTHING,
    OTHERWISE,
    SHARED,
    Grouping,
    Lapsed,
    PageGroup,
    holding,
    regrouped,
)

BOX = Box(0.1, 0.1, 0.2, 0.2)


def page(number: int, content: str = "a", part: int = 0) -> PageName:
    return PageName(content=content, number=number, part=part)


def pages(*numbers: int) -> Pages:
    return tuple(page(number) for number in numbers)


LEASE, CARD, BLANK = (
    PageGroup(pages(1, 2, 3), "lease", 0.9),
    PageGroup(pages(4), "id_card", 0.99),
    page(5),
)
START = Grouping((LEASE, CARD), frozenset({BLANK}))


def after(*edits: Edit, start: Grouping = START) -> list[tuple[Pages, str | None]]:
    return [(group.pages, group.type) for group in regrouped(start, edits).groups]


def refused(*edits: Edit) -> object:
    with pytest.raises(Lapsed) as error:
        regrouped(START, edits)
    return error.value.text


def test_a_document_is_split_and_its_halves_say_anew_what_they_are() -> None:
    split = Split(pages=LEASE.pages, at=page(3))
    assert after(split) == [(pages(1, 2), None), (pages(3), None), (pages(4), "id_card")]


def test_what_a_person_said_of_a_paper_stands_when_it_is_split() -> None:
    told = Retype(pages=LEASE.pages, type="labor_contract")
    split = Split(pages=LEASE.pages, at=page(2))
    assert after(told, split)[:2] == [(pages(1), "labor_contract"), (pages(2, 3), None)]


def test_a_merged_document_is_what_the_first_of_the_two_was() -> None:
    merge = Merge(pages=CARD.pages, others=LEASE.pages)
    assert after(merge) == [(pages(4, 1, 2, 3), "id_card")]


def test_a_page_moves_to_another_document_or_stands_alone() -> None:
    there = Move(page=page(2), to=CARD.pages, at=0)
    assert after(there) == [(pages(1, 3), None), (pages(2, 4), "id_card")]
    assert after(Move(page=page(2)))[:2] == [(pages(1, 3), None), (pages(2), None)]
    assert after(Move(page=page(4), to=LEASE.pages, at=9)) == [(pages(1, 2, 3, 4), "lease")]


def test_pages_of_one_document_are_reordered_and_it_stays_what_it_is() -> None:
    assert after(Move(page=page(3), to=LEASE.pages, at=0))[0] == (pages(3, 1, 2), "lease")


def test_a_blank_page_that_is_turned_becomes_a_paper_of_its_own() -> None:
    found = regrouped(START, [Turn(page=BLANK, rotation=90)])
    assert (found.groups[-1].pages, found.blank) == ((BLANK,), frozenset())
    assert found.turned == {BLANK: 90}


def test_the_last_turn_of_a_page_counts() -> None:
    turns = [Turn(page=page(1), rotation=90), Turn(page=page(1), rotation=180)]
    assert regrouped(START, turns).turned == {page(1): 180}


def test_what_was_filled_in_goes_with_its_page() -> None:
    fill = Fill(pages=LEASE.pages, field="rent", value="9", page=page(3), box=BOX)
    first, second = regrouped(START, [fill, Split(pages=LEASE.pages, at=page(3))]).groups[:2]
    assert (first.filled, second.filled) == ((), (fill,))


def test_what_means_nothing_says_why() -> None:
    aside = Aside(pages=CARD.pages, reason="not_needed")
    fill = Fill(pages=LEASE.pages, field="rent", value="9", page=page(3), box=BOX)
    assert refused(Retype(pages=pages(1, 2), type="lease")) == OTHERWISE
    assert refused(Retype(pages=pages(1, 9), type="lease")) == GONE
    assert refused(Split(pages=LEASE.pages, at=page(1))) == NOTHING
    assert refused(Move(page=page(1), to=LEASE.pages, at=0)) == NOTHING
    assert refused(Merge(pages=CARD.pages, others=CARD.pages)) == NOTHING
    assert refused(aside, Merge(pages=LEASE.pages, others=CARD.pages)) == LAID_ASIDE
    assert refused(fill, Retype(pages=LEASE.pages, type="id_card")) == FILLED
    assert refused(Turn(page=page(9), rotation=90)) == GONE


def test_a_page_of_several_papers_is_not_turned() -> None:
    halves = Grouping((PageGroup((page(1, part=0),), "a"), PageGroup((page(1, part=1),), "b")))
    with pytest.raises(Lapsed) as error:
        regrouped(halves, [Turn(page=page(1), rotation=90)])
    assert error.value.text == SHARED


def test_edits_hold_for_a_later_packet_as_far_as_its_pages_are_the_same() -> None:
    """The card was replaced, the lease came again."""
    new = Grouping((LEASE, PageGroup((page(1, "b"),), "id_card", 0.99)))
    split = Split(pages=LEASE.pages, at=page(3))
    told = Retype(pages=pages(3), type="rent_invoice")
    other = Aside(pages=CARD.pages, reason="other_case")
    held, lapsed = holding(new, [split, other, told])
    assert held == (split, told)
    assert [(one.edit, one.why) for one in lapsed] == [(other, GONE)]


def test_an_edit_lapses_with_the_one_that_it_rests_on() -> None:
    new = Grouping((PageGroup(pages(1, 2), "lease"), PageGroup(pages(3), "lease")))
    held, lapsed = holding(
        new,
        [Split(pages=LEASE.pages, at=page(2)), Retype(pages=pages(2, 3), type="rent_invoice")],
    )
    assert held == () and [one.why for one in lapsed] == [OTHERWISE, OTHERWISE]


NUMBERS = st.integers(1, 7)


@st.composite
def groupings(draw: st.DrawFn) -> Grouping:
    """Some papers of pages 1 to 6, in any order; page 7 is blank."""
    order = draw(st.permutations(range(1, 7)))
    cuts = sorted({0, 6, *draw(st.lists(st.integers(1, 5), max_size=4))})
    found = [order[a:b] for a, b in itertools.pairwise(cuts)]
    groups = tuple(PageGroup(pages(*one), "lease", 0.9) for one in found)
    return Grouping(groups, frozenset({page(7)}))


@st.composite
def stories(draw: st.DrawFn) -> tuple[Grouping, list[Edit]]:
    """A packet, and edits each of which means something after those before it."""
    start = now = draw(groupings())
    made: list[Edit] = []
    for _ in range(draw(st.integers(0, 6))):
        edit = draw(one_edit(now))
        held, _lapsed = holding(now, [edit])
        if held:
            made.append(edit)
            now = regrouped(now, held)
    return start, made


@st.composite
def one_edit(draw: st.DrawFn, now: Grouping) -> Edit:
    some = draw(st.sampled_from(now.groups)).pages
    other = draw(st.sampled_from(now.groups)).pages
    at = page(draw(NUMBERS))
    edits: list[Edit] = [
        Retype(pages=some, type="id_card"), Split(pages=some, at=at),
        Merge(pages=some, others=other), Move(page=at, to=other, at=draw(st.integers(0, 6))),
        Move(page=at), Turn(page=at, rotation=90), Aside(pages=some, reason="other_case"),
    ]  # fmt: skip
    return draw(st.sampled_from(edits))


@given(stories())
def test_no_page_is_lost_and_none_is_there_twice(story: tuple[Grouping, list[Edit]]) -> None:
    start, edits = story
    end = regrouped(start, edits)
    held = [one for group in end.groups for one in group.pages]
    assert sorted(one.number for one in [*held, *end.blank]) == [1, 2, 3, 4, 5, 6, 7]
    assert all(group.pages for group in end.groups)


@given(stories())
def test_nothing_but_a_person_makes_a_type_surer(story: tuple[Grouping, list[Edit]]) -> None:
    start, edits = story
    for group in regrouped(start, edits).groups:
        assert group.told or group.surety <= 0.9
        assert not group.told or any(isinstance(edit, Retype) for edit in edits)


@given(stories(), st.integers(0, 5))
def test_whatever_is_left_after_one_is_undone_holds_or_says_why(
    story: tuple[Grouping, list[Edit]], gone: int
) -> None:
    start, edits = story
    left = [edit for n, edit in enumerate(edits) if n != gone]
    held, lapsed = holding(start, left)
    assert len(held) + len(lapsed) == len(left)
    assert [edit for edit in left if edit in held] == list(held)
    regrouped(start, held)
