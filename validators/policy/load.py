"""Load an edition of the policy from its TOML files, refusing invalid data."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.errors import PolicyError
from validators.policy import dated
from validators.policy.dated import PolicyEntry
from validators.policy.faults import PolicyFault, faults_of, reason_of, refusal
from validators.policy.files import HEAD, SHIPPED, THRESHOLDS, Files, files_of, label, toml
from validators.policy.model import Policy
from validators.policy.old import as_of_now, with_hands, with_ids
from validators.thresholds import ours

HERE = SHIPPED
LATEST = "dc-2019-09"
TABLES = {
    **{name: (f"{name}.toml",) for name in ("rules", "services", "documents", "wages", "lists")},
    **{name: (f"{name}.toml",) for name in ("calendar", "office", "deadlines", "forms")},
    "parameters": ("parameters.toml", "insurance.toml"),
}
"""The files that hold the entries of a table."""
HEADS = ("extends", "city")
"""Keys of district.toml besides those of the district (files.py)."""
DATED = ("wages", "parameters", "lists", "calendar", "office")
UNSAID = ("missing", "extra_forbidden")
"""Pydantic's error types for an entry without days, or with only a first day (`from`)."""


@cache
def load_policy(version: str = LATEST, root: Path = HERE) -> Policy:
    """The edition `version`, read from `root`.

    Raises PolicyError naming the file, the key and the reason: an unknown edition, a file that is
    not TOML, an unknown key, a wrong type, a missing clause or group, days with two values or with
    none.
    """
    folder = root / version.replace("-", "_")
    if not (folder / HEAD).is_file():
        raise PolicyError(f"没有政策版本 {version}。", f"No edition {version}.")
    return load_folder(folder, version)


def load_folder(folder: Path, version: str | None = None) -> Policy:
    """An edition in any folder, checked like in `load_policy`.

    Without a version it has its folder's name (`Files.name`).
    """
    files = files_of(folder)
    data, origin = _content(files)
    if files.old:
        data = as_of_now(data, files)
    data["documents"] = with_hands(data["documents"])
    try:
        packets = _packets(files.places["packets.toml"])
        data["packets"] = with_ids(packets) if files.old else packets
        policy = Policy.model_validate({**data, "version": version or files.name})
    except ValidationError as error:
        faults = dict.fromkeys(_fault(data, origin, dict(trouble)) for trouble in error.errors())
        raise refusal(map(files.placed, faults)) from error
    except PolicyError as error:
        raise refusal(map(files.placed, faults_of(error))) from error
    _check(policy, files, origin)
    return policy


def _content(files: Files) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The tables as written, and the file of each entry."""
    data: dict[str, Any] = {"blanks": [], "ours": ours()}
    origin: dict[str, list[str]] = {"blanks": [], "ours": [THRESHOLDS]}
    for table, names in TABLES.items():
        data[table], origin[table] = [], []
        for name in (name for name in names if name in files.places):
            content = files.table(name, table, *(("none",) if table in DATED else ()))
            for key, rows in ((table, content[table]), ("none", content.get("none", []))):
                if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                    place, zh = label(files.places[name]), f"应为 [[{key}]] 的表"
                    raise refusal([PolicyFault.at(place, key, zh, f"should be tables [[{key}]]")])
            data[table] += content[table]
            origin[table] += [name] * len(content[table])
            blanks = [{"table": table, **row} for row in content.get("none", [])]
            data["blanks"] += blanks
            origin["blanks"] += [name] * len(blanks)
    data["district"], origin["district"] = files.table(HEAD, "district", *HEADS)["district"], [HEAD]
    if THRESHOLDS in files.places:
        data["ours"] = files.table(THRESHOLDS, "thresholds")["thresholds"]
    return data, origin


def _packets(path: Path) -> list[dict[str, Any]]:
    content = toml(path)
    if extra := sorted(set(content) - {"groups", "packets"}):
        raise PolicyError(f"{path.name}：不认识的键 {extra[0]}。")
    groups = content.get("groups", {})
    return [
        {
            "service": packet.get("service"),
            "rule": packet.get("rule"),
            "needs": _requirement({"all_of": packet.get("all_of", [])}, groups, path, ()),
            "cites": packet.get("cites", []),
        }
        for packet in content.get("packets", [])
    ]


def _requirement(
    node: Any, groups: dict[str, Any], path: Path, inside: tuple[str, ...]
) -> dict[str, Any]:
    """A requirement with group names replaced by their groups."""
    if isinstance(node, str) and node.startswith("@"):
        name = node[1:]
        if name not in groups or name in inside:
            raise PolicyError(f"{path.name}：没有组 {name}，或它包含自己。")
        return {**_requirement(groups[name], groups, path, (*inside, name)), "id": name}
    if isinstance(node, str):
        return {"paper": node}
    if not isinstance(node, dict) or ("any_of" in node) == ("all_of" in node):
        raise PolicyError(f"{path.name}：一项要求须有 any_of 或 all_of 之一：{node!r}。")
    parts = {
        key: [_requirement(part, groups, path, inside) for part in node[key]]
        for key in ("any_of", "all_of")
        if key in node
    }
    return {**node, **parts}


def _fault(
    data: dict[str, Any], origin: dict[str, list[str]], trouble: dict[str, Any]
) -> PolicyFault:
    """Name the file, the key and the reason of invalid data."""
    table, *rest = (str(part) for part in trouble["loc"])
    entry, names = data.get(table), origin.get(table, [f"{table}.toml"])
    name, file = "", names[0] if names else f"{table}.toml"
    if rest and rest[0].isdigit() and isinstance(entry, list | tuple):
        row = entry[int(rest[0])]
        name = str(row.get("id") or row.get("year") or row.get("service") or "")
        file = names[int(rest[0])] if int(rest[0]) < len(names) else file
    if table == "ours":
        rest = rest[1:]
    key = ".".join([name or (rest[0] if rest else ""), *rest[1:]])
    zh, en = reason_of(trouble)
    if table in DATED and rest[1:] in (["from"], ["applies"]) and trouble["type"] in UNSAID:
        key = key.rpartition(".")[0] + ".applies"
        zh = '请写明 applies = [第一日, 最后一日]；没有最后一日的，写 "open"'
        en = 'please write applies = [first day, last day], with "open" where there is no last day'
    return PolicyFault.at(file, ("none." if table == "blanks" else "") + key, zh, en)


def _check(policy: Policy, files: Files, origin: dict[str, list[str]]) -> None:
    """Faults that no single entry shows; all are reported at once."""
    faults = [*_twice(policy), *_days(policy, origin), *_unknown(policy)]
    if faults:
        raise refusal(files.placed(fault) for fault in faults)


def _twice(policy: Policy) -> Iterator[str]:
    """Duplicate entries: names, years."""
    for table in ("rules", "services", "documents", "deadlines"):
        names = [entry.id for entry in getattr(policy, table)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield PolicyFault.at(f"{table}.toml", name, "出现两次", "stands twice")
    for table in ("calendar", "wages"):
        years = [entry.year for entry in getattr(policy, table)]
        for year in sorted({year for year in years if years.count(year) > 1}):
            yield PolicyFault.at(f"{table}.toml", str(year), "出现两次", "stands twice")


def _days(policy: Policy, origin: dict[str, list[str]]) -> Iterator[str]:
    """Days on which two values apply, and gaps between values."""
    for table in DATED:
        rows = getattr(policy, table)
        entries = [
            PolicyEntry(
                file=file,
                series=getattr(row, "id", ""),
                key=str(getattr(row, "id", "") or getattr(row, "year", "") or row.applies[0]),
                applies=row.applies,
            )
            for row, file in zip(rows, origin[table], strict=False)
        ]
        for blank, file in zip(policy.blanks, origin["blanks"], strict=True):
            if blank.table != table:
                continue
            if blank.id not in {entry.series for entry in entries}:
                zh, en = "没有这一项，是否写错？", "there is no such entry; is the name wrong?"
                yield PolicyFault.at(file, f"none.{blank.id}", zh, en)
                continue
            entries.append(PolicyEntry(file, blank.id, f"none.{blank.id}", blank.applies))
        yield from dated.faults(entries)


def _unknown(policy: Policy) -> Iterator[str]:
    """Names that refer to nothing."""
    services = {service.id for service in policy.services}
    rules = {rule.id for rule in policy.rules}
    for table in ("rules", "deadlines"):
        for entry in getattr(policy, table):
            for name in sorted(set(entry.services) - services - {"*"}):
                zh, en = f"不认识的业务 {name}。", f"unknown service {name}."
                yield PolicyFault.at(f"{table}.toml", entry.id, zh, en)
    figures = {figure.id for figure in policy.parameters}
    for step in policy.deadlines:
        if step.figure and step.figure not in figures:
            zh, en = f"没有参数 {step.figure}。", f"no parameter {step.figure}."
            yield PolicyFault.at("deadlines.toml", step.id, zh, en)
    for packet in policy.packets:
        if packet.rule not in rules:
            zh, en = f"没有规则 {packet.rule}。", f"no rule {packet.rule}."
            yield PolicyFault.at("packets.toml", f"{packet.service}.rule", zh, en)
        if packet.service not in services:
            yield PolicyFault.at(
                "packets.toml", packet.service, "不认识的业务。", "unknown service."
            )
