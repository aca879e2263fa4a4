"""Identity numbers in whatever is passed on."""

import pytest

from core.numbers.identity import check_digit
from pipeline.reporting.mask import Masker, checks
from tests.pipeline.reporting.conftest import ID_NUMBER, MASKED


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"号码为{ID_NUMBER}。", f"号码为{MASKED}。"),
        (f"扫描{ID_NUMBER}.jpg", f"扫描{MASKED}.jpg"),
        (f"IMG{ID_NUMBER}", f"IMG{MASKED}"),
        ("1101 0519 4912 3100 2X", MASKED),
        ("110105l94912310O2X", "110105l94912310O2X"),  # too far off to be known for one
        ("110105491231002", "110********1002"),  # the 15 digits of before 1999
        ("91110101MA01ABCD2X", "91110101MA01ABCD2X"),  # a credit code
        ("911101056964384717", "911101056964384717"),  # one of digits alone
        ("6222020200012345678", "6222020200012345678"),  # an account
        ("101221201705357602", "101221201705357602"),  # a diploma
        ("13800138000", "13800138000"),
    ],
)
def test_only_identity_numbers_are_masked(text: str, shown: str) -> None:
    assert Masker().text(text) == shown


def test_a_number_known_to_be_somebody_s_is_masked_however_it_looks() -> None:
    masker = Masker(hidden=["H0123456789", "110105l94912310O2X"])
    shown = masker.text("港澳 H0123456789，误读 110105l94912310O2X")
    assert shown == "港澳 H01****6789，误读 110***********0O2X"


def test_a_part_of_a_number_does_not_spoil_the_mask_of_the_whole() -> None:
    """A reading that lost its last character is hidden too."""
    assert Masker(hidden=[ID_NUMBER[:14], ID_NUMBER]).text(ID_NUMBER) == MASKED


def test_a_diploma_number_that_looks_like_an_identity_number_stays() -> None:
    diploma = "110051201705123456"
    assert Masker().text(diploma) != diploma
    assert Masker(shown=[diploma]).text(diploma) == diploma


def test_a_diploma_s_number_stays_though_its_last_digit_checks_by_chance() -> None:
    diploma = "11005120170599345X"  # no month 05 has a day 99
    assert check_digit(diploma[:17]) == diploma[17] and not checks(diploma)
    assert Masker(shown=[diploma]).text(diploma) == diploma


def test_a_diploma_s_number_as_the_record_has_it_stays_too() -> None:
    masker = Masker(hidden=[ID_NUMBER], shown=["110051201705123456"])
    said = "编号为 110051201705123456，系统填报为 110051201705123465，张三 "
    assert masker.text(said + ID_NUMBER) == said + MASKED


@pytest.mark.parametrize("place", range(18))
def test_a_number_misread_by_a_digit_stays_hidden(place: int) -> None:
    """Read so in its own field, and once more in a field that is for something else."""
    digit = "7" if ID_NUMBER[place] != "7" else "1"
    misread = ID_NUMBER[:place] + digit + ID_NUMBER[place + 1 :]
    assert misread not in Masker(hidden=[misread]).text(f"号码 {misread}，核对")
    elsewhere = Masker(hidden=[ID_NUMBER], shown=[misread])
    assert misread not in elsewhere.text(f"号码 {misread}，核对")
    assert Masker(hidden=[misread], shown=[misread]).text(misread) != misread


def test_a_true_identity_number_is_masked_wherever_it_was_read() -> None:
    assert checks(ID_NUMBER)
    assert Masker(shown=[ID_NUMBER]).text(ID_NUMBER) == MASKED
