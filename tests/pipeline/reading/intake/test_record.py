"""The system's record: what is wrong in it is said, and does not cost the rest."""

import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.reading.intake.record import read_record
from pipeline.reading.orders import ReadRecord

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
    assert (read.broken, read.notes) == (False, ())
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


CHINESE = {
    "业务类型": "new_permit", "申报日期": "2025年10月5日", "申报条件": "条件1",
    "申请人": {"姓名": "王样例", "身份证号": "110101199003070011", "手机": "13800000000"},
    "单位名称": "北京样例科技有限公司", "经办人": "苏例言", "经办人电话": "13700000000",
    "配偶": {"姓名": "李样例"}, "办理指标": 12,
}  # fmt: skip


def is_taken(read: ReadRecord) -> None:
    assert (read.broken, read.notes) == (False, ())
    record = read.application
    assert (record.service, record.submission_date) == ("new_permit", date(2025, 10, 5))
    assert (record.applicant.name, record.applicant.phone) == ("王样例", "13800000000")
    assert (record.applicant.id_number, record.condition) == ("110101199003070011", 1)
    assert (record.employer.name, record.agent.name) == ("北京样例科技有限公司", "苏例言")
    assert record.accompanying.spouse is not None
    assert record.accompanying.spouse.name == "李样例"
    assert str(record.extra) in ("{'quota_total': 12}", "{'quota_total': '12'}")  # YAML keeps text


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_keys_as_people_call_them(suffix: str, tmp_path: Path) -> None:
    text = json.dumps(CHINESE, ensure_ascii=False)
    is_taken(written(tmp_path, f"application.{suffix}", text))
    mixed = {**CHINESE, "applicant": CHINESE["申请人"]}
    del mixed["申请人"]
    is_taken(written(tmp_path, f"application.{suffix}", json.dumps(mixed)))


FLAT = {
    "业务类型：": "new_permit", "申报日期": "2025/10/05", "申请条件*": 1, "姓 名": "王样例",
    "身份证号码（18位）": "110101199003070011", "联系电话": "13800000000",
    "单位名称": "北京样例科技有限公司", "经办人": "苏例言", "配偶姓名": "李样例", "办理指标": 12,
}  # fmt: skip


@pytest.mark.parametrize(
    "form", ["beside", "below", "two in a row", "second sheet", "later column"]
)
def test_a_spreadsheet_as_people_lay_it_out(form: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    if form == "second sheet":
        sheet.append(("填写说明", "请逐项填写"))
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet("申请")
    items = list(FLAT.items())
    if form == "below":
        sheet.append(("申请信息表",))
        sheet.append(tuple(FLAT))
        sheet.append(tuple(FLAT.values()))
    elif form == "two in a row":
        for one, other in zip(items[::2], items[1::2], strict=True):
            sheet.append((*one, None, *other))
    else:
        for number, item in enumerate(items, 1):
            sheet.append((number, *item) if form == "later column" else item)
    book.active = sheet
    book.save(tmp_path / "application.xlsx")
    is_taken(read_record(tmp_path / "application.xlsx"))


@pytest.mark.parametrize(
    "day", ["2025-10-05", "2025/10/5", "2025.10.05", "2025年10月5日", "20251005"]
)
def test_days_as_people_write_them(day: str, tmp_path: Path) -> None:
    read = written(tmp_path, "application.json", json.dumps({"submission_date": day}))
    assert not read.broken and read.application.submission_date == date(2025, 10, 5)


def test_a_record_that_tells_nothing_says_so(tmp_path: Path) -> None:
    read = table(tmp_path, ("甲", "乙"), ("丙", "丁"))
    assert read.broken and "没有能识别的栏目" in read.notes[0]
    assert written(tmp_path, "application.json", '{"foo": 1}').broken


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"service": "new_permit", "service": "renewal"}', "service"),
        ('{"applicant": {"name": "王样例", "name": "李样例"}}', "name"),
        ('{"姓名": "王样例", "applicant": {"name": "李样例"}}', "name"),
        ('{"applicant": {"monthly_income": NaN}}', "applicant.monthly_income"),
        ('{"quota_total": Infinity}', "quota_total"),
        ('{"submission_date": 1760486400}', "submission_date"),
        ('{"condition": true}', "condition"),
        ('{"applicant": {"phone": false}}', "applicant.phone"),
    ],
)
def test_what_looks_usable_and_is_not_is_refused_by_name(
    text: str, told: str, tmp_path: Path
) -> None:
    for suffix in ("json", "yaml") if "NaN" not in text and "Inf" not in text else ("json",):
        read = written(tmp_path, f"application.{suffix}", text)
        assert read.broken and any(told in note for note in read.notes), read.notes
        assert read.application == ReadRecord().application


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


LIMITS: list[tuple[dict[str, int], str, str]] = [
    ({"record_bytes": 100}, "application.json", json.dumps(FULL)),
    ({"record_text": 100}, "application.json", json.dumps(FULL)),
    ({"record_entries": 10}, "application.json", json.dumps(FULL)),
    ({"record_depth": 2}, "application.json", json.dumps(FULL)),
    ({"record_depth": 2}, "application.yaml", json.dumps(FULL)),
    ({}, "application.yaml", "[" * 16_384),  # twenty seconds of PyYAML's
    ({}, "application.yaml", "a: " + "{b: " * 4_000),
    ({}, "application.json", "[" * 100_000 + "]" * 100_000),
]


@pytest.mark.parametrize(("chosen", "name", "text"), LIMITS)
def test_too_large_or_too_deep(
    chosen: dict[str, int], name: str, text: str, tmp_path: Path, limited: Callable[..., None]
) -> None:
    limited(**chosen)
    read = written(tmp_path, name, text)
    assert read.broken and read.application == ReadRecord().application
    assert any(word in read.notes[0] for word in ("过大", "过多"))


def test_a_spreadsheet_that_unfolds_without_end(
    tmp_path: Path, limited: Callable[..., None]
) -> None:
    limited(record_unpacked=1_000_000)
    with zipfile.ZipFile(tmp_path / "application.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 2_000_000)
    read = read_record(tmp_path / "application.xlsx")
    assert read.broken and "过大" in read.notes[0]
