"""The shipped edition with every text that is only shown put into other words."""

from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

from core.models.finding import Finding
from validators.policy import Policy, load_policy

SHOWN = {
    "district": {"name_en"},
    "rules": {"title_zh", "title_en", "quote"},
    "services": {"name_zh", "name_en"},
    "documents": {"name_zh", "name_en"},
    "packets": {"name", "name_en"},
    "deadlines": {"title_zh", "title_en", "detail_zh", "detail_en"},
    "parameters": {"unit", "cites"},
    "lists": {"cites"},
    "wages": {"series", "source"},
    "calendar": {"source"},
    "office": {"cites"},
}
"""What is only shown, by table. District, lists, `printed`: words that stand on papers."""


@cache
def reworded() -> Policy:
    """The edition in other words; nothing that a rule goes by is touched."""
    data = load_policy().model_dump(by_alias=True)
    words = (f"词{number}" for number in count(1))
    for table, keys in SHOWN.items():
        data[table] = _other(data[table], keys, words)
    return Policy.model_validate(data)


def _other(node: Any, keys: set[str], words: Iterator[str]) -> Any:
    if isinstance(node, list | tuple):
        return [_other(part, keys, words) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: next(words) if key in keys and value else _other(value, keys, words)
        for key, value in node.items()
    }


def bones(finding: Finding) -> tuple[object, ...]:
    """A finding without its words: what is decided, and on what."""
    return (
        finding.rule, finding.status, finding.severity, finding.documents, finding.evidence,
        finding.lacks, finding.whole, finding.guide.section,
    )  # fmt: skip
