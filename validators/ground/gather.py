"""Combine the answers about many papers into few verdicts."""

from collections.abc import Callable, Iterable

from core.models.document import Document
from validators.ground.blanks import unread
from validators.ground.compare import agrees
from validators.ground.elsewhere import standing
from validators.ground.look import Value
from validators.ground.phrases import spoken
from validators.ground.verdict import Verdict, failed, line_evidence, passed, to_review
from validators.policy import Policy

Words = tuple[str, str]
"""The same words in Chinese and in English."""


def summed(verdicts: Iterable[Verdict], zh: str, en: str) -> list[Verdict]:
    """The failures and reviews as they are, and the passes as one verdict."""
    found = list(verdicts)
    bad = [verdict for verdict in found if verdict.status != "pass"]
    good = [verdict for verdict in found if verdict.status == "pass"]
    if not good or bad:
        return bad or good
    return [passed(zh, en, *(witness for verdict in good for witness in verdict.witnesses))]


def compared(
    value: Value, expected: str, known: bool, subject: Words, what: str, policy: Policy
) -> Verdict | None:
    """A field against its expected text; None if the paper need not have it.

    `subject` says whose value is expected: “与{subject}不一致”, “does not match {subject}”. An
    unread value that the paper always has is a question, never skipped.
    """
    if not expected or (value.state in ("missing", "absent") and not due(value, policy)):
        return None
    whose, whose_en = subject
    title, read = policy.title(value.document.type), spoken(value, policy)
    same = agrees(value, expected)
    if same:
        return passed(f"{title}{what}一致。", f"{read} matches {whose_en}.", value)
    if same is False and known:
        return failed(
            f"{title}{what}为“{value.shown}”，与{whose}不一致，请更正或说明。",
            f"{read} “{value.shown}” does not match {whose_en}; please correct or explain.",
            value,
        )
    doubt = f"无法确认是否为{whose}", f"whether it matches {whose_en} is not sure"
    return unsettled(value, expected, (f"{title}{what}", read), doubt)


def due(value: Value, policy: Policy) -> bool:
    """Whether a value that was not found must be on the visible part of the paper.

    Extraction omits fields it did not find; in a document without text lines, typed in and not read
    from a page, only the given fields count as searched.
    """
    if value.field is None and not value.document.lines:
        return False
    sides = value.document.sides
    return policy.prints(value.document.type, value.name) and (not sides or "front" in sides)


def unsettled(value: Value, expected: str, what: Words, doubt: Words) -> Verdict:
    """The verdict on an unclear field, with the place where the expected text was found instead.

    `what` is the field and `doubt` the part of a sentence that says what is unclear.
    """
    (zh, en), (open_zh, open_en) = what, doubt
    line = standing(value.document, expected) if value.sure else None
    if value.state == "absent":
        return unread(value, zh, en, severity=None)
    if not value.text:
        return to_review(
            f"{zh}未能辨认，{open_zh}，请核对。",
            f"{en} was not read; {open_en}; please check.",
            value,
        )
    if line is None:
        return to_review(
            f"{zh}读作“{value.shown}”，{open_zh}，请核对。",
            f"{en} reads “{value.shown}”; {open_en}; please check.",
            value,
        )
    return to_review(
        f"{zh}读作“{value.shown}”，但同一材料上另有所应填写的内容，{open_zh}，请核对。",
        f"{en} reads “{value.shown}”, yet what was expected stands elsewhere on the paper; "
        f"{open_en}; please check.",
        value,
        line_evidence(value.document, line, value.name),
    )


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """If one match is enough: the first pass, else a review, else a failure."""
    order = ("pass", "review", "fail")
    return min(verdicts, key=lambda verdict: order.index(verdict.status))


def each(papers: Iterable[Document], check: Callable[[Document], Verdict | None]) -> list[Verdict]:
    """A check on each paper, without papers that give no verdict."""
    return [verdict for paper in papers if (verdict := check(paper)) is not None]
