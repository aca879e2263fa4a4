"""The system's own record beside the papers: application.json, .yaml or .xlsx."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.models.application import Application

RECORD_NAMES = {"application.json", "application.yaml", "application.yml", "application.xlsx"}
LARGEST = 5 * 2**20  # bytes
LARGEST_SHEET = 50 * 2**20  # bytes, unpacked
EXACT = 10**15  # a spreadsheet's own numbers lose their last digits from here on


class _Unusable(ValueError):
    """Why a record cannot be used, fit to be shown."""


@dataclass
class ReadRecord:
    """The record, or an empty one with the reason in `notes`."""

    application: Application = field(default_factory=Application)
    notes: list[str] = field(default_factory=list)
    broken: bool = False


def read_record(path: Path, name: str = "") -> ReadRecord:
    """The record in the file, which a packet knows as `name`.

    Never raises: a broken record is an empty one that says so.
    """
    name = name or path.name
    notes: list[str] = []
    try:
        if path.stat().st_size > LARGEST:
            raise _Unusable("文件过大")
        data = _load(path, Path(name).suffix.lower(), notes)
        if not isinstance(data, Mapping):
            raise _Unusable("最外层应是一个对象（键值对）")
    except _Unusable as error:
        return _broken(name, str(error))
    except Exception as error:  # a spreadsheet or YAML library may raise anything of its own
        return _broken(name, f"无法解析（{type(error).__name__}）")
    read = parse_record({str(key): value for key, value in data.items()}, name)
    read.notes += [f"{name} {note}" for note in notes]
    read.broken = bool(read.notes)
    return read


def parse_record(data: dict[str, Any], name: str) -> ReadRecord:
    """Known keys are checked one by one, so that one bad value does not cost the others."""
    known = set(Application.model_fields) - {"extra"}
    good: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    notes: list[str] = []
    for key, value in data.items():
        given = {key: value} if key in known else {"extra": {key: _plain(value)}}
        try:
            Application.model_validate(given)
        except ValidationError as error:
            places = "、".join(".".join(str(p) for p in e["loc"]) for e in error.errors()[:3])
            notes.append(f"{name} 中 {places} 的值格式不对，未采用")
        else:
            good |= given if key in known else {}
            extra |= given.get("extra", {}) if key not in known else {}
    application = Application.model_validate({**good, "extra": extra})
    return ReadRecord(application, notes, broken=bool(notes))


def _plain(value: Any) -> Any:
    """Days and exact numbers as text: a record's further fields are held as JSON has them."""
    return str(value) if isinstance(value, (date, Decimal)) else value


def _broken(name: str, reason: str) -> ReadRecord:
    return ReadRecord(notes=[f"{name} {reason}，未采用；请改正后重新提交"], broken=True)


def _load(path: Path, suffix: str, notes: list[str]) -> Any:  # any JSON or YAML value
    if suffix == ".xlsx":
        return _from_sheet(path, notes)
    text = _text(path.read_bytes())
    return json.loads(text) if suffix == ".json" else _from_yaml(text)


def _text(content: bytes) -> str:
    """Windows editors write UTF-16 or GBK as they please."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _from_yaml(text: str) -> Any:
    """Figures and days stay text: 0123 is no octal number here, and 12:30 no sum of minutes."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag.endswith((":bool", ":null"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
        raise _Unusable("不支持 YAML 引用（*）")  # a few lines of them unfold without end
    return yaml.load(text, Loader)


def _from_sheet(path: Path, notes: list[str]) -> dict[str, Any]:
    """Two columns: key (dots for nesting, such as applicant.name) and value."""
    import openpyxl

    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST_SHEET:
            raise _Unusable("文件过大")
    data: dict[str, Any] = {}
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for key, value, *_ in book.worksheets[0].iter_rows(values_only=True, max_col=3):
            if not isinstance(key, str) or value is None:
                continue
            if isinstance(value, (int, float)) and abs(value) >= EXACT:
                notes.append(f"中 {key.strip()} 的数字位数过多，已失真，未采用；请将单元格设为文本")
                continue
            *parents, last = key.strip().split(".")
            place = data
            for parent in parents:
                place = place.setdefault(parent, {})
            place[last] = value.date() if isinstance(value, datetime) else value
    finally:
        book.close()
    return data
