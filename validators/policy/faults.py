"""A fault of the data in both languages: file, key and reason."""

from collections.abc import Callable, Iterable
from typing import Any, Self

from core.errors import PolicyError


class PolicyFault(str):
    """A fault in Chinese, as one line; `english` is the same in English."""

    english: str

    def __new__(cls, zh: str, en: str) -> Self:
        made = super().__new__(cls, zh)
        made.english = en
        return made

    @classmethod
    def at(cls, file: str, key: str, zh: str, en: str) -> Self:
        """What is wrong with a key of a file, or with the whole file if the key is empty."""
        if not key:
            return cls(f"{file}：{zh}", f"{file}: {en}")
        return cls(f"{file}：{key}：{zh}", f"{file}: {key}: {en}")


class Misfit(ValueError):
    """Why a value does not fit, raised by the tables' validators."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.english = en


def english(fault: str) -> str:
    """A fault's English text, or the text itself if there is none."""
    return fault.english if isinstance(fault, PolicyFault) else fault


def refusal(faults: Iterable[str]) -> PolicyError:
    """The error that lists every fault, each on a line."""
    found = tuple(faults)
    return PolicyError("\n".join(found), "\n".join(english(fault) for fault in found))


def faults_of(error: PolicyError) -> tuple[PolicyFault, ...]:
    """The faults listed in an error."""
    lines = zip(str(error).splitlines(), error.text.en.splitlines(), strict=True)
    return tuple(PolicyFault(zh, en) for zh, en in lines)


def moved(fault: str, place: Callable[[str], str]) -> PolicyFault:
    """The fault with its file named by its location."""
    file, colon, rest = fault.partition("：")
    zh = place(file) + colon + rest
    if english(fault) == fault:
        return PolicyFault(zh, zh)
    file, colon, rest = english(fault).partition(": ")
    return PolicyFault(zh, place(file) + colon + rest)


REASONS: dict[str, tuple[str, str]] = {
    "missing": ("缺少", "missing"),
    "extra_forbidden": ("不认识的键", "unknown key"),
    "literal_error": ("应为 {expected}", "should be {expected}"),
    "string_type": ("应为文字", "should be text"),
    "string_too_short": ("文字太短，至少 {min_length} 字", "at least {min_length} characters"),
    "too_short": ("至少 {min_length} 项", "at least {min_length}"),
    "decimal_parsing": ("应为数字", "should be a number"),
    "decimal_type": ("应为数字", "should be a number"),
    "int_parsing": ("应为整数", "should be a whole number"),
    "int_type": ("应为整数", "should be a whole number"),
    "bool_type": ("应为 true 或 false", "should be true or false"),
    "date_type": ("应为日期（年-月-日）", "should be a date (year-month-day)"),
    "date_from_datetime_parsing": ("应为日期（年-月-日）", "should be a date (year-month-day)"),
    "tuple_type": ("应为 [ ] 列表", "should be a [ ] list"),
}
"""Common validation messages of the library, in both languages."""


def reason_of(trouble: dict[str, Any]) -> tuple[str, str]:
    """Why a value does not fit, from pydantic's error."""
    message = str(trouble["msg"]).removeprefix("Value error, ")
    context = trouble.get("ctx", {})
    if isinstance(cause := context.get("error"), Misfit):
        return str(cause), cause.english
    zh, en = REASONS.get(trouble["type"], ("", ""))
    if not zh:
        return message, message
    return zh.format(**context), en.format(**context)
