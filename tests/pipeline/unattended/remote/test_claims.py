"""Who works at what over an object store, where no lock ends with its holder."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import pytest

from core.limits import Limits, use_limits
from core.objects import Objects
from pipeline.unattended.remote.claims import CLAIMS, SIGNS, ObjectClaims, Runs


@pytest.fixture
def url() -> Iterator[str]:
    use_limits(Limits(claim_clock=0.2))
    yield f"memory://{uuid4().hex}/own"
    use_limits(None)


@pytest.fixture
def objects(url: str) -> Objects:
    return Objects(url)


def test_a_claim_is_one_runs_at_a_time(objects: Objects) -> None:
    with Runs(objects, "a") as a, Runs(objects, "b") as b:
        one, two = ObjectClaims(objects, a), ObjectClaims(objects, b)
        with one.held("p", wait=False) as first, two.held("p", wait=False) as second:
            assert (first, second) == (True, False) and one.still("p") and not two.still("p")
            with two.held("q", wait=False) as other:
                assert other
        with two.held("p", wait=False) as again:
            assert again
        assert a.beside("b") and not a.beside("c")
    assert objects.listed() == []


def test_what_a_run_held_that_gives_no_sign_is_free(objects: Objects) -> None:
    objects.put(f"{CLAIMS}/p/dead", b"")
    objects.put(f"{SIGNS}/dead", b"0")
    with Runs(objects, "a") as runs:
        claims = ObjectClaims(objects, runs)
        with claims.held("p", wait=False) as at_once:
            assert not at_once
        with claims.held("p", wait=True) as later:
            assert later
        assert not runs.beside("dead")


def test_of_many_at_once_one_holds(objects: Objects) -> None:
    """Each adds one to what it read: were two at it, one would be lost."""
    counted = [0]

    def count(claims: ObjectClaims) -> None:
        with claims.held("p", wait=True):
            known = counted[0]
            threading.Event().wait(0.01)
            counted[0] = known + 1

    with ExitStack() as stack:
        runs = [stack.enter_context(Runs(objects, f"run{number}")) for number in range(4)]
        threads = [
            threading.Thread(target=count, args=(ObjectClaims(objects, one),)) for one in runs
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counted == [4]


class SlowHeart(Objects):
    """A store that writes no heartbeat but the first until it is told to."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.writing, self.go, self.written = (threading.Event() for _ in range(3))

    def put(self, name: str, data: bytes) -> None:
        late = name.startswith(SIGNS) and data != b"0"
        if late:
            self.writing.set()
            self.go.wait()
        super().put(name, data)
        if late:
            self.written.set()


def test_a_heartbeat_on_its_way_is_not_left_behind(url: str) -> None:
    slow = SlowHeart(url)
    with Runs(slow, "a"):
        slow.writing.wait()
        threading.Timer(0.2, slow.go.set).start()
    slow.written.wait()
    assert slow.listed() == []
