"""The report of a packet that could not be checked."""

from pathlib import Path

from core.files import write_result
from core.models.report import Report
from pipeline.reporting.formats import write_report
from pipeline.reporting.names import Language
from pipeline.reporting.pictures import NoPictures

ERROR_FILE = "error.txt"


def write_failed(report: Report, broke: str | None, folder: Path, lang: Language = "zh") -> None:
    """Write the report; after a bug, `broke` gives the code location, without any value.

    Raises InputError if the folder cannot be written.
    """
    write_report(report, NoPictures(), folder, lang)
    if broke is not None:
        write_result(folder / ERROR_FILE, broke.encode("utf-8", "replace"))
