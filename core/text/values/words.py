"""The lists of words.toml: texts in the place of a value that are not a value."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from core.models.base import Model
from core.models.document import Kind
from core.text.fold import fold, squeeze
from core.text.sheet import Piece

_LINES = re.compile(r"[_\-./\\|·:,;*×xX✕□○()\[\]<>\"'…=~^]*")
_PURPOSE = re.compile(r"(?:此件|本件|本复印件)?(?:仅|只)(?:供|用于|限).*")
_DAY = re.compile(r"[_\-.:/\s]*年[_\-.:/\s]*月[_\-.:/\s]*日?")

_LOOSE = re.compile(r"(?<=[㐀-鿿（）：，。、])\s+|\s+(?=[㐀-鿿（）：，。、])")


class BlankWords(Model):
    """Texts that mean the field is empty."""

    whole: frozenset[str]
    none: frozenset[str]
    leads: tuple[str, ...]
    marks: tuple[str, ...]


class PersonWords(Model):
    """Words that a person's name never is or contains."""

    whole: frozenset[str]
    common: frozenset[str]
    within: tuple[str, ...]
    grammar: str
    titles: tuple[str, ...]
    latin: frozenset[str]


class CompanyWords(Model):
    """Words that refer to companies without naming one, and words that many names share."""

    leads: tuple[str, ...]
    usual: tuple[str, ...]
    notes: tuple[str, ...]
    pronouns: tuple[str, ...]
    clause: tuple[str, ...]


class WordLists(Model):
    """All lists."""

    blank: BlankWords
    person: PersonWords
    company: CompanyWords


@cache
def words() -> WordLists:
    """The lists shipped with the product."""
    text = files("core.text.values").joinpath("words.toml").read_text("utf-8")
    return WordLists.model_validate(tomllib.loads(text))


def is_blank(piece: Piece, kind: Kind = "text") -> bool:
    """Whether the text is a placeholder, a fill-in line, or the mark of a copy.

    无 is an answer if a text is expected, but not for a name, a date or an amount.
    """
    text = squeeze(piece.text)
    known = words().blank
    if _LINES.fullmatch(text) or _DAY.fullmatch(text) or text in known.whole:
        return True
    bare = text.strip("()[]<>:.,;_-*/").upper()
    if bare in known.marks or _PURPOSE.fullmatch(bare):
        return True
    if kind == "text":
        return False
    return bare in known.none or bare.startswith(known.leads)


def tidy(text: str) -> str:
    """Half-width letters and digits, Chinese punctuation as printed, no space beside Chinese."""
    half = "".join(fold(ch) if fold(ch).isascii() and fold(ch).isalnum() else ch for ch in text)
    return _LOOSE.sub("", half).strip()
