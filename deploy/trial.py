"""The container image and the compose file carried out without Docker, and used once.

    sudo .venv/bin/python -m deploy.trial --work /var/tmp/trial

Each line of the Dockerfile runs in a fresh Debian root, each service of the compose file runs in it
as its user, with a read-only root. Debian's package replaces PostgreSQL's own image. Then it does
what an office does: add a user, check the desk's health, drop a packet and find it on the desk,
kill the desk and start it again, look for the nightly batch in Prefect. Needs root, mmdebstrap and
the ports 5432, 4200 and 8620; exits with 1 if something is wrong.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, text

from deploy.containers import USER, Container, kill_process, make_volume
from deploy.recipe import DOCKERFILE, Image, Stage, stages
from deploy.roots import bare, build
from deploy.services import COMPOSE, services

SOURCES = DOCKERFILE.parents[1]
PACKET = SOURCES / "samples" / "packets" / "lease-short"
PASSWORD = "trialofcontainers"
READ_IN = 600.0  # seconds for a packet, on a busy machine
# The same as the entry point of PostgreSQL's image.
DATABASE = """
export PATH=$PATH:/usr/lib/postgresql/15/bin; data=/var/lib/postgresql/data
if [ ! -s "$data/PG_VERSION" ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/given
  initdb -D "$data" --username="$POSTGRES_USER" --pwfile=/tmp/given $POSTGRES_INITDB_ARGS
  printf 'create database "%s";' "$POSTGRES_DB" | postgres --single -j -D "$data" postgres
fi
exec postgres -D "$data" -c listen_addresses=127.0.0.1
"""


class ContainerTrial:
    """The roots, the containers and the results."""

    def __init__(self, work: Path, stack: ExitStack) -> None:
        self.work, self.stack = work, stack
        self.data, self.failed, self.postgres = work / "data", 0, 0
        self.containers: dict[str, Container] = {}

    def build(self) -> None:
        """Build the image, by its stages, and a root with PostgreSQL."""
        built: dict[str, Path] = {}
        found = stages(DOCKERFILE.read_text("utf-8"))
        for number, stage in enumerate(found):
            root = self.work / f"root{number}"
            if not root.exists():
                begun = self.work / "begun"
                shutil.rmtree(begun, ignore_errors=True)
                build(stage, begun, SOURCES, built)
                begun.rename(root)
            built[stage.name or ""] = root
        database = self.work / "postgres"
        if not database.exists():
            bare(database, "bookworm", ["postgresql-15"])
        self.postgres = number_of("postgres", database)
        self._place(found[-1], self.work / f"root{len(found) - 1}", database)

    def _place(self, stage: Stage, root: Path, database: Path) -> None:
        settings = {"YUSHEN_DB_PASSWORD": PASSWORD, "YUSHEN_DATA": str(self.data)}
        for name in ("drop", "done", "inbox", "out"):
            (self.data / name).mkdir(parents=True, exist_ok=True)
        own(self.data)
        ours = services(COMPOSE.read_text("utf-8"), settings, stage.image)
        hosts = "".join(f"127.0.0.1 {name}\n" for name in ("localhost", *ours))
        for name, service in ours.items():
            postgres = service.image.startswith("postgres")
            image = Image() if postgres else stage.image
            at, user = (database, self.postgres) if postgres else (root, USER)
            (at / "etc/hosts").write_text(hosts, "utf-8")
            if postgres:
                service = replace(service, command=("/bin/sh", "-ec", DATABASE))
            one = Container(service, at, image, self.work / "volumes", user)
            for volume, target in service.volumes:
                if not volume.startswith("/"):
                    make_volume(one, volume, target)
                    if postgres:  # as that image does before it drops root
                        own(one.volumes / volume, user)
            self.containers[name] = one

    def start(self, name: str) -> "subprocess.Popen[bytes]":
        """Start a service, which runs until the trial ends."""
        one = self.containers[name]
        process = one.start(self.work / f"{name}.log")
        self.stack.callback(kill_process, process)
        return process

    def holds(self, what: str, found: bool) -> None:
        """Record and print a result."""
        print(f"{'ok  ' if found else 'FAIL'}  {what}", flush=True)
        self.failed += not found


def own(folder: Path, user: int = USER) -> None:
    """Give a folder and all in it to a user."""
    subprocess.run(["chown", "-R", f"{user}:{user}", str(folder)], check=True)


def number_of(user: str, root: Path) -> int:
    """The id of a user of that root."""
    lines = (root / "etc/passwd").read_text("utf-8").splitlines()
    return next(int(line.split(":")[2]) for line in lines if line.startswith(f"{user}:"))


def story(trial: ContainerTrial) -> None:
    """Use it like an office."""
    desk = trial.containers["desk"]
    trial.start("database")
    trial.holds("the database is healthy", trial.containers["database"].healthy())
    trial.holds(
        "commands run as a user without rights", desk.run(["id", "-u"]).stdout == f"{USER}\n"
    )
    trial.holds("the root cannot be written", desk.run(["touch", "/opt/yushen/x"]).returncode != 0)
    trial.holds("yushen doctor is content", desk.run(["yushen", "doctor"]).returncode == 0)
    added = desk.run(
        ["yushen", "user", "add", "赵敏", "--role", "admin", "--password-stdin"],
        "一只很长的密码短语!\n",
    )
    trial.holds("a user is added", added.returncode == 0)
    first = trial.start("desk")
    trial.holds("the desk is healthy", desk.healthy())
    trial.start("watch")
    shutil.copytree(PACKET, trial.data / "drop" / PACKET.name)
    own(trial.data / "drop")
    report = trial.data / "out" / "watch" / PACKET.name / "report.json"
    trial.holds("a packet that was dropped has its report", waited(report.exists))
    trial.holds("the packet is on the desk", waited(lambda: on_the_desk() == 1))
    kill_process(first)
    trial.start("desk")
    trial.holds("the desk is healthy again after a kill", desk.healthy() and on_the_desk() == 1)
    trial.start("prefect")
    trial.holds("Prefect's server is healthy", trial.containers["prefect"].healthy())
    trial.holds("Prefect's pages are there", b"<html" in prefect("").lower())
    trial.start("nightly")
    trial.holds("the nightly batch is served to Prefect", waited(lambda: "yushen-daily" in flows()))


def waited(holds: Callable[[], bool]) -> bool:
    """Whether the condition holds within the timeout."""
    until = time.monotonic() + READ_IN
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(2)
    return False


def on_the_desk() -> int:
    """The number of packets on the desk."""
    engine = create_engine(f"postgresql+pg8000://yushen:{PASSWORD}@127.0.0.1:5432/yushen")
    with engine.connect() as connection:
        found = connection.scalar(text("select count(*) from packet"))
    engine.dispose()
    return int(found or 0)


def prefect(path: str, asked: bytes | None = None) -> bytes:
    """The answer of Prefect's server."""
    request = urllib.request.Request(
        f"http://127.0.0.1:4200/{path}", data=asked, headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return bytes(answer.read())


def flows() -> list[str]:
    """The flows that Prefect knows."""
    return [str(one["name"]) for one in json.loads(prefect("api/flows/filter", b"{}"))]


def main() -> int:
    """Build, run, and print the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True, help="where roots are built, and kept")
    work = parser.parse_args().work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    for old in ("data", "volumes"):
        shutil.rmtree(work / old, ignore_errors=True)
    with ExitStack() as stack:
        trial = ContainerTrial(work, stack)
        trial.build()
        story(trial)
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main())
