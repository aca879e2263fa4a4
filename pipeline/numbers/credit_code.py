"""Unified social credit codes (GB 32100-2015)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_character(body: str) -> str:
    """The check character of the first 17.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(ALPHABET.index(ch) * pow(3, i, 31) for i, ch in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether 18 characters of the alphabet end in the right check character.

    >>> is_valid("91350100M000100Y43"), is_valid("91350100M000100Y44")
    (True, False)
    """
    return (
        len(code) == 18
        and all(ch in ALPHABET for ch in code)
        and code[17] == check_character(code[:17])
    )
