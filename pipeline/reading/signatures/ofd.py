"""The signatures of an OFD: whose, when, and whether what they list is as it was signed.

Their values are made with SM2, which cannot be verified here: none makes a paper surer.
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
from pipeline.reading.signatures.pdf import MOST, SECONDS

FORMS = ("%Y%m%d%H%M%S", "%y%m%d%H%M%S")
"""Of a time without its signs, as certificates write it."""


def ofd_signatures(path: Path) -> tuple[Signature, ...]:
    """The signatures of an OFD in their order; empty without any. Never raises."""
    try:
        with deadline(SECONDS):
            found = signatures(path)
    except TimeoutError:
        return (Signature(kind="ofd", note=notes.UNFINISHED),)
    except InputError:
        return (Signature(kind="ofd", intact=False, note=notes.DAMAGED),)
    more = (Signature(kind="ofd", note=notes.MANY),) if len(found) > MOST else ()
    return (*map(_signature, found[:MOST]), *more)


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
    """The day and time that a signature tells, in whatever form.

    >>> _time("20250102030405Z"), _time("2025-01-02 03:04:05"), _time("soon")
    (datetime.datetime(2025, 1, 2, 3, 4, 5), datetime.datetime(2025, 1, 2, 3, 4, 5), None)
    """
    digits = "".join(ch for ch in text if ch.isdigit())
    for form, length in zip(FORMS, (14, 12), strict=True):
        with contextlib.suppress(ValueError):
            return datetime.strptime(digits[:length], form)
    return None
