"""The batch's own scheduler on this machine, with this machine as its only reader.

Its worker is started as `python -m flows.cluster.own CALLER worker ...` and never outlives the
batch.
"""

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import distributed

from flows.children import exit_with_parent, stop_process

STOP_TIMEOUT = 10.0  # seconds for the worker to end


@contextmanager
def own_scheduler(options: Sequence[str]) -> Iterator[str]:
    """Its address; `options` are for the `yushen worker` that is started with it."""
    with distributed.LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        address = str(cluster.scheduler_address)
        caller = [sys.executable, "-P", "-m", __name__, str(os.getpid())]
        worker = subprocess.Popen([*caller, "worker", "--address", address, *options])
        try:
            yield address
        finally:
            stop_process(worker, STOP_TIMEOUT)


def work(caller: int) -> None:
    """Run the given command until the caller is gone."""
    exit_with_parent(caller)
    runpy.run_module("yushen", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    work(int(sys.argv.pop(1)))
