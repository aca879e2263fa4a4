"""The signatures of a PDF: signer, time, whether unchanged, whether the issuer is trusted.

Runs only inside a reading worker. Nothing is fetched from the network: no revocation lists and no
OCSP answers. A certificate is judged at the time of signing, because papers are kept longer than
certificates are valid.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from core.models.signature import ChangeAfterSigning, Signature
from pipeline.reading.intake.deadline import deadline
from pipeline.reading.intake.names import shown
from pipeline.reading.intake.sealed import is_signed
from pipeline.reading.signatures import notes
from pipeline.reading.signatures.changes import later_changes
from pipeline.reading.signatures.check import checked
from pipeline.reading.signatures.gm import is_gm

MAX_SIGNATURES = 20  # signatures of one file
SECONDS = 30  # for one file
KINDS = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached")
STAMPS = "/ETSI.RFC3161"  # a timestamp for the whole file, not a person's signature
END = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\0]*\Z")
BLANKS = b"\0 \t\r\n\f"
SHORT = (SignatureCoverageLevel.UNCLEAR, SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START)
"""Coverage levels of a signature that leaves out a part of its file, or states its part wrongly."""


def pdf_signatures(path: Path, roots: Sequence[bytes]) -> tuple[Signature, ...]:
    """The signatures of a PDF in the order they were made; empty if none. Never raises."""
    if not is_signed(path):
        return ()
    try:
        with deadline(SECONDS), path.open("rb") as stream:
            return _signatures(stream, [x509.Certificate.load(der) for der in roots])
    except TimeoutError:
        return (Signature(note=notes.UNFINISHED),)
    except Exception:  # pyHanko and asn1crypto raise many exceptions on broken files
        return (Signature(intact=False, note=notes.DAMAGED),)


def _signatures(stream: BinaryIO, roots: Sequence[x509.Certificate]) -> tuple[Signature, ...]:
    reader = PdfFileReader(stream, strict=False)
    if reader.encrypted:
        reader.decrypt(b"")  # only files with an empty password are read
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    made = [
        (_revision(reader, field), name, value, field)
        for name, value, field in fields[:MAX_SIGNATURES]
    ]
    made.sort(key=lambda one: one[0])
    revisions = [revision for revision, *_ in made]
    found = [
        _signature(reader, shown(str(name)), value.get_object(), field, revisions, roots)
        for _, name, value, field in made
        if not _is_stamp(value.get_object())
    ]
    return (*found, *((Signature(note=notes.MANY),) if len(fields) > MAX_SIGNATURES else ()))


def _revision(reader: PdfFileReader, field: generic.DictionaryObject) -> int:
    value = field.get_object().raw_get("/V")
    if not isinstance(value, generic.IndirectObject):
        return 0
    return int(reader.xrefs.get_last_change(value.reference))


def _is_told(reader: PdfFileReader, embedded: EmbeddedPdfSignature) -> bool:
    """Whether everything after the signed part belongs to the revisions that were examined.

    Other data there are ignored by one program, but may be a page to another that repairs a file
    whose end it does not find.
    """
    *_, start, length = map(int, embedded.byte_range)
    reader.stream.seek(start + length)
    rest = reader.stream.read()
    later = reader.xrefs.total_revisions - embedded.signed_revision - 1
    if later == 0:
        return not rest.strip(BLANKS)
    return rest.count(b"startxref") == later and END.search(rest) is not None


def _is_stamp(value: object) -> bool:
    return isinstance(value, generic.DictionaryObject) and value.get("/SubFilter") == STAMPS


def _signature(
    reader: PdfFileReader,
    name: str,
    value: generic.DictionaryObject,
    field: generic.DictionaryObject,
    revisions: Sequence[int],
    roots: Sequence[x509.Certificate],
) -> Signature:
    try:
        kind, contents = str(value.get("/SubFilter", "")), bytes(value["/Contents"])
        if is_gm(contents, kind):
            return Signature(name=name, note=notes.GM)
        if kind not in KINDS:
            return Signature(name=name, note=notes.OTHER)
        embedded = EmbeddedPdfSignature(reader, field, name)
        found = checked(embedded, roots).model_copy(update={"name": name})
        signed, coverage = embedded.signed_revision, cast(object, embedded.coverage)
        later = [revision for revision in revisions if revision > signed]
        changes: tuple[ChangeAfterSigning, ...] = ()
        if not found.intact:
            return found
        if coverage in SHORT:
            changes = (ChangeAfterSigning(kind="content"),)
        elif coverage == SignatureCoverageLevel.ENTIRE_REVISION:
            changes = later_changes(reader, signed, later)
            if not _is_told(reader, embedded):
                changes = (*changes, ChangeAfterSigning(kind="content"))
        return found.model_copy(update={"changes": changes})
    except TimeoutError:
        raise
    except Exception:  # as in pdf_signatures; the file's other signatures are kept
        return Signature(name=name, intact=False, note=notes.DAMAGED)
