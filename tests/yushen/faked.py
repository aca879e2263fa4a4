"""Commands without reading: packets are checked by a function of the test's own."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

import pipeline.run
from pipeline.run import Checked
from pipeline.unattended import working
from pipeline.unattended.batch import BatchJob


def checked_by(monkeypatch: pytest.MonkeyPatch, check: Callable[..., Checked]) -> None:
    """Both ways to a packet's report go through `check(source, kit, options, progress)`."""

    def read(reader: working.PacketReader, job: BatchJob, key: str) -> Any:
        checked = check(job.source, reader.kit, reader.options, reader.progress(job))
        return SimpleNamespace(checked=checked, material=SimpleNamespace(sheets=()))

    monkeypatch.setattr(pipeline.run, "check_packet", check)
    monkeypatch.setattr(working.PacketReader, "__call__", read)
    monkeypatch.setattr(working, "judged", lambda read, kit: read.checked)
