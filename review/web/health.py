"""Health check of the desk, for a container, systemd or a monitor."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import literal, select

from core.errors import InputError
from review.store import Store

router = APIRouter()


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """Public, without any packet data: whether the database answers and uploads are processed.

    200 if both are true, otherwise 503; the body names what fails.
    """
    state = request.app.state
    checks = {"database": _database(state.store), "checking": state.checker.working}
    return JSONResponse(checks, 200 if all(checks.values()) else 503)


def _database(store: Store) -> bool:
    try:
        with store.reading() as session:
            return session.scalar(select(literal(1))) == 1
    except InputError:
        return False
