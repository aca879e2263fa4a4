"""Who may import whom, and which library lives where: read off the code itself.

To allow something new, change the table here first and say why.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("pipeline", "extractors", "validators", "flows", "review")
LONGEST = 300  # lines; a longer module says why in a line "# Long because: ..."

FLOOR = {"pipeline.models", "pipeline.errors"}
# A room and what it may import of ours besides itself. The most exact name counts.
ROOMS: dict[str, set[str]] = {
    "pipeline": set(),
    "pipeline.errors": set(),
    "pipeline.models": {"pipeline.errors"},
    "pipeline.folders": set(),
    "pipeline.sqlite": set(),
    "pipeline.store": FLOOR,
    "pipeline.memory": FLOOR | {"pipeline.sqlite"},
    "pipeline.text": FLOOR | {"pipeline.numbers"},
    "pipeline.numbers": FLOOR,
    "pipeline.intake": FLOOR | {"pipeline.ocr.engine"},
    "pipeline.imaging": FLOOR | {"pipeline.ocr.engine"},
    "pipeline.ocr": FLOOR,
    "pipeline.reporting": FLOOR,
    "pipeline.reading": FLOOR
    | {"pipeline.intake", "pipeline.imaging", "pipeline.ocr", "pipeline.store"},
    "extractors": FLOOR | {"pipeline.text", "pipeline.numbers"},
    "validators": FLOOR | {"pipeline.numbers", "pipeline.text.alike"},
    "validators.policy": FLOOR,
    "pipeline.verify": FLOOR | {"pipeline.text", "pipeline.numbers", "pipeline.ocr.engine"},
    "pipeline.fitting": FLOOR | {"pipeline.text"},
    "pipeline.ringfit": FLOOR | {"pipeline.text", "pipeline.fitting", "pipeline.imaging.sealwords"},
    "pipeline.calibrate": FLOOR,
    "pipeline.trust": FLOOR | {"pipeline.calibrate", "pipeline.verify", "pipeline.ocr"},
    "pipeline.service": FLOOR,
    "pipeline.legible": FLOOR | {"extractors"},
    "pipeline.views": FLOOR | {"pipeline.store"},
    "pipeline.judging": FLOOR | {"pipeline.reporting", "validators"},
    "pipeline.run": FLOOR
    | {
        "pipeline.folders",
        "pipeline.intake",
        "pipeline.reading",
        "pipeline.verify",
        "pipeline.fitting",
        "pipeline.ringfit",
        "pipeline.trust",
        "pipeline.service",
        "pipeline.legible",
        "pipeline.judging",
        "pipeline.views",
        "pipeline.ocr",
        "pipeline.store",
        "pipeline.memory",
        "pipeline.text",
        "pipeline.numbers",
        "pipeline.reporting",
        "extractors",
        "validators",
    },
    "pipeline.batch": FLOOR,
    "review": FLOOR
    | {
        "pipeline.folders",
        "pipeline.judging",  # every rule runs again, by the way a check took
        "pipeline.memory",  # is told what a person accepted
        "pipeline.reporting",
        "pipeline.store",
        "pipeline.numbers",
        "validators",
    },
    "review.store": FLOOR | {"pipeline.folders", "pipeline.sqlite"},
    "pipeline.watch": FLOOR | {"pipeline.batch", "pipeline.reporting", "pipeline.intake.names"},
    "pipeline.notify": FLOOR,
    "pipeline.duty": FLOOR
    | {
        "pipeline.batch",
        "pipeline.run",
        "pipeline.reporting",
        "pipeline.watch",
        "pipeline.notify",
        "validators.filing",  # what differs between a batch's packets of one unit
    },
    "flows": FLOOR
    | {
        "pipeline.batch",
        "pipeline.run",
        "pipeline.duty",
        "review",  # the desk may be handed what was checked
        "validators.policy",
    },
    "review.web": FLOOR
    | {
        "review",
        "pipeline.folders",  # where uploads wait
        "pipeline.reporting",
        "pipeline.batch",  # an upload is checked as a packet of a batch is
        "pipeline.run",  # opened with the first upload
        "pipeline.memory",
        "pipeline.numbers",  # days in addresses
        "validators.policy",  # the services there are
    },
    "pipeline.cli": FLOOR
    | {
        "pipeline.folders",
        "pipeline.run",
        "pipeline.batch",
        "pipeline.duty",
        "pipeline.watch",  # the events it tells
        "pipeline.notify",  # notify test
        "pipeline.intake.names",  # watch shows names of files
        "pipeline.memory",  # memory lists and forgets
        "pipeline.reporting",
        "pipeline.ocr",  # doctor tries the engines
        "pipeline.trust",  # and says whether they were measured
        "extractors",  # types lists them
        "validators",  # rules lists them
        "flows",
        "review",  # check and batch hand packets to the desk
    },
}

# A library and the only places that may import it.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "cv2": ("pipeline.imaging", "pipeline.intake", "pipeline.ocr", "pipeline.reading"),
    "zxingcpp": ("pipeline.imaging",),
    "pytesseract": ("pipeline.ocr.tesseract",),
    "rapidocr": ("pipeline.ocr.rapid",),
    "openvino": ("pipeline.ocr.rapid", "pipeline.ocr.precision"),
    "onnxruntime": ("pipeline.ocr.rapid",),
    "opencc": ("pipeline.ocr.script",),
    "pdfplumber": ("pipeline.intake",),
    "pypdfium2": ("pipeline.intake",),
    "pi_heif": ("pipeline.intake",),
    "yaml": ("pipeline.intake",),
    "openpyxl": ("pipeline.intake", "pipeline.reporting"),
    "docx": ("pipeline.reporting",),
    "jinja2": ("pipeline.reporting", "review.web"),
    "markupsafe": ("pipeline.reporting", "review.web"),
    "fastapi": ("review.web",),
    "starlette": ("review.web",),
    "uvicorn": ("pipeline.cli.serve",),
    "rich": ("pipeline.reporting", "pipeline.cli"),
    "click": ("pipeline.cli",),
    "prefect": ("flows",),
    "sqlalchemy": ("pipeline.memory", "pipeline.sqlite", "review"),
    "alembic": ("review.store",),
    "pg8000": (),  # SQLAlchemy loads it
    "argon2": ("review.people",),
    "sqlite3": (),
    "requests": (),
    "httpx": (),
    "socket": (),
    "watchfiles": ("pipeline.watch.wake",),
    # Notices are sent from one room alone, and only where a file asks for them.
    "urllib.request": ("pipeline.notify.webhook",),
    "smtplib": ("pipeline.notify.mail",),
    "ssl": ("pipeline.notify", "review.store"),
    "http": (),
    "ftplib": (),
    "asyncio": ("flows.deploy",),  # Prefect's runner wants a loop
    "pickle": (),
}
# Where the base of our errors may be caught: the shell's edge, the doctor, who reports
# them one by one, and the border of a reading process.
CATCHES_ALL = {"pipeline.cli.__main__", "pipeline.cli.doctor", "pipeline.reading.worker"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of ours, parsed."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[dotted.removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"))
    return found


def imports(tree: ast.Module) -> Iterator[str]:
    """All dotted names a module imports, wherever in it; `from a import b` gives a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def room_of(name: str) -> str:
    """The most exact room of the table that a module stands in."""
    rooms = [room for room in ROOMS if inside(name, room)]
    return max(rooms, key=len, default="")


def strangers(name: str, tree: ast.Module) -> list[str]:
    """What a module imports of ours and may not."""
    room = room_of(name)
    allowed = {room, *ROOMS[room]}
    taken = {found for found in imports(tree) if found.split(".")[0] in PACKAGES}
    modules_taken = {found for found in taken if found in modules()}
    return sorted(
        found
        for found in modules_taken
        if room_of(found) != room
        and not any(inside(found, place) for place in allowed - {"pipeline"})
        and found not in PACKAGES
    )


def test_the_walk_sees_the_code() -> None:
    assert {"pipeline.errors", "pipeline.cli.__main__", "flows.batch"} <= modules().keys()
    assert "prefect" in set(imports(modules()["flows.batch"]))


def test_a_forbidden_import_is_seen() -> None:
    tree = ast.parse("from extractors import kit\nimport prefect")
    assert strangers("validators.residence", tree) == ["extractors.kit"]
    assert strangers("pipeline.models.page", ast.parse("import pipeline.store")) == [
        "pipeline.store"
    ]


@pytest.mark.parametrize("name", sorted(modules()))
def test_rooms(name: str) -> None:
    room = room_of(name)
    assert room and (room != "pipeline" or name == "pipeline"), f"{name} stands in no room"
    assert strangers(name, modules()[name]) == []


# Which engine reads second is for the engines' room to say. Elsewhere its name stands only
# where people type it, and where what was written under it is read.
NAMES_THE_SECOND = {"pipeline.cli.options", "pipeline.models.document"}


def test_the_second_reader_is_named_in_one_room() -> None:
    named = {
        name
        for name, tree in modules().items()
        if "tesseract" in ast.unparse(tree).lower() and not inside(name, "pipeline.ocr")
    }
    assert named == NAMES_THE_SECOND


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_libraries_stay_at_the_edge(library: str) -> None:
    users = {
        name
        for name, tree in modules().items()
        if any(inside(found, library) for found in imports(tree))
    }
    allowed = LIBRARIES[library]
    assert {n for n in users if not any(inside(n, place) for place in allowed)} == set()


def test_no_other_libraries() -> None:
    """What we import is declared: the standard library, the tables here, the common few."""
    common = {"numpy", "PIL", "pydantic", *LIBRARIES, *PACKAGES}
    taken = {found.split(".")[0] for tree in modules().values() for found in imports(tree)}
    assert taken - common - sys.stdlib_module_names == set()


@pytest.mark.parametrize("name", sorted(modules()))
def test_modules_are_short(name: str) -> None:
    path = ROOT.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    lines = file.read_text("utf-8").splitlines()
    excused = any(re.match(r"# Long because: \S", line) for line in lines)
    assert len(lines) <= LONGEST or excused


@pytest.mark.parametrize("name", sorted(modules()))
def test_our_errors_are_caught_at_the_edge(name: str) -> None:
    caught = {
        ast.unparse(node.type)
        for node in ast.walk(modules()[name])
        if isinstance(node, ast.ExceptHandler) and node.type is not None
    }
    assert name in CATCHES_ALL or not any("YushenError" in kind for kind in caught)


def test_requirements_say_what_pyproject_says() -> None:
    """The lock is made from requirements*.in, the package from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert listed("requirements.in") - {"setuptools>=77"} == set(project["dependencies"])
    assert listed("requirements-dev.in") == set(project["optional-dependencies"]["dev"])


def listed(file: str) -> set[str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    bare = {line.split(" #")[0].strip() for line in lines}
    return {line for line in bare if line and not line.startswith(("#", "-r"))}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_lock_is_hashed_and_names_no_place(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?:|file:|--index|--find-links|#", text)


def test_lock_has_no_copyleft() -> None:
    """pillow-heif's wheels carry x265, opencv-python (with a screen) carries Qt."""
    names = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements-dev.txt").read_text(), re.M))
    assert names.isdisjoint({"pillow-heif", "opencv-python", "opencv-contrib-python", "pymupdf"})
    assert {"pi-heif", "opencv-python-headless"} <= names


def test_every_locked_package_has_its_licence_told() -> None:
    # a package may be locked twice, for older and newer Pythons; the last one is told
    lock = (ROOT / "requirements-dev.txt").read_text()
    locked = list(dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.M)).items())
    table = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| (\d[\w.]*) \| (.+?) \|", table, re.M)
    assert [row[:2] for row in rows] == locked
    assert [row for row in rows if "?" in row[2] or "AGPL" in row[2]] == []
