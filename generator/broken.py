"""The packet of files that cannot be read as they are."""

import io
from datetime import date
from pathlib import Path

from PIL import Image

from generator import cast, seals
from generator.documents.statements import integrity, power_of_attorney
from generator.ops import Text
from generator.packing import Capture, Json, taken
from generator.paper import Paper
from generator.pdf import write_layer, write_scans

NAME = "bad-files"


def build(packets: Path) -> Json:
    """Write the folder; returns what must be reported of each file."""
    folder = packets / NAME
    folder.mkdir(parents=True, exist_ok=True)
    unit, agent = cast.YUNTU, cast.SU
    stamp = seals.official(unit.name, code=unit.security)
    good = power_of_attorney(unit, agent, date(2025, 9, 1), 4101, seal=stamp)
    _shoot(good).save(folder / "可读.jpg", "JPEG", quality=42)
    _write_locked(folder / "有密码.pdf", unit)
    buffer = io.BytesIO()
    _shoot(good).save(buffer, "JPEG", quality=42)
    (folder / "传输中断.jpg").write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 3])
    (folder / "空.pdf").write_bytes(b"")
    write_scans(folder / "tmp.pdf", [_shoot(good).convert("L")], 110, 36)
    (folder / "tmp.pdf").rename(folder / "改名.jpg")
    (folder / "说明.xyz").write_bytes(b"\x00\x01samples\xff\xfe" * 20)
    (folder / "application.json").write_text(
        '{"service": "new_permit", "submission_date": ', "utf-8"
    )
    return _truth()


def _write_locked(path: Path, unit: cast.InventedUnit) -> None:
    """A PDF protected by a password."""
    locked = integrity(unit, cast.LIN, date(2025, 9, 1), 4102, seal=None)
    locked.sheets[0].canvas.ops[:] = locked.sheets[0].canvas.ops[:4]
    for sheet in locked.sheets:
        sheet.canvas.ops[:] = [
            op._replace(face="song") if isinstance(op, Text) else op for op in sheet.canvas.ops
        ]
    write_layer(path, [locked.sheets[0].canvas], password="secret")


def _truth() -> Json:
    """What must be reported of each file."""
    return {
        "packet": NAME,
        "note": "files that cannot be read as they are",
        "service": None,
        "submission_date": None,
        "files": [
            {"file": "可读.jpg", "pages": [_page()]},
            {"file": "改名.jpg", "pages": [_page()]},
        ],
        "troubles": [
            {"file": "有密码.pdf", "why": "encrypted"},
            {"file": "传输中断.jpg", "why": "truncated"},
            {"file": "空.pdf", "why": "empty"},
            {"file": "说明.xyz", "why": "unknown format"},
            {"file": "application.json", "why": "not JSON"},
        ],
        "mislabelled": [{"file": "改名.jpg", "truly": "pdf"}],
        "documents": [],
        "defects": [],
        "expect": {"outcome": None, "fail": [], "may_fail": [], "pass": []},
    }


def _shoot(paper: Paper) -> Image.Image:
    return taken(Capture(paper.sheets[0].canvas, "grey", dpi=110, seed=3))[0]


def _page() -> Json:
    return {"page": 1, "doc_type": "power_of_attorney", "tier": "grey", "rotation": 0}
