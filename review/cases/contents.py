"""What each page of a packet shows, as a hash: the same page in another file is the same page."""

import hashlib

from core.models.material import Material
from review.pictures import PageFolder


def contents_of(pages: PageFolder, key: str, material: Material) -> tuple[str, ...]:
    """Of each sheet, by the picture that is kept; without one by its file and its number."""
    files = {file.name: file.sha256 for file in material.files}
    return tuple(
        _hash(pages.page(key, number)) or f"{files.get(sheet.file, sheet.file)}/{sheet.page}"
        for number, sheet in enumerate(material.sheets)
    )


def _hash(picture: bytes | None) -> str:
    return hashlib.sha256(picture).hexdigest() if picture else ""
