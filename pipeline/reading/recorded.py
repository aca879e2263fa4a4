"""A packet's own record: parsed by a worker, because it may be hostile, and stored."""

from core.reasons import reason
from pipeline.reading.intake.packet import Packet
from pipeline.reading.orders import Failure, ParseRecord, ReadRecord
from pipeline.reading.pool import JobRunner
from pipeline.reading.store import ReadingStore

WORD = "record 1"  # change it when records are parsed differently


def record_of(packet: Packet, pool: JobRunner, store: ReadingStore) -> ReadRecord:
    """The record of the packet; empty if it has none, with the reason if it is unusable."""
    file = packet.record
    if file is None:
        return ReadRecord()
    if file.trouble is not None:
        return _broken(file.name, file.trouble[1])
    key = store.key(file.sha256, WORD, file.name)
    known = store.load(key, ReadRecord)
    if known is None:
        answer = pool.submit(ParseRecord(file.name), file.path).result()
        if isinstance(answer, Failure):
            return _broken(file.name, answer.message)
        known = answer
        store.save(key, known)
    return known


def _broken(name: str, why: str) -> ReadRecord:
    return ReadRecord(notes=(reason("record.refused", name=name, why=why),), broken=True)
