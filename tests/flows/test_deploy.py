"""`yushen deploy` against a real Prefect server on the loopback address."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deploy.ports import free_port
from review.queue import rows
from review.store import open_store
from tests.flows.tables import given
from tests.yushen.started.shell import Shell, starts
from yushen.__main__ import main

LONG = 300.0  # seconds after which a test gives up; nothing is asserted of a time
RECORD = '{"service": "address_change", "submission_date": "2025-03-03"}'


class Server:
    """The server, and what it can be asked."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/api"
        bare = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
        self.told = {
            "PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1", "PREFECT_API_URL": self.url,
        }  # fmt: skip
        self.log = home / "log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1",
                 "--port", str(self.port)], env={**bare, **self.told}, stdout=log, stderr=log,
            )  # fmt: skip

    def ask(self, what: str, content: object | None = None) -> Any:
        """The answer; None while there is none."""
        data = None if content is None else json.dumps(content).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/{what}", data=data, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except OSError:
            return None

    def states(self, what: str) -> dict[str, str]:
        runs = self.ask(f"{what}/filter", {}) or []
        return {
            run["name"]: f"{run['state_name']} {run['state']['message'] or ''}"
            for run in runs
            if run["state"]
        }


@pytest.fixture
def server(tmp_path: Path, tables: Path) -> Iterator[Server]:
    started = Server(given(tables, tmp_path / "server"))
    yield started
    started.process.terminate()
    started.process.wait()


def until(true: Callable[[], Any], server: Server, *logs: Path) -> Any:
    end = time.monotonic() + LONG
    while not (found := true()):
        seen = f"{server.states('task_runs')} {server.states('flow_runs')}"
        told = "\n".join(log.read_text("utf-8") for log in logs)
        assert time.monotonic() < end, f"{seen}\n{told[-3000:]}"
        time.sleep(0.5)
    return found


def packet(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "application.json").write_text(RECORD)
    picture = b"\x89PNG no picture %s IEND" % folder.name.encode()  # no two are the same packet
    (folder / "SECRET.png").write_bytes(picture)


def checked(server: Server) -> list[str]:
    """The states of the packets' tasks."""
    return [state.split(" ")[0] for state in packets(server)]


def packets(server: Server) -> list[str]:
    """The states of the packets' tasks, with their messages."""
    runs = server.states("task_runs")
    return [state for name, state in runs.items() if name.startswith("p-")]


def ended(server: Server) -> list[str]:
    """The states of the flows' runs."""
    return list(server.states("flow_runs").values())


@pytest.fixture
def shell(server: Server, tmp_path: Path) -> Shell:
    return Shell(tmp_path, **server.told)


@pytest.mark.flow
@starts("deploy")
def test_watch_and_batch_are_served_and_their_reasons_shown(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    packet(tmp_path / "drop" / "SECRET-ONE")
    packet(tmp_path / "inbox" / "SECRET-TWO")
    until(lambda: server.ask("health"), server, server.log)
    database = f"sqlite:///{tmp_path / 'desk.sqlite'}"
    command = ["deploy", "--watch", "drop", "--batch", "inbox", "--out", "out", "--cron",
               "30 17 * * 1-5", "--workers", "1", "--no-memory", "--settle-folder", "0.2",
               "--database", database]  # fmt: skip
    in_background = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
    with shell.start(*command, preexec_fn=in_background) as deployed:
        log = deployed.log
        found = until(lambda: server.ask("deployments/name/yushen-daily/yushen"), server, log)
        assert found["schedules"][0]["schedule"]["cron"] == "30 17 * * 1-5"
        assert found["schedules"][0]["schedule"]["timezone"] == "Asia/Shanghai"
        assert found["parameters"] == {}
        until(lambda: server.ask(f"deployments/{found['id']}/create_flow_run", {}), server, log)
        until(lambda: checked(server) == ["review", "review"], server, log)
        until(lambda: ended(server).count("Completed 1 packets") >= 2, server, log)  # one below
        assert "Running " in ended(server)
        until(lambda: "Scheduled Flow run scheduled" in ended(server), server, log)
        assert deployed.end() == 143
    assert deployed.said() == "已部署，Ctrl-C 结束。\n"
    for state in packets(server):
        assert "待核对：" in state and "review " in state
    assert len(list((tmp_path / "out" / "watch" / "SECRET-ONE").glob("状态-*.txt"))) == 1
    assert (tmp_path / "out" / "batch" / "SECRET-TWO" / "report.html").exists()
    assert (tmp_path / "out" / "batch" / "summary.html").exists()
    desk = open_store(database)
    arrived = {(row.name, row.batch) for row in rows(desk)}
    desk.close()
    assert arrived == {("SECRET-ONE", "drop"), ("SECRET-TWO", "inbox")}
    kept = b"".join(path.read_bytes() for path in server.log.parent.glob("*.db*"))
    assert b"yushen-watch" in kept and b"SECRET" not in kept


@pytest.mark.parametrize(
    ("given", "said"),
    [(["--batch", "inbox"], "prefect server start"), ([], "--watch")],
)
def test_what_is_missing_is_said(
    given: list[str], said: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["deploy", "--out", "out", *given]) == 2
    assert said in capsys.readouterr().err
