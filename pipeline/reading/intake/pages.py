"""A page in readable form: an OFD page as a temporary PDF; others unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.files import write_private
from pipeline.reading.intake.ofd.convert import page_as_pdf
from pipeline.reading.intake.sniff import sniff


@contextmanager
def readable(path: Path, number: int) -> Iterator[tuple[Path, int]]:
    """The file and the page number in it to read instead of page `number` (from 1) of `path`.

    For an OFD page this is a temporary PDF beside it.
    """
    if sniff(path) != "ofd":
        yield path, number
        return
    scratch = path.with_name(f"{path.name}-{number}.pdf")
    write_private(scratch, page_as_pdf(path, number))
    try:
        yield scratch, 1
    finally:
        scratch.unlink(missing_ok=True)
