"""The flow against a real, short-lived Prefect server on the loopback address."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import json, sys, time
from pathlib import Path

reached = set()

def watch(event, details):
    if event == "socket.connect" and isinstance(details[1], tuple):
        reached.add(details[1][0])
    elif event == "socket.getaddrinfo":
        reached.add(str(details[0]))

sys.addaudithook(watch)
from flows.quiet import hush

hush(Path(sys.argv[1]))
from flows.batch import as_tasks
from pipeline.unattended.batch import Job, runner
from core.errors import InputError, ReadingFailed
from core.models.report import Report

tries = {}

def check(job):
    tries[job.id] = tries.get(job.id, 0) + 1
    if job.id == "p-bad":
        raise InputError("bad_zip", "SECRET-MESSAGE")
    if job.id == "p-bug":
        raise ZeroDivisionError("SECRET-BUG")
    if job.id == "p-dead" or (job.id == "p-shaky" and tries[job.id] == 1):
        raise ReadingFailed("SECRET-READING")
    return Report(packet="SECRET-NAME", service=None, submission_date=None, outcome="review")

ids = ["p-good", "p-bad", "p-bug", "p-shaky", "p-dead"]
jobs = [Job(name, "SECRET-NAME", Path("/SECRET-FOLDER") / name) for name in ids]
results = as_tasks(runner(check, lambda done: None), jobs)
import httpx
from prefect.server.api.server import SubprocessASGIServer
server = next(iter(SubprocessASGIServer._instances.values()))
def ask(what):
    return httpx.post(f"{server.api_url}/{what}/filter", json={}).json()
def unsettled():
    ends = {"COMPLETED", "FAILED"}
    return sum(run["state_type"] in ends for run in ask("task_runs")) < len(ids)
for _ in range(240):  # the server writes states down a moment after it was told
    if not unsettled():
        break
    time.sleep(0.25)
print(json.dumps({
    "outcomes": {done.job.id: done.outcome for done in results},
    "tries": tries,
    "reached": sorted(reached),
    "runs": {run["name"]: run["state_name"] for run in ask("task_runs")},
    "flows": [[run["state_name"], run["parameters"]] for run in ask("flow_runs")],
    "artifacts": [artifact["data"] for artifact in ask("artifacts")],
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
    assert told["outcomes"] == {
        "p-good": "review",
        "p-bad": "review",
        "p-bug": "review",
        "p-shaky": "review",
        "p-dead": "review",
    }
    assert told["reached"] in (["127.0.0.1"], ["127.0.0.1", "localhost"])
    assert told["tries"] == {"p-good": 1, "p-bad": 1, "p-bug": 1, "p-shaky": 2, "p-dead": 2}
    assert told["runs"] == {
        "p-good": "review",
        "p-bad": "Failed",
        "p-bug": "Failed",
        "p-shaky": "review",
        "p-dead": "Failed",
    }
    assert told["flows"] == [["Completed", {"packets": list(told["outcomes"])}]]
    assert "| p-bad | InputError |" in told["artifacts"][0]
    assert "SECRET" not in done.stdout + done.stderr
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"p-good" in kept and b"SECRET" not in kept
    assert not (tmp_path / "home" / ".prefect").exists()
