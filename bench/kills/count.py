"""Compares the results with what was submitted."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.queue import rows
from review.store import open_store


@dataclass(frozen=True)
class Wrong:
    """Counts that must all be zero."""

    lost: int = 0
    doubled: int = 0
    half: int = 0
    left: int = 0

    def __add__(self, other: "Wrong") -> "Wrong":
        return Wrong(
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.half + other.half,
            self.left + other.left,
        )

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.half or self.left)


def journal(path: Path) -> list[dict[str, Any]]:
    """The complete lines of a file."""
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except OSError:
        return []
    return [json.loads(line) for line in lines if line.startswith(b"{")]


def half(out: Path) -> int:
    """Results that could be opened now and are incomplete."""
    found = 0
    for folder in out.glob("*/report.json"):
        try:
            json.loads(folder.read_bytes())
            page = (folder.parent / "report.html").read_bytes()
            found += not page.rstrip().endswith(b"</html>")
        except FileNotFoundError:
            found += folder.exists()  # otherwise it is being replaced and does not exist
        except ValueError:
            found += 1
    return found


def is_of(result: Path, packet: Path) -> bool:
    """Whether a result is of that packet's content, with every page read."""
    try:
        report = json.loads((result / "report.json").read_bytes())
    except (OSError, ValueError):
        return False
    content = hashlib.sha256((packet / "scan.png").read_bytes()).hexdigest()
    files = [(file["sha256"], file["status"]) for file in report["files"]]
    return report["packet"] == packet.name and files == [(content, "read")]


def is_given_up(result: Path) -> bool:
    """Whether a result says that its check was interrupted too often."""
    try:
        report = json.loads((result / "report.json").read_bytes())
    except (OSError, ValueError):
        return False
    return [file["error_code"] for file in report["files"]] == ["kills"]


def twice(things: Iterable[object]) -> int:
    """Number of entries that occur more than once."""
    return sum(count - 1 for count in Counter(things).values())


def on_desk(state: Path) -> list[str]:
    """The names of the packets on the desk."""
    store = open_store(f"sqlite:///{state / 'desk.sqlite'}")
    try:
        return [row.name for row in rows(store, order="name")]
    finally:
        store.close()
