"""Uploading packets in the browser; the page polls the progress."""

import shutil
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from core.clock import here
from core.errors import BilingualText
from core.files import new_file, private_folder
from core.limits import limits
from pipeline.reading.intake.names import on_any_system
from review.cases.proposals import open_case
from review.uploads import UploadStatus
from review.web.asking import (
    FILES,
    MAX_LABEL,
    WORD,
    Key,
    Word,
    body_of,
    clean,
    files_of,
    text_of,
)
from review.web.checking import Checker
from review.web.guard import Desk, Reader, Writer
from review.web.pages import Translator, language, page

router = APIRouter()
PATH = "/upload"


@router.get(PATH)
def form(request: Request, store: Desk, who: Reader, case: Word = "") -> Response:
    """The upload form for a packet or more papers of a case, and the list of uploads."""
    settings = request.app.state.settings
    into = open_case(store, case) if case else ""
    return page(
        request, "upload.html", who, jobs=_job_entries(request),
        megabytes=settings.max_bytes // 1_000_000, files=limits().upload_files,
        case=case, into=into,
    )  # fmt: skip


@router.get("/uploads")
def uploads(request: Request, who: Reader) -> JSONResponse:
    """The progress of each upload."""
    return JSONResponse({"jobs": _job_entries(request)})


@router.post(PATH, openapi_extra=body_of(name=WORD, case=WORD, files=FILES))
async def upload(request: Request, store: Desk, who: Writer) -> JSONResponse:
    """One packet: a zip, a PDF, an OFD or an image alone, or several files together."""
    async with request.form(max_files=limits().upload_files, max_fields=20) as sent:
        files = files_of(sent, BilingualText("请选择文件", "please choose files"))
        name = clean(text_of(sent, "name"), MAX_LABEL)
        case = text_of(sent, "case")
        if case:
            await run_in_threadpool(open_case, store, case)
        told_by = (who.person.name, case)
        taken = await run_in_threadpool(_take, checker_of(request), files, name, *told_by)
    return JSONResponse(upload_entry(taken, (0, 0), Translator(language(request))), 202)


@router.post("/uploads/{upload}/again")
def again(request: Request, who: Writer, upload: Key) -> JSONResponse:
    """Retry a failed or waiting upload now."""
    checker_of(request).again(upload, who.person.name)
    return JSONResponse({"jobs": _job_entries(request)})


@router.post("/uploads/{upload}/discard")
def discard(request: Request, who: Writer, upload: Key) -> JSONResponse:
    """Delete the files of a failed or waiting upload."""
    checker_of(request).discard(upload, who.person.name)
    return JSONResponse({"jobs": _job_entries(request)})


def _take(checker: Checker, files: list[UploadFile], name: str, by: str, case: str) -> UploadStatus:
    """Store the files for checking; if that fails, nothing is left behind."""
    folder = checker.room()
    try:
        inner = folder / "packet"
        private_folder(inner)
        for file in files:
            with new_file(_free(inner, clean(PurePosixPath(file.filename or "").name))) as out:
                shutil.copyfileobj(file.file, out)
        stored = sorted(inner.iterdir())
        source = stored[0] if len(stored) == 1 else inner
        named = name or clean(Path(files[0].filename or "").stem, MAX_LABEL)
        return checker.submit(folder, source, named, by, case)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _free(folder: Path, name: str) -> Path:
    """An unused path for that name."""
    name = on_any_system(name or "file")
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{name}"
    return path


def _job_entries(request: Request) -> list[dict[str, object]]:
    checker, talk = checker_of(request), Translator(language(request))
    return [upload_entry(one, checker.progress(one.id), talk) for one in checker.jobs()]


def upload_entry(
    one: UploadStatus, progress: tuple[int, int], talk: Translator
) -> dict[str, object]:
    """The progress of an upload as JSON for the page's script."""
    why = talk(one.why, one.why_en)
    if one.due is not None:
        at = f"{here(one.due):%H:%M:%S}"
        why = talk(f"{one.why}，{at} 再试", f"{one.why_en}; tried again at {at}")
    done, total = progress
    return {
        "id": one.id, "name": one.name, "by": one.by, "state": one.state, "done": done,
        "total": total, "key": one.packet or "", "outcome": one.outcome or "", "message": why,
        "kept": one.kept and (one.state == "failed" or bool(one.why)),
    }  # fmt: skip


def checker_of(request: Request) -> Checker:
    """The checker of uploads."""
    found: Checker = request.app.state.checker
    return found
