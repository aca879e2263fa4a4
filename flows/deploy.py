"""The watch and the day's batch as served deployments: `yushen deploy`.

The office's own server schedules and displays; each run is a separate process, started by
`serve_all`, and gets its settings from the environment: parameters would be kept in Prefect's
database, where folder names do not belong. flows/batch.py describes what Prefect gets to know of a
packet.

Import this only after `flows.quiet.configure_prefect`.
"""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prefect import Flow, flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.deployments import run_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.states import Completed, Crashed, Failed
from prefect.types.entrypoint import EntrypointType

from core.errors import InputError
from core.folders import state_folder
from core.models.base import Model
from flows.batch import Packets
from flows.early import EarlyBatch
from pipeline.run import Kit, open_kit
from pipeline.unattended import duty
from pipeline.unattended.duty import BatchDuty, WatchDuty
from pipeline.unattended.flight import READERS
from review.arrivals import Arrivals
from review.bringing import PacketAdder
from review.purging import PurgeTargets
from review.retention import day_by_day
from review.store import default_url, open_store
from validators.judging.edition import open_edition, open_folder
from validators.policy.added import with_figures

BY = "prefect"  # who handed a packet to the desk, for the audit
SETTINGS = "YUSHEN_DEPLOYED"
DAILY, WATCH, NAME = "yushen-daily", "yushen-watch", "yushen"
BEIJING = "Asia/Shanghai"
REVIVE = "*/15 * * * *"  # when a dead watch is started again; a running one is left alone
NOTHING = {"already_watched": "already watched", "empty_inbox": "nothing to check"}


class Deployed(Model):
    """The deployment and the settings of its runs."""

    watch: WatchDuty | None = None
    batch: BatchDuty | None = None
    cron: str = "0 18 * * *"
    engine: str
    workers: int
    require_sandbox: bool = False
    cache: Path
    memory: Path | None
    policy: Path | None = None
    """The folder of another edition."""
    figures: Path | None = None
    """The office's file of later published figures."""
    trust: Path | None = None
    """The folder of the office's trusted root certificates; None for the default one."""
    desk: bool = False
    """Whether packets are handed to the desk, in the database of that address."""
    database: str | None = None


@flow(name=DAILY, persist_result=False, validate_parameters=False)
def daily() -> State[None]:
    """Check the packets of the inbox, each as a task."""
    settings = _stored_settings()
    if settings.batch is None:
        return Failed(message="no inbox")
    try:
        with _kit(settings) as kit, _desk(settings, settings.batch.inbox.name) as hand:
            early = EarlyBatch(_titles(kit), READERS)
            results = duty.batch(settings.batch, kit, _note, early.each, hand, early.staged)
    except Exception as error:  # its text may hold paths and names
        return _ended(error)
    return Completed(message=f"{len(results)} packets")


@flow(name=WATCH, persist_result=False, validate_parameters=False)
def watch() -> State[None]:
    """Watch the drop folder until it is cancelled; each check a task."""
    settings = _stored_settings()
    if settings.watch is None:
        return Failed(message="no drop folder")
    try:
        with _kit(settings) as kit, _desk(settings, settings.watch.drop.name) as hand:
            packets = Packets(_titles(kit))
            with day_by_day(_places(settings)):
                duty.watch(
                    settings.watch, kit, lambda *_: None, _note, hand=hand,
                    through=packets.through, staged=packets.staged,
                )  # fmt: skip
    except Exception as error:
        return _ended(error)
    return Completed()


def serve_all(settings: Deployed) -> None:
    """Make the deployments and run due flows until the program ends.

    The watch starts at once. Raises Prefect's exception if it has no server.
    """
    os.environ[SETTINGS] = settings.model_dump_json()
    root = str(Path(__file__).parents[1])  # so the runs find this code if it is not installed
    known = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([root, known] if known else [root])
    made: list[RunnerDeployment] = []
    if settings.batch is not None:
        made.append(_deployment(daily, settings.cron, "The day's batch"))
    if settings.watch is not None:
        made.append(_deployment(watch, REVIVE, "The drop folder"))
        made[-1].apply()
        _bury()
        run_deployment(f"{WATCH}/{NAME}", timeout=0, as_subflow=False)
    # A shell that starts this in the background ignores SIGINT, and SIGTERM ends it that way.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    runner = _Runner(pause_on_shutdown=False)
    for deployment in made:
        runner.add_deployment(deployment)
    try:
        asyncio.run(runner.start())
    except KeyboardInterrupt:
        if runner.terminated:
            raise SystemExit(128 + signal.SIGTERM) from None
        raise
    finally:
        with suppress(Exception):  # the server may have ended earlier
            _bury()


def _bury() -> None:
    """Mark as ended in Prefect the watch's runs that ended with the machine or with this
    program.
    """
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[WATCH])),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING]))
            ),
        )
        for run in runs:
            ended: State[None] = Crashed(message="ended with its deployment")
            client.set_flow_run_state(run.id, ended, force=True)


class _Runner(Runner):
    """Ends on SIGTERM as on Ctrl-C: Prefect's own handling leaves tracebacks."""

    terminated = False

    def handle_sigterm(self, *_: object, **__: object) -> None:
        self.terminated = True
        os.kill(os.getpid(), signal.SIGINT)


def _deployment(of: Flow[[], State[None]], cron: str, description: str) -> RunnerDeployment:
    made = of.to_deployment(
        NAME,
        schedule=Cron(cron, timezone=BEIJING),
        description=description,
        tags=["yushen"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)  # a coroutine only inside an event loop
    return made


def _stored_settings() -> Deployed:
    return Deployed.model_validate_json(os.environ[SETTINGS])


def _kit(settings: Deployed) -> Kit:
    policy = open_edition() if settings.policy is None else open_folder(settings.policy)
    return open_kit(
        engine=settings.engine,
        workers=settings.workers,
        require_sandbox=settings.require_sandbox,
        cache=settings.cache,
        memory=settings.memory,
        policy=policy if settings.figures is None else with_figures(policy, settings.figures),
        roots=settings.trust,
    )


@contextmanager
def _desk(settings: Deployed, batch: str) -> Iterator[duty.DeskConnection | None]:
    """The connection to the desk; None if packets are not handed to it."""
    if not settings.desk:
        yield None
        return
    store = open_store(settings.database)
    try:
        yield PacketAdder(Arrivals.of(store), BY, batch)
    finally:
        store.close()


def _places(settings: Deployed) -> PurgeTargets:
    database = (settings.database or default_url()) if settings.desk else None
    return PurgeTargets(
        state=state_folder(), cache=settings.cache, memory=settings.memory, database=database
    )


def _titles(kit: Kit) -> dict[str, str]:
    return {rule.id: rule.title_zh for rule in kit.policy.rules}


def _ended(error: Exception) -> State[None]:
    """Why a run failed, by class and code only."""
    code = error.code if isinstance(error, InputError) else ""
    if code in NOTHING:
        return Completed(name=NOTHING[code])
    return Failed(message=f"{type(error).__name__} {code}".strip())


def _note(what: str, error: str) -> None:
    """Does nothing: failures outside a check are retried, and Prefect keeps no such log."""
