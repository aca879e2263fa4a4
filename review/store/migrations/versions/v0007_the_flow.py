"""A reviewer's own points.

What stood as accept beside open advice stands as what it is: something for a person.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0004"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and count open packets as they are counted from now on."""
    _own_points()
    op.execute("UPDATE packet SET outcome = 'review'"
               " WHERE state = 'open' AND outcome = 'accept' AND doubts > 0")  # fmt: skip


def _own_points() -> None:
    op.create_table(
        "own_point",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "section", "by_whom")),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_own_point_packet", "own_point", ["packet"])
