"""The system's own record beside the papers: application.json, .yaml or .xlsx."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.limits import limits
from core.models.application import Applicant, Application
from core.reasons import reason
from pipeline.reading.intake.record_keys import Unusable, is_known, placed, single
from pipeline.reading.intake.record_sheet import read_sheet
from pipeline.reading.orders import ReadRecord

_DAY = re.compile(r"([0-9]{4})[年/.-]([0-9]{1,2})[月/.-]([0-9]{1,2})日?")
_RUN_ON = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_BRACKETS = re.compile(r"[\[\]{}]")
_CONDITION = re.compile(r"(?:条件|第)?\s*([1-8])\s*(?:项|条)?")


def read_record(path: Path, name: str = "") -> ReadRecord:
    """The record in the file; `name` is its name in the packet.

    Never raises: a broken record gives an empty one with a note.
    """
    name = name or path.name
    notes: list[str] = []
    try:
        if path.stat().st_size > limits().record_bytes:
            raise Unusable(reason("record.too_large"))
        data = _load(path, Path(name).suffix.lower(), notes)
        if sum(1 for _ in _values(data)) > limits().record_entries:
            raise Unusable(reason("record.too_much"))
        if not isinstance(data, Mapping):
            raise Unusable(reason("record.no_object"))
        keys = placed({str(key): value for key, value in data.items()})
    except Unusable as error:
        return _broken(name, str(error))
    except Exception as error:  # spreadsheet and YAML libraries may raise any exception
        return _broken(name, reason("record.not_parsed", kind=type(error).__name__))
    read = parse_record(keys, name)
    if keys and not any(map(is_known, keys)):
        notes.append(reason("record.no_keys"))
    all_notes = (*read.notes, *(f"{name} {note}" for note in notes))
    return read.model_copy(update={"notes": all_notes, "broken": bool(all_notes)})


def parse_record(data: dict[str, Any], name: str) -> ReadRecord:
    """Check known keys one by one, so that one bad value does not affect the others."""
    known = set(Application.model_fields) - {"extra"}
    good: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    notes: list[str] = []
    for key, given_value in data.items():
        value = _usual(key, given_value)
        if odd := _odd(key, value):
            notes.append(reason("record.wrong_form", name=name, places=odd))
            continue
        given = {key: value} if key in known else {"extra": {key: _plain(value)}}
        try:
            Application.model_validate(given)
        except ValidationError as error:
            places = "、".join(".".join(str(p) for p in e["loc"]) for e in error.errors()[:3])
            notes.append(reason("record.wrong_form", name=name, places=places))
        else:
            good |= given if key in known else {}
            extra |= given.get("extra", {}) if key not in known else {}
    application = Application.model_validate({**good, "extra": extra})
    return ReadRecord(application=application, notes=tuple(notes), broken=bool(notes))


def _usual(key: str, value: Any) -> Any:
    """A value in the program's form: days as 2025-10-15, a condition by its number."""
    if isinstance(value, Mapping):
        return {name: _usual(name, inner) for name, inner in value.items()}
    if not isinstance(value, str):
        return value
    run_on = _RUN_ON.fullmatch(value.strip()) if key.endswith("_date") else None
    if day := run_on or _DAY.fullmatch(value.strip()):
        year, month, of_month = (int(part) for part in day.groups())
        return f"{year}-{month:02}-{of_month:02}"
    if key == "condition" and (number := _CONDITION.fullmatch(value.strip())):
        return number[1]
    return value


def _odd(key: str, value: Any) -> str:
    """The name of an unusable value that looks usable: true for a number, seconds for a day."""
    if isinstance(value, Mapping):
        return next((f"{key}.{odd}" for k, v in value.items() if (odd := _odd(str(k), v))), "")
    if isinstance(value, float) and not math.isfinite(value):
        return key
    known = key in Application.model_fields or key in Applicant.model_fields
    seconds = key.endswith("_date") and re.fullmatch(r"-?[0-9]+([.][0-9]+)?", str(value))
    return key if seconds or (known and isinstance(value, bool)) else ""


def _plain(value: Any) -> Any:
    """Days and exact numbers as text: further fields of a record are stored as in JSON."""
    return str(value) if isinstance(value, (date, Decimal)) else value


def _broken(name: str, why: str) -> ReadRecord:
    return ReadRecord(notes=(reason("record.broken", name=name, why=why),), broken=True)


def _load(path: Path, suffix: str, notes: list[str]) -> Any:  # any JSON or YAML value
    if suffix == ".xlsx":
        return read_sheet(path, notes)
    text = _text(path.read_bytes())
    if len(text) > limits().record_text:
        raise Unusable(reason("record.too_large"))
    if _depth(text) > limits().record_depth:
        raise Unusable(reason("record.too_deep"))
    if suffix != ".json":
        return _from_yaml(text, notes)
    return json.loads(text, object_pairs_hook=lambda pairs: single(pairs, notes))


def _depth(text: str) -> int:
    """The maximum nesting of brackets; brackets inside strings are counted too."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        depth += 1 if found[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _values(data: Any) -> Iterator[Any]:
    """All values of a record, at any depth."""
    inner = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
    for value in inner:
        yield value
        yield from _values(value)


def _text(content: bytes) -> str:
    """The text in whatever encoding it has: Windows editors write UTF-16 or GBK."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _from_yaml(text: str, notes: list[str]) -> Any:
    """Numbers and times stay text: 0123 is not octal here, and 12:30 not minutes."""
    import yaml

    class Loader(yaml.SafeLoader):
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            built = [
                (self.construct_object(key, deep=True), self.construct_object(value, deep=True))
                for key, value in node.value
            ]
            return single(built, notes)

    Loader.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag.endswith((":bool", ":null"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
        raise Unusable(reason("record.yaml_reference"))  # references can expand without end
    return yaml.load(text, Loader)
