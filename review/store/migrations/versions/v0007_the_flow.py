"""A reviewer's own points; whose a packet is, notes, who looks at it; views; the papers' text.

What stood as accept beside open advice stands as what it is: something for a person.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and count open packets as they are counted from now on."""
    _own_points()
    _together()
    _texts()
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


def _together() -> None:
    op.add_column("packet", sa.Column("assigned", sa.Text))
    op.create_index("ix_packet_assigned", "packet", ["assigned"])
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "by_whom")),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_note_packet", "note", ["packet"])
    op.create_table(
        "look",
        sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("person.name"), primary_key=True),
        sa.Column("until", TIME, nullable=False),
    )
    op.create_table(
        "saved_view",
        sa.Column("person", sa.Text, sa.ForeignKey("person.name"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("query", sa.Text, nullable=False),
    )


def _texts() -> None:
    op.create_table(
        "paper_text",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("packet", sa.Text, sa.ForeignKey("packet.key"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_paper_text_packet", "paper_text", ["packet"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_paper_words ON paper_text"
                   " USING gin (to_tsvector('simple', text))")  # fmt: skip
        return
    op.execute(
        "CREATE VIRTUAL TABLE paper_words USING fts5(text, content='paper_text',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    )
    for event, row in (("INSERT", "new"), ("DELETE", "old")):
        columns = "(rowid, text)" if event == "INSERT" else "(paper_words, rowid, text)"
        values = f"{row}.id, {row}.text" if event == "INSERT" else f"'delete', {row}.id, {row}.text"
        op.execute(
            f"CREATE TRIGGER paper_text_{event.lower()} AFTER {event} ON paper_text BEGIN"
            f" INSERT INTO paper_words{columns} VALUES ({values}); END"
        )
