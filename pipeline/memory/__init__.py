"""What is remembered of each unit from packet to packet, in a SQLite file."""

from pipeline.memory.store import Memory

__all__ = ["Memory"]
