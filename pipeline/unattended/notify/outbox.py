"""Outgoing notices, sent by their own thread so that no server delays a check.

A failed notice is tried again at growing intervals. A notice may arrive twice (after a crash
just after sending); its id shows this.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from pipeline.unattended.notify import mail, webhook
from pipeline.unattended.notify.config import Config
from pipeline.unattended.notify.notice import Notice

DELAYS = (5.0, 60.0, 600.0, 3600.0)  # seconds before each new attempt; the last value repeats
CLOSING = 30.0  # seconds to wait at the end of the program

Send = Callable[[Notice], None]


def senders(config: Config) -> dict[str, Send]:
    """The requested senders by name; each apprise service is one. Raises InputError."""
    ways: dict[str, Send] = {}
    if (hook := config.webhook) is not None:
        ways["webhook"] = lambda notice: webhook.post(hook, notice)
    if (post := config.mail) is not None:
        ways["mail"] = lambda notice: mail.send(post, notice)
    if config.apprise is not None:
        from pipeline.unattended.notify import services  # slow to import

        for name, service in services.opened(config.apprise).items():
            ways[name] = partial(services.send, service)
    return ways


@dataclass
class _Pending:
    notice: Notice
    left: set[str]
    failures: int = 0
    at: float = field(default_factory=time.monotonic)


class Outbox:
    """Implements `pipeline.unattended.watch.Hooks`."""

    def __init__(self, ways: Mapping[str, Send], tell: Callable[[str, str], None]) -> None:
        """Calls `tell` on a failure, with the sender's name and the class of the error."""
        self._ways, self._tell = dict(ways), tell
        self._pending: dict[str, _Pending] = {}
        self._sent: set[str] = set()
        self._changed = threading.Condition()
        threading.Thread(target=self._work, name="notices", daemon=True).start()

    def put(self, key: str, outcome: str, counts: Mapping[str, int]) -> None:
        """Queue a notice, unless it is queued already."""
        with self._changed:
            if key not in self._pending and key not in self._sent:
                notice = Notice.model_validate({"id": key, "outcome": outcome, "counts": counts})
                self._pending[key] = _Pending(notice, set(self._ways))
                self._changed.notify_all()

    def sent(self, key: str) -> bool:
        """Whether all senders have sent it."""
        with self._changed:
            return key in self._sent

    def wait(self, seconds: float = CLOSING) -> None:
        """Wait until every notice was sent or failed once, or until time is up."""
        with self._changed:
            self._changed.wait_for(
                lambda: all(one.failures for one in self._pending.values()), seconds
            )

    def _work(self) -> None:
        while True:
            with self._changed:
                due = min(self._pending.values(), key=lambda one: one.at, default=None)
                pause = None if due is None else due.at - time.monotonic()
                if due is None or (pause is not None and pause > 0):
                    self._changed.wait(pause)
                    continue
            self._attempt(due)

    def _attempt(self, one: _Pending) -> None:
        for way in sorted(one.left):
            try:
                self._ways[way](one.notice)
            except Exception as error:  # a server may answer anything
                self._tell(way, type(error).__name__)
            else:
                one.left.discard(way)
        with self._changed:
            if one.left:
                delay = DELAYS[min(one.failures, len(DELAYS) - 1)]
                one.failures, one.at = one.failures + 1, time.monotonic() + delay
            else:
                del self._pending[one.notice.id]
                self._sent.add(one.notice.id)
            self._changed.notify_all()
