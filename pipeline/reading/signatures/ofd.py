"""The signatures of an OFD: signer, time, and whether the listed parts are unchanged.

Their values use SM2, which cannot be verified here: none makes a paper more trusted.
"""

import contextlib
from datetime import datetime
from pathlib import Path

from core.errors import InputError
from core.models.base import Wording
from core.models.signature import Signature
from pipeline.reading.intake.deadline import deadline
from pipeline.reading.intake.ofd.signed import OfdSignature, signatures
from pipeline.reading.signatures import notes
from pipeline.reading.signatures.pdf import MAX_SIGNATURES, SECONDS

FORMS = ("%Y%m%d%H%M%S", "%y%m%d%H%M%S")
"""Formats of a time without separators, as in certificates."""


def ofd_signatures(path: Path) -> tuple[Signature, ...]:
    """The signatures of an OFD in their order; empty without any. Never raises."""
    try:
        with deadline(SECONDS):
            found = signatures(path)
    except TimeoutError:
        return (Signature(kind="ofd", note=notes.UNFINISHED),)
    except InputError:
        return (Signature(kind="ofd", intact=False, note=notes.DAMAGED),)
    more = (Signature(kind="ofd", note=notes.MANY),) if len(found) > MAX_SIGNATURES else ()
    return (*map(_signature, found[:MAX_SIGNATURES]), *more)


def _signature(one: OfdSignature) -> Signature:
    return Signature(
        kind="ofd",
        name=one.seal or "",
        signer=one.signer or one.seal or "",
        time=_time(one.time or ""),
        intact=False if one.unchanged is False else None,
        note=_note(one),
    )


def _note(one: OfdSignature) -> Wording:
    if one.unchanged:
        return notes.GM_UNCHANGED
    if one.unchanged is False:
        return Wording(zh=f"{notes.BROKEN.zh}（{one.why}）", en=notes.BROKEN.en)
    return Wording(zh=one.why, en=notes.UNTOLD)


def _time(text: str) -> datetime | None:
    """The signing time, in any of the usual formats.

    >>> _time("20250102030405Z"), _time("2025-01-02 03:04:05"), _time("soon")
    (datetime.datetime(2025, 1, 2, 3, 4, 5), datetime.datetime(2025, 1, 2, 3, 4, 5), None)
    """
    digits = "".join(ch for ch in text if ch.isdigit())
    for form, length in zip(FORMS, (14, 12), strict=True):
        with contextlib.suppress(ValueError):
            return datetime.strptime(digits[:length], form)
    return None
