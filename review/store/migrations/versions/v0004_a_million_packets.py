"""Indexes along which the queue is read, so that a page of it costs the same for a million packets.

An index takes no text without end, so what is searched and what packets are called by has one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LONGEST = {"search": 400, "name": 200, "batch": 200}  # characters
INDEXES = {
    "ix_packet_queue": ["state", "received", "key", "outcome", "search"],
    "ix_packet_outcome": ["state", "outcome", "received", "key"],
    "ix_packet_service": ["state", "service", "received", "key", "outcome"],
    "ix_packet_batch": ["state", "batch", "received", "key", "outcome"],
    "ix_packet_name": ["state", "name", "key"],
    "ix_packet_received": ["received", "state", "outcome"],
    "ix_packet_closed_at": ["closed_at"],
}


def upgrade() -> None:
    """Cut what is too long, and put these indexes in the place of those of one column."""
    for name, most in LONGEST.items():
        cut = f"UPDATE packet SET {name} = substr({name}, 1, {most}) WHERE length({name}) > {most}"
        op.execute(cut)
    for name in ("received", "outcome", "state"):
        op.drop_index(f"ix_packet_{name}", "packet")
    for name, columns in INDEXES.items():
        op.create_index(name, "packet", columns)
    doubtful = sa.text("doubts > 0")
    op.create_index(
        "ix_packet_doubtful", "packet", ["state", "received", "key", "outcome"],
        sqlite_where=doubtful, postgresql_where=doubtful,
    )  # fmt: skip
    op.create_index("ix_audit_who", "audit", ["who", "id"])
