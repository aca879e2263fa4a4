"""The signatures of a file, whatever its format."""

from collections.abc import Sequence
from pathlib import Path

from core.models.signature import Signature
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.signatures.ofd import ofd_signatures
from pipeline.reading.signatures.pdf import pdf_signatures


def signatures_of(path: Path, roots: Sequence[bytes]) -> tuple[Signature, ...]:
    """The signatures of a PDF or an OFD; `roots` are certificates in DER."""
    return ofd_signatures(path) if sniff(path) == "ofd" else pdf_signatures(path, roots)
