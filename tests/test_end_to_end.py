"""The whole line on shipped samples, with real OCR: from files to findings."""

import json
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.models.report import Report
from pipeline.reading.pool import Pool
from pipeline.run import Kit, check_packet, open_kit
from review.arrivals import Arrivals
from review.cases.showing import case_summary
from review.closing import close
from review.models import DeskUser, Role
from review.packets import load
from review.papers import letter, render
from review.queue import rows
from review.store import open_store
from review.work import ReviewContext, correct, decide

SAMPLES = Path(__file__).parent.parent / "samples"
PACKETS = (
    "permit-expiring",
    "permit-electronic",
    "lease-short",
    "employer-change",
    "degree-change",
    "income-gap",
    "income-institution",
)

pytestmark = pytest.mark.engine


@dataclass(frozen=True)
class Case:
    report: Report
    expected: dict[str, Any]

    def statuses(self, rules: list[str]) -> set[str]:
        return {f.status for f in self.report.findings if f.rule in rules}


@pytest.fixture(scope="module")
def kit(readings: Path) -> Iterator[Kit]:
    with open_kit(cache=readings) as opened:
        yield opened


@pytest.fixture(scope="module")
def cases(kit: Kit) -> dict[str, Case]:
    return {
        name: Case(
            check_packet(SAMPLES / "packets" / name, kit).report,
            json.loads((SAMPLES / "expected" / f"{name}.json").read_text("utf-8")),
        )
        for name in PACKETS
    }


def folded(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value)).upper()
    return "".join(ch for ch in text if not ch.isspace())


def test_no_planted_defect_is_silent(cases: dict[str, Case]) -> None:
    silent = [
        (name, defect["id"])
        for name, case in cases.items()
        for defect in case.expected["defects"]
        if not case.statuses([*defect["rule_ids"], *defect.get("may_fail", [])])
        & {"fail", "review"}
    ]
    assert silent == []


def test_most_planted_defects_are_named(cases: dict[str, Case]) -> None:
    defects = [(c, d) for c in cases.values() for d in c.expected["defects"]]
    named = [d for c, d in defects if "fail" in c.statuses(d["rule_ids"])]
    assert len(named) >= 0.8 * len(defects)


def test_no_rule_that_holds_fails(cases: dict[str, Case]) -> None:
    alarms = [
        (name, rule)
        for name, case in cases.items()
        for rule in case.expected["expect"]["pass"]
        if "fail" in case.statuses([rule])
    ]
    assert alarms == []


def test_outcomes_are_right_or_held(cases: dict[str, Case]) -> None:
    """Of packets sent in whole; a part of one may lack what its condition rests on."""
    for name, case in cases.items():
        if any("COMPLETE-NEW" in defect["rule_ids"] for defect in case.expected["defects"]):
            continue
        assert case.report.outcome in (case.expected["expect"]["outcome"], "review"), name


def test_pages_are_typed(cases: dict[str, Case]) -> None:
    right = total = 0
    for case in cases.values():
        typed: dict[tuple[str, int], set[str]] = {}
        for document in case.report.documents:
            for page in document.pages:
                typed.setdefault((page.file, page.page), set()).add(document.type)
        for file in case.expected["files"]:
            for page in file["pages"]:
                want = page["doc_type"]
                wanted = set(want) if isinstance(want, list) else {want}
                total += 1
                right += typed.get((file["file"], page["page"]), {"unknown"}) == wanted
    assert right >= 0.97 * total


def test_fields_are_read(cases: dict[str, Case]) -> None:
    right = total = 0
    for case in cases.values():
        for document in case.expected["documents"]:
            pages = {(p["file"], p["page"]) for p in document["pages"]}
            found = max(
                (d for d in case.report.documents if d.type == document["doc_type"]),
                key=lambda d: len(pages & {(p.file, p.page) for p in d.pages}),
                default=None,
            )
            for name, value in document["fields"].items():
                if isinstance(value, list) or value in (None, ""):
                    continue
                total += 1
                field = found.fields.get(name) if found else None
                right += field is not None and folded(field.value) == folded(value)
    assert right >= 0.93 * total


def test_evidence_lies_on_the_page(cases: dict[str, Case]) -> None:
    for case in cases.values():
        for document in case.report.documents:
            for field in document.fields.values():
                if field.box is not None:
                    x0, y0, x1, y1 = field.box
                    assert 0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1


def test_bad_files_say_what_to_do(kit: Kit) -> None:
    report = check_packet(SAMPLES / "packets" / "bad-files", kit).report
    expected = json.loads((SAMPLES / "expected" / "bad-files.json").read_text("utf-8"))
    files = {file.name: file for file in report.files}
    broken = {t["file"] for t in expected["troubles"]} - {"application.json"}
    for name in broken:
        assert files[name].status == "failed", name
        assert files[name].error and "请" in (files[name].error or ""), name
    for file in expected["files"]:
        assert files[file["file"]].status == "read"
    assert any("application.json" in note for note in report.assumptions)
    assert report.outcome == "review"


def test_nothing_is_read_twice(
    kit: Kit, cases: dict[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second check of a packet asks the workers for nothing."""

    def refuse(*_: object) -> None:
        raise AssertionError("a worker was asked to read again")

    monkeypatch.setattr(Pool, "submit", refuse)
    again = check_packet(SAMPLES / "packets" / "lease-short", kit).report
    assert again.findings == cases["lease-short"].report.findings


def test_a_packet_is_settled_at_the_desk(kit: Kit, tmp_path: Path) -> None:
    """From the files to the notice: what was read is judged again with a person's values."""
    checked = check_packet(SAMPLES / "packets" / "lease-short", kit)
    assert checked.material is not None
    store = open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    arrivals = Arrivals.of(store, tmp_path / "pages")
    key = arrivals.add(checked.report, checked.material, checked.pictures, by="test").key
    packet = load(store, key)
    assert packet.standing.report == checked.report
    assert all(arrivals.pages.page(key, n) for n in range(len(checked.material.sheets)))
    lease, end = next(
        (d.id, d.fields["lease_end"].value)
        for d in checked.material.documents
        if "lease_end" in d.fields and d.fields["lease_end"].value
    )
    later = f"{int(str(end)[:4]) + 2}{str(end)[4:]}"
    context = ReviewContext(store, DeskUser(name="赵敏", role=Role.REVIEWER), key, packet.version)
    changed = correct(context, lease, "lease_end", later)
    assert ("RES-LEASE-6M", "fail") in {
        (one.rule, one.before.status) for one in changed.changes if one.before
    }
    assert render(changed.packet, "supplement", "docx")
    store.close()


def test_a_case_goes_from_its_first_paper_to_its_last(kit: Kit, tmp_path: Path) -> None:
    """Two lacks, a return, a supplement that settles one, a second notice, acceptance."""
    store = open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    arrivals = Arrivals.of(store, tmp_path / "pages")
    person = DeskUser(name="赵敏", role=Role.REVIEWER)

    def bring(name: str, *files: str) -> tuple[str, str]:
        folder = tmp_path / name
        folder.mkdir()
        for file in ("permit-electronic/application.json", *files):
            shutil.copy(SAMPLES / "packets" / file, folder)
        found = check_packet(folder, kit)
        return arrivals.add(found.report, found.material, found.pictures, by="赵敏")

    def context() -> ReviewContext:
        return ReviewContext(store, person, case, load(store, case).version)

    case, _ = bring("first", "permit-electronic/变更表.jpg", "permit-expiring/P3.jpg")
    for doubt in load(store, case).standing.doubts:
        decide(context(), doubt.key, "pass", "已看原件")
    decided = {(one.rule, one.why) for one in load(store, case).decisions}
    demanded = {view.finding.rule for view in load(store, case).standing.findings
                if view.status == "fail" and view.severity == "supplement"}  # fmt: skip
    assert "RES-PERMIT-3M" in demanded
    close(context(), "supplement")

    assert bring("second", "permit-electronic/居住证.ofd") == (case, "joined")
    told = case_summary(store, load(store, case)).progress
    assert told is not None and told.those("still")
    assert "RES-PERMIT-3M" in {point.finding.rule for point in told.those("done")}
    kept = {(one.rule, one.why) for one in load(store, case).decisions}
    assert decided <= kept
    close(context(), "supplement")
    second = letter(load(store, case), "supplement")
    said = "".join(block.text for block in second.blocks)
    assert second.title == "补正告知书（第2次）" and "【已补正】" in said and "【仍需补正】" in said

    assert bring("third", "permit-electronic/委托书.pdf") == (case, "joined")
    for doubt in load(store, case).standing.doubts:
        decide(context(), doubt.key, "pass", "已看原件")
    assert close(context(), "accept").packet.closed == "accept"
    assert [(row.key, row.submissions) for row in rows(store)] == [(case, 3)]
    sheets = load(store, case).material
    assert sheets is not None
    assert all(arrivals.pages.page(case, n) for n in range(len(sheets.sheets)))
    store.close()
