"""A general change: what its form names decides the evidence."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, case, findings, paper
from tests.validators.kit import status as status_of

GENERAL, COMPLETE = "general_change", "COMPLETE-GENERAL"
NEW = "110105194912310038"
BASE = (paper("power_of_attorney"), paper("business_license", name=UNIT))


def form(item: str) -> Document:
    return paper("personal_change_form", name="张三", id_number=NUMBER, other_item=item)


def page(number: str = NEW, note: str | None = "公民身份号码变更") -> Document:
    return paper("household_register_member", name="张三", id_number=number, corrections=note)


CARD = paper("id_card", name="张三", id_number=NEW)
TITLE = paper("professional_title_certificate", name="张三")


@pytest.mark.parametrize(
    ("item", "papers", "status"),
    [
        ("职称", (TITLE,), "pass"),
        ("职称", (), "fail"),
        ("身份证号码变更", (), "fail"),  # nothing shows it
        ("姓名", (), "fail"),
        ("身份证号码变更", (CARD,), "review"),  # a card shows the new number, not the change
        ("身份证号码变更", (CARD, page(note=None)), "review"),
        ("身份证号码变更", (CARD, page()), "pass"),
        ("联系电话", (), "review"),  # no evidence is listed
        ("职称、联系电话", (TITLE,), "review"),
    ],
)
def test_evidence(item: str, papers: tuple[Document, ...], status: str) -> None:
    answers = findings(case(GENERAL, form(item), *BASE, *papers), COMPLETE)
    assert [one.status for one in answers] == [status]


def test_a_new_number_is_no_difference_where_it_is_what_changes() -> None:
    told = case(GENERAL, form("身份证号码变更"), *BASE, CARD, page())
    assert status_of(told, "GEN-IDNO-EQUAL") == "review"
    other = case(GENERAL, form("职称"), *BASE, TITLE, CARD)
    assert status_of(other, "GEN-IDNO-EQUAL") == "fail"
