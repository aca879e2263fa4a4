"""Packets come in by the browser; how far each is, is asked for while it is read."""

import re
import shutil
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from core.errors import Refused
from core.files import new_file, private_folder
from core.limits import limits
from review.values import storable
from review.web.checking import Checker, Job
from review.web.guard import Reader, Writer
from review.web.pages import page

router = APIRouter()
PATH = "/upload"
LONGEST = 120  # characters of a name
_ODD = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")


@router.get(PATH)
def form(request: Request, who: Reader) -> Response:
    """Where to drop a packet, and the uploads so far."""
    settings = request.app.state.settings
    return page(
        request, "upload.html", who, jobs=[told(job) for job in checker_of(request).jobs()],
        megabytes=settings.most_bytes // 1_000_000, files=limits().upload_files,
    )  # fmt: skip


@router.get("/uploads")
def uploads(request: Request, who: Reader) -> JSONResponse:
    """How far each is."""
    return JSONResponse({"jobs": [told(job) for job in checker_of(request).jobs()]})


@router.post(PATH)
async def upload(request: Request, who: Writer) -> JSONResponse:
    """One packet: a zip, a PDF, an OFD or an image alone, or several files together."""
    checker = checker_of(request)
    folder = await run_in_threadpool(checker.room)
    try:
        async with request.form(max_files=limits().upload_files, max_fields=20) as sent:
            files = [one for one in sent.getlist("files") if isinstance(one, UploadFile)]
            files = [one for one in files if one.filename]
            if not files:
                raise Refused("no_files", "请选择文件", "choose files")
            name = clean(str(sent.get("name", "")))
            job = await run_in_threadpool(_take, checker, folder, files, name, who.person.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return JSONResponse(told(job), 202)


def _take(checker: Checker, folder: Path, files: list[UploadFile], name: str, by: str) -> Job:
    """Put the files where they are read from."""
    inner = folder / "packet"
    private_folder(inner)
    for file in files:
        with new_file(_free(inner, clean(PurePosixPath(file.filename or "").name))) as out:
            shutil.copyfileobj(file.file, out)
    stored = sorted(inner.iterdir())
    source = stored[0] if len(stored) == 1 else inner
    return checker.submit(folder, source, name or Path(files[0].filename or "").stem, by)


def _free(folder: Path, name: str) -> Path:
    """A path of that name that is not taken yet."""
    path, number = folder / (name or "file"), 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{name or 'file'}"
    return path


def clean(name: str) -> str:
    """A name that can be a file's; never one that hides or leads elsewhere."""
    bare = _ODD.sub("_", storable(name)).strip().lstrip(".")
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:10]}" if dot else bare[:LONGEST]


def told(job: Job) -> dict[str, object]:
    """How far an upload is, as the pages' scripts are told."""
    names = ("id", "name", "by", "state", "done", "total", "key", "outcome", "message")
    return {name: getattr(job, name) for name in names}


def checker_of(request: Request) -> Checker:
    """Who checks what was uploaded."""
    found: Checker = request.app.state.checker
    return found
