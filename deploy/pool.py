"""The daily batch as a deployment of a Prefect work pool, for machines that come and go.

    python -m deploy.pool make --pool offices

makes the deployment `yushen-daily/pool`. Prefect does not know what is checked and where results
go: each machine has this in the environment of its worker (YUSHEN_DEPLOYED, as
`flows.deploy.Deployed`). `python -m deploy.pool trial --work DIR` tries it on this machine: a
server, a pool of processes, a worker that is killed in the middle and another that continues.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deploy.ports import free_port
from flows.children import stop_process

ROOT = Path(__file__).parents[1]
SETTINGS = "YUSHEN_DEPLOYED"  # as flows.deploy has it
PACKETS = ("lease-short", "income-gap")
POOL = "offices"
LONG = 900.0  # seconds for a batch of two packets, on a busy machine
QUIET = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


def make(pool: str) -> None:
    """The deployment in the pool; Prefect only gets the location of its code."""
    from prefect.deployments.runner import RunnerDeployment
    from prefect.types.entrypoint import EntrypointType

    from flows.deploy import daily

    made = daily.to_deployment(
        "pool", work_pool_name=pool, tags=["yushen"], entrypoint_type=EntrypointType.MODULE_PATH
    )
    assert isinstance(made, RunnerDeployment)  # a coroutine only inside an event loop
    made.apply()


class PoolTrial:
    """The programs of a trial, each with its log in the folder."""

    def __init__(self, work: Path, stack: ExitStack) -> None:
        self.work, self._stack = work, stack
        self.port = free_port()
        environment = {
            "batch": {"inbox": str(work / "inbox"), "out": str(work / "out")},
            "engine": "rapidocr", "workers": 1,
            "cache": str(work / "cache"), "memory": str(work / "memory.sqlite"),
        }  # fmt: skip
        bare = {name: value for name, value in os.environ.items() if "PREFECT" not in name}
        self.environment = {
            **bare, **QUIET, SETTINGS: json.dumps(environment), "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(work / "prefect"), "YUSHEN_STATE": str(work / "state"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
        }  # fmt: skip

    def start(self, name: str, *command: str) -> "subprocess.Popen[bytes]":
        """Start a program that is stopped at the end of the trial."""
        with (self.work / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command], env=self.environment, cwd=self.work,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._stack.callback(stop_process, process, 20.0)
        return process

    def done(self, *command: str) -> str:
        """Run a program to its end and return its output. Raises if it fails."""
        run = subprocess.run(
            [sys.executable, "-m", *command], env=self.environment, cwd=self.work,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise AssertionError(f"{command}: {run.stderr[-2000:]}")
        return run.stdout

    def events(self) -> list[dict[str, str]]:
        """The batches' records: packets, their progress, and the run."""
        journal = self.work / "out" / ".yushen" / "batch" / "journal.jsonl"
        lines = journal.read_text("ascii").splitlines() if journal.exists() else []
        return [json.loads(line) for line in lines]

    def reported(self) -> list[tuple[str, str]]:
        """Packets and the runs that reported them; a run that only judged again counts once."""
        reports = [one for one in self.events() if one["event"] == "reported"]
        return sorted({(one["id"], one["run"]) for one in reports})

    def states(self) -> str:
        """The states of the flow's runs in Prefect."""
        return self.done("prefect", "flow-run", "ls", "--flow-name", "yushen-daily")


def until(true: Callable[[], object], what: str) -> None:
    """Wait. Raises if it takes too long."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() > begun + LONG:
            raise AssertionError(f"not in time: {what}")
        time.sleep(0.2)
    print(f"{time.monotonic() - begun:6.1f} s  {what}", flush=True)


@contextmanager
def trial(work: Path) -> Iterator[PoolTrial]:
    """A server with a pool, and the batch deployed there."""
    for name in PACKETS:
        shutil.copytree(ROOT / "samples" / "packets" / name, work / "inbox" / name)
    with ExitStack() as stack:
        here = PoolTrial(work, stack)
        here.start("server", "prefect", "server", "start", "--host", "127.0.0.1",
                   "--port", str(here.port))  # fmt: skip
        until(lambda: _answers(here.port), "the server answers")
        here.done("prefect", "work-pool", "create", "--type", "process", POOL)
        here.done("deploy.pool", "make", "--pool", POOL)
        yield here


def carry_out(work: Path) -> None:
    """The whole trial. Raises AssertionError if something is wrong."""
    with trial(work) as here:
        worker = ("prefect", "worker", "start", "--pool", POOL, "--type", "process")
        first = here.start("first", *worker)
        here.done("prefect", "deployment", "run", "yushen-daily/pool")
        until(lambda: here.events(), "the first worker has begun")
        os.killpg(first.pid, signal.SIGKILL)
        killed = len(here.reported())
        print(
            f"          it is killed; {killed} of {len(PACKETS)} packets are reported", flush=True
        )
        time.sleep(5)
        print(here.states())
        here.start("second", *worker)
        here.done("prefect", "deployment", "run", "yushen-daily/pool")
        until(lambda: (work / "out" / "summary.json").exists(), "another has done the batch")
        print(here.states())
        assert len(here.reported()) == len(PACKETS), here.reported()
        for name in PACKETS:
            assert (work / "out" / name / "report.json").exists(), name
        print("every packet has its report, made by one run alone")


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("--pool", required=True)
    trying = commands.add_parser("trial")
    trying.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "make":
        make(options.pool)
    else:
        options.work.mkdir(parents=True)
        carry_out(options.work.resolve())


if __name__ == "__main__":
    main()
