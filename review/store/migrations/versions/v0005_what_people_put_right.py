"""What people put right about a packet's pages, and what the packet is judged on after it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A table of edits, and a column for what they come to."""
    op.create_table(
        "edit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), nullable=False),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("body", "why", "by_whom")],
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_edit_packet", "edit", ["packet"])
    op.add_column("packet", sa.Column("edited", sa.Text))
