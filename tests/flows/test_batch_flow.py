"""The flow against a real, short-lived Prefect server on the loopback address."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import json, os, sys, threading, time
from contextlib import contextmanager
from pathlib import Path

reached = set()

def watch(event, details):
    if event == "socket.connect" and isinstance(details[1], tuple):
        reached.add(details[1][0])
    elif event == "socket.getaddrinfo":
        reached.add(str(details[0]))

sys.addaudithook(watch)
from flows.quiet import configure_prefect

configure_prefect(Path(sys.argv[1]))
from flows import early
from flows.temporary import server
from pipeline.unattended.batch import BatchJob, runner
from pipeline.unattended.pace import Pace
from core.errors import InputError, ReadingFailed
from core.models.report import Report

tries, up = {}, threading.Event()
unimported = []

class Up(early.RunningFlow):
    def begin(self, through):
        super().begin(through)
        up.set()

early.RunningFlow = Up

def read(job):
    tries[job.id] = tries.get(job.id, 0) + 1
    if job.id == "p-first":  # it does not wait for Prefect, not even for its import
        unimported.append("prefect" not in sys.modules)
        started.set()
    if job.id == "p-wait":
        assert up.wait(300)
    if job.id == "p-bad":
        raise InputError("bad_zip", "SECRET-MESSAGE")
    if job.id == "p-bug":
        raise ZeroDivisionError("SECRET-BUG")
    if job.id == "p-dead" or (job.id == "p-shaky" and tries[job.id] == 1):
        raise ReadingFailed("SECRET-READING")

def check(job):
    found.staged("ingest", job.id, lambda: None)
    found.staged("read", job.id, lambda: read(job))
    told = {"packet": "SECRET-NAME", "service": None, "submission_date": None}
    return found.staged("judge", job.id, lambda: Report(**told, outcome="review"))

ids = ["p-first", "p-wait", "p-good", "p-bad", "p-bug", "p-shaky", "p-dead"]
jobs = [BatchJob(name, "SECRET-NAME", Path("/SECRET-FOLDER") / name) for name in ids]
started = threading.Event()
pace = Pace()
pace.begin(len(jobs))
found = early.EarlyBatch({}, 1, pace)
known = found._known
found._known = lambda: (started.wait(300), known())[1]  # or the import may be the quicker one
stages = 5 * 3 - 3 + 7  # of the five within the flow; three of them end at reading
told, WHAT = {}, ("task_runs", "flow_runs", "artifacts")

@contextmanager
def asked_at_its_end():
    with server() as temporary:
        yield temporary
        address = os.environ["PREFECT_API_URL"]
        for _ in range(240):  # the server writes states down a moment after it was told
            told.update({what: ask(address, what) for what in WHAT})
            ended = [run["state_type"] in {"COMPLETED", "FAILED"} for run in told["task_runs"]]
            if sum(ended) >= stages:
                break
            time.sleep(0.25)

def ask(address, what):
    import httpx
    return httpx.post(f"{address}/{what}/filter", json={}).json()

early.server = asked_at_its_end
results = found.each(runner(check, lambda done: pace.ended(done.job.id)), jobs)
print(json.dumps({
    "outcomes": {done.job.id: done.outcome for done in results},
    "tries": tries,
    "unimported": unimported,
    "reached": sorted(reached),
    "runs": {run["name"]: run["state_name"] for run in told["task_runs"]},
    "flows": [[run["state_name"], run["parameters"]] for run in told["flow_runs"]],
    "artifacts": {one["type"]: [one["data"], one["description"]] for one in told["artifacts"]},
}))
"""


@pytest.mark.flow
def test_prefect_sees_ids_and_outcomes_and_nothing_else(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "prefect")],
        cwd=ROOT,
        env={**environment, "HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    packets = ["p-first", "p-wait", "p-good", "p-bad", "p-bug", "p-shaky", "p-dead"]
    assert told["outcomes"] == dict.fromkeys(packets, "review")
    assert told["reached"] in (["127.0.0.1"], ["127.0.0.1", "localhost"])
    assert told["unimported"] == [True]
    assert told["tries"] == {**dict.fromkeys(packets, 1), "p-shaky": 2, "p-dead": 2}
    failed = ("p-bad", "p-bug", "p-dead")
    whole = {packet: "Failed" if packet in failed else "review" for packet in packets}
    within = packets[2:]
    assert told["runs"] == {
        **whole,
        **{f"ingest {packet}": "Completed" for packet in within},
        **{f"read {packet}": "Failed" if packet in failed else "Completed" for packet in within},
        **{f"judge {packet}": "Completed" for packet in ("p-good", "p-shaky")},
    }
    assert told["flows"] == [["Completed", {"packets": packets}]]
    assert "| p-bad | InputError |" in told["artifacts"]["markdown"][0]
    share, said = told["artifacts"]["progress"]
    assert share == 100 and said.startswith("7 of 7 packets, 0 pages")
    assert "SECRET" not in done.stdout + done.stderr
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"p-good" in kept and b"SECRET" not in kept
    assert not (tmp_path / "home" / ".prefect").exists()
