"""Nothing that is sent breaks the desk: requests made from the schema of its routes, by each role.

`python -m bench.fuzz_desk` sends tens of thousands.
"""

import re
from pathlib import Path

import pytest

from bench.fuzz_desk import ServedDesk, fuzz, served
from pipeline.judging import judge_material
from review.arrivals import Arrivals
from tests.review.conftest import material
from tests.review.desk import Drawn, doubtful
from validators.policy import load_policy

pytestmark = pytest.mark.program

REQUESTS = 250


def filled(arrivals: Arrivals) -> list[str]:
    made = [material(*doubtful(), key=letter * 64, packet=letter) for letter in "ab"]
    policy = load_policy()
    return [arrivals.add(judge_material(m, policy), m, Drawn(), by="x").key for m in made]


@pytest.fixture
def desk(tmp_path: Path, url: str):  # type: ignore[no-untyped-def]
    with served(tmp_path, url, filled) as found:
        yield found


# Starlette leaves the files of a form that broke off to be closed by nobody.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_request_is_answered_with_500(desk: ServedDesk) -> None:
    figures = fuzz(desk, REQUESTS, start=1, stop_at_first=True)
    assert figures.statuses.total() >= REQUESTS
    assert {"200", "303", "403", "404", "422"} <= {str(one) for one in figures.statuses}
    assert set(figures.by_role) == {"nobody", "viewer", "reviewer", "supervisor", "admin"}


def test_the_schema_names_every_route_and_what_they_take(desk: ServedDesk) -> None:
    paths = desk.schema["paths"]
    assert {"/", "/upload", "/drop/pictures", "/packets/{key}/correct", "/sign-in/code"} <= {*paths}
    for path, methods in paths.items():
        for method, told in methods.items():
            named = {one["name"] for one in told.get("parameters", []) if one["in"] == "path"}
            assert named == set(re.findall(r"\{(\w+)\}", path)), (method, path)
    files = paths["/upload"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert "files" in files["schema"]["properties"]
