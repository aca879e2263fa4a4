"""The material of a packet after people's corrections of its pages. Pure functions."""

from collections.abc import Sequence

from core.models.document import Document
from core.models.edit import Edit
from core.models.material import Assumption, Material, Sheet
from core.reasons import reason
from pipeline.edits.applied import Applied, RebuildTools, applied
from pipeline.edits.names import PageNames, names_of
from pipeline.edits.result import Edited, SetAside, unedited
from pipeline.edits.wording import described
from pipeline.reporting.names import UNKNOWN
from pipeline.service import service_of
from pipeline.settling.legible import page_name, unclear
from validators.facts.roles import assign_roles
from validators.policy import Policy

ASKEW = reason("reader.askew")


def edited(
    material: Material, edits: Sequence[Edit], means: RebuildTools, policy: Policy
) -> Edited:
    """The material after these edits. Raises Lapsed if an edit does not apply to it."""
    if not edits:
        return unedited(material)
    names = names_of(material)
    found = applied(names, edits, means)
    documents = assign_roles(found.documents, material.application, policy)
    unread = _unread(material, found) | _askew(names, found)
    notes = [Assumption(text=_note(edit, names, policy)) for edit in edits]
    service, assumed = _service(material, documents, policy)
    judged = material.model_copy(
        update={
            "documents": documents,
            "unread": tuple(unread),
            "unread_why": unread,
            "sheets": tuple(_turned(sheet, names, found) for sheet in material.sheets),
            "service": service,
            "assumed": (*assumed, *notes),
        }
    )
    counted = {one.id: group.pages for group, one in found.papers if group.aside is None}
    aside = tuple(
        SetAside(pages=group.pages, reason=group.aside, document=document)
        for group, document in found.papers
        if group.aside is not None
    )
    return Edited(material=judged, papers=counted, aside=aside)


def _unread(material: Material, found: Applied) -> dict[str, str]:
    """What may still be any paper: every page whose type no person has settled."""
    papers = [(document, group.told or group.aside) for group, document in found.papers]
    open_ = [one for one, settled in papers if one.type == UNKNOWN and not settled]
    doubted = {page_name(ref.file, ref.page) for one in open_ for ref in one.pages}
    known = {page_name(ref.file, ref.page) for one, _ in papers for ref in one.pages} - doubted
    why = {name: material.unread_why.get(name, "") for name in material.unread}
    left = {name: text for name, text in why.items() if name not in known}
    measured = material.readers is None or material.readers.measured
    anew = unclear(found.pages, open_, measured=measured) if found.pages else []
    return dict.fromkeys(anew, "") | left


def _askew(names: PageNames, found: Applied) -> dict[str, str]:
    """Pages with a part in a direction other than the person chose: that part may be any paper."""
    return {page_name(*names.page(name)): ASKEW for name in found.askew}


def _turned(sheet: Sheet, names: PageNames, found: Applied) -> Sheet:
    way = next(
        (way for page, way in found.turned.items() if names.page(page) == (sheet.file, sheet.page)),
        sheet.rotation,
    )
    return sheet.model_copy(update={"rotation": way})


def _service(
    material: Material, documents: Sequence[Document], policy: Policy
) -> tuple[str | None, tuple[Assumption, ...]]:
    """The service, worked out again from the forms if it came from them before."""
    if not any(note.about == "service" for note in material.assumed):
        return material.service, material.assumed
    service, text = service_of(documents, {one.id: one.name_zh for one in policy.services})
    others = tuple(note for note in material.assumed if note.about != "service")
    return service, (
        *((Assumption(text=text, about="service"),) if text else ()),
        *others,
    )


def _note(edit: Edit, names: PageNames, policy: Policy) -> str:
    of, now, _ = described(edit, names, policy)
    return f"经办人员改动：{of.zh}，{now.zh}"
