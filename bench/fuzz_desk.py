"""Does anything that a browser, or somebody who is none, may send break the desk?

    python -m bench.fuzz_desk --requests 20000 [--seed N] [--database URL]

Serves a desk with packets on it and sends requests made by Hypothesis from the schema of its
routes: every route and method, each field with what suits it and with what does not (the calendar's
ends, numbers beyond 64 bits, NUL, halves of surrogates, names of hundreds of bytes, broken
multipart, other encodings), with odd heads (Host, Origin, Referer, Cookie, Range), asked by nobody,
and by somebody of each role. Told are the answers by status, and each request that was answered
with 500 or more, or left a trace in the log; exit code 1 where there is one.
"""

import argparse
import http.client
import json
import logging
import re
import secrets
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.odd_requests import OddRequest, requests_of
from core.errors import InputError
from pipeline.run import check_packet, open_kit
from review import people
from review.arrivals import Arrivals
from review.models import Role
from review.signin import admit, current
from review.store import Store, open_store
from review.web.app import create_app
from review.web.checking import Checker

ROOT = Path(__file__).parent.parent
PASSWORD = "bench only, gone at the end"
CRASH = re.compile(r"^\w+ at \w+:\d+$")
BUSY = 503  # too many uploads or a full disk: a correct answer


class Traces(logging.Handler):
    """What the log has of crashes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        outside = record.name.startswith("uvicorn") and record.levelno >= logging.ERROR
        if record.exc_info or outside or CRASH.match(text):
            self.found.append(text)


@dataclass
class ServedDesk:
    """One that is served here."""

    host: str
    port: int
    store: Store
    schema: dict[str, Any]
    keys: list[str]


@dataclass
class FuzzFigures:
    """What came of it."""

    statuses: Counter[int] = field(default_factory=Counter)
    by_role: Counter[str] = field(default_factory=Counter)
    routes: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0


class SignedInPeople:
    """Somebody of each role, signed in as long as it is asked for."""

    def __init__(self, store: Store) -> None:
        self.store, self._signed = store, dict[str, tuple[str, str]]()

    def signed(self, role: str) -> tuple[str, str]:
        """The cookie's value and the form's token of somebody of that role, still good."""
        found = self._signed.get(role)
        who = current(self.store, found[0]) if found else None
        if found is None or who is None or who.person.role.value != role:
            found = self._signed[role] = self._anew(role)
        return found

    def _anew(self, role: str) -> tuple[str, str]:
        name = f"{role}-{secrets.token_hex(3)}"  # the last one may have been shut out
        people.add_user(self.store, name, Role(role), PASSWORD, "bench")
        made = admit(self.store, name, "bench", "127.0.0.1")
        return made.token, made.csrf


def fuzz(desk: ServedDesk, requests: int, start: int, stop_at_first: bool = False) -> FuzzFigures:
    """Send so many requests; with `stop_at_first` an AssertionError names the first that broke."""
    figures, traces, those = FuzzFigures(), Traces(), SignedInPeople(desk.store)
    logs = [logging.getLogger(name) for name in ("yushen.desk", "uvicorn.error", "asyncio")]
    begun = time.perf_counter()

    @seed(start)
    @settings(
        max_examples=requests, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(requests_of(desk.schema, desk.keys))
    def send(asked: OddRequest) -> None:
        before = len(traces.found)
        status = answered(desk, asked, *(those.signed(asked.role) if asked.role else ("", "")))
        figures.statuses[status] += 1
        figures.by_role[asked.role or "nobody"] += 1
        figures.routes.add(f"{asked.method} {asked.route}")
        if (status >= 500 and status != BUSY) or len(traces.found) > before:
            figures.broken.append(f"{status} {traces.found[before:]} {asked}")
            assert not stop_at_first, figures.broken

    for one in logs:
        one.addHandler(traces)
    try:
        send()
    finally:
        for one in logs:
            one.removeHandler(traces)
    figures.seconds = time.perf_counter() - begun
    return figures


def answered(desk: ServedDesk, asked: OddRequest, token: str, csrf: str) -> int:
    """The status of the answer; 0 where the connection was closed without one."""
    with socket.create_connection((desk.host, desk.port), timeout=120) as link:
        with suppress(OSError):  # it may be refused before all of it was sent
            link.sendall(asked.raw(f"{desk.host}:{desk.port}", token, csrf))
        answer = http.client.HTTPResponse(link, method=asked.method)
        try:
            answer.begin()
            answer.read()
        except (http.client.HTTPException, OSError):
            return 0
        return answer.status


@contextmanager
def served(folder: Path, url: str, fill: Callable[[Arrivals], list[str]]) -> Iterator[ServedDesk]:
    """A desk of its own with what `fill` brings to it; what is uploaded cannot be read."""
    store = open_store(url or f"sqlite:///{folder / 'desk.sqlite'}")
    arrivals = Arrivals.of(store, folder / "pages")
    keys = fill(arrivals)
    app = create_app(store, arrivals, Checker(arrivals, _nothing, uploads=folder / "uploads"))
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield ServedDesk(host, port, store, app.openapi(), keys)
    finally:
        server.should_exit = True
        thread.join()
        store.close()


def _nothing() -> Any:
    raise InputError("bench", "此处不识读", "nothing is read here")


def _samples(arrivals: Arrivals) -> list[str]:
    """Sample packets, read as the product does."""
    found = []
    with open_kit(workers=1) as kit:
        for name in ("good-residence-permit", "income-low", "lease-short"):
            path = ROOT / "samples" / "packets" / name
            if path.exists():
                one = check_packet(path, kit)
                found.append(arrivals.add(one.report, one.material, one.pictures, by="bench").key)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="", help="another than a new SQLite file")
    parser.add_argument("--out", type=Path, help="write the figures here as JSON")
    given = parser.parse_args()
    logging.getLogger("yushen.desk").setLevel(logging.INFO)
    with tempfile.TemporaryDirectory() as name, served(Path(name), given.database, _samples) as one:
        figures = fuzz(one, given.requests, given.seed)
    recorded = {
        "requests": figures.statuses.total(), "routes": len(figures.routes),
        "seconds": round(figures.seconds), "statuses": dict(sorted(figures.statuses.items())),
        "by_role": dict(figures.by_role), "broken": len(figures.broken),
    }  # fmt: skip
    text = json.dumps(recorded, ensure_ascii=False, indent=1)
    if given.out:
        given.out.write_text(text, "utf-8")
    print(text)
    for line in figures.broken[:20]:
        print(line[:2000])
    return 1 if figures.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
