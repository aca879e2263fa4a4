"""Compares what was read with what was drawn, paper by paper."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation

from bench.accuracy.score import UNDECLARED, partner, read_values, truth
from core.models.document import Document, Field
from generator.layouts.draw import UNKNOWN, DrawnPaper


@dataclass(frozen=True)
class ScoredValue:
    """One field of one paper; a line of the file for calibration."""

    item: str
    part: str
    type: str
    layout: str
    damage: str
    field: str
    kind: str
    want: str
    got: str | None
    verdict: str
    confidence: float
    """The score that the curves are fitted on."""
    probability: float
    typed: bool

    @property
    def line(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class JudgedPaper:
    """One paper: the recognised type, its fields, and whether rules report it missing."""

    item: str
    part: str
    type: str
    want: tuple[str, ...]
    """The types on its sheets; papers without a known type are left out."""
    got: tuple[str, ...]
    fields: tuple[ScoredValue, ...]
    called_missing: tuple[str, ...] = ()

    @property
    def recognised(self) -> bool:
        """All papers were found, and no others."""
        return {name for name in self.got if name != UNKNOWN} == set(self.want)


def same(want: str, got: str) -> bool:
    """The text without differences of width, case, blanks, list commas and full stops; amounts as
    numbers.
    """
    return _folded(want) == _folded(got) or _amount(want) == _amount(got) is not None


def _folded(text: str) -> str:
    return re.sub(r"[\s、,;:。]", "", unicodedata.normalize("NFKC", text).upper())


def _amount(text: str) -> Decimal | None:
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def judged(
    drawn: DrawnPaper,
    read: Sequence[Document],
    calibrated_documents: Sequence[Document],
    damage: str,
    kinds: Mapping[tuple[str, str], str],
    missing: Sequence[str] = (),
) -> JudgedPaper:
    """The paper's fields; `calibrated_documents` are `read` with probabilities for scores."""
    want = tuple(p.doc_type for p in drawn.papers if p.doc_type != UNKNOWN)
    got = tuple(sorted(d.type for d in read))
    fields: list[ScoredValue] = []
    if drawn.paper.doc_type != UNKNOWN:
        best = partner(drawn.paper, read)
        number = next((n for n, d in enumerate(read) if d is best), None)
        sure = read_values(calibrated_documents[number]) if number is not None else {}
        fields = _fields(drawn, best, sure, damage, kinds)
    return JudgedPaper(drawn.name, drawn.part, drawn.kind, want, got, tuple(fields), tuple(missing))


def _fields(
    drawn: DrawnPaper,
    best: Document | None,
    sure: Mapping[str, Field],
    damage: str,
    kinds: Mapping[tuple[str, str], str],
) -> list[ScoredValue]:
    """Compares every drawn value with the most similar document."""
    paper, scores, found = drawn.paper, read_values(best), []
    for name, want in truth(paper).items():
        field = scores.get(name)
        value = field.value if field else None
        usual = kinds.get((paper.doc_type, name.rsplit(".", 1)[-1]), UNDECLARED)
        verdict = "missing" if not value else "right" if same(want, value) else "wrong"
        found.append(
            ScoredValue(
                drawn.name,
                drawn.part,
                paper.doc_type,
                paper.layout,
                damage,
                name,
                str(field.kind) if field else usual,
                want,
                value,
                verdict,
                field.confidence if field and value else 0.0,
                sure[name].confidence if field and value else 0.0,
                best is not None,
            )
        )
    return found


def table(papers: Iterable[JudgedPaper], thresholds: Mapping[str, float], by: str = "type") -> str:
    """Counts per type (or kind of value) and part: recognised, right, missing, wrong, wrong but
    sure.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for paper in papers:
        keys = {(paper.type, paper.part), ("all", paper.part)} if by == "type" else set()
        for key in keys:
            count = counts.setdefault(key, Counter())
            count["papers"] += 1
            count["known"] += paper.recognised
            count["lost"] += bool(paper.called_missing)
        for f in paper.fields:
            named = getattr(f, by)
            for key in {(named, paper.part), ("all", paper.part)}:
                count = counts.setdefault(key, Counter())
                count["fields"] += 1
                count[f.verdict] += 1
                sure = f.probability >= thresholds.get(f.kind, 0.9)
                count["silent"] += f.verdict == "wrong" and sure
    rows = [
        f"| {by} | part | papers | recognised | fields | right | missing | wrong |"
        " wrong above threshold | false missing |",
        "| --- " * 10 + "|",
    ]
    for (name, part), c in sorted(counts.items(), key=lambda i: (i[0][0] == "all", i[0])):
        n, papers_ = max(1, c["fields"]), max(1, c["papers"])
        shares = [f"{c[k] / n:.1%}" for k in ("right", "missing", "wrong", "silent")]
        rows.append(
            f"| {name} | {part} | {c['papers']} | {c['known'] / papers_:.1%} | {c['fields']} | "
            f"{' | '.join(shares)} | {c['lost']} |"
        )
    return "\n".join(rows)
