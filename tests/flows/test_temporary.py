"""The Prefect server of one run: it is there, and it never outlives the run."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.flows.tables import given

PROGRAM = """
import os, sys, time
from pathlib import Path
from flows.quiet import configure_prefect

configure_prefect(Path(sys.argv[1]))
from flows.temporary import server

with server():
    print(os.environ["PREFECT_API_URL"], flush=True)
    sys.stdin.read()
print("PREFECT_API_URL" in os.environ, flush=True)
"""
ALONE = """
import os, signal, subprocess, sys
from pathlib import Path
from flows.quiet import configure_prefect

configure_prefect(Path(sys.argv[1]))
from flows import temporary

started = subprocess.Popen
subprocess.Popen = lambda *more, **named: processes.append(started(*more, **named)) or processes[-1]
processes = []
with temporary.server() as ours:
    if ours:
        temporary.give_up_soon()
    from prefect.events import emit_event
    from prefect.events.worker import EventsWorker

    emit_event(event="test", resource={"prefect.resource.id": "test.connected"})
    EventsWorker.instance().wait_until_empty()
    processes[0].send_signal(signal.SIGKILL)
    processes[0].wait()
    for number in range(60):
        emit_event(event="test", resource={"prefect.resource.id": f"test.{number}"})
"""
PATIENCE = 60.0  # seconds

pytestmark = pytest.mark.flow


@pytest.fixture
def caller(tmp_path: Path, tables: Path) -> "subprocess.Popen[str]":
    """A program that has such a server until its stdin is closed, in a folder of a stranger's."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "__init__.py").write_text("raise SystemExit('not ours')")
    bare = {name: text for name, text in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM, str(given(tables, tmp_path / "prefect"))],
        cwd=tmp_path, env=bare, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def gone(address: str) -> bool:
    """Whether nobody answers there any more, in time."""
    until = time.monotonic() + PATIENCE
    while answers(address) and time.monotonic() < until:
        time.sleep(0.2)
    return not answers(address)


@pytest.mark.parametrize("killed", [False, True])
def test_it_ends_with_its_caller(caller: "subprocess.Popen[str]", killed: bool) -> None:
    assert caller.stdout is not None and caller.stdin is not None
    address = caller.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:") and answers(address)
    if killed:
        caller.send_signal(signal.SIGKILL)
    caller.stdin.close()
    caller.wait()
    assert gone(address)
    assert caller.stdout.read() == ("" if killed else "False\n")
    caller.stdout.close()


def test_who_lost_it_does_not_hang_at_its_end(tmp_path: Path, tables: Path) -> None:
    """Prefect waits seven seconds for a server with each event: sixty would take minutes."""
    bare = {name: text for name, text in os.environ.items() if not name.startswith("PREFECT_")}
    ended = subprocess.run(
        [sys.executable, "-P", "-c", ALONE, str(given(tables, tmp_path / "prefect"))],
        cwd=tmp_path, env=bare, text=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr


def test_one_that_the_environment_names_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from flows.temporary import server

    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    with server():
        assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:1/api"
