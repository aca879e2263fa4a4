"""Every error this project raises, on one page.

YushenError        exit code 1
├── InputError     2   this file cannot be used as it is; the message says what to do
├── ToolMissing    3   a program, a package or a language pack is not installed
├── Refused        2   the desk refuses an action; the message says why
├── ConflictError  1   somebody else has changed the packet meanwhile
├── ReadingFailed  4   a reading worker crashed or ran out of time (may_pass: a retry may help)
└── PolicyError    5   our own rule data is wrong or has no figure for the day

What is wrong with an *application* is a Finding, never an exception. No message may
carry an identity number.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.reasons import english_or, fixed


class BilingualText(NamedTuple):
    """A message in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"

    @classmethod
    def of(cls, name: str) -> "BilingualText":
        """The reason with that name in `reasons.toml`; it must have no values to fill in."""
        return cls(*fixed(name))


class YushenError(Exception):
    """Base class of all errors that a user may see; `str()` can be shown."""

    exit_code = 1
    may_pass = False

    def __init__(self, message: str = "", english: str = "") -> None:
        self._zh, self._en = message, english
        super().__init__(str(BilingualText(message, english)) if english else message)

    @property
    def text(self) -> BilingualText:
        """The message in both languages; without a known English text both are Chinese."""
        return BilingualText(self._zh, self._en or english_or(self._zh))


class _Coded(YushenError):
    """An error with a code for machines, and a message in one or both languages."""

    exit_code = 2

    def __init__(self, code: str, message: str, english: str = "") -> None:
        super().__init__(message, english)
        self.code = code


class InputError(_Coded):
    """A file or folder that cannot be used; `code` names the problem for machines."""


class ToolMissing(YushenError):
    """Something outside this package is not installed."""

    exit_code = 3


class ReadingFailed(YushenError):
    """The reading worker died, was killed at its limits, or ran out of time."""

    exit_code = 4
    may_pass = True


class PolicyError(YushenError):
    """The policy data is malformed, or has no figure for the day asked."""

    exit_code = 5

    def __init__(self, message: str, english: str = "") -> None:
        super().__init__(message)
        self._en = english or message


class Refused(_Coded):
    """The desk refuses an action; `code` names the reason for machines."""


class ConflictError(YushenError):
    """A change is based on an outdated version of the packet.

    `changes` lists who changed what meanwhile, the earliest first: who, action, target.
    """

    def __init__(self, seen: int, version: int, changes: Sequence[tuple[str, str, str]]) -> None:
        text = "；".join(f"{who} {action} {target}".strip() for who, action, target in changes)
        super().__init__(
            f"这份材料已被他人更改（{text or '见操作记录'}），请刷新后再操作",
            f"changed by somebody else meanwhile ({text or 'see the audit'}); please load it again",
        )
        self.seen, self.version, self.changes = seen, version, tuple(changes)
