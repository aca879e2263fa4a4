"""Originals, copies, paper sizes, signatures and what was left of the sample."""

from typing import Any

import pytest

from core.models.document import Document, Field, Leaf, PlacedSeal
from tests.validators.kit import PAGE, UNIT, case, field, paper, said, seal
from tests.validators.kit import status as status_of

COPY, ORIGINAL, A4 = "MAT-ORIG-COPY-SEAL", "MAT-ORIG-ONLY", "MAT-A4"


def grey(placed: PlacedSeal) -> PlacedSeal:
    return placed.model_copy(update={"seal": placed.seal.model_copy(update={"colour": "grey"})})


SCHOOL = seal("北京样例大学", "school")
BUREAU = seal("北京市东城区市场监督管理局", "agency")


def diploma(*seals: PlacedSeal, copied: bool = True, **more: Any) -> Document:
    return paper("graduation_certificate", name="张三", seals=seals,
                 more={"grey": copied, **more})  # fmt: skip


@pytest.mark.parametrize(
    ("document", "answer"),
    [
        (diploma(grey(SCHOOL), seal()), ("pass", "supplement")),
        (diploma(grey(SCHOOL), grey(seal())), ("pass", "supplement")),  # all scanned grey
        (diploma(grey(SCHOOL), seal("北京乙中心", "other")), ("fail", "supplement")),
        (diploma(grey(SCHOOL)), ("review", "advisory")),  # a copy, or scanned without colour
        (diploma(), ("review", "advisory")),
        (diploma(SCHOOL), ("not_checked", "supplement")),  # printed black, sealed red
        (diploma(SCHOOL, copied=False), ("not_checked", "supplement")),
        (diploma(grey(SCHOOL), seal("", confidence=0.1)), ("review", "advisory")),
    ],
)
def test_stamped_copies(document: Document, answer: tuple[str, str]) -> None:
    assert said(case("new_permit", document), COPY) == answer


def test_copies_bind_where_they_are_asked() -> None:
    assert status_of(case("new_permit", paper("integrity_statement")), COPY) == "not_applicable"
    assert status_of(case("address_change", diploma()), COPY) == "not_applicable"


def licence(*seals: PlacedSeal, copied: bool = True) -> Document:
    return paper("business_license", name=UNIT, seals=seals, more={"grey": copied})


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((licence(BUREAU, copied=False),), ("pass", "supplement")),
        ((licence(BUREAU),), ("pass", "supplement")),  # black print, red seal
        ((licence(grey(BUREAU), seal()),), ("fail", "supplement")),
        ((licence(grey(BUREAU), seal()), licence(BUREAU, copied=False)), ("pass", "supplement")),
        ((licence(grey(BUREAU)),), ("review", "advisory")),
        ((licence(grey(BUREAU), seal(confidence=0.5)),), ("pass", "supplement")),
        ((paper("rent_invoice", seals=[grey(BUREAU), seal()], more={"grey": True}),),
         ("not_applicable", "supplement")),  # AMB-14: original and copy
    ],
)  # fmt: skip
def test_originals_only(papers: tuple[Document, ...], answer: tuple[str, str]) -> None:
    assert said(case("address_change", *papers), ORIGINAL) == answer


def sized(*sizes: tuple[float, float] | None) -> Document:
    leaves = tuple(Leaf(page=PAGE, size=size) for size in sizes)
    return paper("application_form_new", name="张三", more={"leaves": leaves})


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (sized((210, 297)), "pass"),
        (sized((297, 210)), "pass"),  # on its side
        (sized((199.5, 311.8)), "pass"),  # at the border, 5 %
        (sized((199, 297)), "not_checked"),  # beyond it, but no paper that is sold
        (sized((215.9, 279.4)), "fail"),  # the handbook's Letter
        (sized((210, 297), (215.9, 279.4)), "fail"),
        (sized((210, 297), None), "not_checked"),
        (sized((140, 190)), "not_checked"),  # a photo
        (sized(), "not_checked"),
    ],
)
def test_a4(document: Document, status: str) -> None:
    assert said(case("new_permit", document), A4) == (status, "advisory")


def test_a4_binds_printed_forms() -> None:
    assert status_of(case("new_permit", diploma()), A4) == "not_applicable"


SIGN = "MAT-LEGALREP-SIGN"
HEAD = paper("business_license", name=UNIT, legal_rep="王芳")


def form(signature: str | None, **more: Any) -> Document:
    return paper("power_of_attorney", legal_rep="王芳", legal_rep_signature=signature, **more)


@pytest.mark.parametrize(
    ("signature", "answer"),
    [
        ("王芳", ("pass", "supplement")),
        (None, ("fail", "supplement")),
        ("刘建国", ("fail", "supplement")),  # somebody else's
        ("王方", ("review", "supplement")),  # one character off, read to the letter
        ("?", ("review", "advisory")),  # ink that was not read
    ],
)
def test_legal_representatives_hand(signature: str | None, answer: tuple[str, str]) -> None:
    assert said(case("renewal", HEAD, form(signature)), SIGN) == answer


def test_a_doubtful_name_never_counts_against_a_form() -> None:
    dim = paper("business_license", name=UNIT, legal_rep="王芳", sure=0.6)
    assert said(case("renewal", dim, form("刘建国")), SIGN) == ("review", "advisory")
    assert said(case("renewal", HEAD, form("刘建国", sure=0.6)), SIGN) == ("review", "advisory")


def test_a_name_stamp_is_pointed_out() -> None:
    stamped = form(None, seals=[seal("王芳", "name")])
    assert said(case("renewal", HEAD, stamped), SIGN) == ("fail", "advisory")


def test_a_place_that_was_not_found() -> None:
    bare = paper("power_of_attorney", legal_rep="王芳")
    assert said(case("renewal", HEAD, bare), SIGN) == ("review", "supplement")
    assert status_of(case("renewal", HEAD), SIGN) == "not_applicable"


def left(text: str, confidence: float = 0.99) -> dict[str, tuple[Field, ...]]:
    return {"leftovers": (field("leftover", text, confidence),)}


@pytest.mark.parametrize(
    ("more", "status"),
    [({}, "pass"), (left("XXX"), "fail"), (left("XXX", 0.6), "review"), (left("（姓名）"), "fail")],
)
def test_placeholders(more: dict[str, Any], status: str) -> None:
    declaration = paper("lodging_declaration", lodger_name="张三", more=more)
    assert said(case("new_permit", declaration), "FORM-PLACEHOLDER") == (status, "supplement")


def test_placeholders_need_a_form() -> None:
    assert status_of(case("new_permit", HEAD), "FORM-PLACEHOLDER") == "not_applicable"


@pytest.mark.parametrize(
    ("place", "seat", "status"),
    [
        ("东城", "北京市东城区朝内大街192号", "pass"),
        ("东城区", "北京市朝阳区北苑路86号", "fail"),  # the handbook's
        ("东城", "北京市东城区西城根胡同1号", "pass"),  # a street called after another
        ("东城", "?", "review"),
        ("?", "北京市东城区朝内大街192号", "review"),
        (None, "北京市东城区朝内大街192号", "not_applicable"),  # blank: FORM-UCHANGE
        ("东城", "北京经济技术开发区荣华路1号", "review"),
    ],
)
def test_tax_place(place: str | None, seat: str, status: str) -> None:
    found = case(
        "unit_info_change",
        paper("unit_change_form", tax_place=place),
        paper("business_license", address=seat),
    )
    assert said(found, "FORM-UCHANGE-TAXPLACE") == (status, "advisory")


def test_tax_place_needs_both_papers() -> None:
    alone = case("unit_info_change", paper("unit_change_form", tax_place="东城"))
    assert status_of(alone, "FORM-UCHANGE-TAXPLACE") == "not_applicable"


OTHERS = "上海陌路商贸集团有限公司"


@pytest.mark.parametrize(
    ("rings", "answer"),
    [
        ((OTHERS,), ("review", "supplement")),  # an employer of before copied it
        ((UNIT,), ("pass", "supplement")),
        ((OTHERS, UNIT), ("pass", "supplement")),
        (("样例大学",), ("not_checked", "supplement")),  # read for a company's, but a school's
    ],
)
@pytest.mark.parametrize("kind", ["graduation_certificate", "id_card"])
def test_a_copy_that_another_company_stamped(
    kind: str, rings: tuple[str, ...], answer: tuple[str, str]
) -> None:
    copy = paper(kind, name="张三", seals=[seal(ring) for ring in rings])
    assert said(case("new_permit", copy), "MAT-ORIG-COPY-SEAL") == answer


def test_an_award_may_bear_any_companys_seal() -> None:
    award = paper("award_certificate", seals=[seal(OTHERS)])
    assert said(case("new_permit", award), "MAT-ORIG-COPY-SEAL")[0] == "not_checked"
