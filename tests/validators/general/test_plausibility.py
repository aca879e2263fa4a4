"""Numbers by their form, dates in order, totals, households, pages, alterations."""

from typing import Any

import pytest

from core.models.document import Document, Leaf, PlacedOddity, Reading, Signed
from core.models.geometry import Box
from core.models.page import Oddity, OddityKind
from core.models.signature import ChangeAfterSigning as Later
from core.models.signature import ChangeKind, Signature
from tests.validators.kit import NUMBER, PAGE, case, field, paper, said


def checked(rule: str, *papers: Document, service: str = "new_permit") -> tuple[str, str]:
    return said(case(service, *papers), rule)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("012345678901", "pass"),
        ("ANL7 L5DS XDTC 71CM", "pass"),
        ("01234567890", "fail"),  # 11 digits
        ("BNL7L5DSXDTC71CM", "fail"),
        ("?", "review"),
        (None, "not_applicable"),
    ],
)
def test_online_codes(code: str | None, status: str) -> None:
    form = paper("chsi_registration_form", verification_code=code)
    assert checked("GEN-CHSI-CODE", form) == (status, "advisory")


def test_a_code_read_with_some_doubt_raises_no_alarm() -> None:
    for sure in (0.94, 0.6):
        form = paper("degree_online_report", verification_code="01234567890", sure=sure)
        assert checked("GEN-CHSI-CODE", form) == ("review", "advisory")
    code = field("verification_code", "01234567890")
    both = tuple(Reading(source="again", value=v, confidence=0.9) for v in ("1", "2"))
    split = paper("degree_online_report")
    split = split.model_copy(
        update={"fields": {"verification_code": code.model_copy(update={"readings": both})}}
    )
    assert checked("GEN-CHSI-CODE", split) == ("review", "advisory")


@pytest.mark.parametrize(
    ("kind", "number", "issued", "degree", "status"),
    [
        ("degree_certificate", "1039442019003115", "2019-07-01", "学士", "pass"),  # the handbook's
        ("degree_certificate", "1039442019003115", "2019-07-01", "工学硕士", "fail"),
        ("degree_certificate", "Z1039432019003115", "2019-07-01", "工程硕士", "pass"),
        ("degree_certificate", "10394420190031", "2019-07-01", "学士", "fail"),
        ("degree_certificate", "10394420190031", "2007-07-01", "学士", "not_applicable"),
        ("degree_certificate", "10394420190031", "2008-01-01", "学士", "fail"),
        ("degree_certificate", "10394420190031", "?", "学士", "review"),
        ("degree_certificate", "?", "2019-07-01", "学士", "review"),
        ("graduation_certificate", "100171201505442293", "2015-07-01", "", "pass"),
        ("graduation_certificate", "10017120150544229", "2015-07-01", "", "pass"),  # 17 digits
        ("graduation_certificate", "1001712015054422", "2015-07-01", "", "fail"),
        ("graduation_certificate", "1001712015054422", "2000-07-01", "", "not_applicable"),
        ("graduation_certificate", "1001712015054422", "2001-01-01", "", "fail"),
    ],
)
def test_certificate_numbers(kind: str, number: str, issued: str, degree: str, status: str) -> None:
    document = paper(kind, certificate_number=number, issue_date=issued, degree=degree or None)
    assert checked("GEN-CERTNO-FORMAT", document) == (status, "advisory")


@pytest.mark.parametrize(
    ("number", "title", "status"),
    [
        ("ZL200310102344.5", "发明专利证书", "pass"),
        ("ZL200310102344.6", "发明专利证书", "fail"),
        ("ZL201720000001.5", "发明专利证书", "fail"),  # digit 5 says utility model
        ("ZL02144686.5", "发明专利证书", "pass"),  # before 2003-10
        ("ZL200310102344.5", "?", "review"),
        ("?", "发明专利证书", "review"),
    ],
)
def test_patent_numbers(number: str, title: str, status: str) -> None:
    document = paper("patent_certificate", patent_number=number, patent_type=title)
    assert checked("GEN-PATENT-NO", document) == (status, "advisory")


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("13800000000", "pass"),
        ("010-84038437", "pass"),
        ("1381234567", "fail"),  # the handbook's ten digits
        ("138000000000", "fail"),
        ("?", "review"),
        (None, "not_applicable"),  # blank: the form's own rule
    ],
)
def test_phones(number: str | None, status: str) -> None:
    assert checked("GEN-PHONE", paper("power_of_attorney", agent_phone=number)) == (
        status,
        "advisory",
    )


ORDER = "GEN-DATE-ORDER"


@pytest.mark.parametrize(
    ("kind", "values", "status"),
    [
        ("graduation_certificate", {"start_month": "2012-09", "end_month": "2016-07"}, "pass"),
        ("graduation_certificate", {"start_month": "2016-07", "end_month": "2016-07"}, "fail"),
        ("business_license", {"establishment_date": "2010-01-01", "issue_date": "2010-01-01"},
         "pass"),
        ("business_license", {"establishment_date": "2010-01-02", "issue_date": "2010-01-01"},
         "fail"),
        ("labor_contract", {"sign_date": "2019-01-01", "start_date": "2019-01-31",
                            "end_date": "2022-01-30"}, "pass"),
        ("labor_contract", {"sign_date": "2019-01-01", "start_date": "2019-02-01",
                            "end_date": "2022-01-30"}, "fail"),
        ("labor_contract", {"sign_date": "2019-03-01", "start_date": "2019-02-01",
                            "end_date": "2022-01-30"}, "pass"),
        ("lease_contract", {"lease_start": "2019-02-01", "lease_end": "2018-02-01"}, "fail"),
        ("id_card", {"valid_from": "2009-10-16", "valid_to": "长期"}, "not_applicable"),
        ("tax_info_notice", {"period_start": "2018-01-01", "period_end": "2018-12-31",
                             "issue_date": "2018-11-01"}, "fail"),
        ("lease_contract", {"lease_start": "?", "lease_end": "2018-02-01"}, "review"),
    ],
)  # fmt: skip
def test_order_of_dates(kind: str, values: dict[str, str], status: str) -> None:
    assert checked(ORDER, paper(kind, **values)) == (status, "advisory")


@pytest.mark.parametrize(
    ("end", "sure", "status"),
    [("2019-02-01", 0.7, "pass"), ("2017-02-01", 0.7, "review"), ("2019-02-01", 0.4, "review")],
)
def test_a_day_read_in_doubt_confirms_the_order_and_never_breaks_it(
    end: str, sure: float, status: str
) -> None:
    lease = paper("lease_contract", lease_start="2018-02-01")
    doubtful = paper("lease_contract", lease_end=end, sure=sure).fields
    lease = lease.model_copy(update={"fields": {**lease.fields, **doubtful}})
    assert checked(ORDER, lease)[0] == status


@pytest.mark.parametrize(
    ("granted", "level", "status"),
    [
        ("2016-01-01", "本科", "pass"),  # half a year before
        ("2015-12-31", "本科", "fail"),
        ("2020-01-01", "本科", "pass"),
        ("2015-12-31", "硕士研究生", "not_applicable"),  # of another level: other years
    ],
)
def test_degree_and_diploma(granted: str, level: str, status: str) -> None:
    diploma = paper("graduation_certificate", level=level, end_month="2016-07")
    degree = paper("degree_certificate", degree="工学学士", issue_date=granted)
    assert checked(ORDER, diploma, degree) == (status, "advisory")


SUM = "GEN-TABLE-SUM"


@pytest.mark.parametrize(
    ("total", "sure", "status"),
    [
        ("72000.00", 0.99, "pass"),
        ("72000.01", 0.99, "pass"),
        ("72000.02", 0.99, "fail"),
        ("70200.00", 0.99, "fail"),  # the handbook's swapped digits
        ("70200.00", 0.5, "review"),  # as the extractor leaves sums that do not add up
        ("?", 0.99, "review"),  # was not_applicable: something stands there and was not read
    ],
)
def test_sums(total: str, sure: float, status: str) -> None:
    rows = [{"period": f"2019-0{n}", "income": "12000.00"} for n in range(3, 9)]
    shot = paper("its_withholding_screenshot", total_income=total, rows=rows, sure=sure)
    assert checked(SUM, shot) == (status, "advisory")


def test_the_total_below_the_last_of_several_pages_counts_all_of_them() -> None:
    rows = [{"period": f"2019-0{n}", "income": "12000.00"} for n in range(3, 9)]
    first, last = rows[:3], rows[3:]
    pages = [
        paper("its_withholding_screenshot", rows=first),
        paper("its_withholding_screenshot", total_income="72000.00", rows=last),
    ]
    assert checked(SUM, *pages) == ("pass", "advisory")
    assert checked(SUM, pages[1]) == ("fail", "advisory")


def test_a_row_that_was_not_read_leaves_the_sum_open() -> None:
    rows = [{"tax_type": "增值税", "paid_amount": "10.00"}, {"tax_type": "印花税"}]
    assert checked(SUM, paper("tax_info_notice", total="10.00", rows=rows))[0] == "review"


SAME = "GEN-HUKOU-RELATION"


def cover(**values: str | None) -> Document:
    usual: dict[str, str | None] = {"head_name": "张三", "household_type": "家庭户",
                                    "address": "山东省临沂市兰山区新华路54号"}  # fmt: skip
    return paper("household_register_cover", **{**usual, **values})


def member(**values: str | None) -> Document:
    usual: dict[str, str | None] = {"name": "张三", "id_number": NUMBER, "relation": "户主"}
    return paper("household_register_member", **{**usual, **values})


@pytest.mark.parametrize(
    ("first", "page", "status"),
    [
        (cover(), member(), "pass"),
        (cover(head_name="张父"), member(relation="子"), "pass"),
        (cover(head_name="王五"), member(), "fail"),  # 户主, but not the cover's
        (cover(), member(relation="子"), "fail"),  # the head, yet 子
        (cover(head_name="?"), member(), "review"),
        (cover(), member(relation="?"), "review"),
        (cover(head_name="某某大学", household_type="集体户"), member(), "pass"),
        (cover(household_number="001234"), member(household_number="004321"), "fail"),
        (cover(household_number="001234"), member(household_number="001234"), "pass"),
    ],
)
def test_one_household(first: Document, page: Document, status: str) -> None:
    assert checked(SAME, first, page) == (status, "supplement")


def test_a_household_needs_cover_and_page() -> None:
    assert checked(SAME, cover())[0] == checked(SAME, member())[0] == "not_applicable"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"address": "北京市东城区朝内大街192号"}, "fail"),
        ({"changed_address": "北京市东城区朝内大街192号"}, "fail"),  # moved since
        ({"address": "河北省廊坊市北京路1号"}, "pass"),
        ({"address": "?"}, "review"),
    ],
)
def test_registered_elsewhere(values: dict[str, str], status: str) -> None:
    """The applicant's number begins with 110 in all of them: that alone proves nothing."""
    found = checked("GEN-HUKOU-NONLOCAL", cover(**values), member())
    assert found == (status, "advisory")


@pytest.mark.parametrize(
    ("home", "status"), [("河北省廊坊市北京路1号", "pass"), ("河北省廊坊市北京路2号", "review")]
)
def test_a_register_read_in_doubt_is_confirmed_by_the_card(home: str, status: str) -> None:
    place = field("address", "河北省廊坊市北京路1号", 0.7)
    first, page = cover(), member()
    first = first.model_copy(update={"fields": {**first.fields, "address": place}})
    name = page.fields["name"].value or ""
    card = paper("id_card", name=name, id_number=NUMBER, address=home)
    assert checked("GEN-HUKOU-NONLOCAL", first, page, card)[0] == status


def test_no_cover_no_answer() -> None:
    assert checked("GEN-HUKOU-NONLOCAL", member())[0] == "not_applicable"


PAGES = "GEN-PAGES"


def numbered(kind: str, *numbers: tuple[int | None, int | None], **values: Any) -> Document:
    leaves = tuple(
        Leaf(page=PAGE.model_copy(update={"page": n}), number=number, total=total)
        for n, (number, total) in enumerate(numbers, 1)
    )
    return paper(kind, name="张三", more={"leaves": leaves}, **values)


@pytest.mark.parametrize(
    ("numbers", "answer"),
    [
        (((1, 3), (2, 3), (3, 3)), ("pass", "supplement")),
        (((1, 3), (3, 3)), ("fail", "supplement")),  # the handbook's
        (((1, 3), (None, None), (3, 3)), ("review", "advisory")),  # it may be the second
        (((1, 3), (2, 4)), ("review", "advisory")),  # one total is misread
        (((None, None),), ("not_applicable", "supplement")),
    ],
)
def test_pages_of_a_record(
    numbers: tuple[tuple[int | None, int | None], ...], answer: tuple[str, str]
) -> None:
    assert checked(PAGES, numbered("iit_tax_record", *numbers)) == answer


def test_pages_in_several_files_make_one_record() -> None:
    parts = [numbered("iit_tax_record", (n, 3)) for n in (1, 2, 3)]
    assert checked(PAGES, *parts)[0] == "pass"
    assert checked(PAGES, *parts[:2])[0] == "fail"


def test_a_page_may_lie_among_the_unknown() -> None:
    record = numbered("iit_tax_record", (1, 2))
    assert checked(PAGES, record, paper("unknown")) == ("review", "advisory")
    found = case("new_permit", record, unread=("照片.jpg",))
    assert said(found, PAGES) == ("review", "advisory")


SIGNED = {"employer": "甲公司", "employee": "张三", "employee_signature": "?"}


@pytest.mark.parametrize(
    ("numbers", "values", "answer"),
    [
        ((), SIGNED, ("pass", "supplement")),
        (((1, 8), (8, 8)), SIGNED, ("fail", "advisory")),  # by practice first and last suffice
        (((1, 8), (2, 8)), {"employer": "甲公司"}, ("fail", "supplement")),
        ((), {"employer": "甲公司"}, ("review", "advisory")),
        (((1, 2), (2, 2)), SIGNED, ("pass", "supplement")),
    ],
)
def test_pages_of_a_contract(
    numbers: tuple[tuple[int, int], ...], values: dict[str, str], answer: tuple[str, str]
) -> None:
    assert checked(PAGES, numbered("labor_contract", *numbers, **values)) == answer


TAMPER = "GEN-TAMPER"


def layered(seen: str, claimed: str, sure: float = 0.99) -> Document:
    readings = (Reading(source="page", value=seen, confidence=sure),
                Reading(source="layer", value=claimed, confidence=1.0))  # fmt: skip
    end = field("lease_end", seen).model_copy(update={"readings": readings})
    return paper("lease_contract").model_copy(update={"fields": {"lease_end": end}})


def signed(*changes: ChangeKind, **told: object) -> Document:
    """A lease in a file that somebody signed, and what was added since."""
    later = tuple(Later(kind=kind, revision=3, pages=(1,)) for kind in changes)
    facts = {"signer": "样例税务局", "intact": True, "trusted": True, **told}
    one = Signature.model_validate({**facts, "whole": not changes, "changes": later})
    held = Signed(file="扫描件.pdf", signature=one)
    return paper("lease_contract").model_copy(update={"signed": (held,)})


ELSEWHERE = PAGE.model_copy(update={"file": "另一份.pdf"})
BESIDE, AWAY = Box(0.31, 0.11, 0.35, 0.19), Box(0.6, 0.8, 0.8, 0.85)


def odd(kind: OddityKind, text: str, box: Box) -> Document:
    """A lease whose page hides or mixes something."""
    found = PlacedOddity(oddity=Oddity(kind=kind, text=text, box=box), page=PAGE)
    return paper("lease_contract", more={"oddities": (found,)}, lease_end="2025-12-31")


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (layered("2020-12-31", "2019-12-31"), "review"),  # written over: shown, not decided
        (layered("2020-12-31", "2020-12-31"), "not_checked"),
        (layered("2020-12-31", "2019-12-31", 0.7), "not_checked"),  # a misread page
        (paper("lease_contract", more={"layer": "differs"}), "review"),
        (paper("lease_contract"), "not_checked"),
        (odd("hidden", "98", Box(0.12, 0.12, 0.2, 0.18)), "review"),  # within the value
        (odd("hidden", "98", BESIDE), "review"),
        (odd("hidden", "2028年12月31日", AWAY), "review"),  # another value of the kind
        (odd("hidden", "2025年12月31日", AWAY), "not_checked"),  # the same
        (odd("hidden", "signer1 width 50mm", AWAY), "not_checked"),  # a platform's mark
        (odd("fonts", "2025", Box(0.12, 0.12, 0.2, 0.18)), "review"),
        (odd("fonts", "8800123", AWAY), "not_checked"),  # no value of the paper
        (signed(), "pass"),
        (signed().model_copy(update={"pages": (PAGE, ELSEWHERE)}), "not_checked"),
        (signed(trusted=False), "not_checked"),  # unknown: only said
        (signed(trusted=None), "not_checked"),
        (signed(intact=None), "not_checked"),  # of a kind that is not verified here
        (signed(intact=False, trusted=None), "review"),
        (signed("content"), "review"),
        (signed("annotation"), "review"),
        (signed("form"), "review"),
        (signed("content", trusted=False), "review"),
        (signed("validation"), "pass"),
        (signed("signature"), "pass"),
    ],
)
def test_alterations(document: Document, status: str) -> None:
    assert checked(TAMPER, document) == (status, "advisory")
