"""The drop folder: what is put there is checked once it has settled, exactly once.

`places` checks the folders, `Watch` watches; how: docs/watching.md.
"""

from pipeline.watch.check import Check, Checker
from pipeline.watch.finish import Event, Tell
from pipeline.watch.loop import RESCAN, Hooks, Watch
from pipeline.watch.places import Places, places
from pipeline.watch.publish import Rooms
from pipeline.watch.settle import Times
from pipeline.watch.wake import Waker

__all__ = [
    "RESCAN", "Check", "Checker", "Event", "Hooks", "Places", "Rooms", "Tell", "Times", "Waker",
    "Watch", "places",
]  # fmt: skip
