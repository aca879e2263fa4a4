"""The drop folder: what is put there is checked once it has settled, exactly once.

`places` checks the folders, `Watch` watches; how: docs/watching.md.
"""

from pipeline.unattended.watch.check import Check, Checker
from pipeline.unattended.watch.finish import Event, Tell
from pipeline.unattended.watch.loop import RESCAN, Hooks, Watch
from pipeline.unattended.watch.places import Places, places
from pipeline.unattended.watch.publish import Rooms
from pipeline.unattended.watch.settle import Times
from pipeline.unattended.watch.wake import Waker

__all__ = [
    "RESCAN", "Check", "Checker", "Event", "Hooks", "Places", "Rooms", "Tell", "Times", "Waker",
    "Watch", "places",
]  # fmt: skip
