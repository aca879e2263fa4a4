"""Why something was not read, or was not taken as given: texts in both languages.

Reports, cached readings and databases store such a text in Chinese only, as their format demands.
A text made from the table in `reasons.toml` can still be turned into English later.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

REASONS = frozenset(("why", "first", "then"))
"""Slots filled with another reason."""
PARTS = frozenset(("what", "instead", "of", "now", "at", "other", "to", "kind"))
"""Slots filled with another reason or a known name; other values are not translated."""
LISTS = frozenset(("names", "numbers", "places", "days"))
"""Slots that may hold several, separated by 、."""
XFA = "file.xfa"
"""Entries in lists of file names that are not file names."""
_SLOT = re.compile(r"\{(\w+)\}")


class _Template(NamedTuple):
    """A text of the table: `mark` is its longest fixed part, which every match contains."""

    mark: str
    patterns: tuple[re.Pattern[str], ...]
    en: str


def reason(name: str, /, **told: object) -> str:
    """The Chinese of the reason under `group.name`; KeyError if it is missing.

    >>> reason("picture.too_small", width=8, height=9)
    '图片过小（8×9），不是可读的扫描件，请重新扫描'
    """
    return _row(name)["zh"].format(**told)


def fixed(name: str) -> tuple[str, str]:
    """Both texts of a reason without values to fill in, Chinese first."""
    row = _row(name)
    return row["zh"], row["en"]


def in_english(text: str, names: Mapping[str, str] | None = None) -> str | None:
    """The same in English; None if it is not one of these reasons.

    `names` translates names that may occur in it, such as those of services.

    >>> in_english("图片过小（8×9），不是可读的扫描件，请重新扫描")
    'the picture is too small (8×9) to be a legible scan; please scan it again'
    >>> in_english("第 1、3 页无法读取：图片已损坏，请重新扫描")
    'page 1, 3 cannot be read: the picture is damaged; please scan it again'
    >>> in_english("北京市")
    """
    for template in _templates():
        if template.mark not in text:
            continue
        for pattern in template.patterns:
            if (found := pattern.fullmatch(text)) is None:
                continue
            slots = found.groupdict().items()
            parts = {slot: _part(slot, value, names or {}) for slot, value in slots}
            if None not in parts.values():
                return template.en.format(**parts)
    return None


def english_or(text: str, names: Mapping[str, str] | None = None) -> str:
    """The same in English; unchanged if it is not one of these reasons."""
    return in_english(text, names) or text


def _part(slot: str, value: str, names: Mapping[str, str]) -> str | None:
    if slot in REASONS:
        return in_english(value, names)
    if slot in LISTS:
        zh, en = fixed(XFA)
        known = {zh: en, **(names or {})}
        return ", ".join(_named(one, known) for one in value.split("、"))
    return names.get(value) or english_or(value, names) if slot in PARTS else value


def _named(value: str, known: Mapping[str, str]) -> str:
    bare = value.strip("“”")
    return value.replace(bare, known.get(bare, bare))


def _row(name: str) -> Mapping[str, str]:
    group, key = name.split(".")
    return table()[group][key]


@cache
def table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """All reasons by group and name, each with `zh` and `en`."""
    text = files("core").joinpath("reasons.toml").read_text("utf-8")
    return cast("Mapping[str, Mapping[str, Mapping[str, str]]]", tomllib.loads(text))


@cache
def _templates() -> tuple[_Template, ...]:
    """Those with the most fixed text first: if two match, that one was meant."""
    texts = [text for group in table().values() for text in group.values()]
    texts.sort(key=lambda text: -len(_SLOT.sub("", text["zh"])))
    return tuple(_template(text["zh"], text["en"]) for text in texts)


def _template(zh: str, en: str) -> _Template:
    fixed = _SLOT.split(zh)[::2]
    slots = [f"(?P<{name}>.+{{}})" for name in _SLOT.findall(zh)]
    ways = ("?", "") if slots else ("",)
    patterns = tuple(
        re.compile("".join(_mixed(fixed, [slot.format(way) for slot in slots])), re.DOTALL)
        for way in ways
    )
    return _Template(max(fixed, key=len), patterns, en)


def _mixed(fixed: list[str], slots: list[str]) -> list[str]:
    """Fixed parts and slots alternately, beginning and ending with a fixed part."""
    pairs = zip(map(re.escape, fixed), [*slots, ""], strict=True)
    return [part for pair in pairs for part in pair]
