"""Unified social credit codes, GB 32100-2015: 18 characters, the last a check character."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
LEGAL_ENTERPRISE, LAW_FIRM, INSTITUTION = "91", "31", "12"
NOT_FOR_PROFIT = ("51", "52", "53")


def check_character(body: str) -> str:
    """The eighteenth character for the first seventeen; empty if one of these is not allowed.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    if any(letter not in VALUES for letter in body):
        return ""
    total = sum(VALUES[letter] * pow(3, place, 31) for place, letter in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether the code has 18 characters of the alphabet and a correct check character.

    >>> is_valid("91350100M000100Y43"), is_valid("91350100M000100Y44"), is_valid("9135")
    (True, False, False)
    """
    return len(code) == 18 and check_character(code[:17]) == code[17]


def is_institution(code: str) -> bool | None:
    """Whether the holder is a public institution or a social organisation, by its class.

    None for a class that this rule does not know.

    >>> is_institution("121100004000000000"), is_institution("91350100M000100Y43")
    (True, False)
    """
    if code[:2] in (INSTITUTION, *NOT_FOR_PROFIT):
        return True
    return False if code[:2] in (LEGAL_ENTERPRISE, "92", "93", LAW_FIRM) else None
