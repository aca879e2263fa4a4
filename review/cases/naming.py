"""Names of a submission's files and documents within its case. Pure functions."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from core.models.document import PageRef, Signed
from core.models.material import Material

T = TypeVar("T")


def called(number: int, name: str) -> str:
    """The name of a later submission's file or page; page names begin with the file name.

    >>> called(1, "扫描件.pdf"), called(2, "扫描件.pdf 第 3 页")
    ('扫描件.pdf', '第2次/扫描件.pdf 第 3 页')
    """
    return name if number == 1 else f"第{number}次/{name}"


def renamed(material: Material, number: int, first: int) -> tuple[Material, dict[str, str]]:
    """The material with renamed files, documents numbered from `first`, and the map of ids."""
    if number == 1:
        return material, {document.id: document.id for document in material.documents}
    ids = {document.id: f"D{first + n}" for n, document in enumerate(material.documents)}
    update = {
        "documents": tuple(
            _moved(document, number).model_copy(update={"id": ids[document.id]})
            for document in material.documents
        ),
        "files": tuple(
            one.model_copy(update={"name": called(number, one.name)}) for one in material.files
        ),
        "sheets": tuple(
            one.model_copy(update={"file": called(number, one.file)}) for one in material.sheets
        ),
        "unread": tuple(called(number, name) for name in material.unread),
        "unread_why": {called(number, n): why for n, why in material.unread_why.items()},
    }
    return material.model_copy(update=update), ids


def last_number(material: Material) -> int:
    """The highest document number."""
    numbers = [document.id[1:] for document in material.documents]
    return max([len(numbers), *(int(one) for one in numbers if one.isdecimal())])


def _moved(value: T, number: int) -> T:
    """The value with every file name in it replaced by its name in the case."""
    made: object = value
    if isinstance(value, PageRef | Signed):
        made = value.model_copy(update={"file": called(number, value.file)})
    elif isinstance(value, BaseModel):
        parts = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {n: new for n, old in parts.items() if (new := _moved(old, number)) is not old}
        made = value.model_copy(update=changed) if changed else value
    elif isinstance(value, tuple):
        inner = tuple(_moved(one, number) for one in value)
        same = all(a is b for a, b in zip(inner, value, strict=True))
        made = value if same else inner  # an unchanged box keeps its own class
    elif isinstance(value, Mapping):
        found = {name: _moved(one, number) for name, one in value.items()}
        made = value if all(found[name] is value[name] for name in found) else found
    return made  # type: ignore[return-value]
