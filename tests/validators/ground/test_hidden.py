"""A paper is surely missing only where nothing that was not understood may be it (issue 11)."""

import pytest

from core.models.document import FOREIGN, Document, PageRef, TypeGuess
from tests.validators.kit import case, findings, paper
from tests.validators.kit import status as status_of
from tests.validators.packet.test_completeness import GONE, WHOLE
from validators.ground.hidden import UNKNOWN, hidden, known, may_be, place
from validators.judging.families import rules_of
from validators.judging.rules import judge
from validators.policy import load_policy

WHERE = (PageRef(file="扫描件0010.pdf", page=1),)
DEGREE = "degree_verification_report"
LACK = tuple(rule for rule in rules_of(load_policy()) if rule.id.startswith("COMPLETE-"))


def alike(kind: str, share: float = 0.4) -> tuple[TypeGuess, ...]:
    return (TypeGuess(type=kind, confidence=share),)


def unknown(*likeness: TypeGuess, **more: object) -> Document:
    """A paper that nobody recognised."""
    return paper(UNKNOWN, more={"pages": WHERE, "confidence": 0.0, "likeness": likeness, **more})


@pytest.mark.parametrize(("service", "gone"), GONE)
def test_with_its_recogniser_taken_away_no_paper_is_surely_missing(service: str, gone: int) -> None:
    """Its pages become unknown; what they say is not read, what they resemble is."""
    rule, papers = WHOLE[service]
    lost = papers[gone]
    found = tuple(unknown(*alike(one.type)) if one.type == lost.type else one for one in papers)
    for finding in findings(case(service, *found), rule):
        assert finding.status != "fail" or load_policy().title(lost.type) not in finding.message
        assert not any(lack.partition(":")[0] == lost.type for lack in finding.lacks) or (
            finding.status == "review"
        )
    missed = [finding for finding in judge(case(service, *found), load_policy(), LACK)
              if finding.rule == rule and finding.status == "review"]  # fmt: skip
    assert any("扫描件0010.pdf 第 1 页可能是" in finding.message for finding in missed)


def without_report(*more: Document) -> tuple[Document, ...]:
    return (*(one for one in WHOLE["new_permit"][1] if one.type != DEGREE), *more)


def test_file_and_page_are_named_in_both_languages() -> None:
    maybe = unknown(*alike(DEGREE))
    (finding,) = findings(case("new_permit", *without_report(maybe)), "EDU-DEGREE-VERIFY")
    assert finding.status == "review"
    assert "扫描件0010.pdf 第 1 页可能是学位认证报告" in finding.message
    assert "扫描件0010.pdf page 1 may be: " in finding.message_en
    assert [shown.file for shown in finding.evidence] == ["扫描件0010.pdf"]


def test_a_foreign_paper_that_is_very_like_it_may_be_it() -> None:
    """An invoice of no use may be the one that is asked for."""
    sure = (TypeGuess(type=FOREIGN, confidence=0.95),)
    maybe = unknown(*alike(DEGREE), foreign="发票（其他）", guesses=sure)
    assert status_of(case("new_permit", *without_report(maybe)), "EDU-DEGREE-VERIFY") == "review"


@pytest.mark.parametrize(
    "strange",
    [
        unknown(),  # resembles nothing
        unknown(*alike("lease_contract")),  # resembles something else
        unknown(
            *alike(DEGREE, 0.2), foreign="简历", guesses=(TypeGuess(type=FOREIGN, confidence=0.95),)
        ),
    ],
)
def test_what_is_surely_foreign_hides_nothing(strange: Document) -> None:
    """Counting every unknown page as unread held 12 of 100 defects that had been caught."""
    assert status_of(case("new_permit", *without_report(strange)), "EDU-DEGREE-VERIFY") == "fail"
    assert status_of(case("new_permit", *without_report(strange)), "COMPLETE-NEW") == "fail"


@pytest.mark.parametrize(
    ("more", "may"),
    [
        ({"confidence": 0.95}, False),
        ({"confidence": 0.5}, True),  # a type that is itself in doubt
        ({"likeness": (*alike(DEGREE, 0.5), *alike("title_review_form", 0.3))}, True),
        ({"likeness": (*alike("title_review_form", 0.5), *alike(DEGREE, 0.47))}, True),
        ({"likeness": (*alike("title_review_form", 0.5), *alike(DEGREE, 0.4))}, False),
    ],
)
def test_what_was_taken_for_another_type(more: dict[str, object], may: bool) -> None:
    other = paper(
        "title_review_form",
        more={"likeness": (*alike("title_review_form"), *alike(DEGREE, 0.2)), **more},
    )
    assert may_be(other, DEGREE) is may
    assert bool(hidden(case("renewal", other), DEGREE)) is may


def test_a_paper_is_known_where_no_other_words_fit_it_better() -> None:
    for likest, sure in (("title_review_form", True), (DEGREE, False)):
        assert known(paper("title_review_form", more={"likeness": alike(likest)})) is sure
    assert not known(paper("title_review_form", more={"confidence": 0.7}))


def test_no_field_is_sure_on_a_paper_that_was_mistaken_for_another() -> None:
    """A table page was taken for an identity card, and its columns for the card's fields."""
    for likest, status in (("degree_certificate", "fail"), ("iit_tax_list", "review")):
        found = paper("degree_certificate", name="钱七", more={"likeness": alike(likest)})
        assert status_of(case("renewal", found), "GEN-NAME-EQUAL") == status


def test_guesses_count_beside_the_words() -> None:
    guessed = unknown(guesses=(TypeGuess(type=DEGREE, confidence=0.1),))
    assert may_be(guessed, DEGREE)
    assert not may_be(guessed, "id_card")


def test_an_unread_file_may_be_any_paper() -> None:
    where = hidden(case("renewal", unread=("照片.jpg",)), DEGREE)
    assert where and where.zh(load_policy()) == "照片.jpg未能辨认，请核对"


def test_what_is_sure_and_what_is_in_doubt_are_told_apart() -> None:
    """Of two papers that are missing one may be there: one failure, one question."""
    papers = [one for one in without_report(unknown(*alike(DEGREE))) if one.type != "id_card"]
    told = findings(case("new_permit", *papers), "COMPLETE-NEW")
    assert {finding.status for finding in told} == {"fail", "review"}
    assert not any(DEGREE in f.lacks for f in told if f.status == "fail")


def test_places_of_several_pages() -> None:
    pages = (*WHERE, PageRef(file="扫描件0010.pdf", page=2), PageRef(file="b.jpg", page=1))
    assert place(unknown(pages=pages)) == "扫描件0010.pdf 第 1、2 页、b.jpg 第 1 页"
    assert place(paper("id_card", more={"pages": ()})) == "D-id_card"


def test_half_of_one_more_card_is_no_lack() -> None:
    """A table page cut into a card: its person's card lies in the packet with both sides."""
    whole = paper("id_card", name="张三", id_number="11010519491231002X",
                  more={"sides": ("front", "back")})  # fmt: skip
    half = paper("id_card", name="张三", id_number="11010519491231002X",
                 more={"sides": ("front",)})  # fmt: skip
    assert status_of(case("renewal", whole, half), "GEN-ID-BOTH-SIDES") == "pass"
    assert status_of(case("renewal", half), "GEN-ID-BOTH-SIDES") == "fail"
    cut = half.model_copy(update={"likeness": alike("its_withholding_screenshot")})
    assert status_of(case("renewal", cut), "GEN-ID-BOTH-SIDES") == "review"


def test_the_whole_packet_needs_no_question() -> None:
    """A paper that resembles another changes nothing where nothing is missing."""
    rule, papers = WHOLE["new_permit"]
    assert status_of(case("new_permit", *papers, unknown(*alike("id_card"))), rule) == "pass"
