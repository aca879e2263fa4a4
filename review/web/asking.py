"""Validation of request parameters in one place: words, numbers, days, keys, names, origins.

Requests are not trusted: invalid values are refused with 4xx here, and nothing beyond these limits
reaches the database, the file system or date calculations.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from fastapi import Form, Path, Query
from pydantic import AfterValidator
from starlette.datastructures import FormData, UploadFile

from core.errors import BilingualText, Refused
from review.values import storable

MAX_NAME = 140  # bytes of a file name in UTF-8; file systems allow 255, and we add a prefix
MAX_LABEL = 400  # bytes of a label
MAX_SUFFIX = 10  # characters
MAX_OFFSET = 10_000  # packets that can be reached page by page in a list
MAX_VERSION = 2**31 - 1
MAX_PAGE = 100_000
MAX_ROW = 2**31 - 1
_ODD = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")

storing = AfterValidator(storable)
Word = Annotated[str, Query(max_length=200), storing]
"""Maximum length in a URL."""
Typed = Annotated[str, Form(max_length=2000), storing]
"""Maximum length in a form."""
Short = Annotated[str, Form(max_length=300), storing]
SeenVersion = Annotated[int, Form(ge=0, le=MAX_VERSION)]
"""The version of a packet that the screen showed."""
At = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
PageNumber = Annotated[int, Path(ge=0, le=MAX_PAGE)]
Quarter = Annotated[int, Query(ge=0, le=270, multiple_of=90)]
"""A clockwise turn in degrees."""
RowNumber = Annotated[int, Path(ge=1, le=MAX_ROW)]
"""The index of a table row."""
Key = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$")]
"""The id of a packet, a picture or an upload."""

WORD: dict[str, Any] = {"type": "string"}
FILES: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "binary"}}


def body_of(**fields: Mapping[str, Any]) -> dict[str, Any]:
    """The OpenAPI schema of a form that the route parses itself, because it has files."""
    schema = {"type": "object", "properties": {**fields, "csrf": WORD}}
    return {"requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}


def files_of(sent: FormData, none: BilingualText) -> list[UploadFile]:
    """The files of a form. Raises Refused, saying `none`, if there are none."""
    files = [one for one in sent.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise Refused("no_files", *none)
    return files


def text_of(sent: FormData, name: str) -> str:
    """A text field of a form; empty if a file was sent instead."""
    found = sent.get(name, "")
    return storable(found) if isinstance(found, str) else ""


def address(given: str) -> SplitResult | None:
    """The parts of a URL that a browser sent; None if it is invalid."""
    try:
        return urlsplit(given)
    except ValueError:
        return None


def clean(name: str, max_bytes: int = MAX_NAME) -> str:
    """A safe file name: not hidden, without path, and not too long."""
    bare = _ODD.sub("_", storable(name)).strip().lstrip(".")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > MAX_SUFFIX:
        stem, dot, ending = bare, "", ""
    tail = f"{dot}{ending}"
    return shortened(stem, max_bytes - len(tail.encode())) + tail


def shortened(text: str, max_bytes: int) -> str:
    """The beginning of a text, at most `max_bytes` long in UTF-8.

    >>> shortened("材料一", 7), shortened("abc", 7)
    ('材料', 'abc')
    """
    return text.encode()[:max_bytes].decode("utf-8", "ignore")
