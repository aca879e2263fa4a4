"""Requests the electronic signatures of a file; earlier results are reused.

Results are stored under the hash of the file and of the set of roots.
"""

from concurrent.futures import Future
from typing import Any

from pydantic import BaseModel

from core.models.signature import Signature
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.orders import CheckSignatures, Failure
from pipeline.reading.pool import JobRunner
from pipeline.reading.roots import Roots
from pipeline.reading.signatures.notes import UNFINISHED
from pipeline.reading.store import ReadingStore

WORD = "signatures 1"  # change it when the facts about signatures change


class Signatures(BaseModel):
    """The signatures of one file."""

    found: tuple[Signature, ...] = ()


def ask(
    file: PacketFile, roots: Roots, pool: JobRunner, store: ReadingStore
) -> "Signatures | Future[Any]":
    """The stored result, or the worker's future answer."""
    known = store.load(store.key(file.sha256, WORD, roots.mark), Signatures)
    if known is not None:
        return known
    return pool.submit(CheckSignatures(roots.certificates), file.path)


def signatures_of(
    file: PacketFile, answer: "Signatures | Future[Any]", roots: Roots, store: ReadingStore
) -> tuple[Signature, ...]:
    """The signatures; if a worker could not finish, a note instead, and it is tried again next
    time.
    """
    if isinstance(answer, Signatures):
        return answer.found
    found = answer.result()
    if isinstance(found, Failure):
        return (Signature(note=UNFINISHED),)
    store.save(store.key(file.sha256, WORD, roots.mark), Signatures(found=found))
    return tuple(found)
