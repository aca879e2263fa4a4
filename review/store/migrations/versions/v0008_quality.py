"""Samples of packets that passed, with what reviewers read there; what is counted by weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the new tables."""
    op.create_table(
        "sampling",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("share", sa.Double, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
    )
    texts = ("type", "field", "kind", "readers", "box")
    op.create_table(
        "sample",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("packet", sa.Text),
        sa.Column("document", sa.Text),
        sa.Column("place", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("drawn", TIME, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("typed", "verdict", "by_whom", "settled_by")),
        sa.Column("at", TIME),
        sa.UniqueConstraint("packet", "kind", name="uq_sample"),
    )
    op.create_table(
        "trait",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
    )
    op.create_index("ix_trait_week", "trait", ["week"])
    op.create_index("ix_sample_packet", "sample", ["packet"])
    op.create_index("ix_sample_verdict", "sample", ["verdict", "id"])
    op.create_index("ix_sample_at", "sample", ["at", "id"])
