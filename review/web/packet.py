"""A packet's page: pictures on the left, findings on the right."""

from collections.abc import Callable
from contextlib import suppress
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from core.errors import BilingualText, InputError
from core.models.application import Application
from pipeline.reporting.count import counted
from pipeline.reporting.names import ReportWords
from pipeline.reporting.people import ReportPeople, people
from review.audit import trail
from review.canned import reasons_of
from review.cases.rounds import case_of_submission
from review.cases.showing import case_summary
from review.closing import refusal, undo_left
from review.judging import RECORD, SERVICE
from review.models import Closing, DeskPacket, Role
from review.packets import load, version_of
from review.people import users
from review.points import points
from review.sharing import assigned_to, mark_open, notes
from review.signin import SignedIn
from review.store import Store
from review.web.asking import Key
from review.web.called import OF_PACKET
from review.web.cases import REASONS
from review.web.edit_views import edits_view
from review.web.findings import groups
from review.web.guard import Desk, Reader
from review.web.pages import language, page, piece
from review.web.trail import entries
from review.web.values import PacketView
from validators.judging.edition import open_edition

router = APIRouter()
CLOSINGS: tuple[Closing, ...] = get_args(Closing)
MAX_TRAIL = 200  # entries of the audit shown beside a packet


@router.get("/packets/{key}")
def show(request: Request, store: Desk, who: Reader, key: Key) -> Response:
    """The whole page."""
    with store.reading() as session:
        case = case_of_submission(session, key)
    if case not in (None, key):  # it has been joined to a case
        return RedirectResponse(f"/packets/{case}", 303)
    packet = load(store, key, ahead=False)
    data = parts(request, store, who, packet)
    return page(request, "packet.html", who, **data)  # type: ignore[arg-type]


@router.get("/packets/{key}/version")
def version(store: Desk, who: Reader, key: Key) -> dict[str, object]:
    """The current version, so that an open page can show changes by others; and who else has it
    open.
    """
    looking: list[str] = []
    with suppress(InputError):  # a read-only database cannot store who looks
        looking = mark_open(store, who.person, key)
    return {"version": version_of(store, key), "looking": looking}


def parts(request: Request, store: Store, who: SignedIn, packet: DeskPacket) -> dict[str, object]:
    """The data of the page's templates."""
    shown = PacketView(packet, ReportWords(language(request)))
    found = groups(shown, who.person.role)
    return {
        "masker": shown.masker,
        "packet": packet,
        "standing": packet.standing,
        "shown": shown,
        "groups": found,
        "count": counted(packet.standing.report),
        "specials": [d for d in packet.standing.doubts if d.key.startswith("packet:")],
        "record_key": RECORD,
        "service_key": SERVICE,
        "services": open_edition(packet.material.edition).services if packet.material else (),
        "subject": _subject(packet),
        "refusals": {one: _refused(packet, one) for one in CLOSINGS},
        "entries": entries(
            trail(store, packet=packet.key, limit=MAX_TRAIL), shown.masker, _names(shown)
        ),
        "notes": notes(store, packet.key),
        "assigned": assigned_to(store, packet.key),
        "staff": [
            one.name for one in users(store) if one.role.may(Role.REVIEWER) and not one.disabled
        ],
        "points": points(packet.standing),
        "undo_left": undo_left(packet, who.person.name),
        "canned": reasons_of,
        "may_write": who.person.role.may(Role.REVIEWER),
        "may_reopen": who.person.role.may(Role.SUPERVISOR),
        "edits": edits_view(packet, shown, request, who),
        "told": {(c.document, c.field) for c in packet.corrections},
        "case": case_summary(store, packet),
        "join_reasons": REASONS,
    }


def fragments(
    request: Request, store: Store, who: SignedIn, packet: DeskPacket
) -> Callable[[str], str]:
    """A function that renders the page's parts again after a change."""
    data = parts(request, store, who, packet)
    return lambda name: piece(request, name, who, **data)  # type: ignore[arg-type]


def _subject(packet: DeskPacket) -> ReportPeople:
    """The applicant and family, from the record first."""
    found = people(packet.standing.report)
    record = packet.material.application if packet.material is not None else Application()
    return ReportPeople(
        applicant=record.applicant.name or found.applicant,
        employer=record.employer.name or found.employer,
    )


def _names(shown: PacketView) -> dict[tuple[str, str], str]:
    """Display names of values and findings in the audit."""
    values = {v.id: f"{shown.titles[v.document]} · {v.label}" for v in shown.values.values()}
    found = {view.key: view.finding.rule for view in shown.packet.standing.findings}
    of_packet = {target: shown.words.say(name) for target, name in OF_PACKET.items()}
    of_packet["packet.condition"] = shown.words.both("申请条件", "Condition")
    names = {**values, **found, **of_packet}
    return {(shown.packet.key, target): name for target, name in names.items()}


def _refused(packet: DeskPacket, outcome: Closing) -> BilingualText | None:
    refused = refusal(packet, outcome, "…")
    return refused.text if refused else None
