"""Report lines on a file's electronic signatures and active content."""

from datetime import datetime, timedelta, timezone

from core.models.report import ReportFile
from core.models.signature import Signature
from pipeline.reporting.names import ReportWords

BEIJING = timezone(timedelta(hours=8))


def signature_lines(file: ReportFile, words: ReportWords) -> list[tuple[str, bool]]:
    """A sentence for each signature, and whether it needs attention."""
    return [
        (_signature_line(one, words), one.damaged or bool(one.altered)) for one in file.signatures
    ]


def active_line(file: ReportFile, words: ReportWords) -> str:
    """Scripts and similar content, none of it run; empty if there is none."""
    if not file.active:
        return ""
    kinds = [words.say(f"active.{kind}") for kind in file.active]
    return words.say("files.active", what=words.both("、", ", ").join(kinds))


def _signature_line(one: Signature, words: ReportWords) -> str:
    parts = [words.say("signature.by", who=one.signer or words.say("signature.somebody"))]
    if one.issuer:
        parts.append(words.say("signature.issuer", who=one.issuer))
    if one.time is not None:
        key = "stamped" if one.stamped else "claimed"
        parts.append(words.say(f"signature.{key}", time=_shown(one.time)))
    if one.intact:
        parts.append(words.say("signature.trusted" if one.trusted else "signature.intact"))
    if one.note is not None:
        parts.append(words.both(one.note.zh, one.note.en))
    parts += [_change(one, number, words) for number in range(len(one.changes))]
    if one.intact and not one.changes:
        parts.append(words.say("signature.unchanged"))
    return words.both("；", "; ").join(parts)


def _change(one: Signature, number: int, words: ReportWords) -> str:
    change = one.changes[number]
    text = words.say(f"signature.{change.kind}")
    if not change.pages:
        return text
    pages = words.both("、", ", ").join(map(str, change.pages))
    return words.say("signature.on_pages", what=text, pages=pages)


def _shown(time: datetime) -> str:
    return time.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
