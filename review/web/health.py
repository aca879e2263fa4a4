"""Whether the desk works, for whoever watches over it: a container, systemd, a monitor."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import literal, select

from core.errors import InputError
from review.store import Store

router = APIRouter()


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """Asked for by anybody, tells nothing of packets: the database answers, uploads are worked on.

    200 where both hold, otherwise 503; the body names which does not.
    """
    state = request.app.state
    told = {"database": _database(state.store), "checking": state.checker.working}
    return JSONResponse(told, 200 if all(told.values()) else 503)


def _database(store: Store) -> bool:
    try:
        with store.reading() as session:
            return session.scalar(select(literal(1))) == 1
    except InputError:
        return False
