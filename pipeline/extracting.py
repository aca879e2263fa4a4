"""The papers in a packet's files, kept beside the readings that they were made from.

They depend on nothing but the readings and our code for them (no rule, no figure of the policy, no
other packet), so they are kept under a hash of both. A packet that is checked again after another
rule or figure has changed, or after an interruption, is not extracted again.
"""

import hashlib
import platform
from collections.abc import Sequence

from core.models.base import Model
from core.models.document import Document
from core.models.page import FileReading
from extractors import TYPES
from extractors.packet.documents import read_documents
from pipeline.installed import code_mark
from pipeline.reading.store import ReadingStore

ROOMS = ("core", "extractors")  # all code that `read_documents` runs


class Papers(Model):
    """The documents of a packet, before anything is read a second time."""

    documents: tuple[Document, ...]


def papers_of(files: Sequence[FileReading], store: ReadingStore) -> tuple[Document, ...]:
    """The documents in the files, from the store if the same readings were extracted before."""
    key = store.key(_mark(files), "papers", code_mark(ROOMS), platform.python_version())
    known = store.load(key, Papers)
    if known is None:
        known = Papers(documents=tuple(read_documents(files, TYPES)))
        store.save(key, known)
    return known.documents


def _mark(files: Sequence[FileReading]) -> str:
    """A hash of the files' names and of everything read in them, not only of their content:
    another reading of the same file must give other papers.
    """
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.model_dump_json().encode())
    return digest.hexdigest()
