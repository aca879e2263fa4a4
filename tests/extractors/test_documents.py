"""The documents of a packet, with the seals and codes on their part of a page."""

from dataclasses import replace

import pytest

from core.models.geometry import Box
from core.models.page import Code, Seal
from extractors import TYPES
from extractors.kit.fields import Extraction, Sheets, TypeEntry
from extractors.packet.documents import BROKEN, UNKNOWN, read_documents
from extractors.packet.recognise import recognise
from tests.extractors.files import ID_BACK, ID_FRONT, contract, file
from tests.extractors.sheets import page, sheets
from tests.extractors.test_split import HOUSEHOLD

NOTICE = ".3:会议通知\n各部门：兹定于本周五下午召开例会，请准时参加。"


def seal(y: float) -> Seal:
    return Seal(
        kind="official",
        text="某",
        ring="某",
        centre="",
        shape="round",
        colour="red",
        confidence=0.9,
        box=Box(0.4, y, 0.6, y + 0.1),
    )


def test_documents_come_in_page_order_with_ids() -> None:
    cover, first, last = contract()
    files = [file("b", ID_FRONT), file("a", NOTICE, cover, first, last), file("c", ID_BACK)]
    found = read_documents(files, TYPES)
    assert [(d.id, d.type) for d in found] == [
        ("D1", "id_card"),
        ("D2", UNKNOWN),
        ("D3", "labor_contract"),
    ]
    assert [(ref.file, ref.page) for ref in found[0].pages] == [("b", 1), ("c", 1)]
    assert found[1].fields == {}


def test_seals_and_codes_go_with_their_page() -> None:
    cover, first, last = contract()
    code = Code(symbology="QR", payload="x", box=Box(0.8, 0.8, 0.9, 0.9))
    sealed = page(last).model_copy(update={"seals": (seal(0.3),), "codes": (code,)})
    (found,) = read_documents([file("a", cover, first, sealed)], TYPES)
    assert [(s.page.page, s.seal.kind) for s in found.seals] == [(3, "official")]
    assert [(c.page.page, c.payload) for c in found.codes] == [(3, "x")]


def test_a_stamp_vouches_for_both_documents_of_a_page_and_a_code_for_one() -> None:
    upper, lower = HOUSEHOLD.split("~")
    whole = page(upper.strip() + "\n\n\n\n\n\n\n" + lower.strip())
    code = Code(symbology="QR", payload="x", box=Box(0.8, 0.8, 0.9, 0.9))
    both = whole.model_copy(update={"seals": (seal(0.15),), "codes": (code,)})
    first, second = read_documents([file("a", both)], TYPES)
    assert [len(first.seals), len(second.seals)] == [1, 1]
    assert [len(first.codes), len(second.codes)] == [0, 1]
    assert first.pages == second.pages


def test_grey_where_every_page_is() -> None:
    grey = page(ID_FRONT).model_copy(update={"grey": True})
    grey_back = page(ID_BACK).model_copy(update={"grey": True})
    assert read_documents([file("a", grey, grey_back)], TYPES)[0].grey
    assert not read_documents([file("a", grey, ID_BACK)], TYPES)[0].grey


def test_a_bug_in_one_type_costs_its_paper_only() -> None:
    def fail(kind: TypeEntry, sheets: Sheets) -> Extraction:
        raise ZeroDivisionError

    kinds = [replace(k, extract=fail) if k.id == "id_card" else k for k in TYPES]
    cover, first, last = contract()
    card, paper = read_documents([file("a", ID_FRONT), file("b", cover, first, last)], kinds)
    assert (card.type, card.fields, card.troubles) == ("id_card", {}, (BROKEN,))
    assert paper.fields["employee"].value == "王样例"


def test_the_log_of_a_bug_quotes_no_paper(caplog: pytest.LogCaptureFixture) -> None:
    def fail(kind: TypeEntry, sheets: Sheets) -> Extraction:
        raise ValueError("公民身份号码 11010519491231002X")

    kinds = [replace(k, extract=fail) if k.id == "id_card" else k for k in TYPES]
    read_documents([file("a", ID_FRONT)], kinds)
    assert "id_card: ValueError at test_documents.py:" in caplog.text
    assert "11010519491231002X" not in caplog.text


def test_no_pages_no_documents() -> None:
    assert read_documents([], TYPES) == []
    assert read_documents([file("a", "")], TYPES) == []


@pytest.mark.parametrize("picture", [NOTICE, "", "2025年", "签字：\n日期："])
def test_a_page_of_no_known_type(picture: str) -> None:
    (sheet,) = sheets(picture)
    assert recognise(sheet, TYPES).best is None


@pytest.mark.parametrize("title", ["营业执照", "营 业 执 照", "《营业执照》", "营业执照（副本）"])
def test_a_heading_in_its_variants(title: str) -> None:
    picture = f".4:{title}\n名称 | .3:某公司\n类型 | .3:有限责任公司\n住所 | .3:某地\n法定代表人 | .3:某人\n成立日期"
    (sheet,) = sheets(picture)
    best = recognise(sheet, TYPES).best
    assert best is not None
    assert (best.kind.id, best.titled) == ("business_license", True)


def test_a_heading_with_one_misread_character() -> None:
    picture = ".3:北京市房屋祖赁合同\n出租人（甲方）：某\n承租人（乙方）：某\n租赁期限\n租金\n押金"
    (sheet,) = sheets(picture)
    assert recognise(sheet, TYPES).guesses[0].kind.id == "lease_contract"


def test_a_word_in_a_sentence_is_no_heading() -> None:
    picture = "请携带居民身份证、营业执照副本和劳动合同书前往办理授权委托书公证手续。"
    (sheet,) = sheets(picture)
    assert recognise(sheet, TYPES).best is None


def test_two_types_that_fit_alike_share_what_is_sure() -> None:
    """A second type with the same titles, words and fields halves the first one's probability."""
    (sheet,) = sheets("\n".join(contract()))
    twin = replace(next(k for k in TYPES if k.id == "labor_contract"), id="twin")
    alone = recognise(sheet, TYPES).guesses
    both = recognise(sheet, [*TYPES, twin]).guesses
    assert alone[0].confidence > 0.9
    assert {g.kind.id for g in both[:2]} == {"labor_contract", "twin"}
    assert both[0].confidence < 0.8 and sum(g.confidence for g in both) <= 1.001
