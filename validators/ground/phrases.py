"""Counts, lists of months, fields and quoted readings for messages."""

from collections.abc import Iterable

from core.models.base import Wording
from validators.ground.look import Value
from validators.policy import Policy

SHOWN = 12


def counted(number: int, word: str) -> str:
    """A number with its English word.

    >>> counted(1, "month"), counted(0, "month"), counted(7, "month")
    ('1 month', '0 months', '7 months')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def month_list(months: Iterable[str], shown: int = SHOWN) -> Wording:
    """The months by name; for a long list, the first ones and the count.

    >>> month_list(["2019-01", "2019-02"]).en, month_list(["2019-01", "2019-02"]).zh
    ('2019-01, 2019-02', '2019-01、2019-02')
    >>> month_list(["2019-01", "2019-02"], 1).en, month_list(["2019-01", "2019-02"], 1).zh
    ('2019-01 and others (2 months)', '2019-01 等 2 个月')
    """
    found = list(months)
    zh, en = "、".join(found[:shown]), ", ".join(found[:shown])
    if len(found) > shown:
        zh, en = f"{zh} 等 {len(found)} 个月", f"{en} and others ({len(found)} months)"
    return Wording(zh=zh, en=en)


def quoted(text: str) -> str:
    """A reading quoted for an English message.

    >>> quoted("工程师"), quoted("")
    ('“工程师”', '“(not read)”')
    """
    return f"“{text or '(not read)'}”"


def read_zh(*values: Value) -> str:
    """The readings of several values, in quotation marks."""
    return f"“{'、'.join(value.shown or '（未能辨认）' for value in values)}”"


def read_en(*values: Value) -> str:
    """The same in an English sentence, each in its own marks."""
    return ", ".join(quoted(value.shown) for value in values)


def spoken(value: Value, policy: Policy) -> str:
    """A paper and its field, as an English message names them: “Labour contract: the employee”."""
    return f"{policy.title_en(value.document.type)}: the {value.called}"
