"""Compares documents as read with what was drawn, field by field."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from core.models.document import Document, Field
from generator.paper import Paper

Verdict = str  # right, wrong or missing
UNDECLARED = "undeclared"
"""The kind of a missing value whose field is not in its type's list: computed by a function of
the type, or drawn but never read. It counts as missing, so that no loss is hidden."""


@dataclass(frozen=True)
class ScoredField:
    """One field of one document; a line of the file for calibration."""

    item: str
    type: str
    layout: str
    damage: str
    field: str
    kind: str
    want: str
    got: str | None
    verdict: Verdict
    confidence: float
    typed: bool
    agree: tuple[str, ...]
    """Sources whose reading is the reported value."""
    differ: tuple[str, ...]

    @property
    def line(self) -> dict[str, object]:
        return asdict(self)


def same(want: str, got: str) -> bool:
    """The text without differences of width, case, blanks and 、 (a tiny mark no rule needs)."""
    return _folded(want) == _folded(got)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("、", "").split())


def truth(paper: Paper) -> dict[str, str]:
    """The drawn values by name, table cells as `rows.0.column`; a name's first value counts."""
    found: dict[str, str] = {}
    for sheet in paper.sheets:
        for name, mark in sheet.marks.items():
            if mark.value:
                found.setdefault(name, mark.value)
    return found


def read_values(document: Document | None) -> dict[str, Field]:
    """The fields as read; table cells as `rows.0.column`."""
    if document is None:
        return {}
    rows = {
        f"rows.{n}.{name}": field
        for n, row in enumerate(document.rows)
        for name, field in row.items()
    }
    return {**document.fields, **rows}


def partner(paper: Paper, documents: Sequence[Document]) -> Document | None:
    """The read document of the paper's type, the one with most right values."""
    want = truth(paper)

    def right(document: Document) -> int:
        got = read_values(document)
        return sum(n in got and same(v, got[n].value or "") for n, v in want.items())

    return max((d for d in documents if d.type == paper.doc_type), key=right, default=None)


def score(
    item: str,
    paper: Paper,
    documents: Sequence[Document],
    damage: str,
    kinds: Mapping[tuple[str, str], str],
) -> list[ScoredField]:
    """Every value drawn on the paper; `kinds` by (type, field name)."""
    document = partner(paper, documents)
    got = read_values(document)
    lines = []
    for name, want in truth(paper).items():
        field = got.get(name)
        kind = (
            field.kind
            if field
            else kinds.get((paper.doc_type, name.rsplit(".", 1)[-1]), UNDECLARED)
        )
        value = field.value if field else None
        verdict = "missing" if not value else "right" if same(want, value) else "wrong"
        readings = [r for r in field.readings if r.value] if field else []
        lines.append(
            ScoredField(
                item,
                paper.doc_type,
                paper.layout,
                damage,
                name,
                kind,
                want,
                value,
                verdict,
                field.confidence if field and value else 0.0,
                document is not None,
                tuple(sorted({r.source for r in readings if r.value == value})),
                tuple(sorted({r.source for r in readings if r.value != value})),
            )
        )
    return lines


def table(lines: Iterable[ScoredField], by: str, thresholds: Mapping[str, float]) -> str:
    """Counts of right, wrong, missing and wrong-above-threshold values per type, damage or kind."""
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        count = counts.setdefault(str(getattr(line, by)), Counter())
        count[line.verdict] += 1
        sure = line.confidence >= thresholds.get(line.kind, 0.9)
        count["silent"] += line.verdict == "wrong" and sure
        count["typed"] += line.typed
    rows = [
        f"| {by} | fields | right | wrong | missing | wrong above threshold | typed right |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    total = sum(counts.values(), Counter())
    for name, c in [*sorted(counts.items()), ("all", total)]:
        n = max(1, c["right"] + c["wrong"] + c["missing"])
        parts = [f"{c[k] / n:.1%}" for k in ("right", "wrong", "missing")]
        rows.append(
            f"| {name} | {n} | {' | '.join(parts)} | {c['silent']} | {c['typed'] / n:.1%} |"
        )
    return "\n".join(rows)
