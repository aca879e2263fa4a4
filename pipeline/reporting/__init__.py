"""A checked packet as files: for machines, for the reviewer, for the applicant.

`build_report` makes the report, `write_report` writes it in every format of `FORMATS`;
`summary` does the same for a batch and `terminal` prints both.
"""

from pipeline.reporting.build import build_report
from pipeline.reporting.failed import ERROR_FILE, write_failed
from pipeline.reporting.formats import FORMATS, Format, write_report
from pipeline.reporting.pictures import NoPictures, Pictures

__all__ = [
    "ERROR_FILE", "FORMATS", "Format", "NoPictures", "Pictures", "build_report", "write_failed",
    "write_report",
]  # fmt: skip
