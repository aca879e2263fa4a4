"""Packets by unit, the once-a-year papers they held, the ring texts of the unit's seals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    units = ("unit_code", "unit_name", "legal_rep", "address", "agent", "agent_mark", "outcome")
    op.create_table(
        "packet",
        sa.Column("key", sa.String, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("packet", "service")),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("day_given", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in units),
        sa.Column("decision", sa.String),
    )
    for name in ("unit_code", "unit_name"):
        op.create_index(f"ix_packet_{name}", "packet", [name])
    _of_a_packet("paper", "type", "period", sa.Column("grey", sa.Boolean, nullable=False))
    _of_a_packet("ring", "kind", "text")


def _of_a_packet(table: str, first: str, second: str, *more: sa.Column[bool]) -> None:
    op.create_table(
        table,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("packet_key", sa.String, sa.ForeignKey("packet.key"), nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in (first, second)),
        *more,
    )
    op.create_index(f"ix_{table}_packet_key", table, ["packet_key"])
