"""Asking for the electronic signatures of a file, with what was found of it before.

They are kept under the hash of the file and the set of roots they were held against.
"""

from concurrent.futures import Future
from typing import Any

from pydantic import BaseModel

from core.models.signature import Signature
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.orders import CheckSignatures, Failure
from pipeline.reading.pool import Asked
from pipeline.reading.roots import Roots
from pipeline.reading.signatures.notes import UNFINISHED
from pipeline.reading.store import ReadingStore

WORD = "signatures 1"  # another word when what is told of signatures changes


class Signatures(BaseModel):
    """The signatures of one file."""

    found: tuple[Signature, ...] = ()


def ask(
    file: PacketFile, roots: Roots, pool: Asked, store: ReadingStore
) -> "Signatures | Future[Any]":
    """What is kept, or the worker's answer to come."""
    known = store.load(store.key(file.sha256, WORD, roots.mark), Signatures)
    if known is not None:
        return known
    return pool.submit(CheckSignatures(roots.certificates), file.path)


def told(
    file: PacketFile, answer: "Signatures | Future[Any]", roots: Roots, store: ReadingStore
) -> tuple[Signature, ...]:
    """The signatures; a worker that could not finish is told in their place, and asked again."""
    if isinstance(answer, Signatures):
        return answer.found
    found = answer.result()
    if isinstance(found, Failure):
        return (Signature(note=UNFINISHED),)
    store.save(store.key(file.sha256, WORD, roots.mark), Signatures(found=found))
    return tuple(found)
