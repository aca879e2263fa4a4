"""Identity numbers made unreadable in whatever is meant to be passed on.

The first three and the last four characters stay, enough to tell two people apart.
"""

import re

KEEP_HEAD, KEEP_TAIL = 3, 4
FEWEST_DIGITS = 14  # of 18: a misread number may hold letters
CREDIT_CODES = {"11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93", "A1", "N1", "Y1"}
CENTURIES = {"18", "19", "20"}  # where an identity number has its year of birth

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \u3000]?[0-9A-Za-z]){17}(?![0-9A-Za-z])")
_BARE = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{9}[\dXx](?!\d)")
_OLD = re.compile(r"(?<!\d)\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")


def mask_text(text: str) -> str:
    """The text with every identity number in it masked, also 15-digit and misread ones."""
    text = _RUN.sub(_run, text)
    for pattern in (_BARE, _OLD):
        text = pattern.sub(lambda match: mask_number(match[0]), text)
    return text


def mask_number(number: str) -> str:
    """An identity number with its middle hidden, of whatever length it was read."""
    bare = "".join(number.split())
    if len(bare) <= KEEP_HEAD + KEEP_TAIL:
        return "*" * len(bare)
    hidden = len(bare) - KEEP_HEAD - KEEP_TAIL
    return bare[:KEEP_HEAD] + "*" * hidden + bare[-KEEP_TAIL:]


def mask_value(text: str, kind: str) -> str:
    """A field's text, masked as its kind asks."""
    return mask_number(text) if kind == "id_number" else mask_text(text)


def _run(match: re.Match[str]) -> str:
    bare = "".join(match[0].split())
    few = sum(character.isdigit() for character in bare) < FEWEST_DIGITS
    other = bare[:2].upper() in CREDIT_CODES and bare[6:8] not in CENTURIES
    return match[0] if few or other else mask_number(bare)
