"""Putting the answers about many papers together into few verdicts."""

from collections.abc import Callable, Iterable

from core.models.document import Document
from validators.ground.compare import agrees
from validators.ground.look import Value
from validators.ground.verdict import Verdict, failed, passed, unclear
from validators.policy import Policy


def summed(verdicts: Iterable[Verdict], zh: str, en: str) -> list[Verdict]:
    """The failures and reviews as they are, and the passes as one verdict."""
    found = list(verdicts)
    bad = [verdict for verdict in found if verdict.status != "pass"]
    good = [verdict for verdict in found if verdict.status == "pass"]
    if not good or bad:
        return bad or good
    return [passed(zh, en, *(witness for verdict in good for witness in verdict.witnesses))]


def compared(
    value: Value, expected: str, known: bool, subject: str, what: str, policy: Policy
) -> Verdict | None:
    """A field against what it should say; None where the field is not there at all."""
    if value.state in ("missing", "absent") or not expected:
        return None
    title = policy.title(value.document.type)
    same = agrees(value, expected)
    if same:
        return passed(f"{title}{what}一致。", f"{value.name} agrees.", value)
    if same is False and known:
        return failed(
            f"{title}{what}为“{value.shown}”，与{subject}不一致，请更正或说明。",
            f"{value.name} on {policy.title_en(value.document.type)} differs.",
            value,
        )
    return unclear(
        f"{title}{what}读作“{value.shown or '（未能辨认）'}”，无法确认是否为{subject}。",
        f"{value.name} was not read well enough.",
        value,
    )


def each(papers: Iterable[Document], check: Callable[[Document], Verdict | None]) -> list[Verdict]:
    """A check on each paper, without those it does not speak of."""
    return [verdict for paper in papers if (verdict := check(paper)) is not None]
