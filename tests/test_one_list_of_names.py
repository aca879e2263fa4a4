"""Types and services are named in one list, the policy's; names are shown from there."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from core.models.base import Wording
from core.models.report import Report, ReportDocument
from extractors import TYPES
from extractors.kit.fields import TypeEntry
from pipeline.judging import named
from pipeline.reporting.names import ReportWords
from pipeline.reporting.sheets import problem_documents
from pipeline.reporting.summary import Problem, summarise
from validators.judging.edition import open_edition

ROOT = Path(__file__).parents[1]
POLICY = open_edition()
IDS = {one.id for one in POLICY.documents} | {one.id for one in POLICY.services}
CHINESE = re.compile("[\u4e00-\u9fff]")
Entry = tuple[str, str]
NO_NAMES = {
    "extractors/packet/forms.py": "the numbers that types live by",
    "validators/facts/ticked.py": "the boxes that forms 5 and 6 print for a service",
    "validators/general/papers.py": "what is handed in instead of a look-alike",
}
"""What says something else of several ids than their names."""


def test_no_other_list_names_types_or_services() -> None:
    """Neither a table of data nor one of code, outside the editions of the policy."""
    found = {
        str(path.relative_to(ROOT)): names
        for package in ("pipeline", "extractors", "validators", "review", "flows")
        for path in sorted((ROOT / package).rglob("*"))
        if path.suffix in (".py", ".toml") and "dc_2019_09" not in path.parts
        and (names := [key for key, text in entries(path) if CHINESE.search(text)])
    }  # fmt: skip
    assert {path for path, names in found.items() if len(names) > 2} == NO_NAMES.keys()


def entries(path: Path) -> Iterator[Entry]:
    """What a file says of each id: a key with a text, in a table or a dict."""
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        yield from _of_table(tomllib.loads(text))
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in IDS:
                    yield str(key.value), ast.unparse(value)


def _of_table(table: dict[str, Any]) -> Iterator[Entry]:
    for key, value in table.items():
        name = isinstance(value, str) or (isinstance(value, dict) and value.keys() == {"zh", "en"})
        if key in IDS and name:
            yield key, str(value)
        elif isinstance(value, dict):
            yield from _of_table(value)


def test_a_second_list_is_seen(tmp_path: Path) -> None:
    for name, text in (
        ("a.toml", '[types]\nid_card = { zh = "身份证", en = "Card" }'),
        ("a.py", 'NAMES = {"id_card": "身份证"}'),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        ((key, _),) = entries(path)
        assert key == "id_card"


def test_extractors_have_no_names() -> None:
    assert not [field.name for field in fields(TypeEntry) if field.name.startswith("name")]
    assert {kind.id for kind in TYPES} <= {kind.id for kind in POLICY.documents}


def test_a_report_is_shown_by_the_names_of_the_edition_that_judged() -> None:
    """Types and services that no shipped list knows have their names, too."""
    service = {"id": "lost_permit", "name_zh": "遗失补证", "name_en": "Lost permit"}
    kind = {"id": "police_note", "name_zh": "报案回执", "name_en": "Police note"}
    added = {
        "services": (POLICY.services[0].model_copy(update=service),),
        "documents": (POLICY.documents[0].model_copy(update=kind),),
    }
    policy = POLICY.model_copy(update=added)
    paper = ReportDocument(id="D1", type="police_note", confidence=1, pages=(), role="applicant")
    bare = Report(packet="包", service="lost_permit", submission_date=None, outcome="review",
                  documents=(paper,))  # fmt: skip
    report = named(bare, policy)
    zh, en = ReportWords("zh"), ReportWords("en")
    assert (zh.service(report), en.service(report)) == ("遗失补证", "Lost permit")
    assert zh.service(summarise(report)) == "遗失补证"
    assert zh.document(report.documents[0]) == "报案回执（申请人）"
    assert en.document(report.documents[0]) == "Police note (applicant)"
    problem = Problem(
        rule="X", status="fail", severity="supplement", message="", message_en="", section="",
        quote="", documents=("police_note", "D9"),
        document_names=(Wording(zh="报案回执", en="Police note"), None),
    )  # fmt: skip
    assert problem_documents(problem, zh) == ["报案回执", "D9"]
    assert zh.service(bare) == "lost permit"
