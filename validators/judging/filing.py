"""Papers filed once a calendar year, guide 六, and a packet's facts about its employer.

「单位信息和经办人未发生变化的情况下，单位证照原件一个自然年度仅需在第一次办理时提供。」
「纳税信息未发生变化的，一个自然年度仅需在第一次办理时提供。」
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from core.models.base import Wording
from core.models.document import Document, PlacedSeal
from core.models.filing import (
    FiledBefore,
    FiledPaper,
    PacketFacts,
    Remembered,
    RingText,
)
from core.numbers import credit_code, identity
from core.reasons import reason
from validators.facts import parties
from validators.ground.case import Case
from validators.ground.compare import agrees, folded, likeness, lookalike
from validators.ground.look import look
from validators.ground.stamps import LETTER_SURE, UNLIKE, bare
from validators.policy import Policy

YEARLY = (*parties.UNIT_PAPERS, "tax_info_notice")
SEAL_KINDS = ("official", "finance", "contract", "hr")
WHAT = {
    "name": Wording(zh="单位名称", en="Name of the unit"),
    "legal_rep": Wording(zh="法定代表人", en="Legal representative"),
    "address": Wording(zh="住所", en="Address"),
    "handler": Wording(zh="经办人", en="Handler"),
    "official": Wording(zh="公章印文", en="Official seal"),
    "finance": Wording(zh="财务专用章印文", en="Finance seal"),
    "contract": Wording(zh="合同专用章印文", en="Contract seal"),
    "hr": Wording(zh="人事专用章印文", en="Personnel seal"),
}
"""The facts that may differ, and their names."""


def content_key(hashes: Iterable[str]) -> str:
    """One hash for a packet of files with these hashes, in any order; "" for none."""
    known = sorted({value for value in hashes if value})
    return hashlib.sha256("/".join(known).encode()).hexdigest() if known else ""


def facts_of(case: Case, policy: Policy, *, key: str, day_given: bool) -> PacketFacts:
    """The facts to keep of a packet: only those that are sure or on record."""
    unit, agent = parties.employer(case, policy), parties.handler(case, policy)
    name = unit.name if unit.known or (unit.sources and unit.sources[0].sure) else ""
    licence = _own_licence(case, unit.name, policy)
    code = unit.number if unit.known else ""
    code = code if credit_code.is_valid(code) else _sure(licence, "credit_code", policy)
    return PacketFacts(
        key=key,
        packet=case.packet,
        service=case.service,
        day=case.day,
        day_given=day_given,
        unit_code=code if credit_code.is_valid(code) else "",
        unit_name=folded(_sure(licence, "name", policy) or name),
        legal_rep=_sure(licence, "legal_rep", policy),
        address=_sure(licence, "address", policy),
        agent=agent.name if agent.known or _all_sure(agent) else "",
        agent_mark=_mark(agent) if agent.known or _all_sure(agent) else "",
        papers=tuple(_filed(paper, policy) for paper in case.of(*YEARLY)),
        rings=_rings(case, unit.name, policy),
    )


def order_of(facts: PacketFacts) -> tuple[date, int, str, str]:
    """A packet's position among its unit's packets, the same whenever it is judged.

    By filing day; on one day, packets with more yearly papers come first, as the others may rely on
    them; then by name and content.
    """
    return facts.day, -len({paper.type for paper in facts.papers}), facts.packet, facts.key


def filed_before(facts: PacketFacts, others: Sequence[Remembered]) -> tuple[FiledBefore, ...]:
    """The once-a-year papers that accepted packets of the unit held in the same year.

    A paper of a later packet on the same day is `beside`: no two packets rely on each other.
    """
    here = order_of(facts)
    return tuple(
        FiledBefore(
            type=paper.type,
            day=other.facts.day,
            packet=other.facts.packet,
            period=paper.period,
            grey=paper.grey,
            changed=tuple(WHAT[what].zh for what, _, _ in changes(facts, other.facts)),
            by_person=other.by_person,
            beside=order_of(other.facts) > here,
        )
        for other in others
        if other.accepted and other.facts.day_given and other.facts.day.year == facts.day.year
        for paper in other.facts.papers
    )


def differences(facts: PacketFacts, others: Sequence[Remembered]) -> list[str]:
    """The sure differences between packets of one unit, each once."""
    values: dict[tuple[str, str], str] = {}
    for other in others:
        earlier = other.facts
        for what, here, there in changes(facts, earlier):
            values.setdefault(
                (what, there),
                reason(
                    "assumed.unit_differs",
                    what=WHAT[what].zh,
                    here=here,
                    packet=earlier.packet,
                    day=earlier.day,
                    there=there,
                ),
            )
    return list(values.values())


def changes(one: PacketFacts, other: PacketFacts) -> list[tuple[str, str, str]]:
    """The differing facts, with both values; an unread value never differs."""
    pairs = [
        ("name", one.unit_name, other.unit_name),
        ("legal_rep", one.legal_rep, other.legal_rep),
        ("address", one.address, other.address),
    ]
    found = [pair for pair in pairs if _differ(pair[1], pair[2])]
    by_number = bool(one.agent_mark and other.agent_mark)
    agents = (one.agent_mark, other.agent_mark) if by_number else (one.agent, other.agent)
    if agents[0] != agents[1] if by_number else _differ(*agents):
        found.append(("handler", _agent(one), _agent(other)))
    for kind in SEAL_KINDS:
        own, theirs = (
            [ring.text for ring in facts.rings if ring.kind == kind] for facts in (one, other)
        )
        if own and theirs and all(_differ(a, b) for a in own for b in theirs):
            found.append((kind, "、".join(own), "、".join(theirs)))
    return found


def _differ(one: str, other: str) -> bool:
    """Whether two texts differ by more than scan errors."""
    one, other = folded(one), folded(other)
    return bool(one and other) and one != other and not lookalike(one, other)


def _agent(facts: PacketFacts) -> str:
    return f"{facts.agent or '姓名未读出'}{f'（{facts.agent_mark}）' if facts.agent_mark else ''}"


def _mark(agent: parties.Party) -> str:
    """The number in the form that may be kept; one with a wrong check digit is not kept."""
    return identity.mask(agent.number) if identity.is_valid(agent.number) else ""


def _all_sure(party: parties.Party) -> bool:
    return bool(party.sources) and all(value.sure for value in party.sources)


def _own_licence(case: Case, unit: str, policy: Policy) -> Document | None:
    """The unit's own licence, with its name surely read; a packet may hold another unit's too."""
    for paper in case.of(*parties.UNIT_PAPERS):
        name = look(paper, "name", policy)
        if name.sure and (not unit or agrees(name, unit)):
            return paper
    return None


def _sure(paper: Document | None, name: str, policy: Policy) -> str:
    value = look(paper, name, policy) if paper is not None else None
    return value.text if value is not None and value.sure else ""


def _filed(paper: Document, policy: Policy) -> FiledPaper:
    ends = [_sure(paper, name, policy) for name in ("period_start", "period_end")]
    return FiledPaper(type=paper.type, period="/".join(ends) if all(ends) else "", grey=paper.grey)


def _rings(case: Case, unit: str, policy: Policy) -> tuple[RingText, ...]:
    """The unit's own seals, each text once; a text unlike the unit's name is another unit's seal
    or a misreading.
    """
    placed = [seal for paper in case.documents for seal in paper.seals]
    rings = {(p.seal.kind, folded(p.seal.ring)) for p in placed if _own(p, unit)}
    return tuple(RingText(kind=kind, text=text) for kind, text in sorted(rings))


def _own(placed: PlacedSeal, unit: str) -> bool:
    seal = placed.seal
    sure = seal.kind in SEAL_KINDS and bool(seal.ring) and seal.confidence >= LETTER_SURE
    return sure and likeness(bare(seal.ring), bare(unit)) >= UNLIKE
