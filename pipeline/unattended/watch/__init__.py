"""The drop folder: each new file or folder is checked exactly once, after it stops changing.

`places` checks the folders, `Watch` watches; details: docs/watching.md.
"""

from pipeline.unattended.watch.check import Check, DropChecker
from pipeline.unattended.watch.finish import Event, Tell
from pipeline.unattended.watch.loop import RESCAN, Hooks, Watch
from pipeline.unattended.watch.places import WatchFolders, places
from pipeline.unattended.watch.publish import OutFolders
from pipeline.unattended.watch.settle import Times
from pipeline.unattended.watch.wake import Waker

__all__ = [
    "RESCAN",
    "Check",
    "DropChecker",
    "Event",
    "Hooks",
    "OutFolders",
    "Tell",
    "Times",
    "Waker",
    "Watch",
    "WatchFolders",
    "places",
]  # fmt: skip
