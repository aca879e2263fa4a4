"""Who raises a child, by the words of an agreement or a judgment."""

import pytest

from validators.facts.custody import PARENTS, Child, Side, raised

ROLES: dict[str, Side] = {
    "原告": "other", "被告": "own", "李某": "other", "张三": "own", "双方": "both", "父母": "both",
    **dict.fromkeys(PARENTS["男"], "own"), **dict.fromkeys(PARENTS["女"], "other"),
}  # fmt: skip
"""The applicant is the defendant and the father."""
KID = Child("张小三", "男")
TWO = Child("张小三", "男", ("张小四",))


@pytest.mark.parametrize(
    ("words", "side"),
    [
        # who pays is not who raises
        ("婚生子张小三由原告抚养，抚养费由被告每月支付", "other"),
        ("婚生子张小三由被告抚养，原告每月支付抚养费2000元", "own"),
        ("婚生子张小三由原告抚养,由被告每月支付生活费1000元", "other"),
        ("抚养费由被告每月支付", None),
        ("由被告支付抚养费", None),
        # father and mother, man and woman, names
        ("婚生子张小三随母生活", "other"),
        ("婚生子张小三随母亲共同生活，由被告按月给付抚养费", "other"),
        ("婚生子张小三跟随被告共同生活，抚养费由原告承担", "own"),
        ("随张三共同生活并由张三抚养", "own"),
        ("婚生子张小三由李某直接抚养", "other"),
        ("女方", "other"),
        ("归男方", "own"),
        ("婚生子归男方所有", "own"),
        ("抚养权归女方所有", "other"),
        ("张小三的监护权归张三", "own"),
        ("男方享有抚养权", "own"),
        ("女方抚养儿子张小三，男方支付抚养费", "other"),
        ("原告与被告之婚生子张小三由被告抚养至十八周岁", "own"),
        ("变更婚生子张小三由被告抚养", "own"),
        ("未成年子女张小三由被告抚养", "own"),
        # visits say nothing
        ("婚生子由被告抚养，原告每月可探望两次，寒暑假随原告生活", "own"),
        ("寒暑假随被告生活，平时由原告抚养", "other"),
        # both, others, or nobody that could be told
        ("婚生子张小三由原、被告共同抚养", "both"),
        ("婚生子张小三由双方轮流抚养", "both"),
        ("婚生子张小三由祖父母抚养", None),
        ("婚生子张小三由被告之母代为抚养", None),
        ("婚生子张小三由被告父母抚养", None),
        ("婚生子张小三由王五抚养", None),
        ("被告要求抚养张小三的请求不予支持", None),
        ("2024年前由原告抚养，此后由被告抚养", None),
        ("", None),
    ],
)
def test_who_raises(words: str, side: Side | None) -> None:
    assert raised(words, ROLES, KID).side == side


@pytest.mark.parametrize(
    ("words", "child", "side", "strange"),
    [
        ("长子张小三由被告抚养，次子张小四由原告抚养", TWO, "own", False),
        ("长子张小三由原告抚养，次子张小四由被告抚养", TWO, "other", False),
        ("张小三、张小四均由被告抚养", TWO, "own", False),
        ("婚生子由原告抚养，婚生女由被告抚养", KID, "other", False),
        ("婚生子由被告抚养，婚生女由原告抚养", KID, "own", False),
        ("长子由原告抚养，次子由被告抚养", TWO, None, False),
        ("婚生子赵小五由被告抚养", KID, None, True),
        ("婚生子张小三，由原告抚养", KID, "other", False),
    ],
)
def test_which_child_is_meant(words: str, child: Child, side: Side | None, strange: bool) -> None:
    said = raised(words, ROLES, child)
    assert (said.side, said.strange) == (side, strange)
