"""Locations: a local folder, or a folder in an object store. Imports nothing heavy."""

from pathlib import Path

SCHEME = "://"


class Url(str):
    """The URL of an object store: `s3://bucket/folder`."""

    __slots__ = ()


Place = Path | Url
"""A folder on this machine or in an object store."""


def place_of(text: str) -> Place:
    """The location given as a text."""
    return Url(text.rstrip("/")) if SCHEME in text else Path(text)
