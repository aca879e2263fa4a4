"""An edit in words: which pages it concerns, and what holds after it."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from core.models.base import Wording
from core.models.document import Document
from core.models.edit import Aside, Edit, Fill, Merge, Move, PageName, Retype, Split, Turn
from pipeline.edits.names import PageNames
from pipeline.reporting.names import UNKNOWN, ReportWords
from validators.policy import Policy

NOT_OURS = Wording(zh="不是所需材料", en="none that is asked for")
ALONE = Wording(zh="单独一份", en="a document by itself")


class EditDescription(NamedTuple):
    """The pages concerned and what holds from now on; `value` is what a person typed."""

    of: Wording
    now: Wording
    value: str = ""


def described(edit: Edit, names: PageNames, policy: Policy) -> EditDescription:
    """An edit in words; pages without a name here are only counted."""
    if isinstance(edit, Retype):
        return EditDescription(place(edit.pages, names), type_name(edit.type, policy))
    if isinstance(edit, Split):
        at = place((edit.at,), names)
        now = Wording(zh=f"{at.zh}起为另一份", en=f"from {at.en} on another document")
        return EditDescription(place(edit.pages, names), now)
    if isinstance(edit, Merge):
        other = place(edit.others, names)
        now = Wording(zh=f"与{other.zh}合为一份", en=f"one document with {other.en}")
        return EditDescription(place(edit.pages, names), now)
    if isinstance(edit, Move):
        return EditDescription(place((edit.page,), names), _moved(edit, names))
    if isinstance(edit, Turn):
        now = Wording(zh=f"转 {edit.rotation}° 重读", en=f"read again, turned by {edit.rotation}°")
        return EditDescription(place((edit.page,), names), now)
    if isinstance(edit, Aside):
        return EditDescription(place(edit.pages, names), _aside(edit))
    return _filled(edit, names)


def _moved(edit: Move, names: PageNames) -> Wording:
    if not edit.to:
        return ALONE
    if edit.page in edit.to:
        return Wording(zh=f"排在第 {edit.at + 1} 位", en=f"page {edit.at + 1} of its document")
    to = place(edit.to, names)
    return Wording(zh=f"移到{to.zh}", en=f"moved to {to.en}")


def _aside(edit: Aside) -> Wording:
    if edit.reason == "not_needed":
        return Wording(zh="不需要", en="not needed")
    zh = f"属于别的申请：{edit.which}" if edit.which else "属于别的申请"
    en = f"of another case: {edit.which}" if edit.which else "of another case"
    return Wording(zh=zh, en=en)


def _filled(edit: Fill, names: PageNames) -> EditDescription:
    zh, en = (ReportWords(lang).field("", edit.field) for lang in ("zh", "en"))
    now = Wording(zh=f"框选补录“{zh}”", en=f"“{en}” filled in")
    return EditDescription(place((edit.page,), names), now, edit.value)


def type_name(type_: str, policy: Policy) -> Wording:
    """The name of a type."""
    if type_ == UNKNOWN:
        return NOT_OURS
    return Wording(zh=policy.title(type_), en=policy.title_en(type_))


def place(pages: Sequence[PageName], names: PageNames) -> Wording:
    """Files and page numbers, with consecutive pages merged."""
    known = [names.page(page) for page in pages if page in names.parts]
    if len(known) < len(pages):
        return Wording(zh=f"{len(pages)} 页", en=f"{len(pages)} page(s)")
    zh, en = [], []
    for file, found in groupby(known, key=lambda one: one[0]):
        runs = _runs([number for _, number in found])
        zh.append(f"{file} 第 {'、'.join(runs)} 页")
        en.append(f"{file} p. {', '.join(runs)}")
    return Wording(zh="，".join(zh), en=", ".join(en))


def _runs(numbers: Sequence[int]) -> list[str]:
    """Consecutive numbers as first and last.

    >>> _runs([1, 2, 3, 5])
    ['1–3', '5']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def what(document: Document, policy: Policy) -> Wording:
    """The type that a document was read as."""
    if document.type == UNKNOWN and not document.foreign:
        return Wording(zh="未能识别", en="not recognised")
    return type_name(document.type, policy)
