"""Views of a report's documents, with every box marked on its page."""

from core.models.report import ReportAnnotation, ReportDocument, ReportField, ReportSeal
from core.small import SmallImage
from pipeline.reporting.desk import ReportBuilder, level, percent
from pipeline.reporting.mask import mask_number
from pipeline.reporting.views import DocumentView, FieldView, SealView, TableView, ValueCell


def document_views(desk: ReportBuilder) -> list[DocumentView]:
    """All documents, in report order."""
    return [_document(desk, document) for document in desk.report.documents]


def _document(desk: ReportBuilder, document: ReportDocument) -> DocumentView:
    words, sheets = desk.words, desk.sheets(document)
    badges = [words.say("documents.pages", n=len(sheets))]
    if document.type != "unknown":
        badges.append(words.say("documents.sureness", n=percent(document.confidence)))
    badges += [words.role(side) for side in document.sides]
    if document.grey:
        badges.append(words.say("documents.grey"))
    fields = tuple(_field(desk, document, *item) for item in document.fields.items())
    return DocumentView(
        id=desk.anchor("d"),
        name=document.id,
        title=desk.titles[document.id],
        badges=tuple(badges),
        troubles=tuple(map(words.told, document.troubles)),
        sheets=sheets,
        fields=fields,
        table=_table(desk, document),
        seals=tuple(_seal(desk, document, seal) for seal in document.seals),
        annotations=tuple(_annotation(desk, document, note) for note in document.annotations),
        codes=_codes(desk, document),
    )


def _field(
    desk: ReportBuilder, document: ReportDocument, name: str, field: ReportField
) -> FieldView:
    row, label = desk.anchor("f"), desk.words.field(document.type, name)
    value = shown_value(desk, field)
    raw = _masked(field.raw, field.kind)
    return FieldView(
        id=row,
        label=label,
        value=value,
        raw=raw if _differs(raw, value) else "",
        level=level(field.confidence, field.value is not None),
        percent=percent(field.confidence),
        doubt=desk.words.told(field.doubt or ""),
        readings=_readings(field),
        mark=_mark(desk, document, field, "field", f"{label}：{value}", row),
        crop=_crop(desk, field),
    )


def shown_value(desk: ReportBuilder, field: ReportField) -> str:
    """The value with identity numbers masked, or why there is none."""
    if field.value is not None:
        return _masked(field.value, field.kind)
    reason = {"absent": "absent", "present": "unread", "unclear": "unclear"}[field.presence]
    return desk.words.say(f"documents.{reason}")


def _readings(field: ReportField) -> tuple[str, ...]:
    """The independent readings, only if they did not all agree."""
    values = {reading.value for reading in field.readings}
    if len(values) < 2:
        return ()
    return tuple(
        f"{_masked(reading.value or '—', field.kind)} ({percent(reading.confidence)}%)"
        for reading in field.readings
    )


def _table(desk: ReportBuilder, document: ReportDocument) -> TableView | None:
    if not document.rows:
        return None
    columns = list(dict.fromkeys(name for row in document.rows for name in row))
    rows = tuple(
        tuple(
            _cell(desk, document, name, row[name], number) if name in row else None
            for name in columns
        )
        for number, row in enumerate(document.rows, 1)
    )
    return TableView(tuple(desk.words.field(document.type, name) for name in columns), rows)


def _cell(
    desk: ReportBuilder, document: ReportDocument, name: str, field: ReportField, number: int
) -> ValueCell:
    row, value = desk.anchor("f"), shown_value(desk, field)
    label = f"{desk.words.field(document.type, name)} {number}：{value}"
    hint = f"{percent(field.confidence)}%"
    return ValueCell(
        id=row,
        value=value,
        level=level(field.confidence, field.value is not None),
        mark=_mark(desk, document, field, "cell", label, row),
        hint=f"{hint} {desk.words.told(field.doubt)}" if field.doubt else hint,
    )


def _seal(desk: ReportBuilder, document: ReportDocument, seal: ReportSeal) -> SealView:
    row, kind = desk.anchor("s"), desk.words.say(f"seal.{seal.kind}")
    text = seal.text or desk.words.say("documents.seal_unread")
    key = (seal.file, seal.page)
    return SealView(
        id=row,
        kind=kind,
        text=text,
        notes=(desk.words.say("documents.seal_code", code=seal.code),) if seal.code else (),
        level=level(seal.confidence, bool(seal.text)),
        percent=percent(seal.confidence),
        mark=desk.mark(document.id, key, seal.box, "seal", f"{kind}：{text}", row),
        crop=desk.album.seal(key, seal.box),
    )


def _annotation(desk: ReportBuilder, document: ReportDocument, note: ReportAnnotation) -> SealView:
    row, key = desk.anchor("n"), (note.file, note.page)
    title, signature = desk.words.say("documents.signature"), note.signature
    signed = signature or desk.words.say(
        "documents.signature_none" if signature is None else "documents.signature_unread"
    )
    if note.signature_box:
        desk.mark(document.id, key, note.signature_box, "note", f"{title}：{signed}", row)
    return SealView(
        id=row,
        kind=desk.words.say("documents.annotations"),
        text=note.text,
        notes=(f"{title}：{signed}",),
        level=level(note.confidence, bool(note.text)),
        percent=percent(note.confidence),
        mark=desk.mark(document.id, key, note.box, "note", note.text, row),
        crop=desk.album.crop(key, note.box),
    )


def _codes(desk: ReportBuilder, document: ReportDocument) -> tuple[SealView, ...]:
    result = []
    for code in document.codes:
        row, key = desk.anchor("c"), (code.file, code.page)
        kind = desk.words.say("documents.codes")
        mark = desk.mark(document.id, key, code.box, "code", code.payload, row)
        crop = desk.album.seal(key, code.box)
        result.append(SealView(row, kind, code.payload, (), "high", 100, mark, crop))
    return tuple(result)


def _mark(
    desk: ReportBuilder,
    document: ReportDocument,
    field: ReportField,
    kind: str,
    label: str,
    row: str,
) -> str:
    if field.file is None or field.page is None or field.box is None:
        return ""
    return desk.mark(document.id, (field.file, field.page), field.box, kind, label, row)


def _crop(desk: ReportBuilder, field: ReportField) -> SmallImage | None:
    if field.file is None or field.page is None or field.box is None:
        return None
    return desk.album.crop((field.file, field.page), field.box)


def _masked(text: str, kind: str) -> str:
    return mask_number(text) if kind == "id_number" else text


def _differs(raw: str, value: str) -> bool:
    return "".join(raw.split()).upper() != "".join(value.split()).upper()
