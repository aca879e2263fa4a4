"""Build a plan from typed or chosen words; unknown words are refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from core.clock import today
from core.errors import InputError
from validators.facts.homes import PROOF
from validators.planning.plan import MAX_CHILDREN, Change, Education, Marital, Plan
from validators.planning.questions import papers
from validators.policy import Policy, Requirement, ServicePapers
from validators.policy.tables import Home

Given = Mapping[str, Sequence[str]]
YES = {"yes": True, "no": False}
ONE: dict[str, tuple[str, ...]] = {"marital": get_args(Marital), "education": get_args(Education)}
FLAGS = ("spouse", "insurance_short", "filed_this_year", "status", "capital_hidden")
DAYS = ("permit_until", "first_issue", "left", "reviewed")
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
BORN_FROM = date(1900, 1, 1)


def plan_of(given: Given, policy: Policy) -> Plan:
    """The plan. Raises InputError for unknown words; an empty value was not given.

    `given` holds words by field name of Plan; `until` has PAPER=DAY, `home` a kind of home or a way
    from packets.toml.
    """
    packet = _packet(_one(given, "service"), policy)
    home, way = _home(_one(given, "home"), packet)
    ways = _known("way", _all(given, "ways"), _way_ids(packet.needs))
    until = _until(_all(given, "until"), packet, policy)
    have = _known("have", _all(given, "have"), {paper for paper, _ in papers(packet, policy)})
    values: dict[str, Any] = {
        "service": packet.service,
        "day": day_of(_one(given, "day")) or today(),
        "condition": _condition(_one(given, "condition")),
        "home": home,
        "ways": (*way, *ways),
        "children": tuple(_birthday(text) for text in _all(given, "children")),
        "changes": _known("change", _all(given, "changes"), set(get_args(Change))),
        "have": tuple(dict.fromkeys((*have, *until))),
        "until": until,
        **{name: _flag(_one(given, name)) for name in FLAGS},
        **{name: day_of(_one(given, name)) for name in DAYS},
        **{name: _of(name, _one(given, name), known) for name, known in ONE.items()},
    }
    try:
        return Plan.model_validate(values)
    except ValidationError as error:
        raise InputError(
            "too_many", f"随往子女最多填 {MAX_CHILDREN} 名", f"at most {MAX_CHILDREN} children"
        ) from error


def day_of(text: str) -> date | None:
    """A day as YYYY-MM-DD, None for nothing. Raises InputError for anything else."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not EARLIEST <= day <= LATEST:
        raise InputError("no_day", "日期请写作 2025-10-15", "please write a day as 2025-10-15")
    return day


def _birthday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not BORN_FROM <= day <= LATEST:
        raise InputError(
            "no_day", "出生日期请写作 2015-10-15", "please write a birthday as 2015-10-15"
        )
    return day


def _packet(service: str, policy: Policy) -> ServicePapers:
    names = {key: one.id for one in policy.services for key in (one.id, one.name_zh, one.name_en)}
    if service not in names:
        known = "、".join(f"{one.id}（{one.name_zh}）" for one in policy.services)
        english = ", ".join(one.id for one in policy.services)
        request = f"请选择办理事项：{known}", f"please name a service: {english}"
        raise InputError("unknown_service", *request)
    return policy.packet(names[service])


def _home(text: str, packet: ServicePapers) -> tuple[str | None, tuple[str, ...]]:
    """The kind of home and the chosen way, if any."""
    need = packet.need(PROOF)
    if not text or need is None:
        return None, ()
    way = next((one for one in need.any_of if one.id == text), None)
    if way is not None:
        return (way.housing[0] if way.housing else None), (way.id,)
    known = {*get_args(Home), *(one.id for one in need.any_of)}
    return _known("home", (text,), known)[0], ()


def _way_ids(need: Requirement) -> set[str]:
    """The ids of all ways, anywhere in a requirement."""
    inner = (_way_ids(part) for part in (*need.any_of, *need.all_of))
    return {way.id for way in need.any_of if way.id}.union(*inner)


def _until(given: Sequence[str], packet: ServicePapers, policy: Policy) -> dict[str, date]:
    known = {paper for paper, _ in papers(packet, policy)}
    found = {}
    for text in given:
        paper, _, day = text.rpartition("=")
        if not day:
            continue  # a field of the form that was left empty
        _known("until", (paper,), known)
        date_given = day_of(day)
        if date_given is not None:
            found[paper] = date_given
    return found


def _condition(text: str) -> int | None:
    return int(_known("condition", (text,), set("12345678"))[0]) if text else None


def _flag(text: str) -> bool | None:
    return YES[_known("yes", (text,), set(YES))[0]] if text else None


def _of(name: str, text: str, known: tuple[str, ...]) -> str | None:
    return _known(name, (text,), set(known))[0] if text else None


def _known(name: str, given: Sequence[str], known: set[str]) -> tuple[str, ...]:
    if set(given) <= known:
        return tuple(given)
    names = "、".join(sorted(known)), ", ".join(sorted(known))
    raise InputError("unknown_answer", f"{name} 可用：{names[0]}", f"{name} takes: {names[1]}")


def _one(given: Given, name: str) -> str:
    return next(iter(_all(given, name)), "")


def _all(given: Given, name: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in given.get(name, ()) if text.strip())
