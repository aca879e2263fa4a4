"""An explanation in words, line by line, in the requested language."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.models.base import Wording
from core.models.document import FOREIGN, Document
from core.models.report import Report
from pipeline.explaining.models import (
    Explained,
    ExplainedCandidate,
    ExplainedPage,
    ExplainedPaper,
    ExplainedRow,
    Reasons,
    ScorePart,
)
from pipeline.reporting.desk import percent
from pipeline.reporting.names import ReportWords

MAX_CANDIDATES = 12  # candidates listed for each field


@dataclass(frozen=True)
class ExplanationWriter:
    """Describes the findings; `names` are the names of the types."""

    words: ReportWords
    names: Mapping[str, Wording]

    def papers(self, report: Report, documents: Iterable[Document]) -> Iterator[str]:
        """Every document of a packet in a line or two, and what could not be read."""
        found = list(documents)
        yield self._say("papers", packet=report.packet, n=len(found))
        for document in found:
            pages = self._pages(document)
            yield f"{document.id:<4} {self._titled(document.type, document.confidence)}  {pages}"
            others = [g for g in document.guesses if g.type != document.type]
            if others:
                called = document.foreign and self._say("called", name=document.foreign)
                lines = [
                    self._titled(g.type, g.confidence) + (called if g.type == FOREIGN else "")
                    for g in others
                ]
                yield f"     {self._say('maybe')}{self._list(lines)}"
            elif document.likeness and document.type == "unknown":
                alike = [self._titled(g.type, g.confidence) for g in document.likeness[:3]]
                yield f"     {self._say('resembles')}{self._list(alike)}"
        for file in report.files:
            if file.status == "failed":
                why = self.words.told(file.error or "")
                yield f"{file.name}  {self.words.say('file.failed')}  {why}"
            for number, why in file.page_errors.items():
                yield f"{self._page(file.name, number)}  {self.words.told(why)}"
        if found:
            yield self._say("more")

    def paper(self, paper: ExplainedPaper) -> Iterator[str]:
        """One document: its type, the structure of its pages, its fields."""
        yield self.head(paper)
        for trouble in paper.troubles:
            yield f"  {self._say('trouble')}{self.words.told(trouble)}"
        yield from ("", self._say("why"))
        for page in paper.pages:
            yield from self._reasons(page)
        yield from ("", self._say("structure"))
        for page in paper.pages:
            yield f"  {self._page(*page.key)}"
            yield from (f"  {n:>3}  {self._row(paper, r)}" for n, r in enumerate(page.rows, 1))
        yield from ("", self._say("fields") if paper.fields else self._say("no_fields"))
        for field in paper.fields:
            yield from self._field(paper, field)
        if paper.table_rows:
            yield self._say("table", n=paper.table_rows)

    def field(self, paper: ExplainedPaper, field: Explained) -> Iterator[str]:
        """One field: its result, and every candidate with the parts of its score."""
        yield f"{self.head(paper)} · {self.named(paper, field.name)}"
        yield from (f"  {line}" for line in self._outcome(field))
        yield f"  {self._readings(field)}"
        yield from ("", self._say("candidates", n=len(field.candidates)))
        for candidate in field.candidates[:MAX_CANDIDATES]:
            yield from self._candidate(paper, candidate)
        if len(field.candidates) > MAX_CANDIDATES:
            yield self._say("further", n=len(field.candidates) - MAX_CANDIDATES)

    def head(self, paper: ExplainedPaper) -> str:
        """The document's id, type and probability."""
        return f"{paper.id} {self._titled(paper.type, paper.confidence)}"

    def named(self, paper: ExplainedPaper, name: str) -> str:
        """A field's label and its name."""
        return f"{self.words.field(paper.type, name)} {name}"

    def type(self, kind: str) -> str:
        """A type's name, including types outside the guide."""
        if kind == FOREIGN:
            return self._say("foreign")
        return self.words.type(kind, self.names.get(kind))

    def _reasons(self, page: ExplainedPage) -> Iterator[str]:
        yield f"  {self._page(*page.key)}"
        if page.follows:
            yield f"    {self._say('follows')}"
        if not page.types:
            yield f"    {self._say('nothing')}"
        for reasons in page.types:
            yield f"    {self._type(reasons)}"
            if reasons.phrases:
                parts = [f"{text} {_signed(worth)}" for text, worth in reasons.phrases]
                yield f"      {self._say('phrases')}{self._list(parts)}"
        if page.foreign >= 0.01:
            called = page.called and self._say("called", name=page.called)
            yield f"    {self._titled(FOREIGN, page.foreign)}{called}"

    def _type(self, reasons: Reasons) -> str:
        score = self._say("score", n=_signed(reasons.score))
        more = [self._phrase_of("explain_type", part) for part in reasons.parts]
        if reasons.heading:
            more.append(self._say("heading", text=reasons.heading))
        colon = self.words.both("：", ": ")
        return f"{self._titled(reasons.type, reasons.confidence)}  {score}{colon}{self._list(more)}"

    def _row(self, paper: ExplainedPaper, row: ExplainedRow) -> str:
        parts = []
        for cell in row.cells:
            text = cell.text
            if cell.label:
                fields = [self.words.field(paper.type, name) for name in cell.fields]
                to = "→" + "/".join(dict.fromkeys(fields)) if fields else ""
                text = self.words.both(f"〔{text}{to}〕", f"[{text}{to}]")
            parts.append((" │ " if cell.opens else "") + text)
        return "".join(parts)

    def _field(self, paper: ExplainedPaper, field: Explained) -> Iterator[str]:
        first, *rest = self._outcome(field)
        yield f"{field.number:>3}  {self.named(paper, field.name)}  {first}"
        yield from (f"     {line}" for line in rest)
        if field.rivals:
            rivals = [f"{mark} {self._next(paper, one)}".lstrip() for mark, one in field.rivals]
            yield f"     {self._say('next')}{self._list(rivals)}"

    def _outcome(self, field: Explained) -> Iterator[str]:
        """The field's result, and its confidence."""
        sure = self._say(
            "sure",
            all=_percent(field.confidence),
            characters=_percent(field.characters),
            placed=_percent(field.placed),
        )
        if field.value is not None:
            yield f"{field.value}  {sure}"
        else:
            key = {"absent": "absent", "present": "unread", "unclear": "unclear"}[field.presence]
            yield self.words.say(f"documents.{key}")
        chosen = field.chosen
        if field.trouble:
            yield self._say("trouble") + field.trouble
        if chosen is not None:
            at = self._page(*chosen.place.key)
            score = self._say("score", n=_signed(chosen.score))
            yield f"{self._say('chosen')} {chosen.number}  {score}  {at}"
            if field.value is not None and not chosen.blank and chosen.value != field.value:
                yield self._say("differs", value=field.value)
        elif field.candidates:
            yield self._say("kept" if field.value is not None else "not_placed")
        else:
            yield self._say("computed" if field.value is not None else "no_candidate")

    def _next(self, paper: ExplainedPaper, one: ExplainedCandidate) -> str:
        score = self._say("score", n=_signed(one.score))
        at = self._page(*one.place.key)
        other = next((f for f in paper.fields if f.name == one.taken_by), None)
        if other is not None:
            label = self.words.field(paper.type, other.name)
            at = self._say("at_field", n=other.number, field=label)
        return f"{self._shown(one)} {score} {at}"

    def _candidate(self, paper: ExplainedPaper, one: ExplainedCandidate) -> Iterator[str]:
        mark = ""
        if one.chosen:
            mark = f"  ← {self._say('chosen')}"
        elif one.taken_by:
            taker = self.words.field(paper.type, one.taken_by)
            mark = f"  ← {self._say('taken', field=taker)}"
        score = self._say("score", n=_signed(one.score))
        at = self._page(*one.place.key)
        yield f"{one.number:>3}  {self._shown(one)}  {score}  {at}{mark}"
        yield from (f"       {self._phrase_of('explain_part', part)}" for part in one.parts)

    def _readings(self, field: Explained) -> str:
        if not field.readings:
            return self._say("once") if field.value is not None else self._say("readings") + "—"
        parts = [
            f"{self.words.say(f'explain_source.{one.source}')} "
            f"{one.value or '—'} {_percent(one.confidence)}"
            for one in field.readings
        ]
        return self._say("readings") + self._list(parts)

    def _phrase_of(self, group: str, part: ScorePart) -> str:
        """A part of a score in words; its code name if it has no words yet."""
        where = self.words.say(f"explain_where.{part.relation}") if part.relation else ""
        label = part.label and self.words.both(f"“{part.label}”", f" '{part.label}' ")
        try:
            what = self.words.say(f"{group}.{part.what}", label=label, where=where)
        except KeyError:
            what = part.what
        return f"{what} {_signed(part.worth)}"

    def _shown(self, one: ExplainedCandidate) -> str:
        if one.blank:
            label = next((part.label for part in one.parts if part.label), "")
            return self._say("empty", label=label)
        return one.value

    def _titled(self, kind: str, confidence: float) -> str:
        return f"{self.type(kind)} {_percent(confidence)}"

    def _page(self, file: str, page: int | str) -> str:
        return self.words.say("documents.page", file=file, n=page)

    def _pages(self, document: Document) -> str:
        """Its pages, each file named once, consecutive pages as first and last."""
        parts = []
        for file, refs in itertools.groupby(document.pages, lambda ref: ref.file):
            runs: list[list[int]] = []
            for number in dict.fromkeys(ref.page for ref in refs):
                if runs and runs[-1][-1] + 1 == number:
                    runs[-1].append(number)
                else:
                    runs.append([number])
            spans = [f"{run[0]}\u2013{run[-1]}" if run[1:] else str(run[0]) for run in runs]
            parts.append(self._page(file, ", ".join(spans)))
        return self._list(parts)

    def _list(self, items: Iterable[str]) -> str:
        return self.words.both("；", "; ").join(items)

    def _say(self, key: str, **holes: object) -> str:
        return self.words.say(f"explain.{key}", **holes)


def _percent(share: float) -> str:
    return f"{percent(share)}%"


def _signed(number: float) -> str:
    """With its sign; a minus is printed as a true minus sign."""
    return f"{number:+.1f}".replace("-", "\u2212")
