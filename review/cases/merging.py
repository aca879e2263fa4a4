"""Merging the papers of all submissions into one material. Pure functions.

Pages with the same content are one page. A later paper replaces an earlier one if it certainly
renews the same statement (`replacing`); a person's choice takes precedence. No doubt about a page
is lost: an unread page stays unread until a person has looked at it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.models.application import Application
from core.models.document import Document
from core.models.material import Assumption, Material, Sheet
from core.models.report import Readers
from core.reasons import reason
from pipeline.judging import case_of
from review.cases.models import CasePaper, Fate, Merged, SubmissionMaterial
from review.cases.naming import called, last_number, renamed
from review.cases.replacing import replaces
from validators.facts.roles import assign_roles
from validators.judging.filing import content_key, facts_of
from validators.policy import Policy

PaperChoices = Mapping[str, bool]
"""By document: whether it counts, as decided by a person."""
Content = Mapping[tuple[str, int], str]
"""For each page, by file and number: a hash of what it shows."""


class _Named(NamedTuple):
    """A submission with the names it has in the case."""

    number: int
    material: Material
    content: Content
    ids: dict[str, str]


def merge(
    parts: Sequence[SubmissionMaterial], policy: Policy, choices: PaperChoices | None = None
) -> Merged:
    """One material of all parts, the first submission first."""
    named = list(_named(parts))
    if len(named) == 1:
        return _alone(named[0])
    application = merged_record([one.material for one in named])
    papers = _fates(named, application, policy, choices or {})
    counts = {paper.document for paper in papers if paper.fate == "counts"}
    dropped = {paper.document for paper in papers if paper.fate == "same"}
    documents = tuple(d for one in named for d in one.material.documents if d.id in counts)
    latest = named[-1].material
    material = latest.model_copy(
        update={
            "packet": named[0].material.packet,
            "key": content_key(file.sha256 for one in named for file in one.material.files),
            **_filing([one.material for one in named]),
            "application": application,
            "record_broken": _record_broken([one.material for one in named]),
            "documents": assign_roles(documents, application, policy),
            "files": tuple(file for one in named for file in one.material.files),
            "sheets": tuple(_sheets(named, dropped)),
            **_unread(named),
            "notes": tuple(_notes(named)),
            **_beside([one.material for one in named]),
            "readers": _readers([one.material.readers for one in named]),
        }
    )
    facts = facts_of(
        case_of(material, policy), policy, key=material.key, day_given=material.day_given
    )
    material = material.model_copy(update={"facts": facts})
    ids = {one.number: one.ids for one in named}
    return Merged(material=material, papers=tuple(papers), ids=ids)


def _alone(one: _Named) -> Merged:
    """With a single submission the material stays as it was read."""
    papers = tuple(
        CasePaper(document=d.id, type=d.type, number=one.number, fate="counts")
        for d in one.material.documents
    )
    return Merged(material=one.material, papers=papers, ids={one.number: one.ids})


def _named(parts: Sequence[SubmissionMaterial]) -> Iterator[_Named]:
    first = 1
    for part in parts:
        material, ids = renamed(part.material, part.number, first)
        pages = [(sheet.file, sheet.page) for sheet in material.sheets]
        yield _Named(part.number, material, dict(zip(pages, part.contents, strict=True)), ids)
        first = max(first, last_number(material) + 1)


def _fates(
    named: Sequence[_Named], application: Application, policy: Policy, choices: PaperChoices
) -> list[CasePaper]:
    """Whether each document counts. Only a document that counts can replace an earlier one."""
    every = tuple(document for one in named for document in one.material.documents)
    placed = {document.id: document for document in assign_roles(every, application, policy)}
    same, later = dict(_same(named)), list[Document]()
    found: dict[str, CasePaper] = {}
    for one in reversed(named):
        documents = [placed[document.id] for document in one.material.documents]
        for document in documents:
            by = same.get(document.id, "")
            known = {"document": document.id, "type": document.type, "number": one.number}
            fate = _same_paper(by) if by else _fate(document, later, policy, choices)
            found[document.id] = CasePaper.model_validate({**known, **fate})
        later += [document for document in documents if found[document.id].fate == "counts"]
    return [found[document.id] for document in every]


def _same_paper(by: str) -> dict[str, object]:
    return {"fate": "same", "by": by}


def _fate(
    document: Document, later: Sequence[Document], policy: Policy, choices: PaperChoices
) -> dict[str, object]:
    """Whether the document counts, given the later documents that count."""
    answers = {other.id: replaces(other, document, policy) for other in later}
    sure = [id_ for id_, answer in answers.items() if answer == "surely"]
    perhaps = [id_ for id_, answer in answers.items() if answer == "perhaps"]
    fate: Fate = "counts" if choices.get(document.id, not sure) else "replaced"
    return {"fate": fate, "by": (sure or perhaps or [""])[0], "told": document.id in choices}


def _same(named: Sequence[_Named]) -> Iterator[tuple[str, str]]:
    """Documents whose pages were all submitted before, with the document that has the first page.

    A page that was not read in the earlier submission does not count as submitted before.
    """
    known: dict[str, str] = {}
    for one in named:
        first_pages: dict[str, str] = {}
        for document in one.material.documents:
            shows = [one.content.get((ref.file, ref.page), "") for ref in document.pages]
            if shows and all(content and content in known for content in shows):
                yield document.id, known[shows[0]]
                continue
            unread = {(s.file, s.page) for s in one.material.sheets if _is_unread(one.material, s)}
            for ref, content in zip(document.pages, shows, strict=True):
                if content and (ref.file, ref.page) not in unread:
                    first_pages.setdefault(content, document.id)
        known = {**first_pages, **known}


def _is_unread(material: Material, sheet: Sheet) -> bool:
    return sheet.trouble is not None or _page(sheet) in material.unread


def _page(sheet: Sheet) -> str:
    return f"{sheet.file} 第 {sheet.page} 页"


def _sheets(named: Sequence[_Named], dropped: set[str]) -> Iterator[Sheet]:
    """All pages in order, without repeated pages that add nothing."""
    known: set[str] = set()
    for one in named:
        kept = {
            (ref.file, ref.page)
            for document in one.material.documents
            if document.id not in dropped
            for ref in document.pages
        }
        shown = one.material.sheets
        for sheet in shown:
            place = (sheet.file, sheet.page)
            if place in kept or one.content[place] not in known:
                yield sheet
        known |= {one.content[sheet.file, sheet.page] for sheet in shown}


def _unread(named: Sequence[_Named]) -> dict[str, object]:
    """All files and pages that were not read, each named once."""
    seen: set[str] = set()
    names: list[str] = []
    why: dict[str, str] = {}
    for one in named:
        content = dict(_content_of_names(one))
        for name in one.material.unread:
            if (shows := content.get(name, name)) not in seen:
                seen.add(shows)
                names.append(name)
                why |= {n: w for n, w in one.material.unread_why.items() if n == name}
    return {"unread": tuple(names), "unread_why": why}


def _content_of_names(one: _Named) -> Iterator[tuple[str, str]]:
    """The content hash of each file and page that `unread` may name."""
    for file in one.material.files:
        if file.sha256:
            yield file.name, file.sha256
    for sheet in one.material.sheets:
        yield _page(sheet), one.content[sheet.file, sheet.page]


def merged_record(materials: Sequence[Material]) -> Application:
    """The merged record: key by key, a later value overrides an earlier one."""
    merged: dict[str, object] = {}
    for material in materials:
        merged = _over(merged, material.application.model_dump(exclude_unset=True))
    return Application.model_validate(merged)


def _over(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    found = dict(old)
    for name, value in new.items():
        before = found.get(name)
        both = isinstance(value, Mapping) and isinstance(before, Mapping)
        found[name] = _over(before, value) if both else value  # type: ignore[arg-type]
    return found


def _record_broken(materials: Sequence[Material]) -> bool:
    """Only the last record matters: a usable one replaces a broken one."""
    broken = False
    for material in materials:
        own = material.application
        if material.record_broken:
            broken = True
        elif own.applicant.name or own.applicant.id_number:
            broken = False
    return broken


def _filing(materials: Sequence[Material]) -> dict[str, object]:
    """The service and the day the case is judged for, with the assumptions about them.

    The day is the last one given, because a supplement counts as filed when it arrives; if no day
    was given, it is the last one assumed. The service is the last one a record or person named.
    """
    given = [one for one in materials if one.day_given]
    of_day = given[-1] if given else materials[-1]
    named = [one for one in materials if one.application.service and one.service]
    known = [one for one in materials if one.service]
    of_service = named[-1] if named else known[0] if known else materials[0]
    notes = [note for one in materials for note in one.assumed if not note.about]
    notes += [note for note in of_day.assumed if note.about == "day"]
    notes += [note for note in of_service.assumed if note.about == "service"]
    days = list(dict.fromkeys(one.day for one in given))
    if len(days) > 1:
        several = "、".join(day.isoformat() for day in days)
        text = reason("assumed.several_days", days=several, day=of_day.day)
        notes.append(Assumption(text=text, about="day"))
    return {
        "day": of_day.day,
        "day_given": of_day.day_given,
        "service": of_service.service,
        "assumed": tuple(dict.fromkeys(notes)),
    }


def _notes(named: Sequence[_Named]) -> Iterator[str]:
    for one in named:
        for note in one.material.notes:
            yield called(one.number, note)


def _beside(materials: Sequence[Material]) -> dict[str, object]:
    """Facts from the unit's other packets, without the case's own submissions."""
    own = {one.packet for one in materials}
    filed = [paper for one in materials for paper in one.filed if paper.packet not in own]
    asides = [text for one in materials for text in one.asides]
    others = [text for text in asides if not any(f"“{name}”" in text for name in own)]
    return {"filed": tuple(dict.fromkeys(filed)), "asides": tuple(dict.fromkeys(others))}


def _readers(found: Sequence[Readers | None]) -> Readers | None:
    """Several readers combined: only as well calibrated as the weakest of them."""
    known = [one for one in found if one is not None]
    if not known:
        return None
    values = {
        "measured": all(one.measured for one in known),
        "left_open": sum(one.left_open for one in known),
    }
    return known[-1].model_copy(update=values)
