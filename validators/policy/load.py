"""Load an edition of the policy from its TOML files, refusing what does not fit."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import PolicyError
from validators.policy.model import Policy

HERE = Path(__file__).parent
LATEST = "dc-2019-09"
TABLES = (
    "rules", "services", "documents", "wages", "parameters", "lists", "calendar", "office",
    "deadlines",
)  # fmt: skip


@cache
def load_policy(version: str = LATEST, root: Path = HERE) -> Policy:
    """The edition `version`, read from `root`.

    Raises PolicyError naming the file, the key and the reason: an unknown edition, a file
    that is not TOML, an unknown key, a wrong type, a clause or group that is not there,
    two wage spans that overlap.
    """
    folder = root / version.replace("-", "_")
    if not folder.is_dir():
        raise PolicyError(f"没有政策版本 {version}。")
    return load_folder(folder, version)


def load_folder(folder: Path, version: str | None = None) -> Policy:
    """An edition that lies in any folder, checked as `load_policy` says.

    Without a version it is called as its folder is.
    """
    data: dict[str, Any] = {"version": version or folder.name.replace("_", "-")}
    for name in TABLES:
        data[name] = _table(folder / f"{name}.toml", name)
    data["district"] = _table(folder / "district.toml", "district")
    data["thresholds"] = _table(folder / "thresholds.toml", "thresholds")
    data["packets"] = _packets(folder / "packets.toml")
    try:
        policy = Policy.model_validate(data)
    except ValidationError as error:
        told = [_told(folder, data, dict(trouble)) for trouble in error.errors()]
        raise PolicyError("\n".join(told)) from error
    _check(policy, folder)
    return policy


def _table(path: Path, key: str) -> Any:
    content = _toml(path)
    if key not in content:
        raise PolicyError(f"{path.name}：缺少 {key}。")
    if extra := sorted(set(content) - {key}):
        raise PolicyError(f"{path.name}：不认识的键 {extra[0]}。")
    return content[key]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise PolicyError(f"{path.name}：打不开。") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name}：不是有效的 TOML（{error}）。") from error


def _packets(path: Path) -> list[dict[str, Any]]:
    content = _toml(path)
    if extra := sorted(set(content) - {"groups", "packets"}):
        raise PolicyError(f"{path.name}：不认识的键 {extra[0]}。")
    groups = content.get("groups", {})
    return [
        {
            "service": packet.get("service"),
            "rule": packet.get("rule"),
            "needs": _requirement({"all_of": packet.get("all_of", [])}, groups, path, ()),
        }
        for packet in content.get("packets", [])
    ]


def _requirement(
    node: Any, groups: dict[str, Any], path: Path, inside: tuple[str, ...]
) -> dict[str, Any]:
    """A requirement with its groups put in place of their names."""
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


def _told(folder: Path, data: dict[str, Any], trouble: dict[str, Any]) -> str:
    """Name the file, the key and the reason of a thing that does not fit."""
    table, *rest = (str(part) for part in trouble["loc"])
    entry = data.get(table)
    name = ""
    if rest and rest[0].isdigit() and isinstance(entry, list | tuple):
        row = entry[int(rest[0])]
        name = str(row.get("id") or row.get("year") or row.get("service") or "")
    key = ".".join([name or (rest[0] if rest else ""), *rest[1:]])
    reason = trouble["msg"].removeprefix("Value error, ")
    return f"{folder.name}/{table}.toml：{key}：{reason}"


def _check(policy: Policy, folder: Path) -> None:
    """What no single entry can show; every fault is told at once."""
    told = [f"{folder.name}/{fault}" for fault in (*_twice(policy), *_unknown(policy))]
    if told:
        raise PolicyError("\n".join(told))


def _twice(policy: Policy) -> Iterator[str]:
    """Entries that say one thing twice: names, years, days on which two figures decide."""
    for table in ("rules", "services", "documents", "deadlines"):
        names = [entry.id for entry in getattr(policy, table)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{table}.toml：{name}：出现两次。"
    for table in ("parameters", "lists"):
        dated = [(entry.id, entry.since) for entry in getattr(policy, table)]
        for name, since in sorted({one for one in dated if dated.count(one) > 1}):
            yield f"{table}.toml：{name}：自 {since} 起有两个值。"
    for table in ("calendar", "wages"):
        years = [entry.year for entry in getattr(policy, table)]
        for year in sorted({year for year in years if years.count(year) > 1}):
            yield f"{table}.toml：{year}：出现两次。"
    spans = sorted(policy.wages, key=lambda wage: wage.applies)
    for one, other in pairwise(spans):
        if other.applies[0] <= one.applies[1]:
            yield (
                f"wages.toml：{other.year}.applies：适用日期与 {one.year} 年的重叠"
                f"（{other.applies[0]} 至 {one.applies[1]}）。"
            )


def _unknown(policy: Policy) -> Iterator[str]:
    """Names that stand for nothing."""
    services = {service.id for service in policy.services}
    rules = {rule.id for rule in policy.rules}
    for table in ("rules", "deadlines"):
        for entry in getattr(policy, table):
            for name in sorted(set(entry.services) - services - {"*"}):
                yield f"{table}.toml：{entry.id}：不认识的业务 {name}。"
    figures = {figure.id for figure in policy.parameters}
    for step in policy.deadlines:
        if step.figure and step.figure not in figures:
            yield f"deadlines.toml：{step.id}：没有参数 {step.figure}。"
    for packet in policy.packets:
        if packet.rule not in rules:
            yield f"packets.toml：{packet.service}.rule：没有规则 {packet.rule}。"
        if packet.service not in services:
            yield f"packets.toml：{packet.service}：不认识的业务。"
