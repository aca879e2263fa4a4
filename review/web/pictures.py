"""Pictures of pages, for signed-in users."""

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from review.pictures import upright
from review.web.asking import Key, PageNumber, Quarter
from review.web.guard import Reader

router = APIRouter(prefix="/packets/{key}/pages/{number}")


@router.get("")
def picture(
    request: Request, who: Reader, key: Key, number: PageNumber, turn: Quarter = 0
) -> Response:
    """The upright page, with turns by a person applied."""
    return _file(request, key, number, turn, small=False)


@router.get("/small")
def small(
    request: Request, who: Reader, key: Key, number: PageNumber, turn: Quarter = 0
) -> Response:
    """The thumbnail of a page."""
    return _file(request, key, number, turn, small=True)


def _file(request: Request, key: str, number: int, turn: int, *, small: bool) -> Response:
    pages = request.app.state.arrivals.pages
    try:
        data = pages.small(key, number) if small else pages.page(key, number)
    except ValueError:
        data = None
    if data is None:
        raise HTTPException(404)
    return image_of(upright(data, turn))


def image_of(data: bytes) -> Response:
    """A page's picture as a response."""
    png = data.startswith(b"\x89PNG")
    return Response(data, media_type="image/png" if png else "image/jpeg")
