"""An electronic signature of a file: who signed, when, and what happened to the file since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from core.models.base import ReportPart, Wording

ChangeKind = Literal["signature", "validation", "form", "annotation", "content"]
HARMLESS: frozenset[ChangeKind] = frozenset({"signature", "validation"})
"""Changes allowed after a signature that do not affect the signed content."""


class ChangeAfterSigning(ReportPart):
    """A change to a file after it was signed."""

    kind: ChangeKind
    """signature: signed again; validation: proofs for later checks; form: a form was filled in;
    annotation: notes or stamps on pages; content: pages or anything else."""
    revision: int | None = None
    """The revision of the file with the change, counted from 1; null if unknown."""
    pages: tuple[int, ...] = ()
    """The affected pages, if known."""


class Signature(ReportPart):
    """One signature of a file, checked without a network."""

    kind: Literal["pdf", "ofd"] = "pdf"
    name: str = ""
    """Its name in the file."""
    signer: str = ""
    """The person or unit named in the certificate; empty if unreadable."""
    issuer: str = ""
    """Who issued the certificate."""
    time: datetime | None = None
    stamped: bool = False
    """Whether the time is from a trusted timestamp, not the signer's own claim."""
    intact: bool | None = None
    """Whether it is a valid signature of this content by its certificate; null: unknown."""
    trusted: bool | None = None
    """Whether the office trusts the issuer for the time of signing; null: not checked."""
    whole: bool | None = None
    """Whether it covers the whole file."""
    changes: tuple[ChangeAfterSigning, ...] = ()
    """What was added after it, in order."""
    note: Wording | None = None
    """What could not be checked, and why."""

    @property
    def altered(self) -> tuple[ChangeAfterSigning, ...]:
        """The changes that affect the signed content."""
        return tuple(change for change in self.changes if change.kind not in HARMLESS)

    @property
    def damaged(self) -> bool:
        """Whether it is invalid or malformed."""
        return self.intact is False


def vouched(signatures: Sequence[Signature]) -> bool:
    """Whether a file is unchanged since trusted issuers signed it, with every signature valid.

    An additional signature by an unknown signer may show its own picture on a page.
    """
    return bool(signatures) and all(
        one.intact and one.trusted and not one.altered for one in signatures
    )
