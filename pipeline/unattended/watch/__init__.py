"""The drop folder: each new file or folder is checked exactly once, after it stops changing.

`places` checks the folders, `Watch` watches; details: docs/watching.md.
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
