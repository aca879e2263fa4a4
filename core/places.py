"""Where things lie: a folder of this machine's, or of an object store. Loads nothing heavy."""

from pathlib import Path

SCHEME = "://"


class Url(str):
    """Where an object store is: `s3://bucket/folder`."""

    __slots__ = ()


Place = Path | Url
"""A folder of this machine's, or of an object store."""


def place_of(text: str) -> Place:
    """What somebody named."""
    return Url(text.rstrip("/")) if SCHEME in text else Path(text)
