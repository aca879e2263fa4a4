"""What was not read well enough to know which paper it is."""

from collections.abc import Sequence

from core.models.document import Document
from core.models.page import FileReading, Page
from core.reasons import reason
from extractors.packet.documents import UNKNOWN

ENCLOSED = reason("file.enclosed")
LEGIBLE = 0.80  # a page with a lower average confidence may be any paper


def unread(
    files: Sequence[FileReading], documents: Sequence[Document], *, measured: bool = True
) -> dict[str, str]:
    """Files, pages and attachments that may be any paper: not opened, or not read well enough.

    By name, each with the reason and what to do; "" if it was opened but reads badly. If the
    readers were never `measured`, it is unknown what reads well.
    """
    names = {file.name: file.error or "" for file in files if file.status == "failed"}
    names |= {f"{file.name} 内的 {name}": ENCLOSED for file in files for name in file.enclosed}
    by_ref = {p.key: p for file in files for p in file.pages}
    for page in by_ref.values():
        if page.trouble and page.file not in names:
            names[page_name(page.file, page.number)] = page.trouble
    pages = list(by_ref.values())
    return names | dict.fromkeys(unclear(pages, documents, measured=measured), "")


def unclear(
    pages: Sequence[Page], documents: Sequence[Document], *, measured: bool = True
) -> list[str]:
    """The pages of documents without a type that read too badly to say that they have none."""
    by_ref = {page.key: page for page in pages}
    found = (
        by_ref.get(ref.key)
        for document in documents
        if document.type == UNKNOWN
        for ref in document.pages
    )
    doubtful = [page for page in found if page and not (measured and legible(page))]
    return [page_name(page.file, page.number) for page in doubtful]


def page_name(file: str, number: int) -> str:
    """The name of a page that was not read."""
    return f"{file} 第 {number} 页"


def legible(page: Page) -> bool:
    """Whether a page reads well enough to say that it is not a known paper."""
    letters = sum(len(line.text) for line in page.lines)
    if letters < 8:
        return False
    return sum(line.confidence * len(line.text) for line in page.lines) / letters >= LEGIBLE
