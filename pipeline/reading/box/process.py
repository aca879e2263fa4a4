"""A worker on the caller's side: starts it, sends files and orders, watches it and ends it."""

import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass

from core.errors import ReadingFailed
from core.limits import limits
from core.reasons import reason
from core.work import new_folder
from pipeline.reading.box.here import here
from pipeline.reading.box.letters import answer_of, order_frame
from pipeline.reading.box.plan import plan
from pipeline.reading.box.standing import WallState
from pipeline.reading.box.system import FileGone, Mark, Usage
from pipeline.reading.box.wire import (
    READY,
    START,
    BadFrame,
    ConnectionClosed,
    Receiver,
    WireMessage,
    send,
)
from pipeline.reading.orders import NO_ROOM, Failure, Order, Source

WORKER = "pipeline.reading.box.worker"
SENDING = 60.0  # seconds of wall time for a worker to receive an order

TOO_LONG = reason("reader.too_long")
TOO_LARGE = reason("reader.no_memory")
CRASHED = reason("reader.crashed")
NO_START = reason("reader.no_start")
NO_WALLS = reason("reader.no_walls")
NO_FILE = Failure("unreadable", reason("file.closed"))


@dataclass(frozen=True)
class Spec:
    """How workers are started: their engines (none: only to test the walls), and whether every wall
    is required.
    """

    engine: str | None
    second: str | None = None
    strict: bool = False


class Worker:
    """One process and the caller's end of its socket. It belongs to one thread and ends with it."""

    def __init__(self, spec: Spec) -> None:
        """Raises ReadingFailed if it does not start, or required walls are missing."""
        self._system = here()
        self._folder = new_folder()
        try:
            self._process, self._channel = self._system.start(WORKER, self._folder)
        except OSError as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise ReadingFailed(NO_START) from error
        self._channel.settimeout(SENDING)
        self._letters = Receiver(self._channel, watch=self._look)
        self._held: Mark | None = None
        self._jobs = 0
        self.taken = 0.0
        """Processor seconds of its last job including child processes, also if the job killed it.
        """
        self._seen = Usage(0.0, 0)
        self._loaded = 0  # resident bytes with its models loaded
        self._addresses = 0  # bytes of address space with its models loaded
        self._until = limits().start_clock
        try:
            self.walls = self._begin(spec)
        except BaseException:
            self.kill()
            raise

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def worn(self) -> bool:
        """Whether it has done enough jobs or grown too much, and should be replaced."""
        held = limits()
        grown = self._seen.resident - self._loaded  # measured after its last job
        reserved = self._reserved() - self._addresses
        return (
            self._jobs >= held.worker_jobs
            or grown > held.worker_growth
            or reserved > held.worker_address_space // 2
        )

    def ask(self, order: Order, source: Source, seconds: float) -> object:
        """The answer, within a limit of processor time; the time used is in `taken`.

        Raises ReadingFailed if the worker died or had to be ended. A new worker may succeed where
        this one ran out of memory.
        """
        self._jobs += 1
        before = self._usage().seconds
        self._allow(before, seconds)
        try:
            return self._answer(order, source)
        finally:
            self.taken = self._usage().seconds - before

    def _answer(self, order: Order, source: Source) -> object:
        try:
            self._hand_over(order, source)
        except FileGone:
            return NO_FILE
        except OSError as error:
            raise ReadingFailed(CRASHED) from error
        frame = self._frame(limits().job_clock)
        try:
            answer = answer_of(order, frame)
        except BadFrame as error:
            raise ReadingFailed(CRASHED) from error
        if isinstance(answer, Failure):
            self._held = None
            if answer.code == NO_ROOM:
                raise ReadingFailed(TOO_LARGE)
        return answer

    def kill(self) -> None:
        """End it with its child processes, and remove its files."""
        self._system.end(self._process)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        self._channel.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _begin(self, spec: Spec) -> WallState:
        start = plan(spec.engine, spec.second, self._folder, WORKER.split(".")[0])
        try:
            send(self._channel, WireMessage(START, start.model_dump_json().encode()))
            frame = self._frame(limits().start_clock)
            if frame.kind != READY:
                raise BadFrame
            walls = WallState.model_validate_json(frame.text)
            self._limit_addresses()
        except (ReadingFailed, BadFrame, ValueError, OSError, ConnectionClosed) as error:
            raise ReadingFailed(NO_START) from error
        if spec.strict and not walls.whole:
            raise ReadingFailed(NO_WALLS)
        self._loaded = self._usage().resident
        return walls

    def _limit_addresses(self) -> None:
        self._addresses = self._reserved()
        limit = self._addresses + limits().worker_address_space
        self._system.limit_addresses(self._process.pid, limit)

    def _reserved(self) -> int:
        """Bytes of its address space; 0 if it has ended."""
        try:
            return self._system.address_space(self._process.pid)
        except OSError:
            return 0

    def _allow(self, used: float, seconds: float) -> None:
        """Set the processor time for the next job; the process is ended when it uses more.

        Processor time, because on a busy machine a normal page takes long in wall time.
        """
        self._until = used + seconds
        self._system.limit_seconds(self._process.pid, int(self._until) + 2)

    def _hand_over(self, order: Order, source: Source) -> None:
        frame = order_frame(order)
        try:
            self._held = self._system.hand_over(
                self._channel, self._folder, frame, source, self._held
            )
        except ConnectionClosed as error:
            raise ReadingFailed(self._why()) from error

    def _frame(self, seconds: float) -> WireMessage:
        try:
            return self._letters.frame(time.monotonic() + seconds)
        except TimeoutError as error:
            raise ReadingFailed(TOO_LONG) from error
        except BadFrame as error:
            raise ReadingFailed(CRASHED) from error
        except (ConnectionClosed, OSError) as error:
            raise ReadingFailed(self._why()) from error

    def _why(self) -> str:
        """Why it ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        return TOO_LONG if self._system.ran_out(self._process.returncode) else CRASHED

    def _look(self) -> None:
        """Raises if it uses more than its limits."""
        now = self._usage()
        if now.resident > self._loaded + limits().worker_memory:
            raise ReadingFailed(TOO_LARGE)
        if now.seconds > self._until + 1:
            raise ReadingFailed(TOO_LONG)

    def _usage(self) -> Usage:
        """What it uses now; after it has ended, the last measurement."""
        now = self._system.usage(self._process.pid)
        if now.seconds >= self._seen.seconds:
            self._seen = now
        return self._seen
