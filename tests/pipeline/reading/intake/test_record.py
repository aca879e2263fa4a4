"""The system's record: what is wrong in it is said, and does not cost the rest."""

import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.reading.intake import record as records
from pipeline.reading.intake.record import ReadRecord, read_record

FULL: dict[str, Any] = {
    "service": "new_permit",
    "submission_date": "2025-10-15",
    "condition": 1,
    "housing": "rented",
    "employer": {"name": "北京样例科技有限公司", "type": "enterprise"},
    "applicant": {"name": "王样例", "phone": "13800000000", "monthly_income": "23456.78"},
    "accompanying": {"spouse": {"name": "李样例"}, "children": [{"name": "王小样"}]},
    "quota_total": 12,
    "earlier_cases": [{"year": 2024}],
}


def written(folder: Path, name: str, content: str | bytes) -> ReadRecord:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_record(path)


def table(folder: Path, *rows: tuple[Any, ...]) -> ReadRecord:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "application.xlsx")
    return read_record(folder / "application.xlsx")


def test_json(tmp_path: Path) -> None:
    read = written(tmp_path, "application.json", json.dumps(FULL))
    assert (read.broken, read.notes) == (False, [])
    assert read.application.submission_date == date(2025, 10, 15)
    assert read.application.applicant.monthly_income == Decimal("23456.78")
    assert read.application.accompanying.children[0].name == "王小样"
    assert read.application.extra == {"quota_total": 12, "earlier_cases": [{"year": 2024}]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_encodings(encoding: str, suffix: str, tmp_path: Path) -> None:
    text = json.dumps(FULL, ensure_ascii=False)  # JSON is YAML
    read = written(tmp_path, f"application.{suffix}", text.encode(encoding))
    assert not read.broken
    assert read.application.applicant.name == "王样例"


def test_yaml_keeps_figures_as_they_are_written(tmp_path: Path) -> None:
    text = """
service: new_permit
submission_date: 2025-10-15
condition: 2
applicant:
  id_number: 110101199003070011
  phone: 13800000000
  education_certificate_no: 0123456701
  monthly_income: 23456.70
unit_review_date: 2025-10-01
hours: 12:30
quota_total: 007
first_case: true
permit_note:
"""
    read = written(tmp_path, "application.yaml", text)
    applicant = read.application.applicant
    assert not read.broken
    assert applicant.education_certificate_no == "0123456701"
    assert (applicant.phone, applicant.id_number) == ("13800000000", "110101199003070011")
    assert applicant.monthly_income == Decimal("23456.70")
    assert (read.application.condition, read.application.submission_date) == (2, date(2025, 10, 15))
    assert read.application.extra == {
        "unit_review_date": "2025-10-01",
        "hours": "12:30",
        "quota_total": "007",
        "first_case": True,
        "permit_note": None,
    }


def test_a_spreadsheet(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        ("字段", "值", "说明"),
        ("service", "renewal", "业务"),
        ("submission_date", datetime(2025, 10, 15)),
        (" applicant.name ", "王样例"),
        ("applicant.phone", 13800000000),
        ("applicant.monthly_income", 23456.78),
        ("accompanying.spouse.name", "李样例"),
        ("quota_total", 12),
        ("unit_review_date", datetime(2025, 10, 1)),
        ("permit_no", None),
        (None, "no key"),
    )
    assert not read.broken
    assert (read.application.service, read.application.permit_no) == ("renewal", None)
    assert read.application.submission_date == date(2025, 10, 15)
    assert read.application.applicant.phone == "13800000000"
    assert read.application.applicant.monthly_income == Decimal("23456.78")
    assert read.application.accompanying.spouse is not None
    assert read.application.extra == {
        "字段": "值",
        "quota_total": 12,
        "unit_review_date": "2025-10-01",
    }


def test_a_spreadsheets_long_numbers_are_not_believed(tmp_path: Path) -> None:
    """Kept as numbers they have lost their last digits: 110101199003070000 is nobody's."""
    read = table(tmp_path, ("applicant.id_number", 110101199003070000), ("service", "renewal"))
    assert read.application.applicant.id_number is None
    assert read.application.service == "renewal"
    assert read.broken and "applicant.id_number" in read.notes[0] and "11010" not in read.notes[0]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"submission_date": "15.10.2025"}, "submission_date"),
        ({"condition": "first"}, "condition"),
        ({"employer": "样例公司"}, "employer"),
        ({"applicant": {"monthly_income": "a lot"}}, "applicant"),
        ({"applicant": {"name": ["王样例"]}}, "applicant"),
        ({"accompanying": {"children": {"name": "王小样"}}}, "accompanying"),
        ({"service": {"name": "renewal"}}, "service"),
    ],
)
def test_a_bad_value_does_not_cost_the_others(
    change: dict[str, Any], lost: str, tmp_path: Path
) -> None:
    good = json.loads(json.dumps(FULL))
    read = written(tmp_path, "application.json", json.dumps({**good, **change}))
    fine = written(tmp_path, "application.json", json.dumps(good)).application
    assert read.broken
    assert len(read.notes) == 1 and lost in read.notes[0]
    for name in set(good) & set(type(fine).model_fields) - {lost}:
        assert getattr(read.application, name) == getattr(fine, name)
    assert read.application.extra == fine.extra
    assert getattr(read.application, lost) != getattr(fine, lost)


def test_notes_come_in_the_order_of_the_record(tmp_path: Path) -> None:
    bad = {"housing": [], "condition": "x", "service": [], "submission_date": "x"}
    read = written(tmp_path, "application.json", json.dumps(bad))
    assert [next(k for k in bad if k in note) for note in read.notes] == list(bad)


def test_a_note_quotes_no_value(tmp_path: Path) -> None:
    record = {"applicant": {"id_number": ["110101199003070011"]}}
    read = written(tmp_path, "application.json", json.dumps(record))
    assert "110101199003070011" not in "".join(read.notes)


BROKEN = {
    "empty.json": b"",
    "torn.json": b'{"service": ',
    "list.json": b"[1, 2]",
    "text.json": b'"new_permit"',
    "deep.json": b"[" * 100_000,
    "bytes.json": b"\xff\xff\xff\xff",
    "torn.yaml": b"a: [1, 2\nb: }",
    "list.yaml": b"- 1\n- 2",
    "empty.yaml": b"",
    "object.yaml": b"!!python/object/apply:os.system ['true']",
    "aliases.yaml": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "no zip.xlsx": b"PK\x03\x04 not really",
    "text.xlsx": b"service,renewal",
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_no_record(name: str, tmp_path: Path) -> None:
    read = written(tmp_path, name, BROKEN[name])
    assert read.broken
    assert read.application == ReadRecord().application
    assert name in read.notes[0] and "未采用" in read.notes[0]


def test_a_row_that_contradicts_another(tmp_path: Path) -> None:
    read = table(tmp_path, ("applicant", "王样例"), ("applicant.name", "王样例"))
    assert read.broken


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LARGEST", 100)
    assert written(tmp_path, "application.json", json.dumps(FULL)).broken


def test_a_spreadsheet_that_unfolds_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGEST_SHEET", 1_000_000)
    with zipfile.ZipFile(tmp_path / "application.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 2_000_000)
    read = read_record(tmp_path / "application.xlsx")
    assert read.broken and "过大" in read.notes[0]
