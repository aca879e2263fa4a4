"""Judging and reading frozen cases again, and comparing the results with people's corrections."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from core.files import write_private
from core.models.document import Document, Field
from core.models.geometry import Box
from core.models.material import Material
from core.sealing import Sealer
from pipeline.run import Kit, Options, read_packet
from review.places import Place, places
from review.quality.alike import same_value
from review.quality.freezing import FrozenCase, RuleAnswer, picture, rule_answers
from review.quality.sampling import name_of
from validators.policy import Policy

PNG = b"\x89PNG"
RereadOutcome = Literal["right", "doubt", "wrong", "missing"]


class AnswerChanges(NamedTuple):
    """Answers that are new, and answers that the rules no longer give."""

    now: tuple[RuleAnswer, ...]
    before: tuple[RuleAnswer, ...]

    def __bool__(self) -> bool:
        return bool(self.now or self.before)


class RereadValue(NamedTuple):
    """A person's value, compared with the new reading of the same place.

    right and wrong are confident readings that rules use; doubt is left to a person.
    """

    document: str
    field: str
    came: RereadOutcome


def judged_again(case: FrozenCase, policy: Policy) -> AnswerChanges:
    """Apply the current rules and thresholds to the old readings."""
    old, new = Counter(case.answers), Counter(rule_answers(case.material, case.corrections, policy))
    return AnswerChanges(tuple((new - old).elements()), tuple((old - new).elements()))


def read_again(
    case: FrozenCase, folder: Path, work: Path, kit: Kit, seal: Sealer
) -> tuple[RereadValue, ...]:
    """Read the pages again, in an empty folder; people's corrections are the ground truth."""
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
        RereadValue(one.document, one.field, _came(found, one.value, read, numbers, kit.policy))
        for one in case.corrections
        if one.value is not None
        and (found := _where(material, one.document, one.field)) is not None
    )


class _At(NamedTuple):
    """The position of a value: page number and box."""

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
) -> RereadOutcome:
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
    """The distance between the centres of two boxes."""
    if one is None:
        return 2.0
    return sum(abs(a - b) for a, b in zip(_middle(one), _middle(other), strict=True))


def _middle(box: Box) -> tuple[float, float]:
    x0, y0, x1, y1 = box
    return (x0 + x1) / 2, (y0 + y1) / 2
