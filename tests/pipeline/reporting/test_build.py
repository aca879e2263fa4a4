"""The report of a packet: frames, what is left out, and the contract."""

from collections.abc import Callable

import pytest

from core.models.document import Document, Field, PageRef
from core.models.finding import Outcome
from core.models.geometry import Box
from core.models.report import Report, ReportField
from pipeline.reporting.reason import outcome_reason
from tests.pipeline.reporting.conftest import LEASE, evidence, field, finding

Make = Callable[..., Report]


def document(**fields: Field) -> Document:
    return Document(id="D9", type="id_card", confidence=1, pages=(LEASE,), fields=fields)


@pytest.mark.parametrize(
    ("rotation", "stored"),
    [
        (0, (0.1, 0.2, 0.3, 0.25)),
        (90, (0.2, 0.7, 0.25, 0.9)),  # upright's left is the stored page's bottom
        (180, (0.7, 0.75, 0.9, 0.8)),
        (270, (0.75, 0.1, 0.8, 0.3)),
    ],
)
def test_boxes_are_told_in_the_stored_frame(
    make: Make, rotation: int, stored: tuple[float, ...]
) -> None:
    page = PageRef.model_validate({"file": "a.jpg", "page": 1, "rotation": rotation})
    name = field("name", "张三", Box(0.1, 0.2, 0.3, 0.25), page)
    report = make(documents=(document(name=name),))
    assert report.documents[0].fields["name"].box == stored


def test_evidence_is_not_turned_again(make: Make) -> None:
    box = Box(0.123456789, 0.2, 0.3, 0.25)
    report = make(findings=(finding("X", evidence=(evidence("D1", "name", box=box),)),))
    assert report.findings[0].evidence[0].box == (0.12346, 0.2, 0.3, 0.25)


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"presence": "absent"}, True),
        ({"presence": "present", "trouble": "模糊"}, True),
        ({"presence": "unclear", "trouble": "标签处没有可辨认的内容"}, True),
        ({"presence": "unclear"}, False),
    ],
)
def test_a_field_without_value_is_kept_where_that_says_something(
    make: Make, more: dict[str, object], kept: bool
) -> None:
    rent = field("rent", None, None, LEASE, **more)
    fields = make(documents=(document(rent=rent),)).documents[0].fields
    assert ("rent" in fields) is kept


def test_a_file_says_what_became_of_it(make: Make) -> None:
    files = {file.name: file for file in make().files}
    assert files["c.pdf"].error == "文件已损坏"
    assert files["b.pdf"].page_errors == {1: "图像模糊"}
    assert files["b.pdf"].pages == 2


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("supplement", "2 项须补正，另有 1 项未能可靠识读"),
        ("review", "1 项未能可靠识读"),
        ("accept", "有 1 项未能可靠识读，须人工核对后再下结论"),
        ("reject", "0 项不符合办理条件，另有 2 项须补正"),
    ],
)
def test_the_reason_counts_the_findings(make: Make, outcome: Outcome, said: str) -> None:
    assert said in make(outcome=outcome).outcome_reason.zh


def test_a_packet_with_nothing_open_is_told_to_be_complete() -> None:
    held = [finding("A", "pass"), finding("B", "not_checked")]
    assert "1 项审查均符合要求，另有 1 项须在窗口核对" in outcome_reason("accept", held).zh


def test_a_report_survives_its_own_json(make: Make) -> None:
    report = make()
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_the_json_has_the_contract_s_names(make: Make) -> None:
    report = make().model_dump(mode="json")
    assert {
        *("schema_version", "packet", "service", "submission_date", "outcome"),
        *("files", "documents", "findings"),
    } <= report.keys()
    lease = report["documents"][1]
    assert (
        lease["fields"]["lease_end"]
        | {
            "value": "2026-04-14",
            "raw": "2026年4月14日",
            "file": "b.pdf",
            "page": 2,
            "box": [0.1, 0.3, 0.4, 0.36],
        }
        == lease["fields"]["lease_end"]
    )
    assert {"kind", "text", "confidence", "file", "page", "box"} <= lease["seals"][0].keys()
    assert lease["pages"] == [{"file": "b.pdf", "page": 2, "rotation": 0}]
    assert report["submission_date"] == "2025-10-15"


def test_the_schema_describes_every_name_of_a_field() -> None:
    schema = Report.model_json_schema()["$defs"][ReportField.__name__]
    assert [name for name, of in schema["properties"].items() if "description" not in of] == []
