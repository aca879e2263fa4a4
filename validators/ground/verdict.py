"""A rule's answer, and the functions that make one."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from core.models.document import Annotation, Document, PageRef, PlacedCode, PlacedLine, PlacedSeal
from core.models.finding import Clause, Evidence, FindingPart, Severity, Status
from core.models.geometry import Box, to_stored
from validators.ground.case import Case
from validators.ground.look import Value
from validators.policy import Policy

Witness = Value | Evidence | Document


@dataclass(frozen=True)
class Verdict:
    """A rule's answer on one subject; `severity` only if the border case has its own."""

    status: Status
    message: str
    message_en: str
    witnesses: tuple[Witness, ...] = ()
    severity: Severity | None = None
    lacks: tuple[str, ...] = ()
    """The missing papers if the verdict says nothing else; see `without`."""
    whole: bool = False
    """It lists every missing paper of the packet, not only one."""
    cause: str = ""
    """The fact behind it; see `because`."""
    parts: tuple[FindingPart, ...] = ()
    """Its facts, if it has several; a letter has one item for each."""
    clause: Clause | None = None
    """The guide's words it is based on, if more specific than those of its rule."""

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The places on the pages, each once."""
        shown = [shown for witness in self.witnesses if (shown := evidence_of(witness))]
        return tuple(dict.fromkeys(shown))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents it is about, each once."""
        return tuple(dict.fromkeys(_document_of(witness) for witness in self.witnesses))


Answer = Verdict | Iterable[Verdict]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue with its code."""

    id: str
    check: Callable[[Case, Policy], Answer]

    def __hash__(self) -> int:
        """By name alone: answers are cached by rule and looked up very often."""
        return hash(self.id)

    def __call__(self, case: Case, policy: Policy) -> tuple[Verdict, ...]:
        """All its verdicts on a case."""
        answer = self.check(case, policy)
        return (answer,) if isinstance(answer, Verdict) else tuple(answer)

    @property
    def code(self) -> str:
        """The place of its code: module and function, such as validators.income.window.covers."""
        check = inspect.unwrap(self.check)
        return f"{check.__module__}.{check.__qualname__.partition('.')[0]}"

    @property
    def line(self) -> int:
        """The line of the module on which its code begins."""
        _, line = inspect.getsourcelines(inspect.unwrap(self.check))
        return line


def rule(name: str) -> Callable[[Callable[[Case, Policy], Answer]], Rule]:
    """Make a rule of a function; `name` is its id in the policy's rules.toml."""
    return lambda check: Rule(name, check)


def passed(zh: str, en: str, *witnesses: Witness, severity: Severity | None = None) -> Verdict:
    """Read with confidence, and the rule holds."""
    return Verdict("pass", zh, en, witnesses, severity)


def failed(zh: str, en: str, *witnesses: Witness, severity: Severity | None = None) -> Verdict:
    """Read with confidence, and the rule is violated."""
    return Verdict("fail", zh, en, witnesses, severity)


def to_review(zh: str, en: str, *witnesses: Witness, severity: Severity | None = None) -> Verdict:
    """Not read well enough to decide."""
    return Verdict("review", zh, en, witnesses, severity)


def without(verdict: Verdict, *papers: str) -> Verdict:
    """The verdict with the missing papers, if it says nothing else (type or type:role).

    So a list for the applicant names each missing paper once, even if two rules find it.
    """
    bad = verdict.status in ("fail", "review")
    return replace(verdict, lacks=papers) if bad else verdict


def because(verdict: Verdict, *causes: Value | str) -> Verdict:
    """The verdict with its cause: the place of a field, or a word defined by the rules.

    A verdict on several facts at once (all blank fields of a form) names each of them; a verdict on
    only one of these is then not reported again.

    Several rules may find one fact (a signature is missing, a paper is another unit's); a notice
    reports it once, by the responsible rule (`pipeline/reporting/once.py`). A cause contains no
    text of a paper, as reports are passed on: only ids of documents and names of fields. It may be
    given with any status; a notice only reports failures.
    """
    named = (one if isinstance(one, str) else f"{one.document.id}.{one.name}" for one in causes)
    return replace(verdict, cause=" ".join(dict.fromkeys(named)))


def not_checked(zh: str, en: str, *witnesses: Witness) -> Verdict:
    """It depends on a fact that is on no paper and was not given."""
    return Verdict("not_checked", zh, en, witnesses)


def not_applicable(zh: str, en: str) -> Verdict:
    """The rule does not apply to this condition or branch."""
    return Verdict("not_applicable", zh, en)


def evidence_of(witness: Witness) -> Evidence | None:
    """The place of a witness on its page; None if it has no place."""
    if isinstance(witness, Evidence):
        return witness
    if isinstance(witness, Document):
        if not witness.pages:
            return None
        page = witness.pages[0]
        return Evidence(
            document=witness.id, field=None, file=page.file, page=page.page, box=None, text=""
        )
    field = witness.field
    if field is None or field.page is None:
        return evidence_of(witness.document)
    box = None if field.box is None else to_stored(field.box, field.page.rotation).rounded()
    return Evidence(
        document=witness.document.id,
        field=witness.name,
        file=field.page.file,
        page=field.page.page,
        box=box,
        text=field.raw or field.value or "",
    )


def seal_evidence(document: Document, placed: PlacedSeal) -> Evidence:
    """The place of a seal."""
    return _placed(document, placed.page, "seals", placed.seal.box, placed.seal.text)


def note_evidence(document: Document, note: Annotation) -> Evidence:
    """The place of a note."""
    return _placed(document, note.page, "annotation", note.box, note.text)


def line_evidence(document: Document, line: PlacedLine, name: str | None = None) -> Evidence:
    """The place of a printed line."""
    return _placed(document, document.pages[line.page], name, line.box, line.text)


def code_evidence(document: Document, code: PlacedCode) -> Evidence:
    """The place of a QR or bar code."""
    return _placed(document, code.page, None, code.box, code.payload)


def _placed(document: Document, page: PageRef, name: str | None, box: Box, text: str) -> Evidence:
    return Evidence(
        document=document.id,
        field=name,
        file=page.file,
        page=page.page,
        box=to_stored(box, page.rotation).rounded(),
        text=text,
    )


def _document_of(witness: Witness) -> str:
    if isinstance(witness, Evidence):
        return witness.document
    return witness.id if isinstance(witness, Document) else witness.document.id
