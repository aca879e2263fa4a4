"""Locations: a local folder, or a folder in an object store. Imports nothing heavy."""

from pathlib import Path

SCHEME = "://"


class Url(str):
    """The URL of an object store: `s3://bucket/folder`."""

    __slots__ = ()


Place = Path | Url
"""A folder of this machine's, or of an object store."""


def place_of(text: str) -> Place:
    """The location that a text names."""
    return Url(text.rstrip("/")) if SCHEME in text else Path(text)
