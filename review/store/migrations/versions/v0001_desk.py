"""The desk: packets, what people did to them, people, and an audit that cannot be rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TIME = sa.DateTime(timezone=True)
FROZEN = "the audit is append-only"


def upgrade() -> None:
    """Make everything."""
    _packets()
    _work()
    _people()
    _audit()


def _packets() -> None:
    op.create_table(
        "packet",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "batch")),
        sa.Column("received", TIME, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("service", sa.Text),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("employer", "applicant", "outcome", "first_outcome")
        ),
        sa.Column("fails", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reasons", "search", "state")),
        sa.Column("closed", sa.Text),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed_at", TIME),
        sa.Column("closed_why", sa.Text, nullable=False),
        sa.Column("material", sa.Text),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("final", sa.Text),
    )
    for name in ("received", "outcome", "state"):
        op.create_index(f"ix_packet_{name}", "packet", [name])


def _work() -> None:
    packet = [sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), nullable=False)]
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer, primary_key=True),
        *packet,
        *(sa.Column(name, sa.Text, nullable=False) for name in ("document", "field")),
        *(sa.Column(name, sa.Text) for name in ("value", "before")),
        sa.Column("confidence", sa.Double, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("why", "by_whom")),
        sa.Column("at", TIME, nullable=False),
        sa.UniqueConstraint("packet", "document", "field", name="uq_correction"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("finding", "rule", "verdict", "why", "by_whom")
        ),
        sa.Column("at", TIME, nullable=False),
        sa.UniqueConstraint("packet", "finding", name="uq_decision"),
    )
    for name in ("correction", "decision"):
        op.create_index(f"ix_{name}_packet", name, ["packet"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created", TIME, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("person.name"), nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        *(sa.Column(name, TIME, nullable=False) for name in ("created", "seen", "expires")),
    )
    op.create_index("ix_session_person", "session", ["person"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_attempt_subject", "attempt", ["subject"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", TIME, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("who", "action")),
        sa.Column("packet", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("target", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("before", "after")),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("secret", sa.Boolean, nullable=False),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_packet", "audit", ["packet"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


_SQLITE = [
    f"CREATE TRIGGER audit_no_{what} BEFORE {what} ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
    for what in ("UPDATE", "DELETE")
] + [
    # INSERT OR REPLACE would delete without asking the trigger above.
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) "
    f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
]
_POSTGRES = [
    "CREATE FUNCTION audit_frozen() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{FROZEN}'; END $$",
    "CREATE TRIGGER audit_frozen BEFORE UPDATE OR DELETE ON audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_frozen()",
    "CREATE TRIGGER audit_whole BEFORE TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_frozen()",
]
