"""What a packet's own record says: parsed by a worker, for it may be hostile, and kept."""

from core.reasons import reason
from pipeline.reading.intake.packet import Packet
from pipeline.reading.orders import Failure, ParseRecord, ReadRecord
from pipeline.reading.pool import Asked
from pipeline.reading.store import ReadingStore

WORD = "record 1"  # another word when records are read otherwise


def record_of(packet: Packet, pool: Asked, store: ReadingStore) -> ReadRecord:
    """The record of the packet; empty where it has none, with the reason where it is of no use."""
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
