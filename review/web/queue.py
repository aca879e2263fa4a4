"""The list of packets, and the summary of the day."""

from dataclasses import replace
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from core.clock import today
from core.models.base import Wording
from core.models.finding import OUTCOMES, Outcome
from core.numbers.dates import parse_date
from review.day import day_summary
from review.models import Role
from review.people import users
from review.queue import MAX_COUNTED, Filter, Order, choices, counts, rows
from review.sharing import views
from review.store import Store
from review.web.asking import MAX_OFFSET, At, Word
from review.web.charts import hours, shares
from review.web.guard import Desk, Reader
from review.web.pages import page
from validators.judging.edition import open_edition

router = APIRouter()
PAGE = 50
VIEWS: dict[str, tuple[str, str]] = {
    "open": ("待办", "Open"),
    "today": ("今日收件", "Came today"),
    "closed": ("已办结", "Closed"),
    "all": ("全部", "All"),
}
FILTERS = ("service", "batch", "doubtful", "text", "since", "until", "papers", "mine")
ORDERS: dict[Order, tuple[str, str]] = {
    "oldest": ("先收先办", "Oldest first"),
    "worst": ("问题重的在前", "Gravest first"),
    "newest": ("新收在前", "Newest first"),
    "name": ("按名称", "By name"),
}


def asked_for(
    view: Word = "open", outcome: Word = "", service: Word = "", batch: Word = "",
    doubtful: Word = "", text: Word = "", order: Word = "oldest", since: Word = "",
    until: Word = "", papers: Word = "", mine: Word = "", at: At = 0,
) -> dict[str, str]:  # fmt: skip
    """The parameters of a list; a packet's page keeps them to return to the list."""
    return {
        "view": view if view in VIEWS else "open",
        "outcome": outcome if outcome in OUTCOMES else "", "service": service,
        "batch": batch, "doubtful": doubtful and "1", "text": text.strip(),
        "order": order if order in ORDERS else "oldest", "since": since, "until": until,
        "papers": papers and "1", "mine": mine and "1", "at": str(at),
    }  # fmt: skip


List = Annotated[dict[str, str], Depends(asked_for)]


@router.get("/")
def queue(request: Request, store: Desk, who: Reader, told: List) -> Response:
    """The packets of a view, filtered; open ones first."""
    wanted, at = wanted_by(told, who.person.name), int(told["at"])
    any_outcome = counts(store, replace(wanted, outcome=None), limit=MAX_COUNTED)
    found = rows(store, wanted, order=cast(Order, told["order"]), limit=PAGE + 1, offset=at)
    return page(
        request, "queue.html", who,
        rows=found[:PAGE], told=told, views=_views(store), orders=ORDERS, outcomes=OUTCOMES,
        counts=any_outcome, choices=choices(store), day=_day(store), at=at, step=PAGE,
        services=services(), more=len(found) > PAGE, far=at + PAGE > MAX_OFFSET, many=many,
        link=lambda **more: link(told, **more),
        filtered=any(told[name] for name in FILTERS),
        saved=views(store, who.person), staff=_staff(store),
    )  # fmt: skip


def _staff(store: Store) -> list[str]:
    """The users who may decide on packets."""
    return [one.name for one in users(store) if one.role.may(Role.REVIEWER) and not one.disabled]


def wanted_by(told: dict[str, str], who: str = "") -> Filter:
    """The filter for the parameters of a list; `who` is the user."""
    view = told.get("view", "open")
    return Filter(
        since=today() if view == "today" else parse_date(told.get("since")),
        until=today() if view == "today" else parse_date(told.get("until")),
        outcome=cast("Outcome | None", told.get("outcome") or None),
        state="open" if view == "open" else "closed" if view == "closed" else None,
        service=told.get("service") or None,
        batch=told.get("batch") or None,
        doubtful=bool(told.get("doubtful")),
        papers=bool(told.get("papers")),
        assigned=(who or None) if told.get("mine") else None,
        text=told.get("text", ""),
    )


def _views(store: Store) -> list[tuple[str, tuple[str, str], int]]:
    return [(name, conditions, counts(store, wanted_by({"view": name}), limit=MAX_COUNTED).total)
            for name, conditions in VIEWS.items()]  # fmt: skip


def many(number: int) -> str:
    """The text of a count that stops after MAX_COUNTED.

    >>> many(MAX_COUNTED), many(MAX_COUNTED + 1)
    ('10000', '10000+')
    """
    return str(number) if number <= MAX_COUNTED else f"{MAX_COUNTED}+"


def _day(store: Store) -> dict[str, object]:
    picture = day_summary(store, today(), limit=5)
    return {
        "picture": picture,
        "shares": shares(picture.counts.outcomes, OUTCOMES),
        "hours": hours(picture.arrived, picture.settled),
        "settled": sum(picture.settled),
    }


def services() -> dict[str, Wording]:
    """The guide's name of each service."""
    return {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in open_edition().services}


def link(told: dict[str, str], path: str = "/", **more: object) -> str:
    """The URL of a list, or of a packet opened from it."""
    plain = {"view": "open", "order": "oldest"}
    merged = {**told, **{name: str(value) for name, value in more.items()}}
    kept = {n: v for n, v in merged.items() if v and v != plain.get(n) and (n, v) != ("at", "0")}
    return f"{path}?{urlencode(kept)}" if kept else path
