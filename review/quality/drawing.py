"""Drawing samples from new packets that pass without a person's decision."""

import secrets
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.errors import Refused
from core.models.material import Material
from review.audit import now, record
from review.models import PacketState
from review.quality.sampling import draw_values, is_chosen, name_of
from review.store import Store
from review.store.sampled import SampleRow, SamplingRow

ONE = 1  # the only row of its table
SECRET = 32  # bytes
SAY_WHY = ("why", "请写明理由", "please say why")


class Sampling(NamedTuple):
    """The sampling settings."""

    share: float
    """The share of packets that pass without a person; 0 if sampling is off."""


def sampling(store: Store) -> Sampling:
    """The current sampling settings."""
    with store.reading() as session:
        row = session.get(SamplingRow, ONE)
        return Sampling(row.share if row is not None else 0.0)


def set_share(store: Store, share: float, by: str, why: str) -> None:
    """Change the sampling share. Raises Refused without a reason, or for an invalid share."""
    if not 0.0 <= share <= 1.0:
        raise Refused("value", "比例应在 0 到 100% 之间", "a share must be between 0 and 100%")
    if not why.strip():
        raise Refused(*SAY_WHY)
    with store.alone("sampling") as session:
        row = session.get(SamplingRow, ONE)
        if row is None:
            row = SamplingRow(id=ONE, share=0.0, secret=secrets.token_hex(SECRET))
            session.add(row)
        before, row.share = row.share, share
        record(
            session, by, "sample-share", before=f"{before:.2%}", after=f"{share:.2%}",
            why=why.strip(),
        )  # fmt: skip


def draw(session: Session, key: str, material: Material | None, standing: PacketState) -> int:
    """Draw the samples of a new packet, replacing unanswered ones; returns how many were drawn.

    Nothing is drawn from a packet that needs a person's decision.
    """
    row = session.get(SamplingRow, ONE)
    if row is None:
        return 0
    open_samples = (SampleRow.packet == key, SampleRow.verdict.is_(None))
    session.execute(delete(SampleRow).where(*open_samples))
    passed = material is not None and standing.outcome == "accept" and not standing.doubts
    if material is None or not passed or not is_chosen(row.secret, key, row.share):
        return 0
    answered = select(SampleRow.kind).where(SampleRow.packet == key)
    known = set(session.scalars(answered))
    found = [one for one in draw_values(row.secret, key, material) if one.place.kind not in known]
    for one in found:
        place = one.place
        session.add(
            SampleRow(
                packet=key, document=one.document.id, place=place.address,
                type=one.document.type, field=name_of(place.address), kind=place.kind,
                readers=material.engine, page=one.page, box=one.box,
                confidence=place.confidence, value=place.value, drawn=now(),
            )
        )  # fmt: skip
    return len(found)


def forget_samples(session: Session, key: str) -> None:
    """For a deleted packet: delete unanswered samples, and the values of answered ones."""
    of_packet = SampleRow.packet == key
    session.execute(delete(SampleRow).where(of_packet, SampleRow.verdict.is_(None)))
    bare = {"packet": None, "document": None, "place": None, "value": None, "typed": None}
    session.execute(update(SampleRow).where(of_packet).values(**bare, box=""))
