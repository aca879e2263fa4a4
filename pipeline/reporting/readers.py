"""Notes in a report on the reading engines, only if they leave something open."""

from collections.abc import Iterable

from core.models.report import Readers
from pipeline.reporting.names import ReportWords


def sentences(found: Iterable[Readers | None], words: ReportWords) -> list[str]:
    """What the readers of one or several packets leave open; each thing once."""
    readers = [one for one in found if one is not None]
    unmeasured = dict.fromkeys(one.engine for one in readers if not one.measured)
    notes = [words.say("readers.unmeasured", engine=engine) for engine in unmeasured]
    alone = [one for one in readers if one.measured and one.second is None]
    if alone:
        left = sum(one.left_open for one in alone)
        notes.append(words.say("readers.left_open" if left else "readers.alone", n=left))
    return notes
