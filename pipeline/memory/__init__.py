"""What is remembered about each unit between packets, in a SQLite file."""

from pipeline.memory.store import Memory

__all__ = ["Memory"]
