"""A page as it can be read: of an OFD its PDF, while it is read; all others as they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.files import write_private
from pipeline.reading.intake.ofd.convert import page_as_pdf
from pipeline.reading.intake.sniff import sniff


@contextmanager
def readable(path: Path, number: int) -> Iterator[tuple[Path, int]]:
    """The file and the page number in it to read instead of page `number` (from 1) of `path`.

    An OFD's page lies beside it for so long.
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
