"""A scheduler of the batch's own, on this machine, with one machine to read: this one."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import distributed

from flows.children import end

END = 10.0  # seconds that the worker has to end


@contextmanager
def own_scheduler(options: Sequence[str]) -> Iterator[str]:
    """Its address; `options` are those of the `yushen worker` that is started beside it."""
    with distributed.LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        address = str(cluster.scheduler_address)
        command = [sys.executable, "-m", "yushen", "worker", "--address", address, *options]
        worker = subprocess.Popen(command)
        try:
            yield address
        finally:
            end(worker, END)
