"""All limits that guard against hostile or broken input, in one place.

Each can be set: by an environment variable `YUSHEN_LIMIT_<NAME>`, or in the TOML file that
`YUSHEN_LIMITS` names; the variable has precedence. `docs/limits.md` is generated from this module.
A child process gets its parent's limits with `use_limits` and does not read the environment.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import InputError

FILE_VARIABLE = "YUSHEN_LIMITS"
PREFIX = "YUSHEN_LIMIT_"
KIB, MIB, GIB = 2**10, 2**20, 2**30


class LimitDoc(NamedTuple):
    """Documentation of a limit: what it guards, and what happens when it is reached."""

    guards: str
    reached: str


REFUSED = "the file is refused"
PACKED = "the zip is refused before unpacking"
UNREAD = "the page is unread"
BAD_RECORD = "the record is not used, and the report says so"
LEFT = "it is skipped"

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Limits(BaseModel):
    """All limits with defaults. Sizes are bytes; seconds are CPU time, except for `clock`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page_seconds: Annotated[
        Seconds, LimitDoc("one job on a file: a page, a count of pages", "the worker is killed")
    ] = 40.0
    again_seconds: Annotated[
        Seconds, LimitDoc("second readings on the kept picture of a page", "the worker is killed")
    ] = 180.0
    file_seconds: Annotated[
        Seconds,
        LimitDoc("a file, plus the time added by its pages", "the rest of the file is unread"),
    ] = 50.0
    file_page_seconds: Annotated[
        Seconds, LimitDoc("added to the file's time for each page read", "as `file_seconds`")
    ] = 15.0
    packet_seconds: Annotated[Seconds, LimitDoc("a packet", "the rest of the packet is unread")] = (
        7200.0
    )
    batch_seconds: Annotated[
        Seconds,
        LimitDoc("a batch", "packets that have not started are not checked; each report says so"),
    ] = 172800.0
    file_killed: Annotated[
        Count,
        LimitDoc("pages of a file on which a worker died twice", "the rest of the file is unread"),
    ] = 2
    job_clock: Annotated[Seconds, LimitDoc("a job, waiting included", "the worker is killed")] = (
        1800.0
    )
    start_clock: Annotated[
        Seconds, LimitDoc("the start of a worker, with its models", "its job fails")
    ] = 600.0
    store_clock: Annotated[
        Seconds,
        LimitDoc("one answer of an object store", "the request is repeated"),
    ] = 60.0
    store_away_clock: Annotated[
        Seconds,
        LimitDoc("an object store that does not answer", "the packets that need it fail"),
    ] = 300.0
    claim_clock: Annotated[
        Seconds,
        LimitDoc(
            "a run on an object store without a sign of life",
            "it is considered dead; another run takes over",
        ),
    ] = 60.0
    layer_seconds: Annotated[Seconds, LimitDoc("the text layer of a page", LEFT)] = 20.0
    look_seconds: Annotated[
        Seconds, LimitDoc("one check of a PDF for scripts, hidden text or bombs", LEFT)
    ] = 5.0
    worker_memory: Annotated[
        Count, LimitDoc("resident memory of a worker, without its models", "the worker is killed")
    ] = 2 * GIB
    worker_address_space: Annotated[
        Count,
        LimitDoc(
            "address space of a worker, without its models",
            "at half of it the worker is replaced; a page that needs more is unread",
        ),
    ] = 4 * GIB
    worker_jobs: Annotated[Count, LimitDoc("jobs of one worker", "the worker is replaced")] = 2000
    worker_growth: Annotated[
        Count,
        LimitDoc("growth of a worker's resident memory", "as `worker_jobs`"),
    ] = GIB

    packet_files: Annotated[
        Count, LimitDoc("files of a packet", "further files are unread and named")
    ] = 500
    packet_refused: Annotated[
        Count, LimitDoc("further files that are named one by one", "the rest is named as one entry")
    ] = 20
    file_bytes: Annotated[Count, LimitDoc("a file", REFUSED)] = 300 * MIB
    file_pages: Annotated[Count, LimitDoc("pages of a file", REFUSED)] = 300
    zip_members: Annotated[Count, LimitDoc("files in a zip", PACKED)] = 2000
    zip_bytes: Annotated[Count, LimitDoc("a zip, unpacked", PACKED)] = 2 * GIB
    zip_harmless: Annotated[
        Count,
        LimitDoc("a zip unpacked; below this its ratio does not matter", PACKED),
    ] = 64 * MIB
    zip_ratio: Annotated[
        Count, LimitDoc("ratio of unpacked to packed size of a zip or OFD", PACKED)
    ] = 200
    record_bytes: Annotated[
        Count, LimitDoc("the record of a packet from the office's system", BAD_RECORD)
    ] = 5 * MIB
    record_text: Annotated[
        Count,
        LimitDoc("characters of a record in JSON or YAML, which is slow to parse", BAD_RECORD),
    ] = 512 * KIB
    record_unpacked: Annotated[Count, LimitDoc("a record that is a workbook", BAD_RECORD)] = (
        50 * MIB
    )
    record_depth: Annotated[Count, LimitDoc("nesting of a record", BAD_RECORD)] = 32
    record_entries: Annotated[Count, LimitDoc("values in a record", BAD_RECORD)] = 100_000

    picture_pixels: Annotated[
        Count, LimitDoc("pixels of a picture file, according to its header", REFUSED)
    ] = 150_000_000
    picture_large: Annotated[Count, LimitDoc("pixels of a picture", "it is scaled down first")] = (
        40_000_000
    )
    picture_ratio: Annotated[
        Count, LimitDoc("pixels per byte of a large colour picture", REFUSED)
    ] = 2000
    picture_canvas: Annotated[
        Count,
        LimitDoc(
            "pixels of a large WebP, AVIF, HEIF or JPEG 2000, as these are decoded whole", REFUSED
        ),
    ] = 60_000_000
    picture_frames: Annotated[
        Count, LimitDoc("frames of a picture file, including previews", REFUSED)
    ] = 1000
    page_pixels: Annotated[Count, LimitDoc("pixels of a stored page", "it is scaled down")] = (
        40_000_000
    )
    page_characters: Annotated[Count, LimitDoc("characters in the text layer of a page", LEFT)] = (
        60_000
    )

    pdf_objects: Annotated[Count, LimitDoc("objects of a PDF", REFUSED)] = 500_000
    pdf_stream: Annotated[Count, LimitDoc("one stream of a PDF, unpacked", UNREAD)] = 64 * MIB
    pdf_packed: Annotated[
        Count, LimitDoc("all object streams and tables of a PDF, unpacked", REFUSED)
    ] = 128 * MIB
    pdf_depth: Annotated[Count, LimitDoc("nesting of a page's forms", UNREAD)] = 24
    pdf_operators: Annotated[
        Count, LimitDoc("drawing operators of a page, with those of its forms", UNREAD)
    ] = 500_000
    pdf_clips: Annotated[
        Count,
        LimitDoc("active clips of irregular shape, summed over all drawing operators", UNREAD),
    ] = 5000
    pdf_shadings: Annotated[Count, LimitDoc("gradients of a page", UNREAD)] = 300
    pdf_mesh: Annotated[
        Count, LimitDoc("bytes of a page's mesh gradients, counted at each use", UNREAD)
    ] = MIB
    pdf_groups: Annotated[
        Count, LimitDoc("transparency groups of a page, with those of its forms", UNREAD)
    ] = 200
    pdf_pixels: Annotated[Count, LimitDoc("pixels of one picture of a page", UNREAD)] = 150_000_000
    pdf_all_pixels: Annotated[
        Count, LimitDoc("pixels of all pictures of a page, counted at each use", UNREAD)
    ] = 600_000_000

    ofd_parts: Annotated[Count, LimitDoc("parts of an OFD", REFUSED)] = 20_000
    ofd_part: Annotated[Count, LimitDoc("a part of an OFD, unpacked", UNREAD)] = 300 * MIB
    ofd_xml: Annotated[Count, LimitDoc("an XML part of an OFD, unpacked", UNREAD)] = 32 * MIB
    ofd_glyphs: Annotated[Count, LimitDoc("characters of an OFD's page", UNREAD)] = 60_000
    ofd_objects: Annotated[Count, LimitDoc("objects on an OFD's page", UNREAD)] = 100_000
    ofd_steps: Annotated[Count, LimitDoc("steps of all paths of an OFD's page", UNREAD)] = 2_000_000
    ofd_depth: Annotated[Count, LimitDoc("nesting of an OFD page's blocks", UNREAD)] = 24
    ofd_pixels: Annotated[Count, LimitDoc("pixels of one picture of an OFD", UNREAD)] = 100_000_000
    ofd_all_pixels: Annotated[
        Count, LimitDoc("pixels of all pictures of an OFD's page", UNREAD)
    ] = 300_000_000
    ofd_font_characters: Annotated[
        Count, LimitDoc("characters named by a font in an OFD", "the rest is ignored")
    ] = 200_000

    upload_files: Annotated[Count, LimitDoc("files of one upload", "the upload is refused")] = 300
    uploads_waiting: Annotated[
        Count, LimitDoc("uploads waiting to be read", "further ones are refused")
    ] = 50


def limits() -> Limits:
    """The limits in force, read once. Raises InputError for an invalid setting."""
    if not _held:
        use_limits(read_limits(os.environ))
    return _held[0]


def use_limits(given: Limits | None) -> None:
    """Set the limits of this process; None: read them again on next use."""
    _held[:] = [] if given is None else [given]


_held: list[Limits] = []


def read_limits(environment: Mapping[str, str]) -> Limits:
    """The limits set in the environment. Raises InputError for invalid settings."""
    chosen = _of_file(environment.get(FILE_VARIABLE))
    for variable, text in environment.items():
        if variable.startswith(PREFIX):
            chosen[variable.removeprefix(PREFIX).lower()] = text.strip()
    try:
        return Limits.model_validate(chosen)
    except ValidationError as error:
        raise _unusable(error) from error


def description_of(name: str) -> LimitDoc:
    """The documentation of a limit."""
    return next(one for one in Limits.model_fields[name].metadata if isinstance(one, LimitDoc))


def _of_file(name: str | None) -> dict[str, Any]:
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text("utf-8"))
    except (OSError, ValueError) as error:  # TOML's own errors are ValueErrors
        raise InputError(
            "bad_limits",
            f"{FILE_VARIABLE} 所指的文件无法读取：{name}，请检查路径和 TOML 格式",
            f"the file that {FILE_VARIABLE} names cannot be read; check its path and that it is "
            "TOML",
        ) from error


def _unusable(error: ValidationError) -> InputError:
    """The error for the first invalid setting, with the valid values; see docs/limits.md."""
    first = error.errors(include_url=False)[0]
    name = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return InputError(
            "bad_limits",
            f"没有名为 {name} 的限额，请删除或改名；全部名称见 docs/limits.md",
            f"there is no limit named {name}: please remove or rename it; docs/limits.md lists all",
        )
    usual = Limits.model_fields[name].default
    return InputError(
        "bad_limits",
        f"限额 {name} 的值“{first['input']}”不可用，请改为大于 0 的数（默认 {usual}）",
        f"limit {name} cannot be {first['input']}: give a number above 0 (by default {usual})",
    )
