"""Converts an OFD page to a one-page PDF, which is then read like any other."""

from pathlib import Path

from core.reasons import reason
from pipeline.reading.intake.ofd.book import attached, leaves
from pipeline.reading.intake.ofd.compose import draw
from pipeline.reading.intake.ofd.limits import DrawingBudget, bad_page
from pipeline.reading.intake.ofd.package import OfdPackage
from pipeline.reading.intake.ofd.sheet import OfdSheet
from pipeline.reading.intake.ofd.stamps import put_stamps


def page_count(path: Path) -> int:
    """How many pages the file has. Raises InputError if it cannot be used."""
    with OfdPackage(path) as package:
        return len(leaves(package))


def attachments(path: Path) -> list[str]:
    """The names of its attached files."""
    with OfdPackage(path) as package:
        return list(attached(package))


def page_as_pdf(path: Path, number: int) -> bytes:
    """Page `number` (from 1), with its templates, annotations and electronic seals."""
    with OfdPackage(path) as package:
        try:
            leaf = leaves(package)[number - 1]
            sheet = OfdSheet(leaf.box())
            budget = DrawingBudget()
            draw(leaf, sheet, budget)
            put_stamps(leaf, sheet, budget)
            return sheet.pdf()
        except RecursionError as error:
            raise bad_page(reason("ofd_part.too_deep")) from error
