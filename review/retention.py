"""Retention times: retention.toml in the state folder, days by kind of data."""

import logging
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import Field, ValidationError

from core.errors import InputError, PolicyError, Refused
from core.folders import state_folder
from core.models.base import Model
from review.audit import now
from review.purging import KINDS, Kind, PurgeTargets, purge

FILE = "retention.toml"
BY = "retention"
DAY = 86400.0
Days = int | None
log = logging.getLogger("yushen")


class Retention(Model):
    """Days by kind; kinds that are not listed are kept until somebody deletes them."""

    cache: Days = Field(default=None, ge=0)
    pictures: Days = Field(default=None, ge=0)
    uploads: Days = Field(default=None, ge=0)
    drops: Days = Field(default=None, ge=0)
    desk: Days = Field(default=None, ge=0)
    memory: Days = Field(default=None, ge=0)
    reports: Days = Field(default=None, ge=0)
    out: tuple[Path, ...] = ()
    """The folders in which reports are deleted."""

    def befores(self, at: datetime) -> dict[Kind, datetime]:
        """The time limit of each kind: older data is deleted."""
        days: dict[Kind, Days] = {kind: getattr(self, kind) for kind in KINDS}
        return {kind: at - timedelta(days=n) for kind, n in days.items() if n is not None}


def retention(folder: Path | None = None) -> Retention | None:
    """The office's retention times, or None. Raises InputError for a faulty file."""
    path = (folder or state_folder()) / FILE
    try:
        return Retention.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except ValidationError as error:
        keys = "、".join(sorted({str(one["loc"][0]) for one in error.errors() if one["loc"]}))
        raise InputError(
            "retention", f"{path} 有误：{keys}", f"{path} is wrong at {keys}"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError("retention", f"{path} 无法读取", f"{path} cannot be read") from error


def keep_to_it(places: PurgeTargets) -> None:
    """Delete data older than the office's retention times; the log reports counts only.

    Errors are logged by class, and the deletion is tried again the next day.
    """
    try:
        times = retention()
        if times is not None:
            gone = purge(places.model_copy(update={"out": times.out}), times.befores(now()), by=BY)
            for kind, one in gone.items():
                if one.number:
                    log.info("retention: %s: %d, %d bytes", kind, one.number, one.size)
    except (InputError, PolicyError, Refused, OSError) as error:
        log.error("retention: %s", type(error).__name__)


@contextmanager
def day_by_day(places: PurgeTargets) -> Iterator[None]:
    """Run now and once a day in a separate thread while the context is open."""
    ending = threading.Event()

    def work() -> None:
        keep_to_it(places)
        while not ending.wait(DAY):
            keep_to_it(places)

    thread = threading.Thread(target=work, name="retention", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()
