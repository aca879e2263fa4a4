"""Whose hand a signature is, is said only where the ink fits that name best (issue 11)."""

import pytest

from core.models.document import Field, Reading
from tests.validators.kit import case, field, paper
from tests.validators.kit import status as status_of
from validators.ground.look import weigh
from validators.ground.signers import namesake, whose
from validators.policy import load_policy


def hand(read: str, sure: float = 0.985, **fits: float) -> Field:
    readings = tuple(Reading(source="fit", value=name, confidence=c) for name, c in fits.items())
    return field("legal_rep_signature", read, sure).model_copy(update={"readings": readings})


@pytest.mark.parametrize(
    ("signed", "answer"),
    [
        (hand("赵六"), True),
        (hand("赵六", 赵六=0.9, 钱七=0.1), True),
        (hand("赵六", 赵六=0.2, 钱七=0.9), None),  # another's name fits better
        (hand("钱七"), False),
        (hand("钱七", 0.9), None),
        (hand("钱七", 赵六=0.01, 钱七=0.9), False),
        (hand("钱七", 赵六=0.9, 钱七=0.5), None),
        (hand("周八", 赵六=0.01, 钱七=0.02), False),  # a stranger's, and nobody else's
        (hand("周八", 赵六=0.2, 钱七=0.02), None),
    ],
)
def test_whose(signed: Field, answer: bool | None) -> None:
    form = paper("integrity_statement", more={"fields": {signed.name: signed}})
    assert whose(weigh(form, signed.name, signed, load_policy()), "赵六") is answer


@pytest.mark.parametrize(
    ("signed", "answer"),
    [
        (hand("张三", 0.99), True),  # a part of the name, read to the letter
        (hand("张三年", 0.99), True),
        (hand("张三丰", 0.99), False),
        (hand("张三", 0.98), False),  # a slip of the reader
        (hand("张三", 0.975, 张三=0.9, 张三丰=0.01), True),  # the ink is not that of the name
        (hand("张三", 0.975, 张三=0.9, 张三丰=0.2), False),
        (hand("李四", 0.99), False),  # somebody else's, and said so
    ],
)
def test_a_name_one_character_off(signed: Field, answer: bool) -> None:
    form = paper("integrity_statement", more={"fields": {signed.name: signed}})
    assert namesake(weigh(form, signed.name, signed, load_policy()), "张三丰") is answer


def test_another_hand_that_the_ink_leaves_open_is_a_question() -> None:
    licence = paper("business_license", legal_rep="赵六")
    for signed, status in ((hand("周八"), "fail"), (hand("周八", 赵六=0.2), "review")):
        form = paper("integrity_statement", more={"fields": {signed.name: signed}})
        assert status_of(case("renewal", licence, form), "MAT-LEGALREP-SIGN") == status
