"""Nothing leaves the machine: every attempt to reach another is seen and counts as failure."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WATCH = """
import json, sys
reached = []

def watch(event, details):
    if event == "socket.connect" and isinstance(details[1], tuple):
        reached.append(details[1][0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        reached.append(details[0])

sys.addaudithook(watch)
"""
READ = """
from pipeline.reading.ocr import open_engine
from pipeline.reading.ocr.trial import trial

trial(open_engine("rapidocr"))
"""
PROBE = """
import socket

try:
    socket.create_connection(("192.0.2.1", 9), timeout=0.1)
except OSError:
    pass
"""
DROP = """
from pathlib import Path
from tempfile import TemporaryDirectory

from yushen.__main__ import main

with TemporaryDirectory() as place:
    base = Path(place)
    (base / "drop").mkdir()
    (base / "drop" / "a.zip").write_bytes(b"PK\\x03\\x04 PK\\x05\\x06")
    given = ["--out", f"{base}/out", "--cache", f"{base}/cache", "--no-memory", "--settle", "0.1"]
    assert main(["watch", f"{base}/drop", *given, "--once"]) == 0
    assert (base / "out" / "a" / "report.json").exists()
"""
SERVE = """
from pathlib import Path
from tempfile import TemporaryDirectory

from review.arrivals import Arrivals
from review.office import OfficeFile
from review.store import open_store
from review.web.app import DeskSettings, create_app
from review.web.checking import Checker

with TemporaryDirectory() as place:
    store = open_store(f"sqlite:///{place}/desk.sqlite")
    arrivals = Arrivals.of(store, Path(place))
    checker = Checker(arrivals, lambda: None, uploads=Path(place) / "uploads")
    create_app(store, arrivals, checker)
    assert not any(name.split(".")[0] in ("authlib", "requests") for name in sys.modules)
    secret = Path(place) / "key"
    secret.write_text("x")
    office = OfficeFile(issuer="https://192.0.2.1", client_id="x", client_secret_file=secret,
                        address="https://192.0.2.2")
    create_app(store, arrivals, checker, DeskSettings(office=office))
    assert "authlib" in sys.modules
    checker.close()
    store.close()
"""
TELL = """
loaded = [m for m in sys.modules if m.startswith("openvino_telemetry") and sys.modules[m]]
print(json.dumps({"reached": reached, "loaded": loaded}))
"""


def watched(program: str) -> dict[str, list[str]]:
    """What a program reached for and which telemetry it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", WATCH + program + TELL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_the_watch_sees_a_connection() -> None:
    assert "192.0.2.1" in watched(PROBE)["reached"]


@pytest.mark.engine
def test_reading_reaches_for_nothing() -> None:
    told = watched(READ)
    assert told["reached"] == []
    assert told["loaded"] == []


def test_a_desk_reaches_for_nothing_until_somebody_signs_in_at_the_office() -> None:
    """What asks the issuer is loaded where that is configured, and asks when it is pressed."""
    assert watched(SERVE)["reached"] == []


def test_watching_reaches_for_nothing() -> None:
    """Notices are off unless a file asks for them."""
    assert watched(DROP) == {"reached": [], "loaded": []}
