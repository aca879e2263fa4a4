"""Which end of a span a field holds, and which field holds the other end, by field name."""

import re

_START = re.compile(r"(?:^|_)(?:start|from|enroll)(?:$|_)|lease_start")
_END = re.compile(r"(?:^|_)(?:end|to|until|leave)(?:$|_)")
_LEAVING = re.compile(r"(?:^|_)leave(?:$|_)")


def wanted_end(name: str) -> str:
    """Which end of a span a field holds, by its name."""
    return "start" if _START.search(name) else "end" if _END.search(name) else ""


def is_leaving(name: str) -> bool:
    """Whether a field is the day on which somebody left, whatever was agreed as the last one."""
    return _LEAVING.search(name) is not None


def mate_of(name: str) -> str:
    """The name of the field that holds the other end of a span.

    >>> mate_of("period_start"), mate_of("valid_to"), mate_of("issue_date")
    ('period_end', 'valid_from', '')
    """
    words = name.split("_")
    for one, other in (
        ("start", "end"),
        ("from", "to"),
        ("from", "until"),
        ("start", "leave"),
        ("enroll", "graduation"),
    ):
        for a, b in ((one, other), (other, one)):
            if a in words:
                return "_".join(b if word == a else word for word in words)
    return ""
