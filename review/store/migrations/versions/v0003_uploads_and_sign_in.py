"""Uploads with their states; sign-in with known browsers, growing delays and second factors.

Failures counted before are forgotten: they held for a quarter of an hour.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the new tables."""
    _uploads()
    op.drop_table("attempt")
    _holds()
    _second_factors()


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _person(*, primary_key: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("person.name")
    return sa.Column("person", sa.Text, key, primary_key=primary_key, nullable=False)


def _uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("name", "by_whom", "place", "state", "why", "why_en"),
        sa.Column("received", TIME, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", TIME),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.Column("packet", sa.Text),
        sa.Column("outcome", sa.Text),
    )
    for name in ("received", "state"):
        op.create_index(f"ix_upload_{name}", "upload", [name])


def _holds() -> None:
    op.create_table(
        "hold",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        *(sa.Column(name, TIME, nullable=False) for name in ("last", "until")),
    )
    op.create_index("ix_hold_last", "hold", ["last"])
    op.create_table(
        "device",
        sa.Column("token", sa.Text, primary_key=True),
        _person(),
        sa.Column("seen", TIME, nullable=False),
    )
    op.create_index("ix_device_person", "device", ["person"])
    op.create_table(
        "halfway",
        sa.Column("token", sa.Text, primary_key=True),
        _person(),
        sa.Column("expires", TIME, nullable=False),
    )
    op.create_index("ix_halfway_person", "halfway", ["person"])


def _second_factors() -> None:
    op.create_table(
        "second_factor",
        _person(primary_key=True),
        *_texts("secret"),
        sa.Column("step", sa.Integer, nullable=False),
    )
    op.create_table("recovery", sa.Column("code", sa.Text, primary_key=True), _person())
    op.create_index("ix_recovery_person", "recovery", ["person"])
