"""Frozen cases judged again, and read again: what differs from what people made of them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from core.files import write_private
from core.models.document import Document, Field
from core.models.geometry import Box
from core.models.material import Material
from core.sealing import Seal
from pipeline.run import Kit, Options, read_packet
from review.places import Place, places
from review.quality.alike import same_value
from review.quality.freezing import Answer, Frozen, answers, picture
from review.quality.sampling import name_of
from validators.policy import Policy

PNG = b"\x89PNG"
Came = Literal["right", "doubt", "wrong", "missing"]


class Differs(NamedTuple):
    """What rules say now and did not, and what they do not say any more."""

    now: tuple[Answer, ...]
    before: tuple[Answer, ...]

    def __bool__(self) -> bool:
        return bool(self.now or self.before)


class Read(NamedTuple):
    """A value that a person gave, and what came of the same place read anew.

    right and wrong are sure, so that rules rest on them; doubt is left to a person.
    """

    document: str
    field: str
    came: Came


def judged_again(case: Frozen, policy: Policy) -> Differs:
    """By the rules and thresholds of now, on what was read then."""
    old, new = Counter(case.answers), Counter(answers(case.material, case.corrections, policy))
    return Differs(tuple((new - old).elements()), tuple((old - new).elements()))


def read_again(case: Frozen, folder: Path, work: Path, kit: Kit, seal: Seal) -> tuple[Read, ...]:
    """Its pages read anew, in an empty folder of the caller's; the values people gave are the
    truth.
    """
    numbers = {}
    for number in range(case.pages):
        data = picture(folder, number, seal)
        if data is not None:
            name = f"{number:04d}.{'png' if data.startswith(PNG) else 'jpg'}"
            write_private(work / name, data)
            numbers[name] = number
    material = case.material
    options = Options(service=material.service, submission_date=material.day)
    read = read_packet(work, kit, options).material.documents
    return tuple(
        Read(one.document, one.field, _came(found, one.value, read, numbers, kit.policy))
        for one in case.corrections
        if one.value is not None
        and (found := _where(material, one.document, one.field)) is not None
    )


class _At(NamedTuple):
    """Where a value stood: the number of its page, and its box there."""

    place: Place
    page: int
    box: Box


def _where(material: Material, document: str, field: str) -> _At | None:
    paper = next((one for one in material.documents if one.id == document), None)
    numbers = {(sheet.file, sheet.page): n for n, sheet in enumerate(material.sheets)}
    for one in places(paper) if paper is not None else ():
        if one.address == field and one.field is not None and one.page and one.box:
            number = numbers.get((one.page.file, one.page.page))
            return _At(one, number, one.box) if number is not None else None
    return None


def _came(
    at: _At, truth: str, read: Sequence[Document], numbers: dict[str, int], policy: Policy
) -> Came:
    name = name_of(at.place.address)
    found = [
        one.field
        for document in read
        for one in places(document)
        if one.field is not None and one.field.value and name_of(one.address) == name
        and one.page is not None and numbers.get(one.page.file) == at.page
    ]  # fmt: skip
    if not found:
        return "missing"
    nearest: Field = min(found, key=lambda one: _apart(one.box, at.box))
    if nearest.confidence < policy.threshold(nearest.kind):
        return "doubt"
    return "right" if same_value(at.place.kind, nearest.value or "", truth) else "wrong"


def _apart(one: Box | None, other: Box) -> float:
    """How far the middles of two boxes are from each other."""
    if one is None:
        return 2.0
    return sum(abs(a - b) for a, b in zip(_middle(one), _middle(other), strict=True))


def _middle(box: Box) -> tuple[float, float]:
    x0, y0, x1, y1 = box
    return (x0 + x1) / 2, (y0 + y1) / 2
