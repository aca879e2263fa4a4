"""The modes of the program: how each is started and gets its packets, and what must exist in the
end.
"""

import random
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bench.kills.count import Wrong, is_given_up, is_of, journal, on_desk, twice
from bench.kills.desk import Client
from bench.kills.machine import Machine
from deploy.ports import free_port
from pipeline.unattended.watch.check import MAX_TRIES as TRIES

FINISH_TIMEOUT = 600.0  # seconds


class Mode(Protocol):
    """One round over a number of packets."""

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the program with all its input."""

    def progress(self) -> int:
        """A number that grows with the progress."""

    def at_work(self) -> bool:
        """Whether a packet is started and not finished."""

    def finish(self) -> None:
        """Run until all is done."""

    def wrong(self) -> Wrong:
        """The errors found."""


@dataclass
class Batch:
    """`yushen batch`: with Prefect, plain, or read by a machine behind Dask's scheduler."""

    machine: Machine
    packets: Sequence[Path]
    runner: Sequence[str] = ("--plain",)

    @property
    def out(self) -> Path:
        return self.machine.base / "out"

    def start(self) -> "subprocess.Popen[bytes]":
        inbox = self.packets[0].parent
        kept = ["--out", str(self.out), "--workers", "1", "--desk"]
        return self.machine.start("batch", str(inbox), *kept, *self.runner)

    def records(self) -> list[dict[str, str]]:
        return journal(self.out / ".yushen" / "batch" / "journal.jsonl")

    def progress(self) -> int:
        return len(self.records())

    def at_work(self) -> bool:
        records = self.records()
        return bool(records) and records[-1]["event"] != "reported"

    def finish(self) -> None:
        process = self.start()
        code = process.wait()
        self.machine.kill(process, whole=True)
        if code != 0:
            raise SystemExit(f"the last run ended with {code}: {self.machine.base / 'log'}")

    def wrong(self) -> Wrong:
        reported = [  # packets that could not be handed over are checked again, as they must be
            (r["id"], r["key"]) for r in self.records() if r["event"] == "reported" and r["whole"]
        ]
        good = [one for one in self.packets if is_of(self.out / one.name, one)]
        desk = on_desk(self.machine.base / "state")
        strange = [p for p in self.out.iterdir() if p.is_dir() and not p.name.startswith(".")]
        own = self.out / ".yushen" / "batch"
        left = [*(own / "stage").iterdir(), *(own / "claims").iterdir(), *self.machine.left()]
        return Wrong(
            lost=len(self.packets) - len(good) + len({p.name for p in self.packets} - {*desk}),
            doubled=twice(reported) + twice(desk) + len(strange) - len(self.packets),
            left=len(left),
        )


@dataclass
class WatchMode:
    """`yushen watch` over a drop folder that already contains everything."""

    machine: Machine
    packets: Sequence[Path]

    @property
    def out(self) -> Path:
        return self.machine.base / "out"

    def start(self) -> "subprocess.Popen[bytes]":
        settle = ["--settle", "0.3", "--settle-folder", "0.3", "--rescan", "1"]
        kept = ["--out", str(self.out), "--workers", "1", "--desk"]
        return self.machine.start("watch", str(self.packets[0].parent), *kept, *settle)

    def records(self) -> list[dict[str, str]]:
        return journal(self.out / ".yushen" / "journal.jsonl")

    def progress(self) -> int:
        return len(self.records())

    def at_work(self) -> bool:
        events = [record["event"] for record in self.records()]
        return events.count("taken") > events.count("done")

    def finish(self) -> None:
        process, end = self.start(), time.monotonic() + FINISH_TIMEOUT
        while time.monotonic() < end and process.poll() is None:
            events = [record["event"] for record in self.records()]
            if events.count("done") >= len(self.packets):
                break
            time.sleep(0.3)
        time.sleep(1)
        self.machine.end(process)

    def wrong(self) -> Wrong:
        records = self.records()
        taken = [r["name"] for r in records if r["event"] == "taken"]
        done = [r["key"] for r in records if r["event"] == "done"]
        begun = Counter(r["key"] for r in records if r["event"] == "begun")
        killed = {r["name"] for r in records if r["event"] == "taken" and begun[r["key"]] > TRIES}
        self.machine.given_up += len(killed)
        good = [
            one for one in self.packets
            if is_of(self.out / one.name, one)
            or (one.name in killed and is_given_up(self.out / one.name))
        ]  # fmt: skip
        desk = on_desk(self.machine.base / "state")
        own = self.out / ".yushen"
        left = [*(own / "work").iterdir(), *(own / "stage").iterdir(), *self.machine.left()]
        former = list((self.out / "former").glob("*/*"))
        return Wrong(
            lost=len(self.packets) - len(good) + len({p.name for p in self.packets} - {*desk}),
            doubled=twice(taken) + twice(done) + twice(desk) + len(former),
            left=len(left),
        )


@dataclass
class Serve:
    """`yushen serve`, and a user who uploads until every packet is confirmed."""

    machine: Machine
    packets: Sequence[Path]
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(free_port(), self.packets)
        self.machine.run("user", "add", Client.NAME, "--password-stdin", given=Client.PASSWORD)

    @property
    def out(self) -> Path:
        return self.machine.base / "out"

    def start(self) -> "subprocess.Popen[bytes]":
        process = self.machine.start("serve", "--port", str(self.client.port), "--workers", "1")
        self.client.feed(process)
        return process

    def progress(self) -> int:
        return len(self.client.acknowledged)

    def at_work(self) -> bool:
        return len(self.client.acknowledged) > len(on_desk(self.machine.base / "state"))

    def finish(self) -> None:
        process, end = self.start(), time.monotonic() + FINISH_TIMEOUT
        while time.monotonic() < end and process.poll() is None:
            if len(self.client.acknowledged) == len(self.packets) and not self.at_work():
                break
            time.sleep(1)
        time.sleep(1)
        self.machine.end(process)

    def wrong(self) -> Wrong:
        desk = on_desk(self.machine.base / "state")
        names = {one.name for one in self.packets}
        uploads = (self.machine.base / "state" / "desk-uploads").rglob("*")
        left = [*self.machine.left(), *(path for path in uploads if path.suffix == ".zip")]
        return Wrong(
            lost=len(names - {*desk}),
            doubled=twice(desk) + len({*desk} - names),
            left=len(left),
        )


def live(
    one: Mode,
    process: "subprocess.Popen[bytes]",
    rng: random.Random,
    starting: float,
    working: float,
) -> None:
    """Wait for a random moment, or the end of the process.

    One time in four within `starting` seconds, else within `working` seconds of the first progress.
    """
    before = one.progress()
    at_once = rng.random() < 0.25
    end = time.monotonic() + (rng.uniform(0, starting) if at_once else 60.0)
    while time.monotonic() < end and process.poll() is None:
        if not at_once and one.progress() > before:
            end, at_once = time.monotonic() + rng.uniform(0, working), True
        time.sleep(0.01)
