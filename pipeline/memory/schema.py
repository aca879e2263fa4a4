"""The file's schema: steps that are only ever added to, each applied once, in order.

The table `schema_version` has one row: how many steps a file has had. To change the schema,
append a step (and change tables.py to what it makes); a step that was released is never
edited. A file with more steps than are known here is a later version's and is not touched.
"""

from sqlalchemy import Connection

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE packet (
            "key" VARCHAR NOT NULL PRIMARY KEY, packet VARCHAR NOT NULL,
            service VARCHAR NOT NULL, day DATE NOT NULL, day_given BOOLEAN NOT NULL,
            unit_code VARCHAR NOT NULL, unit_name VARCHAR NOT NULL,
            legal_rep VARCHAR NOT NULL, address VARCHAR NOT NULL,
            agent VARCHAR NOT NULL, agent_mark VARCHAR NOT NULL,
            outcome VARCHAR NOT NULL, decision VARCHAR)""",
        "CREATE INDEX ix_packet_unit_code ON packet (unit_code)",
        "CREATE INDEX ix_packet_unit_name ON packet (unit_name)",
        """CREATE TABLE paper (
            number INTEGER NOT NULL PRIMARY KEY,
            packet_key VARCHAR NOT NULL REFERENCES packet ("key"),
            type VARCHAR NOT NULL, period VARCHAR NOT NULL, grey BOOLEAN NOT NULL)""",
        "CREATE INDEX ix_paper_packet_key ON paper (packet_key)",
        """CREATE TABLE ring (
            number INTEGER NOT NULL PRIMARY KEY,
            packet_key VARCHAR NOT NULL REFERENCES packet ("key"),
            kind VARCHAR NOT NULL, text VARCHAR NOT NULL)""",
        "CREATE INDEX ix_ring_packet_key ON ring (packet_key)",
    ),
    (  # a unit's latest packets come in their order: those before them are not looked at
        """CREATE INDEX ix_packet_of_code
            ON packet (unit_code, day DESC, packet, "key")""",
        """CREATE INDEX ix_packet_of_name
            ON packet (unit_name, day DESC, packet, "key")""",
        """CREATE INDEX ix_packet_of_name_alone
            ON packet (unit_name, unit_code, day DESC, packet, "key")""",
        "CREATE INDEX ix_packet_day ON packet (day)",
        "DROP INDEX ix_packet_unit_code",
        "DROP INDEX ix_packet_unit_name",
    ),
)


class NewerSchema(OSError):
    """The file was made by a later version of this program."""


def migrate(connection: Connection) -> None:
    """Bring the file forward, within the transaction that is open. Raises NewerSchema."""
    run = connection.exec_driver_sql
    run("CREATE TABLE IF NOT EXISTS schema_version (steps INTEGER NOT NULL)")
    done = run("SELECT max(steps) FROM schema_version").scalar() or 0
    if done > len(STEPS):
        raise NewerSchema("made by a later version")
    for step in STEPS[done:]:
        for statement in step:
            run(statement)
    if done < len(STEPS):
        run("DELETE FROM schema_version")
        run(f"INSERT INTO schema_version (steps) VALUES ({len(STEPS)})")
