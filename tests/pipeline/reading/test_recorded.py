"""A packet's own record is parsed by a worker, once."""

from pathlib import Path

from pipeline.reading.intake.packet import open_packet
from pipeline.reading.orders import ReadRecord
from pipeline.reading.pool import Pool
from pipeline.reading.recorded import record_of
from pipeline.reading.store import ReadingStore


def read(folder: Path, pool: Pool, store: ReadingStore) -> ReadRecord:
    with open_packet(folder) as packet:
        return record_of(packet, pool, store)


def test_records(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path / "cache", "none")
    record = tmp_path / "packet" / "application.yaml"
    record.parent.mkdir()
    with Pool("rapidocr", None, 1) as pool:
        assert read(record.parent, pool, store) == ReadRecord()
        record.write_text("service: renewal\napplicant: {name: 王样例}", "utf-8")
        told = read(record.parent, pool, store)
        assert (told.application.service, told.application.applicant.name) == ("renewal", "王样例")
        assert told.application.model_fields_set == {"service", "applicant", "extra"}
        record.write_text("[" * 20_000, "utf-8")
        broken = read(record.parent, pool, store)
        assert broken.broken and "application.yaml" in broken.notes[0]
        record.write_text("", "utf-8")
        assert read(record.parent, pool, store).broken
    record.write_text("service: renewal\napplicant: {name: 王样例}", "utf-8")
    again = read(record.parent, pool, store)  # by a pool that is closed: it was kept
    assert again == told
    assert again.application.model_fields_set == {"service", "applicant", "extra"}
