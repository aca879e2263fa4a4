"""An electronic signature of a file: who signed, when, and what happened to the file since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from core.models.base import ReportPart, Wording

ChangeKind = Literal["signature", "validation", "form", "annotation", "content"]
HARMLESS: frozenset[ChangeKind] = frozenset({"signature", "validation"})
"""What may follow a signature without touching what it was given for."""


class Change(ReportPart):
    """What was added to a file after it was signed."""

    kind: ChangeKind
    """signature: signed again; validation: proofs for later checks; form: a form was filled in;
    annotation: notes or stamps on pages; content: pages or anything else."""
    revision: int | None = None
    """Which state of the file brought it, counted from 1; null where that cannot be told."""
    pages: tuple[int, ...] = ()
    """The pages it touches, where that can be told."""


class Signature(ReportPart):
    """One signature of a file, as far as it could be checked without a network."""

    kind: Literal["pdf", "ofd"] = "pdf"
    name: str = ""
    """What the file calls it."""
    signer: str = ""
    """Whom the certificate names; empty where it cannot be read."""
    issuer: str = ""
    """Who issued the certificate."""
    time: datetime | None = None
    stamped: bool = False
    """Whether the time is that of a trusted timestamp, not the signer's own claim."""
    intact: bool | None = None
    """Whether it is its certificate's signature of what is there; null: unknown."""
    trusted: bool | None = None
    """Whether the issuer is one the office trusts, at the time of signing; null: not checked."""
    whole: bool | None = None
    """Whether it covers the file to its last byte."""
    changes: tuple[Change, ...] = ()
    """What was added after it, in order."""
    note: Wording | None = None
    """What could not be checked, and why."""

    @property
    def altered(self) -> tuple[Change, ...]:
        """The changes that touch what was signed."""
        return tuple(change for change in self.changes if change.kind not in HARMLESS)

    @property
    def damaged(self) -> bool:
        """Whether it is broken, or not what a signature looks like."""
        return self.intact is False


def vouched(signatures: Sequence[Signature]) -> bool:
    """Whether a file is what trusted issuers signed: each signature sound, nothing changed since.

    A further signature of somebody unknown may show a picture of its own on a page.
    """
    return bool(signatures) and all(
        one.intact and one.trusted and not one.altered for one in signatures
    )
