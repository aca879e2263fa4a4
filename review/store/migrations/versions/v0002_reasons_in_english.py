"""The queue's reasons in English too. Rows that are there get theirs when they next change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("packet", sa.Column("reasons_en", sa.Text))
