"""A unit's latest packets come in their order: those before them are not looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Replace the indexes of units."""
    latest = (sa.text("day DESC"), "packet", "key")
    op.create_index("ix_packet_of_code", "packet", ["unit_code", *latest])
    op.create_index("ix_packet_of_name", "packet", ["unit_name", *latest])
    op.create_index("ix_packet_of_name_alone", "packet", ["unit_name", "unit_code", *latest])
    op.create_index("ix_packet_day", "packet", ["day"])
    op.drop_index("ix_packet_unit_code", "packet")
    op.drop_index("ix_packet_unit_name", "packet")
