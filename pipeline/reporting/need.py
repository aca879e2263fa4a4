"""The requirements of an application in words, the same for page, document, calendar, terminal."""

from dataclasses import dataclass

from core.models.need import Months, Need, Reach, Wanted
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.need_views import DayView, NeedItem, NeedPart, PaperLine, PaperTable, View

A_YEAR = 12
"""Up to this number, months are listed one by one."""


def view_of(need: Need, lang: Language = "zh") -> View:
    """The requirements, in one language."""
    return _Writer(need, ReportWords(lang)).view()


@dataclass(frozen=True)
class _Writer:
    need: Need
    words: ReportWords

    def view(self) -> View:
        need, say, both = self.need, self.words.say, self.words.both
        service = both(need.service_name.zh, need.service_name.en)
        district = both(need.district, need.district_en)
        tables = self._tables()
        count = len(need.wanted)
        perhaps = tuple(self._line(count + n, one) for n, one in enumerate(need.perhaps, 1))
        return View(
            lang=self.words.lang,
            title=say("need.title"),
            subject=say("need.subject", service=service, district=district),
            facts=(
                (say("need.service"), f"{service} {self._clause(need.section)}"),
                (say("need.planned"), f"{need.day}"),
                (say("need.basis"), need.policy),
            ),
            against=tuple(
                NeedItem(
                    both(one.title.zh, one.title.en),
                    (
                        both(one.message.zh, one.message.en),
                        self._source_note(one.section, one.quote),
                    ),
                )
                for one in need.against
            ),
            assumed=tuple(both(one.zh, one.en) for one in need.assumed),
            count=count,
            tables=tables,
            perhaps=perhaps,
            months=tuple(self._months(one) for one in need.months),
            choices=self._choices(),
            conditions=self._conditions(),
            days=days_of(need, self.words),
        )

    def _tables(self) -> tuple[PaperTable, ...]:
        tables, number = [], 0
        for group in self.need.groups:
            lines = []
            for one in group.wanted:
                number += 1
                lines.append(self._line(number, one))
            name = group.name
            title = self.words.both(name.zh, name.en) if name else self.words.say("need.common")
            tables.append(PaperTable(title, tuple(lines)))
        return tuple(tables)

    def _line(self, number: int, one: Wanted) -> PaperLine:
        say = self.words.say
        notes = [say("need.each")] if one.each else []
        notes += [say("need.yearly")] if one.yearly else []
        notes += self._spans(one)
        notes += self._reaching(one)
        return PaperLine(
            number=number,
            name=say("need.or").join(self.words.both(name.zh, name.en) for name in one.names),
            clause=self._clause(one.section) if one.section else "",
            quote=one.quote,
            notes=tuple(notes),
            there=one.there,
            short=any(reach.holds is False for reach in one.reach),
        )

    def _spans(self, one: Wanted) -> list[str]:
        """The months that a paper must cover."""
        kinds = {paper.partition(":")[0] for paper in one.papers}
        lines = []
        for months in self.need.months:
            if kinds.isdisjoint(months.papers):
                continue
            ends = [(span.months[0], span.months[-1]) for span in months.spans]
            spans = (self.words.say("need.from_to", first=one, last=two) for one, two in ends)
            lines.append(self.words.say("need.shows", spans=self.words.say("need.or").join(spans)))
        return lines

    def _reaching(self, one: Wanted) -> list[str]:
        """How far each must reach; said once if several papers have the same limit."""
        by_limit: dict[str, list[str]] = {}
        names = {
            paper.partition(":")[0]: name for paper, name in zip(one.papers, one.names, strict=True)
        }
        for reach in one.reach:
            name = names[reach.type]
            by_limit.setdefault(reached(reach, self.words), []).append(
                self.words.both(name.zh, name.en)
            )
        if len(one.papers) == 1:
            return list(by_limit)
        return [
            self.words.say("need.of_one", paper=self.words.both("、", ", ").join(papers)) + text
            for text, papers in by_limit.items()
        ]

    def _months(self, months: Months) -> NeedPart:
        say = self.words.say
        items = tuple(
            NeedItem(
                say("need.span", first=span.months[0], last=span.months[-1], n=len(span.months)),
                tuple(
                    note
                    for note in (
                        self.words.both("、", ", ").join(span.months)
                        if len(span.months) <= A_YEAR
                        else "",
                        say("need.taken", day=span.last) if span.last else "",
                    )
                    if note
                ),
            )
            for span in months.spans
        )
        title = self.words.both(months.title.zh, months.title.en)
        note = say("need.either") if len(items) > 1 else ""
        return NeedPart(title, note, self._source_note(months.section, months.quote), items)

    def _choices(self) -> tuple[NeedPart, ...]:
        both, say = self.words.both, self.words.say
        return tuple(
            NeedPart(
                both(one.name.zh, one.name.en),
                say("need.nearest"),
                self._source_note(one.section, one.quote),
                tuple(
                    NeedItem(
                        both(way.name.zh, way.name.en),
                        (self._lacks([both(lack.zh, lack.en) for lack in way.lacks]),),
                        say("need.chosen") if way.chosen else "",
                    )
                    for way in one.ways
                ),
            )
            for one in self.need.choices
        )

    def _conditions(self) -> NeedPart | None:
        both, say = self.words.both, self.words.say
        items = []
        for one in self.need.conditions:
            lacks = [both(lack.zh, lack.en) for lack in one.lacks]
            more = self._lacks(lacks) if lacks else say("need.nothing_more")
            quotes = " ".join(say("need.quote", quote=text) for text in one.texts)
            mark = say("need.chosen") if one.chosen else ""
            items.append(
                NeedItem(
                    say("need.condition", n=one.number),
                    (quotes, self._clause(one.section), more),
                    mark,
                )
            )
        if not items:
            return None
        return NeedPart(say("need.conditions"), say("need.conditions_note"), "", tuple(items))

    def _lacks(self, papers: list[str]) -> str:
        if not papers:
            return self.words.say("need.whole")
        return self.words.say("need.lacks", papers=self.words.both("、", ", ").join(papers))

    def _clause(self, section: str) -> str:
        text = self.words.say("need.section", section=section)
        return self.words.both(f"（{text}）", f"({text})")

    def _source_note(self, section: str, quote: str) -> str:
        text = self.words.say("need.quote", quote=quote) if quote else ""
        return f"{text}{self._clause(section)}" if section else text


def reached(reach: Reach, words: ReportWords) -> str:
    """How far a date must reach, and whether the applicant's paper does."""
    text = words.say(
        f"need.{reach.kind}", field=words.field(reach.type, reach.field), day=reach.day
    )
    if reach.given is None:
        return text
    if not reach.holds:
        more = words.say("need.short", given=reach.given)
    elif reach.last is None:
        more = words.say("need.holds_on", given=reach.given)
    else:
        more = words.say("need.holds", given=reach.given, last=reach.last)
    return words.both(f"{text}（{more}）", f"{text} ({more})")


def days_of(need: Need, words: ReportWords) -> tuple[DayView, ...]:
    """All relevant days, earliest first."""
    say, both = words.say, words.both
    service = both(need.service_name.zh, need.service_name.en)
    found = [DayView(need.day, say("need.filing"), service, need.section)]
    found += [
        DayView(
            step.day,
            both(step.title.zh, step.title.en),
            both(step.detail.zh, step.detail.en),
            step.section,
        )
        for step in need.dates
    ]
    for months in need.months:
        for span in months.spans:
            if span.last is not None:
                title = say("need.months_end", first=span.months[0], last=span.months[-1])
                note = both(months.title.zh, months.title.en)
                found.append(DayView(span.last, title, note, months.section))
    for one in (*need.wanted, *need.perhaps):
        for paper, name in zip(one.papers, one.names, strict=True):
            for reach in one.reach:
                if reach.last is None or reach.type != paper.partition(":")[0]:
                    continue
                title = say("need.paper_end", paper=both(name.zh, name.en))
                field = words.field(reach.type, reach.field)
                note = say("need.paper_end_note", field=field, given=reach.given)
                found.append(DayView(reach.last, title, note, reach.section))
    return tuple(sorted(found, key=lambda view: view.day))
