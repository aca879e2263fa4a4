"""The papers of a packet are kept: made once for the same readings and the same code."""

from pathlib import Path

import pytest

from core.models.page import FileReading
from extractors import TYPES
from extractors.packet.documents import read_documents
from pipeline import extracting
from pipeline.extracting import papers_of
from pipeline.reading.store import ReadingStore
from tests.pipeline.test_glance import kit, packet, read
from tests.pipeline.test_run import PICTURES

__all__ = ["kit"]


@pytest.fixture
def files(tmp_path: Path, kit: object) -> list[FileReading]:
    return read(packet(tmp_path / "p", *PICTURES), kit)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> ReadingStore:
    return ReadingStore(tmp_path / "papers", "test")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each extraction was given, the real one."""
    found = list[int]()

    def counted(files: list[FileReading], kinds: object) -> object:
        found.append(len(files))
        return read_documents(files, TYPES)

    monkeypatch.setattr(extracting, "read_documents", counted)
    return found


def test_kept_papers_are_those_that_were_made(
    files: list[FileReading], store: ReadingStore, made: list[int]
) -> None:
    first, again = papers_of(files, store), papers_of(files, store)
    assert made == [len(PICTURES)] and len(first) > 3
    assert again == first == tuple(read_documents(files, TYPES))
    assert [type(line.box) for one in again for line in one.lines] == [
        type(line.box) for one in first for line in one.lines
    ]


def test_another_reading_of_the_same_file_gives_other_papers(
    files: list[FileReading], store: ReadingStore, made: list[int]
) -> None:
    papers_of(files, store)
    first = files[0].pages[0]
    line = first.lines[0].model_copy(update={"confidence": 0.01})
    page = first.model_copy(update={"lines": (line, *first.lines[1:])})
    papers_of([files[0].model_copy(update={"pages": (page,)}), *files[1:]], store)
    assert len(made) == 2


def test_another_version_of_the_code_makes_them_anew(
    files: list[FileReading],
    store: ReadingStore,
    made: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    papers_of(files, store)
    monkeypatch.setattr(extracting, "code_mark", lambda rooms: "another")
    papers_of(files, store)
    assert len(made) == 2


def test_the_code_that_counts_is_all_that_extraction_runs() -> None:
    """Extractors import nothing of ours but `core`, as `tests/test_architecture.py` holds."""
    assert extracting.ROOMS == ("core", "extractors")
    assert extracting.code_mark(("core", "extractors")) != extracting.code_mark(("core",))
