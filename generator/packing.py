"""Packets: combines pages into files, with the ground truth of every page, value and seal."""

import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from generator.damage import TIERS, Array, carried, turned
from generator.ofd import write_ofd
from generator.ops import Canvas, Rect
from generator.paper import Paper
from generator.pdf import write_layer, write_scans
from generator.raster import picture
from generator.seals import DrawnSeal
from generator.signing import sign

Json = dict[str, Any]
BORN: dict[str, Callable[[Path, Sequence[Canvas]], None]] = {"layer": write_layer, "ofd": write_ofd}
"""Formats of born-digital files."""


@dataclass(frozen=True)
class Capture:
    """How one page is captured: damage, turn, resolution; `exif` stores the turn as EXIF."""

    canvas: Canvas
    tier: str = "scan"
    turn: int = 0
    dpi: int = 130
    seed: int = 1
    exif: bool = False


@dataclass
class PacketBuilder:
    """A packet under construction; `record` becomes application.json."""

    name: str
    record: Json
    files: list[tuple[str, list[Capture], int]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    defects: list[Json] = field(default_factory=list)
    outcome: str | None = None
    holds: list[str] = field(default_factory=list)
    zipped: bool = False
    note: str = ""
    signed: dict[str, datetime] = field(default_factory=dict)
    """PDFs signed by an invented issuer, with the time of signing."""

    def add(
        self,
        name: str,
        *papers: Paper,
        tier: str | Sequence[str] = "scan",
        turn: int | Sequence[int] = 0,
        dpi: int = 130,
        quality: int = 34,
        exif: bool = False,
        sheets: Sequence[int] | None = None,
    ) -> "PacketBuilder":
        """One file with all pages of the papers (or only the `sheets` counted from 0), in order.

        A page shared by two documents is captured once; a paper may be spread over several files.
        """
        for paper in papers:
            if not any(paper is known for known in self.papers):
                self.papers.append(paper)
        canvases = canvases_of(papers, sheets)
        tiers = [tier] * len(canvases) if isinstance(tier, str) else list(tier)
        turns = [turn] * len(canvases) if isinstance(turn, int) else list(turn)
        base = sum(ord(c) for c in self.name + name)
        shots = [
            Capture(canvas, t, r, dpi, base + i, exif)
            for i, (canvas, t, r) in enumerate(zip(canvases, tiers, turns, strict=True))
        ]
        self.files.append((name, shots, quality))
        return self

    def defect(
        self, key: str, *rules: str, may: Sequence[str] = (), about: str = ""
    ) -> "PacketBuilder":
        """Record a deliberate defect; one of `rules` must fail."""
        self.defects.append(
            {"id": key, "rule_ids": list(rules), "may_fail": list(may), "about": about}
        )
        return self


def canvases_of(papers: Sequence[Paper], sheets: Sequence[int] | None) -> list[Canvas]:
    """The papers' pages, or only the `sheets` of each (counted from 0); a shared page once."""
    canvases: list[Canvas] = []
    for paper in papers:
        for number, sheet in enumerate(paper.sheets):
            chosen = sheets is None or number in sheets
            if chosen and not any(sheet.canvas is c for c in canvases):
                canvases.append(sheet.canvas)
    return canvases


Place = tuple[str, int, Array, tuple[int, int], float]


def taken(shot: Capture) -> tuple[Image.Image, Array, tuple[int, int], float]:
    """The stored picture, the matrix from drawn to stored pixels, its size, drawn px per mm."""
    drawn = picture(shot.canvas, shot.dpi, copied=shot.tier == "copy")
    worse, first = TIERS[shot.tier](drawn, shot.seed)
    stored, second = turned(worse, shot.turn)
    return stored, second @ first, stored.size, drawn.width / shot.canvas.width


def build(packet: PacketBuilder, packets: Path, expected: Path) -> None:
    """Write the packet's folder (or zip) and its expected results."""
    folder = packets / packet.name
    folder.mkdir(parents=True, exist_ok=True)
    places: dict[int, Place] = {}
    listing: list[Json] = []
    for name, shots, quality in packet.files:
        pages = _write(folder / name, shots, quality)
        if name in packet.signed:
            sign(folder / name, packet.signed[name])
        for number, (shot, (matrix, size, scale)) in enumerate(zip(shots, pages, strict=True), 1):
            places[id(shot.canvas)] = (name, number, matrix, size, scale)
        listing.append({"file": name, "pages": _page_truths(packet, shots)})
    record = json.dumps(packet.record, ensure_ascii=False, indent=1) + "\n"
    (folder / "application.json").write_text(record, "utf-8")
    expected.mkdir(parents=True, exist_ok=True)
    truth = _truth(packet, places, listing)
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (expected / f"{packet.name}.json").write_text(text, "utf-8")
    if packet.zipped:
        _zip(folder)


def _page_truths(packet: PacketBuilder, shots: Sequence[Capture]) -> list[Json]:
    """The types, damage and rotation of each page of a file."""
    return [
        {
            "page": i,
            "doc_type": _types(packet, shot.canvas),
            "tier": "pdf_text" if shot.tier in BORN else shot.tier,
            "rotation": (360 - shot.turn) % 360 if not shot.exif else 0,
        }
        for i, shot in enumerate(shots, 1)
    ]


def _truth(packet: PacketBuilder, places: dict[int, Place], listing: list[Json]) -> Json:
    """The expected results of the packet."""
    return {
        "packet": packet.name,
        "note": packet.note,
        "service": packet.record.get("service"),
        "submission_date": packet.record.get("submission_date"),
        "files": listing,
        "documents": [_document(p, packet, places, listing) for p in packet.papers],
        "defects": packet.defects,
        "expect": {
            "outcome": packet.outcome,
            "fail": sorted({r for d in packet.defects for r in d["rule_ids"]}),
            "may_fail": sorted({r for d in packet.defects for r in d["may_fail"]}),
            "pass": packet.holds,
        },
    }


def _zip(folder: Path) -> None:
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            info = zipfile.ZipInfo(path.name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
            path.unlink()
    folder.rmdir()


def _types(packet: PacketBuilder, canvas: Canvas) -> str | list[str]:
    types = [p.doc_type for p in packet.papers if any(s.canvas is canvas for s in p.sheets)]
    return types[0] if len(types) == 1 else types


def _write(
    path: Path, shots: Sequence[Capture], quality: int
) -> list[tuple[Array, tuple[int, int], float]]:
    if shots[0].tier in BORN:
        BORN[shots[0].tier](path, [s.canvas for s in shots])
        return [
            (
                np.eye(3),
                (1000, round(1000 * s.canvas.height / s.canvas.width)),
                1000 / s.canvas.width,
            )
            for s in shots
        ]
    views = [taken(s) for s in shots]
    images = [v[0] for v in views]
    if all(s.tier in ("grey", "lowdpi", "bw") for s in shots):
        images = [i.convert("L") for i in images]
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        write_scans(path, images, shots[0].dpi, quality)
    elif suffix in (".tif", ".tiff"):
        images[0].save(
            path,
            save_all=True,
            append_images=images[1:],
            compression="jpeg",
            quality=quality,
            dpi=(shots[0].dpi, shots[0].dpi),
        )
    elif suffix == ".png":
        images[0].convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(path, optimize=True)
    else:
        _jpeg(path, images[0], quality, shots[0])
    return [(matrix, size, scale) for _, matrix, size, scale in views]


def _jpeg(path: Path, image: Image.Image, quality: int, shot: Capture) -> None:
    if not shot.exif:
        image.save(path, "JPEG", quality=quality, dpi=(shot.dpi, shot.dpi))
        return
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise to show
    image.transpose(Image.Transpose.ROTATE_90).save(path, "JPEG", quality=quality, exif=exif)


def _document(
    paper: Paper, packet: PacketBuilder, places: dict[int, Place], listing: list[Json]
) -> Json:
    fields: Json = {}
    boxes: Json = {}
    pages: list[Json] = []
    stamps: list[Json] = []
    rows: dict[int, Json] = {}
    for sheet in paper.sheets:
        place = places.get(id(sheet.canvas))
        if place is None:
            continue
        name, number, _, _, _ = place
        pages.append({"file": name, "page": number})
        for key, mark in sheet.marks.items():
            at = {"file": name, "page": number, "box": _box(mark.box, place)}
            if key.startswith("rows."):
                _, index, column = key.split(".", 2)
                rows.setdefault(int(index), {})[column] = mark.value
            elif key not in fields:
                fields[key], boxes[key] = mark.value, at
        # On a page shared by two documents, seals cannot be assigned: both list all of them.
        sharing = [s for p in packet.papers for s in p.sheets if s.canvas is sheet.canvas]
        stamps += [_seal(seal, box, place) for s in sharing for seal, box in s.seals]
    if rows:
        fields["rows"] = [rows[i] for i in sorted(rows)]
    return {
        "doc_type": paper.doc_type,
        "layout": paper.layout,
        "tier": _tier(pages[0], listing),
        "file": pages[0]["file"],
        "pages": pages,
        "fields": fields,
        "boxes": boxes,
        "seals": stamps,
        "annotation": paper.annotation,
        "signatures": paper.signatures,
    }


def _tier(page: Json, listing: list[Json]) -> str:
    """The damage of a page of the listed files."""
    pages = next(file["pages"] for file in listing if file["file"] == page["file"])
    return next(str(p["tier"]) for p in pages if p["page"] == page["page"])


def _seal(seal: DrawnSeal, box: Rect, place: Place) -> Json:
    return {
        "kind": seal.kind,
        "shape": seal.shape,
        "ring_text": seal.ring,
        "center_text": seal.centre,
        "code": seal.code,
        "faint": seal.strength < 0.5,
        "file": place[0],
        "page": place[1],
        "box": _box(box, place),
    }


def _box(box: Rect, place: Place) -> list[float]:
    _, _, matrix, (width, height), scale = place
    x0, y0, x1, y1 = carried(
        (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale), matrix
    )
    ends = (x0 / width, y0 / height, x1 / width, y1 / height)
    return [round(min(1.0, max(0.0, v)), 5) for v in ends]
