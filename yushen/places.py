"""Locations of a batch's packets and reports: folders, object stores, or one of each."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from core.objects import Objects
from core.places import Place, Url
from core.store_trouble import StoreTrouble
from pipeline.unattended.batch_rooms import OWN, BatchFolders, LocalBatchFolders
from pipeline.unattended.inbox import Inbox, list_packets
from pipeline.unattended.remote.claims import Runs
from pipeline.unattended.remote.inbox import Fetched, list_objects
from pipeline.unattended.remote.rooms import ObjectBatchFolders
from pipeline.unattended.supply import LocalSupply, Supply
from yushen.discreet import discreet
from yushen.words import Words
from yushen.work import make_folder


@dataclass(frozen=True)
class BatchPlaces:
    """The content of the inbox, and the output locations."""

    name: str
    """The inbox's name."""
    found: Inbox
    rooms: BatchFolders
    supply: Supply


@contextmanager
def open_places(inbox: Place, out: Place, words: Words, *, by_unit: bool) -> Iterator[BatchPlaces]:
    """Also reports which items are not packets. Raises InputError if a location cannot be used."""
    with ExitStack() as stack:
        rooms = _rooms(out, stack)
        if isinstance(inbox, Url):
            objects = Objects(inbox)
            objects.probe()
            outside = str(out).removeprefix(f"{inbox}/") if isinstance(out, Url) else ""
            below = "" if outside == str(out) else outside
            found = list_objects(objects, rooms, leave_out=below, by_unit=by_unit)
            supply: Supply = Fetched(objects, rooms)
            name = inbox.rpartition("/")[2]
        else:
            found, supply = list_packets(inbox, rooms, by_unit=by_unit), LocalSupply()
            name = inbox.resolve().name
        if found.ignored:
            names = "、".join(map(discreet, found.ignored))
            click.echo(
                words(f"不是材料，未检查：{names}", f"Not packets, left out: {names}"), err=True
            )
        yield BatchPlaces(name, found, rooms, supply)


def _rooms(out: Place, stack: ExitStack) -> BatchFolders:
    if isinstance(out, Path):
        make_folder(out)
        return LocalBatchFolders(out)
    objects = Objects(out)
    own = objects.below(OWN.as_posix())
    objects.probe()
    try:
        runs = stack.enter_context(Runs(own, secrets.token_hex(6)))
    except StoreTrouble as error:
        raise error.as_input(objects.where) from error
    return ObjectBatchFolders(objects, own, runs)
