"""Folders of release 0.1: one folder had everything, and a value only had a first day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from validators.policy.dated import ONE_DAY, OPEN
from validators.policy.faults import PolicyFault, refusal
from validators.policy.files import SHIPPED, Files, toml
from validators.thresholds import ours

TABLES = ("parameters", "lists", "office")


def as_of_now(data: dict[str, Any], files: Files) -> dict[str, Any]:
    """The data of an old folder in today's format; a value applies until the next one begins."""
    closed = {table: [*_closed(data[table])] for table in TABLES}
    kept, taken = _parted(closed["parameters"], files)
    tolerances = {name: one.model_dump() for name, one in ours().tolerances.items()}
    for row in taken:
        tolerances[row["id"]] |= {"value": row.get("value")}
    figures = {"thresholds": data["ours"], "tolerances": tolerances}
    own = {**figures, "printed": ours().printed}
    served = [{"printed": [row.get("name_zh", "")], **row} for row in data["services"]]
    return {**data, **closed, "parameters": kept, "services": served, "ours": own}


def with_ids(packets: Any) -> Any:
    """Requirements of 0.1, which only had names, with id and homes of the installed one of that
    name.

    A requirement with an unknown name gets none, and is refused by name.
    """
    installed = SHIPPED / "dc_2019_09" / "packets.toml"
    return _filled(packets, dict(_named(toml(installed))))


def with_hands(documents: Any) -> Any:
    """Document types with the installed signatures (`hands`) if the file does not have any.

    Older files required them too, before they were data. `hands = []` means none.
    """
    installed = toml(SHIPPED / "dc_2019_09" / "documents.toml")["documents"]
    known = {row["id"]: row["hands"] for row in installed if "hands" in row}
    return [
        {"hands": known[row["id"]], **row} if row.get("id") in known else row for row in documents
    ]


def _named(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The requirements of a file by name, with their other attributes."""
    if isinstance(node, dict) and "id" in node and "name" in node:
        yield node["name"], {key: node[key] for key in ("id", "housing") if key in node}
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _named(part)


def _filled(node: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(node, list):
        return [_filled(part, known) for part in node]
    if not isinstance(node, dict):
        return node
    whole = {key: _filled(part, known) for key, part in node.items()}
    return {**known.get(str(node.get("name", "")), {}), **whole}


def _closed(rows: Iterable[Any]) -> Iterator[Any]:
    """Entries with `applies` instead of `from`: until the day before the next."""
    found = list(rows)
    for row in found:
        if not isinstance(row, dict) or "from" not in row or "applies" in row:
            yield row
            continue
        first, series = row["from"], row.get("id")
        begins = (_begin(one) for one in found if isinstance(one, dict) and one.get("id") == series)
        later = [day for day in begins if _after(day, first)]
        last = min(later) - ONE_DAY if later else OPEN
        rest = {key: value for key, value in row.items() if key != "from"}
        yield {**rest, "applies": [first, last]}


def _begin(row: dict[str, Any]) -> Any:
    applies = row.get("applies")
    return row.get("from", applies[0] if isinstance(applies, list) and applies else None)


def _after(day: Any, first: Any) -> bool:
    return type(day) is date and type(first) is date and day > first


def _parted(rows: list[Any], files: Files) -> tuple[list[Any], list[dict[str, Any]]]:
    """The parameters, and those that are our own tolerances today."""
    names = set(ours().tolerances)
    taken = [row for row in rows if isinstance(row, dict) and row.get("id") in names]
    twice = [name for name, count in Counter(row["id"] for row in taken).items() if count > 1]
    if twice:
        zh = "不是政策数据，不再按日期区分，请只留一条"
        en = "is no policy and has no days any more: please keep one entry"
        faults = (PolicyFault.at("parameters.toml", name, zh, en) for name in twice)
        raise refusal(files.placed(fault) for fault in faults)
    return [row for row in rows if row not in taken], taken
