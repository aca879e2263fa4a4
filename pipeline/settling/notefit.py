"""The note of who pays somebody's wages, compared with the expected names and wording.

A name that fits the ink replaces what was read in its place; if a person and a unit are there, the
guide's whole sentence may replace misread words between and around them (annexes 8 and 9).
"""

from collections.abc import Sequence

from core.models.document import Annotation, Reading
from core.text.alike import edits, nearest
from pipeline.settling.expected import FITS, FITTED, FORMS, READ, Expected, Ink, best_of

LEADS = ("", "兹证明")  # the beginning of a note
PAY = ("工资", "的工资", "应税收入", "的应税收入")  # what a note says is paid
VERBS = ("发放", "代扣代缴")  # and how, after a unit's name (annexes 8 and 9)


def fitted_note(note: Annotation, expected: Expected, ink: Ink) -> Annotation:
    """A note with the names that fit in it, and its signature."""
    unseen = [w for w in (*expected.persons, *expected.units) if w not in note.text]
    fits = ink.against(note.page, note.box, unseen)
    text = _as_wanted(note, _put_in(note.text, fits), expected, ink)
    note = note.model_copy(update={"text": text, "readings": fits})
    if note.signature_box is None or note.signature_confidence > READ:
        return note
    signed = ink.against(note.page, note.signature_box, expected.persons)
    best = best_of(signed, note.signature, FITS)
    if best is None:
        return note
    return note.model_copy(update={"signature": best.value, "signature_confidence": FITTED})


def _put_in(text: str, fits: Sequence[Reading]) -> str:
    """The text with each fitting word in place of what was read for it."""
    for reading in fits:
        word = reading.value or ""
        if reading.confidence >= FITS and (at := nearest(word, text)) is not None:
            text = text[: at[0]] + word + text[at[1] :]
        else:
            text = _with_form(text, word)
    return text


def _as_wanted(note: Annotation, text: str, expected: Expected, ink: Ink) -> str:
    """The text with its other words corrected if it names a person and a unit.

    The whole sentence of the guide must fit the ink: 未发放 or 停发 do not.
    """
    named = [(person, unit) for person in expected.persons for unit in expected.units
             if 0 <= text.find(person) < text.find(unit)]  # fmt: skip
    if len(named) != 1:
        return text
    person, unit = named[0]
    wanted = [f"{lead}{person}{what}由{unit}{verb}"
              for lead in LEADS for what in PAY for verb in VERBS]  # fmt: skip
    if text.rstrip("。") in wanted:
        return text
    fits = ink.against(note.page, note.box, wanted)
    good = [fit.value or "" for fit in fits if fit.confidence >= FITS]
    if not good:
        return text
    return max(good, key=len) + ("。" if text.endswith("。") else "")


def _with_form(text: str, unit: str) -> str:
    """The text with a unit's legal form corrected, if the unit's name itself was read exactly.

    There are few forms, and they differ clearly: 郁限公司 can only be 有限公司.
    """
    form = max((form for form in FORMS if unit.endswith(form)), key=len, default="")
    core = unit.removesuffix(form)
    start = text.find(core) + len(core)
    if not form or len(core) < 4 or core not in text:
        return text
    read = text[start : start + len(form)]
    rivals = (other for other in FORMS if other != form)
    if edits(read, form) == 1 and all(edits(read, other) > 1 for other in rivals):
        return text[:start] + form + text[start + len(form) :]
    return text
