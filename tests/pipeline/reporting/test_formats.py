"""Writing a report in all its forms."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.errors import InputError
from core.models.base import Wording
from core.models.outlook import Deadline
from core.models.report import Report
from pipeline.reporting import FORMATS, NoPictures, write_report

Make = Callable[..., Report]
SAID = Wording(zh="交件", en="Hand in")
STEP = Deadline(
    id="submit",
    title=SAID,
    detail=SAID,
    section="三",
    day=date(2025, 11, 1),
    start=date(2025, 10, 2),
)


def test_every_form_is_written_and_nothing_else(make: Make, tmp_path: Path) -> None:
    report = make().model_copy(update={"deadlines": (STEP,)})
    written = write_report(report, NoPictures(), tmp_path / "一号")
    assert [path.name for path in written] == [form.file for form in FORMATS]
    assert sorted((tmp_path / "一号").iterdir()) == sorted(written)
    assert Report.model_validate_json(written[0].read_bytes()) == report


def test_a_notice_no_longer_called_for_is_removed(make: Make, tmp_path: Path) -> None:
    write_report(make(), NoPictures(), tmp_path)
    write_report(make(findings=(), outcome="accept"), NoPictures(), tmp_path)
    assert not (tmp_path / "supplement.docx").exists()


def test_a_failed_writing_leaves_the_old_report(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(make(), NoPictures(), tmp_path)
    before = (tmp_path / "report.json").read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="无法写入"):
        write_report(make(packet="新"), NoPictures(), tmp_path)
    assert (tmp_path / "report.json").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_place_that_cannot_be_written_is_an_input_error(make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError):
        write_report(make(), NoPictures(), tmp_path / "file" / "out")


def test_a_calendar_no_longer_called_for_is_removed(make: Make, tmp_path: Path) -> None:
    write_report(make().model_copy(update={"deadlines": (STEP,)}), NoPictures(), tmp_path)
    assert (tmp_path / "deadlines.ics").exists()
    write_report(make(), NoPictures(), tmp_path)
    assert not (tmp_path / "deadlines.ics").exists()
