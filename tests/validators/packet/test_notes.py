"""The handler's note names the applicant and the unit, wholly, and nobody else."""

import pytest

from tests.validators.kit import UNIT, case, note, screenshot
from tests.validators.kit import status as status_of

MONTHS = ("2019-03", "2019-04")


def noted(text: str) -> str:
    found = case("new_permit", screenshot(MONTHS, notes=[note(text)]))
    return status_of(found, "MAT-INCOME-ANNOTATION")


@pytest.mark.parametrize(
    "text",
    [
        f"张三工资由{UNIT}发放",
        f"张三工资由 {UNIT} 发放。",
        f"兹证明张三同志的工资由{UNIT}统一发放",
        f"申请人张三每月工资由{UNIT}负责发放",
        f"注：张三工资由{UNIT}发放",
        f"张三应税收入由{UNIT}代扣代缴",
    ],
)
def test_a_note_in_usual_words(text: str) -> None:
    assert noted(text) == "pass"


@pytest.mark.parametrize(
    "text",
    [
        f"张三丰工资由{UNIT}发放",  # his name holds the applicant's
        f"王张三工资由{UNIT}发放",
        f"张三工资由{UNIT}上海分公司发放",  # a branch is another payer
    ],
)
def test_a_name_within_another_does_not_pass(text: str) -> None:
    assert noted(text) in ("review", "fail")


def test_a_note_of_somebody_else_fails() -> None:
    assert noted(f"赵小六工资由{UNIT}发放") == "fail"
