"""Which service a packet is for, told by its forms; never guessed where they disagree."""

from datetime import date

import pytest

from core.models.document import Document, Field, PageRef
from pipeline.service import last_signed, service_of
from validators.policy import load_policy

NAMES = {service.id: service.name_zh for service in load_policy().services}


def form(type_: str, confidence: float = 0.95, **values: str | None) -> Document:
    fields = {
        name: Field(
            name=name,
            kind="date" if name.endswith("date") else "text",
            value=value,
            raw=value or "",
            confidence=confidence,
        )
        for name, value in values.items()
    }
    return Document(
        id="D1", type=type_, confidence=0.9, pages=(PageRef(file="a", page=1),), fields=fields
    )


@pytest.mark.parametrize(
    ("forms", "service"),
    [
        ([form("application_form_new")], "new_permit"),
        (
            [form("application_form_new"), form("application_form_new"), form("id_card")],
            "new_permit",
        ),
        ([form("application_form_renewal")], "renewal"),
        ([form("unit_registration_application")], "unit_registration"),
        ([form("personal_change_form", change_items="居住地址")], "address_change"),
        ([form("personal_change_form", change_items="聘用单位变更")], "employer_change"),
        ([form("personal_change_form", change_items="随往人员")], "dependents_change"),
        ([form("personal_change_form", change_items="年检")], "annual_check_person"),
        ([form("unit_change_form", change_items="年检")], "annual_check_unit"),
        ([form("unit_change_form", change_items="查询用户名")], "account_recovery"),
        ([form("unit_change_form", change_items="跨区县")], "unit_transfer_in"),
        ([form("personal_change_form", change_items=None)], None),
        ([form("personal_change_form")], None),
        ([form("personal_change_form", change_items="居住地址、随往人员")], None),
        ([form("application_form_new"), form("application_form_renewal")], None),
        ([form("id_card")], None),
        ([], None),
    ],
)
def test_service(forms: list[Document], service: str | None) -> None:
    told = service_of(forms, NAMES)
    assert told.value == service
    assert told.note is not None
    assert service is None or NAMES[service] in told.note
    assert service is not None or "--service" in told.note


def test_the_last_day_signed() -> None:
    forms = [
        form("application_form_new", applicant_date="2025-10-01", unit_opinion_date="2025-10-08"),
        form("id_card", sign_date="2025-12-01"),
        form("personal_change_form", 0.5, sign_date="2025-11-01"),
        form("unit_change_form", sign_date=None),
        form("unit_change_form", sign_date="长期"),
    ]
    assert last_signed(forms) == date(2025, 10, 8)
    assert last_signed(forms, ["id_card"]) == date(2025, 12, 1)
    assert last_signed([]) is None
