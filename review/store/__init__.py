"""The desk's database: SQLite by default, PostgreSQL by URL; one schema, one set of migrations.

`open_store(url)` opens it and migrates its schema; `Store.reading()` and
`Store.writing()` give one short transaction each.
"""

from review.store import case_tables as case_tables
from review.store import together
from review.store.engine import Store, default_url, open_store

__all__ = ["Store", "default_url", "open_store", "together"]
