"""Each document type of the policy on a page that is drawn, worn, and read by the real engine.

One case is invented from a seed and each type drawn once about it. The pages go through the
product's own line (intake, reading, split, extractors, second readings) and are held against
what was drawn: the type must be recognised, nothing may be read wrong above its threshold, and
what is printed must be read.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.accuracy.draw import BenchFile, items
from bench.accuracy.line import read, written
from bench.accuracy.score import ScoredField, partner, score
from core.models.document import Document
from extractors import TYPES
from generator import fonts
from generator.paper import Paper
from pipeline.reading.intake.packet import open_packet
from pipeline.reading.intake.record import read_record
from pipeline.run import open_kit
from validators.policy import load_policy

SEED, DAMAGE = 2, "scan"
SHARE = 0.85
"""Of the values drawn of a type so many must be read right; of up to six, every one."""
POLICY = load_policy()
PAPERS = sorted(kind.id for kind in POLICY.documents if kind.id != "system_record")

pytestmark = pytest.mark.engine


@dataclass(frozen=True)
class Shown:
    """A type's paper, all that its pages were read as, and the fields held against the truth."""

    paper: Paper
    documents: list[Document]
    expected: frozenset[str]
    fields: list[ScoredField]

    @property
    def silent(self) -> list[tuple[str, str, str | None]]:
        """What was read wrong and would be taken for sure."""
        return [
            (f.field, f.want, f.got)
            for f in self.fields
            if f.verdict == "wrong" and f.confidence >= POLICY.threshold(f.kind)
        ]


def one_each(every: Iterator[BenchFile]) -> dict[str, BenchFile]:
    """The item with fewest pages of each type."""
    found: dict[str, BenchFile] = {}
    for item in every:
        for kind in item.types:
            if kind not in found or len(item.canvases) < len(found[kind].canvases):
                found[kind] = item
    return found


@pytest.fixture(scope="module")
def drawn() -> dict[str, BenchFile]:
    """A paper of every type, not yet read."""
    pytest.importorskip("reportlab", reason="the generator writes PDFs with reportlab")
    if packages := fonts.missing(but=fonts.STAND_INS):
        pytest.skip(f"fonts are missing: apt-get install {' '.join(packages)}")
    return one_each(items(SEED))


def asked_for(request: pytest.FixtureRequest) -> set[str]:
    """The types that the chosen tests ask for: with `-k` one type, no other is read."""
    tests = (
        one
        for one in request.session.items
        if isinstance(one, pytest.Function) and one.path == request.path
    )
    return {str(one.callspec.params["kind"]) for one in tests if "shown" in one.fixturenames}


@pytest.fixture(scope="module")
def shown(
    drawn: dict[str, BenchFile],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Shown]:
    """Every type asked for, worn and read; once, by two workers."""
    folder = tmp_path_factory.mktemp("drawn")
    chosen = {kind: drawn[kind] for kind in asked_for(request) if kind in drawn}
    once = {item.name: item for item in chosen.values()}
    names = {written(item, DAMAGE, folder).name: name for name, item in once.items()}
    cache = tmp_path_factory.mktemp("readings")
    with open_packet(folder) as packet, open_kit(workers=2, cache=cache) as kit:
        documents = read(packet.files, kit)
    found = {names[file.name]: made for file, made in zip(packet.files, documents, strict=True)}
    kinds = {(kind.id, spec.name): str(spec.kind) for kind in TYPES for spec in kind.fields}
    return {
        kind: Shown(
            paper := next(p for p in item.papers if p.doc_type == kind),
            found[item.name],
            item.types,
            score(item.name, paper, found[item.name], DAMAGE, kinds),
        )
        for kind, item in chosen.items()
    }


@pytest.mark.parametrize("kind", PAPERS)
def test_it_is_recognised(kind: str, shown: dict[str, Shown]) -> None:
    assert {document.type for document in shown[kind].documents} == shown[kind].expected


@pytest.mark.parametrize("kind", PAPERS)
def test_nothing_is_read_wrong_and_sure(kind: str, shown: dict[str, Shown]) -> None:
    assert shown[kind].silent == []


@pytest.mark.parametrize("kind", PAPERS)
def test_what_is_printed_is_read(kind: str, shown: dict[str, Shown]) -> None:
    asked = shown[kind].fields
    lost = [(f.field, f.verdict, f.got) for f in asked if f.verdict != "right"]
    assert len(asked) >= 3
    assert len(lost) <= (1 - SHARE) * len(asked), lost


@pytest.mark.parametrize("kind", PAPERS)
def test_a_signature_that_is_there_is_not_called_absent(kind: str, shown: dict[str, Shown]) -> None:
    document = partner(shown[kind].paper, shown[kind].documents)
    assert document is not None
    signed = shown[kind].paper.signatures
    called = {name: document.fields[name].presence for name in signed if name in document.fields}
    assert "absent" not in called.values(), called


def test_the_system_s_record_is_read_as_a_file(tmp_path: Path) -> None:
    """The one type that is no paper: system_record."""
    record = {
        "service": "renewal",
        "submission_date": "2025-10-15",
        "applicant": {"name": "王样例", "id_number": "110101199001020021"},
        "permit_no": "202211020001",
        "quota_total": 12,
    }
    (tmp_path / "application.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    with open_packet(tmp_path) as packet:
        assert packet.record is not None
        read = read_record(packet.record.path).application
    assert (read.service, str(read.submission_date)) == ("renewal", "2025-10-15")
    assert (read.applicant.name, read.applicant.id_number) == ("王样例", "110101199001020021")
    assert (read.permit_no, read.extra["quota_total"]) == ("202211020001", 12)
    assert POLICY.document("system_record") is not None


def test_no_type_is_left_out(drawn: dict[str, BenchFile]) -> None:
    assert sorted(drawn) == PAPERS
