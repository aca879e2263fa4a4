"""Load an edition of the policy from its TOML files, refusing what does not fit."""

import tomllib
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


def load_folder(folder: Path, version: str) -> Policy:
    """An edition that lies in any folder, checked as `load_policy` says."""
    data: dict[str, Any] = {"version": version}
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
        return _requirement(groups[name], groups, path, (*inside, name))
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
    return f"{folder.name}/{table}.toml：{key}：{trouble['msg']}"


def _check(policy: Policy, folder: Path) -> None:
    """What no single entry can show: duplicates, unknown names, overlapping spans."""
    for table in ("rules", "services", "documents", "deadlines"):
        names = [entry.id for entry in getattr(policy, table)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise PolicyError(f"{folder.name}/{table}.toml：{twice[0]}：出现两次。")
    services = {service.id for service in policy.services}
    for rule in policy.rules:
        if unknown := sorted(set(rule.services) - services - {"*"}):
            raise PolicyError(f"{folder.name}/rules.toml：{rule.id}：不认识的业务 {unknown[0]}。")
    for step in policy.deadlines:
        if unknown := sorted(set(step.services) - services - {"*"}):
            raise PolicyError(
                f"{folder.name}/deadlines.toml：{step.id}：不认识的业务 {unknown[0]}。"
            )
        if step.figure and all(step.figure != figure.id for figure in policy.parameters):
            raise PolicyError(f"{folder.name}/deadlines.toml：{step.id}：没有参数 {step.figure}。")
    for packet in policy.packets:
        policy.rule(packet.rule)
    years = [entry.year for entry in policy.calendar]
    if twice := sorted({year for year in years if years.count(year) > 1}):
        raise PolicyError(f"{folder.name}/calendar.toml：{twice[0]}：出现两次。")
    spans = sorted(wage.applies for wage in policy.wages)
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            raise PolicyError(f"{folder.name}/wages.toml：{start}：适用日期重叠。")
