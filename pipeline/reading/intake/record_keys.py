"""The keys of a record under all their names: 身份证号 below 申请人 is applicant.id_number."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from core.models.application import Application
from core.reasons import reason

FILE = Path(__file__).with_name("record_keys.toml")
_ASIDE = re.compile(r"[（(\[【].*?[）)\]】]|[\s:：*＊]")


class Unusable(ValueError):
    """Why a record cannot be used, safe to show."""


def single(
    pairs: Iterable[tuple[Any, Any]],
    notes: list[str],
    heeded: Callable[[Any], bool] = lambda key: True,
) -> dict[Any, Any]:
    """Keys with their values; a known key with two different values is rejected."""
    found: dict[Any, Any] = {}
    twice = []
    for key, value in pairs:
        if key not in found:
            found[key] = value
        elif found[key] != value and heeded(key):
            twice.append(key)
    for key in dict.fromkeys(twice):
        notes.append(reason("record.twice", key=key))
        del found[key]
    return found


def is_known(name: object) -> bool:
    """Whether a name is known to the program, at the top of a record or with dots."""
    if not isinstance(name, str):
        return False
    whole, below = _names()
    plain = _ASIDE.sub("", name)
    first = name.strip().partition(".")[0]
    return plain in whole or plain in below or first in _fields() or first in whole.values()


def placed(data: dict[str, Any]) -> dict[str, Any]:
    """The record with known keys renamed and nested; other keys unchanged.

    Raises Unusable, with the key, if two names of one key have different values.
    """
    result: dict[str, Any] = {}
    _place(data, "", result)
    return result


def _place(data: dict[str, Any], part: str, result: dict[str, Any]) -> None:
    whole, below = _names()
    for name, value in data.items():
        plain = _ASIDE.sub("", name)
        if not part and isinstance(value, dict) and plain in below:
            _place(value, below[plain], result)
            continue
        key = below.get(f"{part}/{plain}", name) if part else whole.get(plain, name)
        _put(result, f"{part}.{key}" if part else key, value, name)


def _put(result: dict[str, Any], key: str, value: Any, name: str) -> None:
    *parents, last = key.split(".") if key.isascii() else [key]
    place = result
    for parent in parents:
        place = place.setdefault(parent, {})
        if not isinstance(place, dict):
            raise _differ(name)
    if isinstance(value, dict) and isinstance(place.get(last), dict):
        for inner, one in value.items():
            _put(place[last], inner, one, f"{name}.{inner}")
        return
    if last in place and place[last] != value:
        raise _differ(name)
    place[last] = value


def _differ(name: str) -> Unusable:
    return Unusable(reason("record.said_otherwise", key=name))


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Top-level names with their keys; parts with theirs; and part/name with the nested key."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    whole = {name: key for key, names in data["keys"].items() for name in names}
    below = {name: part for part, names in data["parts"].items() for name in names}
    for part in data["parts"]:
        below[part] = part
        for key, names in data["person"].items():
            below |= {f"{part}/{name}": key for name in names}
    return whole, below


def _fields() -> frozenset[str]:
    return frozenset(Application.model_fields) - {"extra"}
