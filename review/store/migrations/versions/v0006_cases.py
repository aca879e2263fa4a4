"""Cases of several submissions: each packet that is there becomes a case with one.

What a case is matched by is taken from the system's record in the packet's material; where that has
no applicant or unit, a person joins its supplement by hand.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TIME = sa.DateTime(timezone=True)
BLOCK = 500  # packets at a time
RECORD = ("applicant.id_number", "applicant.name", "employer.credit_code")
CASE = sa.table(
    "case_file",
    *(sa.column(name) for name in ("packet", "number", "person", "name", "unit", "unit_name")),
    sa.column("began", TIME),
    sa.column("submissions"),
)


def upgrade() -> None:
    """Make the tables, and fill them of what is there."""
    _tables()
    op.execute(
        "INSERT INTO submission (key, packet, number, received, by_whom, name, batch, closed_why,"
        " content) SELECT key, key, 1, received, '', name, batch, '', '' FROM packet"
    )
    for rows in _cases():
        op.bulk_insert(CASE, rows)
    _indexes()


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _packet(name: str = "packet", *, primary_key: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("packet.key")
    return sa.Column(name, sa.Text, key, primary_key=primary_key, nullable=False)


def _tables() -> None:
    op.create_table(
        "case_file",
        _packet(primary_key=True),
        *_texts("number", "person", "name", "unit", "unit_name"),
        sa.Column("began", TIME, nullable=False),
        sa.Column("submissions", sa.Integer, nullable=False),
    )
    op.create_table(
        "submission",
        sa.Column("key", sa.Text, primary_key=True),
        _packet(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("received", TIME, nullable=False),
        *_texts("by_whom", "name", "batch", "closed_why", "content"),
        *(sa.Column(name, sa.Text) for name in ("closed", "closed_by")),
        sa.Column("closed_at", TIME),
        *(sa.Column(name, sa.Text) for name in ("final", "material", "contents")),
    )
    op.create_table(
        "proposal",
        _packet(primary_key=True),
        _packet("candidate", primary_key=True),
        *_texts("reason"),
        *(sa.Column(name, sa.Text) for name in ("answer", "by_whom")),
        sa.Column("at", TIME),
    )
    op.create_table(
        "paper",
        _packet(primary_key=True),
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("counts", sa.Boolean, nullable=False),
        *_texts("by_whom"),
        sa.Column("at", TIME, nullable=False),
    )


def _indexes() -> None:
    """At the end, in one go each."""
    numbered = sa.text("number <> ''")  # few cases have one, or all: the others are not in it
    op.create_index(
        "ix_case_number", "case_file", ["number", "began"],
        sqlite_where=numbered, postgresql_where=numbered,
    )  # fmt: skip
    op.create_index("ix_case_name", "case_file", ["name", "began"])
    op.create_index("ix_case_person", "case_file", ["person", "began"])
    op.create_index("ix_case_unit", "case_file", ["unit", "began"])
    op.create_index("ix_submission_packet", "submission", ["packet", "number"])
    op.create_index("ix_proposal_candidate", "proposal", ["candidate"])


def _cases() -> Iterator[list[dict[str, Any]]]:
    """A case of each packet, so many at a time; the database itself looks into the JSON."""
    bind, last = op.get_bind(), ""
    sqlite = bind.dialect.name == "sqlite"
    told = (
        "CASE WHEN json_valid(material) THEN json_extract(material, '$.application') END"
        if sqlite
        else "material::json -> 'application'"
    )
    query = sa.text(
        f"SELECT key, received, {told} AS record FROM packet WHERE key > :last"
        f" ORDER BY key LIMIT {BLOCK}"
    ).columns(sa.column("key", sa.Text), sa.column("received", TIME))
    while found := bind.execute(query, {"last": last}).all():
        yield [_case(key, received, record) for key, received, record in found]
        last = found[-1][0]


def _case(key: str, received: Any, record: Any) -> dict[str, Any]:
    given = json.loads(record) if isinstance(record, str) else record or {}
    number, name, unit = (_at(given, path) for path in RECORD)
    return {
        "packet": key, "number": "", "person": _hashed(number), "name": name, "unit": unit.upper(),
        "unit_name": "", "began": received, "submissions": 1,
    }  # fmt: skip


def _hashed(number: str) -> str:
    bare = "".join(number.split()).upper()
    return hashlib.sha256(f"person/{bare}".encode()).hexdigest()[:32] if bare else ""


def _at(record: Any, path: str) -> str:
    for step in path.split("."):
        record = record.get(step) if isinstance(record, dict) else None
    return str(record or "")
