"""How long what is kept is kept: retention.toml in the state folder, days by kind."""

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
from review.purging import KINDS, Kind, Places, purge

FILE = "retention.toml"
BY = "retention"
DAY = 86400.0
Days = int | None
log = logging.getLogger("yushen")


class Retention(Model):
    """Days by kind; what is not named is kept until somebody deletes it."""

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
        """Before which time what is to be deleted."""
        days: dict[Kind, Days] = {kind: getattr(self, kind) for kind in KINDS}
        return {kind: at - timedelta(days=n) for kind, n in days.items() if n is not None}


def retention(folder: Path | None = None) -> Retention | None:
    """The office's; None where it has said nothing. Raises InputError for a faulty file."""
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


def keep_to_it(places: Places) -> None:
    """Delete what is older than the office keeps it, as long as the file says so; told as counts.

    Whatever keeps it from doing so is told by its class, and tried again the next day.
    """
    try:
        told = retention()
        if told is not None:
            gone = purge(places.model_copy(update={"out": told.out}), told.befores(now()), by=BY)
            for kind, one in gone.items():
                if one.number:
                    log.info("retention: %s: %d, %d bytes", kind, one.number, one.size)
    except (InputError, PolicyError, Refused, OSError) as error:
        log.error("retention: %s", type(error).__name__)


@contextmanager
def day_by_day(places: Places) -> Iterator[None]:
    """Now and once a day, in a thread of its own, for as long as something runs."""
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
