"""The report of a packet, with boxes converted from the upright to the stored frame."""

from collections.abc import Sequence
from datetime import date

from core.models.document import Annotation, Document, Field, PageRef
from core.models.finding import Finding, Outcome
from core.models.geometry import Box, to_stored
from core.models.material import Material
from core.models.page import FileReading, Seal
from core.models.report import (
    Report,
    ReportAnnotation,
    ReportCode,
    ReportDocument,
    ReportField,
    ReportFile,
    ReportSeal,
)
from pipeline.reporting.reason import outcome_reason


def build_report(
    packet: str,
    service: str | None,
    day: date | None,
    files: Sequence[FileReading],
    documents: Sequence[Document],
    findings: Sequence[Finding],
    outcome: Outcome,
    assumptions: Sequence[str],
    policy_version: str,
    engine: str,
) -> Report:
    """Everything found in one packet, in the form of the schema.

    `documents` have upright boxes; `findings` have stored ones already.
    """
    return Report(
        packet=packet,
        service=service,
        submission_date=day,
        outcome=outcome,
        outcome_reason=outcome_reason(outcome, findings),
        assumptions=tuple(assumptions),
        policy=policy_version,
        engine=engine,
        files=tuple(report_file(file) for file in files),
        documents=tuple(_document(document) for document in documents),
        findings=tuple(_rounded(finding) for finding in findings),
    )


def report_of(material: Material, findings: Sequence[Finding], outcome: Outcome) -> Report:
    """The same, from the material that the packet was judged on."""
    return Report(
        packet=material.packet,
        service=material.service,
        submission_date=material.day,
        outcome=outcome,
        outcome_reason=outcome_reason(outcome, findings),
        assumptions=(*material.notes, *(note.text for note in material.assumed), *material.asides),
        policy=material.edition,
        engine=material.engine,
        readers=material.readers,
        files=material.files,
        documents=tuple(_document(document) for document in material.documents),
        findings=tuple(_rounded(finding) for finding in findings),
    )


def report_file(file: FileReading) -> ReportFile:
    """A file of the packet and its result."""
    return ReportFile(
        name=file.name,
        sha256=file.sha256,
        pages=file.page_count or len(file.pages),
        status=file.status,
        error=file.error,
        error_code=file.error_code,
        signatures=file.signatures,
        active=file.active,
        page_errors={page.number: page.trouble for page in file.pages if page.trouble},
    )


def _document(document: Document) -> ReportDocument:
    return ReportDocument(
        id=document.id,
        type=document.type,
        confidence=_round(document.confidence),
        pages=document.pages,
        fields=_fields(document.fields),
        rows=tuple(_fields(row) for row in document.rows),
        seals=tuple(_seal(placed.page, placed.seal) for placed in document.seals),
        annotations=tuple(_annotation(note) for note in document.annotations),
        codes=tuple(
            ReportCode(
                payload=code.payload,
                file=code.page.file,
                page=code.page.page,
                box=_stored(code.box, code.page),
            )
            for code in document.codes
        ),
        role=document.role,
        guesses=document.guesses,
        foreign=document.foreign,
        sides=document.sides,
        grey=document.grey,
        troubles=document.troubles,
    )


def _fields(fields: dict[str, Field]) -> dict[str, ReportField]:
    return {name: _field(field) for name, field in fields.items() if _tells(field)}


def _tells(field: Field) -> bool:
    """Whether there is something to report: a value, or a place without a readable value."""
    return (
        field.value is not None
        or field.presence != "unclear"
        or (field.page is not None and field.trouble is not None)
    )


def _field(field: Field) -> ReportField:
    page = field.page
    return ReportField(
        value=field.value,
        raw=field.raw,
        confidence=_round(field.confidence),
        file=page.file if page else None,
        page=page.page if page else None,
        box=_stored(field.box, page) if page and field.box else None,
        kind=field.kind,
        presence=field.presence,
        doubt=field.trouble,
        readings=field.readings,
    )


def _seal(page: PageRef, seal: Seal) -> ReportSeal:
    return ReportSeal(
        kind=seal.kind,
        text=seal.text,
        confidence=_round(seal.confidence),
        file=page.file,
        page=page.page,
        box=_stored(seal.box, page),
        ring=seal.ring,
        centre=seal.centre,
        code=seal.code,
        shape=seal.shape,
        colour=seal.colour,
    )


def _annotation(note: Annotation) -> ReportAnnotation:
    page, signature = note.page, note.signature_box
    return ReportAnnotation(
        text=note.text,
        confidence=_round(note.confidence),
        file=page.file,
        page=page.page,
        box=_stored(note.box, page),
        signature=note.signature,
        signature_confidence=_round(note.signature_confidence),
        signature_box=_stored(signature, page) if signature else None,
        readings=note.readings,
    )


def _rounded(finding: Finding) -> Finding:
    evidence = tuple(
        e.model_copy(update={"box": e.box.rounded()}) if e.box else e for e in finding.evidence
    )
    return finding.model_copy(update={"evidence": evidence})


def _stored(box: Box, page: PageRef) -> Box:
    return to_stored(box, page.rotation).rounded()


def _round(confidence: float) -> float:
    return round(confidence, 4)
