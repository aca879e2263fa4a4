"""Values that a person corrected or confirmed, mostly doubtful ones.

They show how reliable doubtful values are, and say nothing about the others. No guarantee is based
on them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.models.base import Model
from core.models.document import Kind
from review.quality.alike import same_value
from review.quality.counting import Bin, Share, binned, share_of
from review.store.tables import CorrectionRow, PacketRow

MAX_PACKETS = 2000
"""Maximum number of packets: reading a packet's values takes some milliseconds."""


class CheckedValues(Model):
    """Statistics of the values that people checked."""

    packets: int
    """The number of packets with such a value, among the latest MAX_PACKETS."""
    total: Share
    kinds: tuple[Share, ...]
    types: tuple[Share, ...]
    bins: tuple[Bin, ...]


class _CheckedValue(NamedTuple):
    type: str
    kind: Kind
    confidence: float
    right: bool


def checked_values(session: Session) -> CheckedValues:
    """The statistics of the latest packets."""
    keys = _packets(session)
    seen = [one for key in keys for one in _of(session, key)]
    return CheckedValues(
        packets=len(keys),
        total=_share("", seen),
        kinds=_by((one.kind, one) for one in seen),
        types=_by((one.type, one) for one in seen),
        bins=binned((one.confidence, one.right) for one in seen),
    )


def _packets(session: Session) -> list[str]:
    """The packets that were edited last."""
    query = select(CorrectionRow.packet, CorrectionRow.id).where(CorrectionRow.document != "")
    keys: dict[str, None] = {}
    for key, _ in session.execute(query.order_by(CorrectionRow.id.desc())):
        keys[key] = None
        if len(keys) == MAX_PACKETS:
            break
    return list(keys)


def _of(session: Session, key: str) -> Iterator[_CheckedValue]:
    query = select(CorrectionRow).where(CorrectionRow.packet == key, CorrectionRow.document != "")
    material = session.scalar(select(PacketRow.material).where(PacketRow.key == key))
    papers = {one["id"]: one for one in json.loads(material)["documents"]} if material else {}
    for row in session.scalars(query):
        field = _field(papers.get(row.document, {}), row.field)
        if field is None or row.before is None:
            continue
        kind = cast(Kind, field["kind"])
        right = row.value is not None and same_value(kind, row.before, row.value)
        yield _CheckedValue(papers[row.document]["type"], kind, row.confidence, right)


def _field(paper: Mapping[str, Any], address: str) -> Mapping[str, Any] | None:
    """The field at an address of a document in JSON; None for a seal or a note."""
    head, _, rest = address.partition(".")
    if not rest:
        found: Mapping[str, Any] | None = paper.get("fields", {}).get(head)
        return found
    number, _, name = rest.partition(".")
    rows = paper.get("rows", []) if head == "rows" else []
    row: Mapping[str, Any] = rows[int(number)] if int(number) < len(rows) else {}
    return row.get(name)


def _by(named: Iterable[tuple[str, _CheckedValue]]) -> tuple[Share, ...]:
    groups: dict[str, list[_CheckedValue]] = defaultdict(list)
    for name, one in named:
        groups[name].append(one)
    return tuple(_share(name, groups[name]) for name in sorted(groups))


def _share(name: str, seen: list[_CheckedValue]) -> Share:
    return share_of(name, sum(not one.right for one in seen), len(seen))
