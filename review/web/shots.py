"""View models of a drop's page: pictures, recognised papers, missing papers."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from core.models.base import Wording
from pipeline.reporting.names import UNKNOWN, Language, ReportWords
from review.drops.models import (
    Drop,
    DropChoice,
    DropResult,
    MissingPaper,
    Shot,
    ShotPaper,
    ShotResult,
)
from validators.ground.case import CONDITIONS
from validators.judging.edition import open_edition
from validators.policy import Policy
from validators.policy.tables import Home

MIN_TYPE_CONFIDENCE = 0.9  # below it a type is marked as a guess
HOMES: dict[Home, Wording] = {
    "residence_permit": Wording(zh="持北京市居住证", en="Beijing residence permit"),
    "owned": Wording(zh="自有住房", en="own home"),
    "rented": Wording(zh="租住房屋", en="rented"),
    "work_unit": Wording(zh="单位公房", en="employer's housing"),
    "relatives": Wording(zh="借住亲友房屋", en="with relatives or friends"),
}
Options = tuple[tuple[str, Wording], ...]


@dataclass(frozen=True)
class Choices:
    """The options with their names."""

    services: Options
    conditions: Options
    homes: Options


@cache
def choices() -> Choices:
    """The options of the current edition."""
    policy = open_edition()
    services = tuple((s.id, Wording(zh=s.name_zh, en=s.name_en)) for s in policy.services)
    conditions = tuple((str(n), _condition(n, policy)) for n in CONDITIONS)
    return Choices(services, conditions, tuple((str(k), name) for k, name in HOMES.items()))


def _condition(number: int, policy: Policy) -> Wording:
    """The name of a condition, from the first of its rules."""
    rule = next(one for one in policy.rules if one.id.startswith(f"APP-C{number}-"))
    return Wording(zh=rule.title_zh, en=rule.title_en)


@dataclass(frozen=True)
class PaperView:
    """A paper by its name; `sure` in percent."""

    name: str
    sure: int
    guess: bool = False
    number: int = 1


@dataclass(frozen=True)
class ShotView:
    """A picture and its recognised papers; `state` is reading, known, faint or unknown."""

    id: str
    name: str
    number: int
    state: str
    papers: tuple[PaperView, ...] = ()
    trouble: Wording | None = None
    pages: int = 1
    small: bool = False


@dataclass(frozen=True)
class CaseView:
    """The case that the pictures are for: its packet's key, its name, or why it is closed."""

    key: str
    name: str
    closed: Wording | None = None


@dataclass(frozen=True)
class DropView:
    """The page's parts."""

    id: str
    choice: DropChoice
    shots: tuple[ShotView, ...]
    papers: tuple[PaperView, ...]
    service: str
    lacks: tuple[MissingPaper, ...]
    notes: tuple[Wording, ...]
    busy: bool
    looked: bool
    """Whether the lists were computed for these pictures."""
    unread: int
    """How many files and pages may be any paper."""
    case: CaseView | None = None

    @classmethod
    def of(
        cls, drop: Drop | None, seen: DropResult, small: Collection[str], lang: Language,
        case: CaseView | None = None,
    ) -> "DropView":  # fmt: skip
        """The view of a drop in one language; `small` are the pictures that have a thumbnail."""
        words = ReportWords(lang)
        shots = drop.shots if drop else ()
        views = tuple(
            _shot(n, shot, seen.of(shot), shot.id in small, words)
            for n, shot in enumerate(shots, 1)
        )
        name = dict(choices().services).get(seen.service or "")
        return cls(
            id=drop.id if drop else "",
            choice=drop.choice if drop else DropChoice(),
            shots=views,
            papers=_came(seen.papers, words) if shots else (),
            service=words.both(name.zh, name.en) if name else "",
            lacks=seen.lacks,
            notes=seen.notes,
            busy=drop is not None and not seen.settled(drop),
            looked=drop is not None and seen.looked == drop.mark,
            unread=seen.unread if shots else 0,
            case=case,
        )


def _shot(
    number: int, shot: Shot, result: ShotResult | None, small: bool, words: ReportWords
) -> ShotView:
    if result is None:
        return ShotView(shot.id, shot.name, number, "reading")
    papers = tuple(_paper(one, words) for one in result.papers)
    state = "unknown" if not papers else "faint" if result.trouble else "known"
    return ShotView(shot.id, shot.name, number, state, papers, result.trouble, result.pages, small)


def _came(papers: Collection[ShotPaper], words: ReportWords) -> tuple[PaperView, ...]:
    """All recognised papers, equal ones counted together."""
    known = [_paper(one.model_copy(update={"sides": ()}), words) for one in papers
             if one.type != UNKNOWN]  # fmt: skip
    count = Counter(one.name for one in known)
    first = {one.name: one for one in reversed(known)}
    return tuple(PaperView(name, first[name].sure, number=n) for name, n in count.items())


def _paper(one: ShotPaper, words: ReportWords) -> PaperView:
    policy = open_edition()
    name = words.both(policy.title(one.type), policy.title_en(one.type).partition(" (Annex")[0])
    more = [words.role(side) for side in one.sides] + ([words.role(one.role)] if one.role else [])
    if more:
        name = words.both(f"{name}（{'、'.join(more)}）", f"{name} ({', '.join(more)})")
    return PaperView(name, round(100 * one.confidence), one.confidence < MIN_TYPE_CONFIDENCE)
