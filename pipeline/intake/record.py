"""The system's own record beside the papers: application.json, .yaml or .xlsx."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.models.application import Application

RECORD_NAMES = {"application.json", "application.yaml", "application.yml", "application.xlsx"}
LARGEST = 5 * 2**20  # bytes


@dataclass
class ReadRecord:
    """The record, or an empty one with the reason in `notes`."""

    application: Application = field(default_factory=Application)
    notes: list[str] = field(default_factory=list)
    broken: bool = False


def read_record(path: Path) -> ReadRecord:
    """Never raises: a broken record is an empty one that says so."""
    try:
        if path.stat().st_size > LARGEST:
            return _broken(path, "文件过大")
        data = _load(path)
    except (OSError, ValueError, KeyError, RecursionError) as error:
        return _broken(path, f"无法解析（{type(error).__name__}）")
    except Exception as error:  # a spreadsheet or YAML library may raise anything of its own
        return _broken(path, f"无法解析（{type(error).__name__}）")
    if not isinstance(data, Mapping):
        return _broken(path, "最外层应是一个对象（键值对）")
    return parse_record({str(key): value for key, value in data.items()}, path.name)


def parse_record(data: dict[str, Any], name: str) -> ReadRecord:
    """Known keys are checked one by one, so that one bad value does not cost the others."""
    known = set(Application.model_fields) - {"extra"}
    extra = {key: value for key, value in data.items() if key not in known}
    good: dict[str, Any] = {}
    notes: list[str] = []
    for key in known & data.keys():
        try:
            Application.model_validate({key: data[key]})
        except ValidationError as error:
            places = "、".join(".".join(str(p) for p in e["loc"]) for e in error.errors()[:3])
            notes.append(f"{name} 中 {places} 的值格式不对，未采用")
        else:
            good[key] = data[key]
    try:
        application = Application.model_validate({**good, "extra": extra})
    except ValidationError:
        application = Application.model_validate(good)
        notes.append(f"{name} 中的其他字段格式不对，未采用")
    return ReadRecord(application, notes, broken=bool(notes))


def _broken(path: Path, reason: str) -> ReadRecord:
    return ReadRecord(notes=[f"{path.name} {reason}，未采用；请改正后重新提交"], broken=True)


def _load(path: Path) -> Any:  # any JSON or YAML value
    if path.suffix == ".json":
        return json.loads(path.read_text("utf-8-sig"))
    if path.suffix == ".xlsx":
        return _from_sheet(path)
    import yaml

    return yaml.safe_load(path.read_text("utf-8-sig"))


def _from_sheet(path: Path) -> dict[str, Any]:
    """Two columns: key (dots for nesting, such as applicant.name) and value."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    data: dict[str, Any] = {}
    for key, value, *_ in book.worksheets[0].iter_rows(values_only=True, max_col=3):
        if not isinstance(key, str) or value is None:
            continue
        *parents, last = key.strip().split(".")
        place = data
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value.date() if hasattr(value, "date") else value
    return data
