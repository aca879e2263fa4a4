"""The database, SQLite and PostgreSQL alike: its schema, its audit, who is let in."""

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from core.errors import InputError
from core.schema import upgrade
from review import audit
from review.queue import Filter, rows
from review.store import Store, default_url, open_store
from review.store.engine import STEPS, connect
from review.store.tables import DeskTable


def _ours(name: str | None, kind: str, _: object) -> bool:
    """All but the index of words, which each database has in its own way."""
    return not (name or "").startswith(("paper_words", "ix_paper_words"))


def test_the_steps_make_what_the_tables_say(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _ours}
        )
        assert compare_metadata(context, DeskTable.metadata) == []


def test_a_database_is_brought_forward_once_and_stays(url: str) -> None:
    first = open_store(url)
    audit.note(first, "赵敏", "sign-in")
    first.close()
    again = open_store(url)
    assert [one.who for one in audit.trail(again)] == ["赵敏"]
    again.close()


def test_an_older_database_keeps_its_packets(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        upgrade(connection, STEPS, "0001")
        connection.execute(text(
            "INSERT INTO packet (key, version, name, batch, received, employer, applicant,"
            " outcome, first_outcome, fails, doubts, reasons, search, state, closed_why, report)"
            " VALUES ('k', 1, '旧包', '', '2026-01-02 03:04:05', '', '', 'supplement',"
            " 'supplement', 1, 0, '[[\"R\", \"supplement\", \"未盖章\"]]', '', 'open', '', '{}')"
        ))  # fmt: skip
    engine.dispose()
    store = open_store(url)
    (row,) = rows(store)
    assert (row.name, row.reasons, row.reasons_en) == ("旧包", ("未盖章",), ("未盖章",))
    store.close()


def test_older_texts_are_found_by_pairs(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        upgrade(connection, STEPS, "0008")
        connection.execute(text(
            "INSERT INTO packet (key, version, name, batch, received, employer, applicant,"
            " outcome, first_outcome, fails, doubts, reasons, reasons_en, search, state,"
            " closed_why, report) VALUES ('k', 1, '旧包', '', '2026-01-02 03:04:05', '', '',"
            " 'supplement', 'supplement', 1, 0, '[]', '[]', '', 'open', '', '{}')"
        ))  # fmt: skip
        connection.execute(
            text("INSERT INTO paper_text (packet, text) VALUES ('k', '北 京 no 12')")
        )
    engine.dispose()
    store = open_store(url)
    for said, stands in (("北京", 1), ("京no", 1), ("京北", 0)):
        assert len(rows(store, Filter(papers=True, text=said))) == stands
    store.close()


def test_a_step_may_take_long(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than any other statement is waited for: an index over a million rows does."""
    monkeypatch.setattr("review.store.engine.LOCK_TIMEOUT", 1.0)
    monkeypatch.setattr(
        "review.store.engine.migrate",
        lambda connection, _steps: connection.execute(text("SELECT pg_sleep(2)")),
    )
    store = open_store(postgres)
    with pytest.raises(InputError), store.reading() as session:
        session.execute(text("SELECT pg_sleep(2)"))
    store.close()


def test_several_may_open_a_new_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(open_store, [url] * 6))
    assert "packet" in inspect(stores[0].engine).get_table_names()
    for store in stores:
        store.close()


def test_a_later_version_s_database_is_left_alone(url: str) -> None:
    store = open_store(url)
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(InputError) as refused:
        open_store(url)
    assert refused.value.code == "database_newer"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'x'",
        "DELETE FROM audit",
        "UPDATE audit SET why = '' WHERE id = 1",
    ],
)
def test_the_audit_cannot_be_rewritten(statement: str, store: Store) -> None:
    audit.note(store, "赵敏", "unmask", packet="p", target="D1.id_number")
    with pytest.raises(DatabaseError), store.engine.begin() as connection:
        connection.execute(text(statement))
    (one,) = audit.trail(store)
    assert (one.who, one.action, one.target) == ("赵敏", "unmask", "D1.id_number")


def test_the_audit_cannot_be_replaced_or_emptied(store: Store) -> None:
    audit.note(store, "赵敏", "export")
    put = "audit (id, at, who, action, target, why, secret) SELECT id, at, 'x', 'y', '', '', secret"
    ways = {
        "sqlite": f"INSERT OR REPLACE INTO {put} FROM audit",
        "postgresql": "TRUNCATE audit",
    }
    with pytest.raises(DatabaseError), store.engine.begin() as connection:
        connection.execute(text(ways[store.engine.dialect.name]))
    assert [one.who for one in audit.trail(store)] == ["赵敏"]


def test_what_failed_is_not_half_done(store: Store) -> None:
    with pytest.raises(KeyError), store.writing() as session:
        audit.record(session, "赵敏", "close")
        raise KeyError
    assert audit.trail(store) == []


def test_times_come_back_with_their_zone(store: Store) -> None:
    before = audit.now()
    audit.note(store, "赵敏", "export")
    (one,) = audit.trail(store)
    assert before <= one.at <= audit.now()


def test_a_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new' / 'desk.sqlite'}")
    audit.note(store, "赵敏", "export")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()}
    assert modes and set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("mysql://somebody@here/db", "database"),
        ("no url", "database"),
        ("sqlite://", "database"),
        ("postgresql://desk:geheim@127.0.0.1:1/desk", "database"),
        ("postgresql://desk:geheim@127.0.0.1:1/desk?sslmode=verify-full", "database"),
        ("postgresql://desk:geheim@127.0.0.1:1/desk?sslmode=maybe", "database"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(url: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        open_store(url)
    assert refused.value.code == code
    assert "geheim" not in str(refused.value)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(InputError, match="DatabaseError"):
        open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")


def test_a_failure_says_nothing_of_what_was_kept(store: Store) -> None:
    with store.writing() as session:
        session.execute(text("DROP TABLE hold"))
        session.execute(text("DROP TABLE correction"))
    with pytest.raises(InputError) as refused, store.reading() as session:
        session.execute(text("SELECT * FROM correction WHERE value = :v"), {"v": "110105"})
    assert "110105" not in str(refused.value)


def test_where_the_database_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path))
    monkeypatch.delenv("YUSHEN_DATABASE", raising=False)
    store = open_store(default_url())
    store.close()
    with sqlite3.connect(tmp_path / "desk.sqlite") as plain:
        assert plain.execute("SELECT count(*) FROM packet").fetchone() == (0,)
    plain.close()
    monkeypatch.setenv("YUSHEN_DATABASE", "postgresql://somewhere/desk")
    assert default_url() == "postgresql://somewhere/desk"
    assert os.environ["YUSHEN_STATE"] == str(tmp_path)
