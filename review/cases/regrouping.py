"""Applying people's page edits again when the papers of a case change.

Edits identify pages by content, so they stay valid whichever submission a page came with.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.models.document import Document
from core.models.edit import Edit
from core.models.material import Material
from core.models.page import FileReading
from pipeline.edits.kept import Kept, KeptReadings
from pipeline.edits.names import names_of
from pipeline.edits.result import Edited
from pipeline.edits.wording import described
from review.cases.carrying import LapsedAnswer
from review.cases.naming import called
from review.correcting import same_unit
from review.models import DeskPacket, MadeEdit
from review.pictures import PageFolder
from review.readings import ReadingFolder
from review.store.tables import EditRow, PacketRow
from validators.judging.edition import open_edition
from validators.policy import Policy

if TYPE_CHECKING:
    from pipeline.edits.applied import RebuildTools


class Regrouped(NamedTuple):
    """The edited material, and the edits that lapsed with the reasons; None without any edit."""

    edited: Edited | None
    lapsed: tuple[tuple[MadeEdit, str], ...]


def regroup(
    session: Session,
    row: PacketRow,
    pages: PageFolder,
    before: DeskPacket,
    edits: Sequence[MadeEdit],
) -> list[LapsedAnswer]:
    """Apply the edits to the case's current material; edits that no longer apply are dropped.

    `before` has the documents that the edits produced before. Returns what lapsed.
    """
    if row.material is None or not edits:
        row.edited = None
        return []
    material = Material.model_validate_json(row.material)
    kept = ReadingFolder(pages).load(row.key)
    found = regrouped(material, edits, kept, _made(before))
    row.edited = found.edited.model_dump_json() if found.edited is not None else None
    names, policy = names_of(before.read or material), open_edition(material.edition)
    lost = []
    for one, why in found.lapsed:
        session.execute(delete(EditRow).where(EditRow.id == one.id))
        of = described(one.edit, names, policy).of.zh
        lost.append(LapsedAnswer(target=of, was=one.edit.kind, why=why))
    session.flush()
    return lost


def regrouped(
    material: Material,
    edits: Sequence[MadeEdit],
    kept: Kept | None,
    made: Mapping[str, Document],
) -> Regrouped:
    """The material after all edits that apply to it, in order. Pure function."""
    from pipeline.edits.applied import RebuildTools
    from pipeline.edits.grouping import Lapsed, holding
    from pipeline.edits.material import edited

    policy = open_edition(material.edition)
    means = RebuildTools(kept, None, policy.threshold, made)
    _, lapsed = holding(names_of(material).grouping(), [one.edit for one in edits])
    why = {id(lapse.edit): lapse.why.zh for lapse in lapsed}
    lost = [(one, why[id(one.edit)]) for one in edits if id(one.edit) in why]
    left = [one for one in edits if id(one.edit) not in why]
    try:
        found = edited(material, [one.edit for one in left], means, policy) if left else None
    except Lapsed:  # they apply, but the readings of some pages may be missing
        found, without = _one_by_one(material, left, means, policy)
        lost += without
    if found is not None:
        found = found.model_copy(update={"material": same_unit(found.material, policy)})
    return Regrouped(found, tuple(lost))


def _one_by_one(
    material: Material, edits: Sequence[MadeEdit], means: "RebuildTools", policy: Policy
) -> tuple[Edited | None, list[tuple[MadeEdit, str]]]:
    """The result of the edits that can be applied, and why the others cannot."""
    from pipeline.edits.grouping import Lapsed
    from pipeline.edits.material import edited

    held: list[Edit] = []
    found: Edited | None = None
    lost: list[tuple[MadeEdit, str]] = []
    for one in edits:
        try:
            found = edited(material, [*held, one.edit], means, policy)
        except Lapsed as error:
            lost.append((one, error.text.zh))
        else:
            held.append(one.edit)
    return found, lost


def keep_readings(pages: PageFolder, case: str, new: str, number: int) -> None:
    """Store a submission's page readings with the case, under the file names of the case."""
    folder = ReadingFolder(pages)
    added = folder.load(new)
    if added is None:
        return
    own = folder.load(case)
    files = (*(own.files if own is not None else ()), *(_named(one, number) for one in added.files))
    folder.save(case, KeptReadings(files=files))
    for turned in added.turned:
        reading = turned.reading
        name = called(number, reading.file)
        folder.add(
            case,
            turned.model_copy(update={"reading": reading.model_copy(update={"file": name})}),
        )


def _named(file: FileReading, number: int) -> FileReading:
    name = called(number, file.name)
    own = tuple(page.model_copy(update={"file": called(number, page.file)}) for page in file.pages)
    return file.model_copy(update={"name": name, "pages": own})


def _made(before: DeskPacket) -> dict[str, Document]:
    """The documents of the case before, including those set aside."""
    there = before.material.documents if before.material is not None else ()
    return {one.id: one for one in (*there, *(laid.document for laid in before.aside))}
