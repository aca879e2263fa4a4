"""The expected results of the shipped packets fit the packets and the rules."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from validators.policy.load import load_policy

ROOT = Path(__file__).parents[2] / "samples"
EXPECTED = sorted((ROOT / "expected").glob("*.json"))
MUST_BE_COVERED = """
    INCOME-WINDOW-6M INCOME-CONTINUOUS INCOME-SCREEN-HEADER INCOME-PAYER MAT-FIN-SEAL
    MAT-INCOME-ANNOTATION MAT-TAXLIST-ANNOTATION UNIT-TAXNOTICE-YEAR UNIT-TAXNOTICE-FINSEAL
    RES-LEASE-6M RES-LEASE-FIELDS RES-PERMIT-3M RES-ONE-OF CONTRACT-6M CONTRACT-PARTIES
    EDU-VALID-3M EDU-DIPLOMA-VERIFY EDU-DEGREE-VERIFY EDU-OVERSEAS EDU-REPORT-MATCH
    APP-C12-INCOME-ENTERPRISE APP-C12-INCOME-INSTITUTION GEN-ID-CHECKSUM GEN-ID-BIRTH-SEX
    GEN-ID-EXPIRY GEN-ID-BOTH-SIDES GEN-NAME-EQUAL GEN-IDNO-EQUAL GEN-USCC-CHECKSUM
    GEN-EMPLOYER-EQUAL GEN-SEAL-RING GEN-SEAL-TYPE GEN-QR-MATCH GEN-SYSTEM-EQUAL
    GEN-WRONG-PERSON COMPLETE-NEW
"""

each_packet = pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)


def truth_of(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


@pytest.fixture
def folder(path: Path, tmp_path: Path) -> Path:
    """The packet as a folder, unpacked when it is a zip."""
    packed = ROOT / "packets" / f"{path.stem}.zip"
    if not packed.exists():
        return ROOT / "packets" / path.stem
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def pages_in(file: Path) -> int:
    """By content, for one file bears a wrong suffix."""
    if file.read_bytes()[:4] == b"%PDF":
        with pypdfium2.PdfDocument(file) as document:
            return len(document)
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            return sum(name.endswith("/Content.xml") for name in archive.namelist())
    with Image.open(file) as image:
        return int(getattr(image, "n_frames", 1))


def test_there_is_something_to_test() -> None:
    assert len(EXPECTED) >= 8


def test_every_packet_has_its_expected_results() -> None:
    packets = {p.stem for p in (ROOT / "packets").iterdir()}
    assert packets == {p.stem for p in EXPECTED}


@each_packet
def test_every_file_exists_with_its_pages(path: Path, folder: Path) -> None:
    truth = truth_of(path)
    for file in truth["files"]:
        assert pages_in(folder / file["file"]) == len(file["pages"]), file["file"]
    for trouble in truth.get("troubles", []):
        assert (folder / trouble["file"]).exists()
    named = {f["file"] for f in truth["files"]}
    named |= {t["file"] for t in truth.get("troubles", [])} | {"application.json"}
    assert {p.name for p in folder.iterdir()} == named


@each_packet
def test_every_document_lies_on_pages_of_its_type(path: Path) -> None:
    truth = truth_of(path)
    types: dict[tuple[str, int], set[str]] = {}
    for file in truth["files"]:
        for page in file["pages"]:
            kinds = page["doc_type"]
            found = {kinds} if isinstance(kinds, str) else set(kinds)
            types[file["file"], page["page"]] = found
    for document in truth["documents"]:
        for page in document["pages"]:
            assert document["doc_type"] in types[page["file"], page["page"]]


@each_packet
def test_every_box_is_inside_its_page(path: Path) -> None:
    for document in truth_of(path)["documents"]:
        boxes = [b["box"] for b in [*document["boxes"].values(), *document["seals"]]]
        for x0, y0, x1, y1 in boxes:
            assert 0 <= x0 < x1 <= 1
            assert 0 <= y0 < y1 <= 1


@each_packet
def test_every_value_has_its_box(path: Path) -> None:
    for document in truth_of(path)["documents"]:
        assert set(document["fields"]) - {"rows"} == set(document["boxes"])


@each_packet
def test_every_rule_is_a_rule(path: Path) -> None:
    known = {rule.id for rule in load_policy().rules}
    truth = truth_of(path)
    named = {r for d in truth["defects"] for r in [*d["rule_ids"], *d["may_fail"]]}
    assert named | set(truth["expect"]["pass"]) <= known


@each_packet
def test_what_must_hold_is_not_what_is_broken(path: Path) -> None:
    expect = truth_of(path)["expect"]
    assert not set(expect["pass"]) & {*expect["fail"], *expect["may_fail"]}


@each_packet
def test_the_record_is_the_packet_s(path: Path, folder: Path) -> None:
    truth = truth_of(path)
    text = (folder / "application.json").read_text("utf-8")
    if truth["service"] is None:
        with pytest.raises(json.JSONDecodeError):
            json.loads(text)
        return
    record = json.loads(text)
    assert (record["service"], record["submission_date"]) == (
        truth["service"],
        truth["submission_date"],
    )


def test_the_defects_cover_the_main_rules() -> None:
    planted = {r for p in EXPECTED for d in truth_of(p)["defects"] for r in d["rule_ids"]}
    assert not set(MUST_BE_COVERED.split()) - planted


def test_units_are_invented() -> None:
    """Every unit that a paper names as employer says 样例 or 测试."""
    for path in EXPECTED:
        for document in truth_of(path)["documents"]:
            for key in ("employer", "company", "unit_name", "taxpayer_name"):
                if name := document["fields"].get(key):
                    assert re.search("样例|测试", name)


@each_packet
def test_dates_and_amounts_are_normalised(path: Path) -> None:
    """As a report writes them: YYYY-MM-DD, plain decimal yuan."""
    dates = re.compile(r"(_date|_start|_end|_from|_to|issue_date)$")
    amounts = {"total", "total_caps", "rent", "rent_caps", "salary", "income", "tax_paid"}
    for document in truth_of(path)["documents"]:
        flat = {k: v for k, v in document["fields"].items() if k != "rows"}
        for row in [flat, *document["fields"].get("rows", [])]:
            for key, value in row.items():
                if dates.search(key):
                    assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?|长期", value), (key, value)
                if key in amounts:
                    assert re.fullmatch(r"\d+(\.\d\d)?", value), (key, value)
