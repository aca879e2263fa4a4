"""Stores to test with: SQLite and a real PostgreSQL, and a small packet on the desk."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, sync_playwright

from core.models.application import Application
from core.models.document import Document, Field
from core.models.material import Material, Sheet
from core.models.report import ReportFile
from pipeline.judging import judge_material
from review import people
from review.arrivals import Arrivals
from review.models import DeskUser, Role
from review.store import Store, open_store
from review.work import ReviewContext
from tests.review.chromium import ARGS, need_chromium
from tests.review.postgres import database, make_template, running
from tests.validators.kit import CODE, RECORD, UNIT, field, paper
from tests.validators.packet.test_completeness import WHOLE
from validators.facts.roles import assign_roles
from validators.policy import load_policy

REVIEWER = DeskUser(name="赵敏", role=Role.REVIEWER)
SUPERVISOR = DeskUser(name="钱组长", role=Role.SUPERVISOR)
EDITION = load_policy().version


REAL_HASHER = people._hasher
"""As the desk hashes passwords; test_people.py holds it to its figures."""


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """The same hash with the least work: hundreds of people sign in."""
    people._hasher = PasswordHasher(1, 8, 1)
    yield
    people._hasher = REAL_HASHER


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=need_chromium(),
            args=ARGS,
            env={**os.environ, "TMPDIR": "/tmp"},  # the name of its socket has to be short
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server that runs as long as the tests; short, for a socket's name is."""
    with TemporaryDirectory(prefix="pg", dir="/tmp") as folder, running(Path(folder)) as url:
        yield url


@pytest.fixture(scope="session")
def brought_forward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables of a desk and nothing in them: stores begin as copies."""
    path = tmp_path_factory.mktemp("template") / "desk.sqlite"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of such a database on the server."""
    make_template(postgres, "desk", lambda url: open_store(url).close())
    return "desk"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind; empty, but for the tables where a store is asked for too."""
    tables = "store" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "state" / "desk.sqlite"
        if tables:
            path.parent.mkdir()
            shutil.copy(request.getfixturevalue("brought_forward"), path)
        yield f"sqlite:///{path}"
        return
    kind: str = request.getfixturevalue("template") if tables else "template1"
    with database(request.getfixturevalue("postgres"), kind) as found:
        yield found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def material(*papers: Document, key: str = "a" * 64, **more: object) -> Material:
    """What a packet of these papers is judged on."""
    application = Application.model_validate(RECORD)
    numbered = tuple(d.model_copy(update={"id": f"D{n}"}) for n, d in enumerate(papers, 1))
    told: dict[str, object] = {
        "packet": "一号", "key": key, "service": "general_change", "day": date(2019, 10, 15),
        "day_given": True, "application": application,
        "documents": assign_roles(numbered, application),
        "files": (ReportFile(name="扫描件.pdf", sha256="00", pages=1, status="read"),),
        "sheets": (Sheet(file="扫描件.pdf", page=1),), "edition": EDITION, "engine": "none",
    }  # fmt: skip
    return Material.model_validate({**told, **more})


def lacking() -> tuple[Document, ...]:
    """A packet of three papers with the company's name on the licence read badly, all else well."""
    _, (power, change, _) = WHOLE["general_change"]
    told = {"company": UNIT, "legal_rep": "李甲", "agent_phone": "13800000000"}
    power = power.model_copy(update={"fields": {**power.fields, **fields(told)}})
    licence = paper("business_license", credit_code=CODE, legal_rep="李甲")
    name = field("name", "北京甲科支有限公司", 0.5)
    return power, change, licence.model_copy(update={"fields": {**licence.fields, "name": name}})


def fields(values: dict[str, str]) -> dict[str, Field]:
    """Fields that were read well."""
    return {name: field(name, value) for name, value in values.items()}


Put = Callable[..., ReviewContext]


@pytest.fixture
def put(store: Store, tmp_path: Path) -> Put:
    """Brings a packet to the desk and takes it in hand."""

    def bring(*papers: Document, by: DeskUser = REVIEWER, **more: object) -> ReviewContext:
        made = material(*(papers or lacking()), **more)
        report = judge_material(made, load_policy())
        arrived = Arrivals.of(store, tmp_path / "pages").add(report, made, by="批量")
        return ReviewContext(store, by, arrived.key, 1)

    return bring
