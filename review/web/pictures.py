"""Pictures of pages, for whoever is signed in."""

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from review.web.asking import Key, PageNumber
from review.web.guard import Reader

router = APIRouter(prefix="/packets/{key}/pages/{number}")


@router.get("")
def picture(request: Request, who: Reader, key: Key, number: PageNumber) -> Response:
    """The page, upright."""
    return _file(request, key, number, small=False)


@router.get("/small")
def small(request: Request, who: Reader, key: Key, number: PageNumber) -> Response:
    """The same for the row of thumbnails."""
    return _file(request, key, number, small=True)


def _file(request: Request, key: str, number: int, *, small: bool) -> Response:
    pages = request.app.state.arrivals.pages
    try:
        data = pages.small(key, number) if small else pages.page(key, number)
    except ValueError:
        data = None
    if data is None:
        raise HTTPException(404)
    return image_of(data)


def image_of(data: bytes) -> Response:
    """A page's picture as an answer."""
    png = data.startswith(b"\x89PNG")
    return Response(data, media_type="image/png" if png else "image/jpeg")
