"""A hash of what each page shows: the same page in another file counts as the same page."""

import hashlib

from core.models.material import Material
from review.pictures import PageFolder


def contents_of(pages: PageFolder, key: str, material: Material) -> tuple[str, ...]:
    """One hash per sheet, from its stored picture, or else from its file and page number."""
    files = {file.name: file.sha256 for file in material.files}
    return tuple(
        _hash(pages.page(key, number)) or f"{files.get(sheet.file, sheet.file)}/{sheet.page}"
        for number, sheet in enumerate(material.sheets)
    )


def _hash(picture: bytes | None) -> str:
    return hashlib.sha256(picture).hexdigest() if picture else ""
