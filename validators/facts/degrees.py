"""Diplomas and degrees: the reports that verify them, and which is the higher."""

import re

DIPLOMA_REPORTS = ("chsi_registration_form", "education_verification_report")
DEGREE_REPORTS = ("degree_verification_report", "degree_online_report")
STEPS = (
    (re.compile("博士|doctor|ph\\.?d", re.IGNORECASE), 4),
    (re.compile("硕士|研究生|master|mba|mpa", re.IGNORECASE), 3),
    (re.compile("学士|本科|专升本|bachelor", re.IGNORECASE), 2),
    (re.compile("专科|大专|高职|associate", re.IGNORECASE), 1),
)


def step(text: str) -> int | None:
    """The rung of a diploma or degree, None for words that name none.

    >>> step("硕士研究生"), step("工商管理硕士"), step("专升本"), step("大学本科"), step("无")
    (3, 3, 2, 2, None)
    """
    return next((rung for words, rung in STEPS if words.search(text)), None)
