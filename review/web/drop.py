"""A drop: photos taken one by one, each recognised at once, then submitted as one packet.

With the script each response has the updated parts of the page; without it the page is loaded
again.
"""

import shutil
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from core.clock import now_here
from core.errors import BilingualText, Refused
from core.limits import limits
from core.models.base import Wording
from review.cases.proposals import open_case
from review.drops.folder import Drops
from review.drops.looking import DropReader
from review.drops.models import Drop, DropChoice, DropResult
from review.drops.storing import packed
from review.uploads import UploadStatus
from review.web.asking import FILES, WORD, Key, Short, body_of, clean, files_of, text_of
from review.web.guard import Desk, Reader, Writer
from review.web.pages import language, page, piece
from review.web.shots import CaseView, DropView, choices
from review.web.upload import checker_of

router = APIRouter(prefix="/drop")
PATH = "/drop/pictures"
MAX_NAME = 40  # characters of a picture's name; the stored file's name begins with its number
Id = Annotated[str, Form(max_length=40)]


@router.get("")
def show(request: Request, who: Reader) -> Response:
    """The page with the person's pictures."""
    looker = _looker(request)
    looker.warm()
    drop = looker.drops.drop_of(who.person.name)
    seen = looker.attend(drop) if drop else DropResult()
    settings = request.app.state.settings
    return page(
        request, "drop.html", who, show=_show(request, drop, seen), options=choices(),
        megabytes=settings.max_bytes // 1_000_000, files=limits().upload_files,
    )  # fmt: skip


@router.get("/state")
def state(request: Request, who: Reader) -> JSONResponse:
    """The updated parts of the page."""
    return JSONResponse(_parts(request, who, _looker(request).drops.drop_of(who.person.name)))


@router.get("/small/{shot}")
def small(request: Request, who: Reader, shot: Key) -> Response:
    """The thumbnail of one of the person's own pictures."""
    drops = _looker(request).drops
    drop = drops.drop_of(who.person.name)
    found = next((one for one in drop.shots if one.id == shot), None) if drop else None
    data = drops.small(drop, found) if drop and found else None
    if data is None:
        raise HTTPException(404)
    return Response(data, media_type="image/jpeg")


@router.post("/pictures", openapi_extra=body_of(drop=WORD, instead=WORD, files=FILES))
async def take(request: Request, who: Writer) -> Response:
    """Add one picture or several; with `instead` replace another one."""
    async with request.form(max_files=limits().upload_files, max_fields=20) as sent:
        files = files_of(
            sent, BilingualText("请拍照或选择文件", "please take a picture or choose files")
        )
        drop, instead = (text_of(sent, name) for name in ("drop", "instead"))
        drops, by = _looker(request).drops, who.person.name
        kept = await run_in_threadpool(_keep, drops, by, drop, files, instead)
    return await run_in_threadpool(_answer, request, who, kept)


@router.post("/remove")
def remove(request: Request, who: Writer, drop: Id = "", shot: Id = "") -> Response:
    """Delete a picture."""
    left = _looker(request).drops.remove(drop, who.person.name, shot)
    return _answer(request, who, left)


@router.post("/choose")
def choose(
    request: Request, who: Writer,
    drop: Id = "", name: Short = "", service: Short = "", condition: Short = "",
    housing: Short = "",
) -> Response:  # fmt: skip
    """Choose what the papers are for; unknown values stay empty."""
    drops, known = _looker(request).drops, choices()
    choice = DropChoice(
        name=name.strip(),
        service=service if service in dict(known.services) else "",
        condition=int(condition) if condition in dict(known.conditions) else None,
        housing=housing if housing in dict(known.homes) else "",
    )
    own = drops.get(drop, who.person.name) if drop else drops.begin(who.person.name)
    return _answer(request, who, drops.choose(own.id, who.person.name, choice))


@router.post("/for")
def aim(request: Request, store: Desk, who: Writer, case: Short = "") -> Response:
    """Choose the case, or empty for a new packet. Raises Refused if the case is closed."""
    if case:
        open_case(store, case)
    drops = _looker(request).drops
    drops.aim(drops.begin(who.person.name).id, who.person.name, case)
    return _to(request, "/drop")


@router.post("/discard")
def discard(request: Request, who: Writer, drop: Id = "") -> Response:
    """Delete all pictures."""
    _looker(request).drops.discard(drop, who.person.name)
    return _answer(request, who, None)


@router.post("/submit")
def submit(request: Request, who: Writer, drop: Id = "") -> Response:
    """Submit all pictures as one packet, or more papers of a case, to be checked as an upload."""
    _hand_over(request, who.person.name, drop)
    return _to(request, "/upload")


def _keep(drops: Drops, by: str, drop: str, files: list[UploadFile], instead: str) -> Drop:
    """Store the files. Raises Refused if there is no room for all of them."""
    own = drops.get(drop, by) if drop else drops.begin(by)
    for file in files:
        bare = clean(PurePosixPath(file.filename or "").name)[-MAX_NAME:].lstrip(".")
        own = drops.add(own.id, by, file.file, bare, instead)
        instead = ""  # only the first one replaces the old picture
    return own


def _hand_over(request: Request, by: str, id_: str) -> UploadStatus:
    """Move the pictures to the uploads; they are deleted here only afterwards."""
    checker, drops = checker_of(request), _looker(request).drops
    with drops.taking(id_, by) as (folder, drop):
        if not drop.shots:
            raise Refused("no_files", "还没有照片", "there are no pictures yet")
        if drop.case:
            open_case(request.app.state.store, drop.case)
        room = checker.room()
        try:
            inner = packed(drop, folder, room, drops.seal)
            name = drop.choice.name or f"拍照 {now_here():%m-%d %H:%M}"
            return checker.submit(room, inner, name, by, drop.case)
        except BaseException:
            shutil.rmtree(room, ignore_errors=True)
            raise


def _answer(request: Request, who: Writer, drop: Drop | None) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(_parts(request, who, drop))
    return RedirectResponse("/drop", 303)


def _to(request: Request, path: str) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"path": path})
    return RedirectResponse(path, 303)


def _parts(request: Request, who: Reader, drop: Drop | None) -> dict[str, object]:
    """The parts that the script replaces: each picture by its id, and the lists."""
    seen = _looker(request).attend(drop) if drop else DropResult()
    view = _show(request, drop, seen)
    return {
        "drop": view.id,
        "busy": view.busy,
        "shots": [
            {"id": one.id, "html": piece(request, "parts/shot.html", who, show=view, one=one)}
            for one in view.shots
        ],
        "lists": piece(request, "parts/lists.html", who, show=view),
    }


def _show(request: Request, drop: Drop | None, seen: DropResult) -> DropView:
    drops = _looker(request).drops
    there = {one.id for one in drop.shots if drops.has_small(drop, one)} if drop else set()
    return DropView.of(drop, seen, there, language(request), _case(request, drop))


def _case(request: Request, drop: Drop | None) -> CaseView | None:
    """The case that the pictures are for, or why it does not accept them."""
    if drop is None or not drop.case:
        return None
    try:
        return CaseView(drop.case, open_case(request.app.state.store, drop.case))
    except Refused as error:
        return CaseView(drop.case, "", Wording(zh=error.text.zh, en=error.text.en))


def _looker(request: Request) -> DropReader:
    found: DropReader = request.app.state.looker
    return found
