"""Who may import whom, and which library lives where: read off the code itself.

To allow something new, change the table here first and say why.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("core", "extractors", "validators", "pipeline", "review", "flows", "yushen")
LONGEST = 300  # lines; a longer module says why in a line "# Long because: ..."

# The floors of the house, from the ground up: a room and what it may import of ours besides
# itself. The most exact name counts; `pipeline` alone is its modules run, judging and service.
ROOMS: dict[str, set[str]] = {
    "core": set(),
    "extractors": {"core"},
    "validators.thresholds": {"core"},
    "validators.policy": {"core", "validators.thresholds"},
    "validators.criteria": {"core"},
    "validators.ground": {"core", "validators.policy"},
    "validators.facts": {"core", "validators.policy", "validators.ground"},
    "validators": {"core", "validators.policy", "validators.ground", "validators.facts"},
    "validators.judging": {"core", "validators"},
    "validators.planning": {"core", "validators"},
    "pipeline.reading": {"core"},
    "pipeline.memory": {"core"},
    "pipeline.reporting": {"core"},
    "pipeline.settling": {"core", "extractors", "pipeline.reading"},
    # It tells what the extractors weighed in the words of the reports, on their pictures.
    "pipeline.explaining": {"core", "extractors", "pipeline.reporting"},
    "pipeline": {"core", "extractors", "validators", "pipeline.reading", "pipeline.memory",
                 "pipeline.reporting", "pipeline.settling"},
    "pipeline.unattended": {"core", "validators", "pipeline"},
    "review": {"core", "validators", "pipeline"},
    "flows": {"core", "validators", "pipeline", "review"},
    "yushen": {"core", "extractors", "validators", "pipeline", "review", "flows"},
}  # fmt: skip

# A library and the only places that may import it.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "cv2": (
        "pipeline.reading.imaging",
        "pipeline.reading.intake",
        "pipeline.reading.ocr",
        "pipeline.reading",
    ),
    "zxingcpp": ("pipeline.reading.imaging",),
    "pytesseract": ("pipeline.reading.ocr.tesseract",),
    "pypinyin": ("core.text.pinyin",),
    "rapidfuzz": ("core.text.alike",),
    "rapidocr": (),  # its wheel holds the models; the package itself is slow to load
    "pyclipper": ("pipeline.reading.ocr.corners",),
    "openvino": (
        "pipeline.reading.ocr.rapid",
        "pipeline.reading.ocr.precision",
        "pipeline.reading.ocr.sessions",
    ),
    "onnxruntime": ("pipeline.reading.ocr.sessions",),
    "opencc": ("pipeline.reading.ocr.script",),
    "pdfplumber": ("pipeline.reading.intake",),
    "pypdfium2": ("pipeline.reading.intake",),
    "pyhanko": ("pipeline.reading.signatures",),
    "pyhanko_certvalidator": ("pipeline.reading.signatures",),
    "asn1crypto": (
        "pipeline.reading.intake.ofd",
        "pipeline.reading.signatures",
        "pipeline.reading.roots",
    ),
    "pi_heif": ("pipeline.reading.intake",),
    "yaml": ("pipeline.reading.intake",),
    "lxml": ("pipeline.reading.intake.ofd",),
    "openpyxl": ("pipeline.reading.intake", "pipeline.reporting"),
    "docx": ("pipeline.reporting",),
    "jinja2": ("pipeline.reporting", "review.web"),
    "markupsafe": ("pipeline.reporting", "review.web"),
    "fastapi": ("review.web",),
    "starlette": ("review.web",),
    "python_multipart": ("review.web",),
    "uvicorn": ("yushen.serve", "flows.temporary"),
    "rich": ("pipeline.reporting", "yushen"),
    "click": ("yushen",),
    "cyclonedx": ("yushen.sbom",),
    "packageurl": ("yushen.sbom",),
    "packaging": ("yushen.parts",),
    "prefect": ("flows",),
    # One room speaks with other machines; it is an extra, so nobody else may rely on it.
    "distributed": ("flows.cluster",),
    # Another extra: object stores, from one module, where a place is named by a URL.
    "fsspec": ("core.objects",),
    "botocore": ("core.store_trouble",),
    "aiohttp": ("core.store_trouble",),
    "dask": ("flows.cluster",),
    "sqlalchemy": ("pipeline.memory", "core.schema", "core.sqlite", "review"),
    "alembic": ("core.schema", "pipeline.memory.migrations", "review.store.migrations"),
    "pg8000": (),  # SQLAlchemy loads it
    "argon2": ("review.people",),
    "cryptography": ("core.sealing",),
    "pyotp": ("review.second",),
    "segno": ("yushen.user",),
    # The office's own sign-in, where it is configured: the issuer that a file names is asked.
    "authlib": ("review.oidc",),
    "joserfc": ("review.oidc",),
    "sqlite3": (),
    "requests": ("review.oidc",),
    "httpx": (),
    # A worker talks with its caller over a pair of them; its walls refuse it any other. Where the
    # system has none that a process can be given, over the loopback address.
    "socket": ("pipeline.reading.box", "flows.temporary"),
    "psutil": ("pipeline.reading.box.portable",),
    "ctypes": ("pipeline.reading.box", "pipeline.reading.intake"),
    "watchfiles": ("pipeline.unattended.watch.wake",),
    # Notices are sent from one room alone, and only where a file asks for them.
    "urllib.request": ("pipeline.unattended.notify.webhook", "flows.temporary"),
    "smtplib": ("pipeline.unattended.notify.mail",),
    "apprise": ("pipeline.unattended.notify.services",),
    "ssl": ("pipeline.unattended.notify", "review.store"),
    "http": (),
    "ftplib": (),
    "asyncio": ("flows.deploy", "flows.cluster"),  # Prefect's runner and Dask's want a loop
    "pickle": (),
}
# Where the base of our errors may be caught: the shell's edge, the doctor, who reports
# them one by one, and the border of a reading process.
CATCHES_ALL = {"yushen.__main__", "yushen.doctor", "pipeline.reading.box.worker"}


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


@cache
def imported() -> dict[str, frozenset[str]]:
    """What each module of ours imports."""
    return {name: frozenset(imports(tree)) for name, tree in modules().items()}


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def room_of(name: str) -> str:
    """The most exact room of the table that a module stands in."""
    rooms = [room for room in ROOMS if inside(name, room)]
    return max(rooms, key=len, default="")


def strangers(name: str, taken: Iterable[str]) -> list[str]:
    """What a module imports of ours and may not."""
    room = room_of(name)
    ours = {found for found in taken if found in modules() and room_of(found) != room}
    return sorted(found for found in ours if not any(inside(found, at) for at in ROOMS[room]))


def test_the_walk_sees_the_code() -> None:
    assert {"core.errors", "yushen.__main__", "flows.batch"} <= modules().keys()
    assert "prefect" in imported()["flows.batch"]
    assert len(modules()) > 800


def test_a_forbidden_import_is_seen() -> None:
    taken = list(imports(ast.parse("from extractors import kit\nimport prefect")))
    assert strangers("validators.housing.residence", taken) == ["extractors", "extractors.kit"]
    lower = imports(ast.parse("import pipeline.reading.store"))
    assert strangers("core.models.page", lower) == ["pipeline.reading.store"]


def test_rooms() -> None:
    assert [name for name in modules() if not room_of(name)] == []
    strange = {name: strangers(name, taken) for name, taken in imported().items()}
    assert {name: found for name, found in strange.items() if found} == {}


# Which engine reads second is for the engines' room to say. Elsewhere its name stands only
# where people type it, and where what was written under it is read.
NAMES_THE_SECOND = {"yushen.options", "core.models.document"}


def test_the_second_reader_is_named_in_one_room() -> None:
    named = {
        name
        for name, tree in modules().items()
        if "tesseract" in ast.unparse(tree).lower() and not inside(name, "pipeline.reading.ocr")
    }
    assert named == NAMES_THE_SECOND


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_libraries_stay_at_the_edge(library: str) -> None:
    users = {
        name for name, taken in imported().items() if any(inside(found, library) for found in taken)
    }
    allowed = LIBRARIES[library]
    assert {n for n in users if not any(inside(n, place) for place in allowed)} == set()


def test_no_other_libraries() -> None:
    """What we import is declared: the standard library, the tables here, the common few."""
    common = {"numpy", "PIL", "pydantic", *LIBRARIES, *PACKAGES}
    taken = {found.split(".")[0] for found in chain.from_iterable(imported().values())}
    assert taken - common - sys.stdlib_module_names == set()


def test_modules_are_short() -> None:
    assert {name: size for name in modules() if (size := too_long(name))} == {}


def too_long(name: str) -> int:
    """How many lines a module has, where they are too many and nothing says why; else 0."""
    path = ROOT.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    lines = file.read_text("utf-8").splitlines()
    excused = any(re.match(r"# Long because: \S", line) for line in lines)
    return 0 if len(lines) <= LONGEST or excused else len(lines)


def test_our_errors_are_caught_at_the_edge() -> None:
    catching = {name for name, tree in modules().items() if catches_all(tree)}
    assert catching <= CATCHES_ALL
    assert "yushen.__main__" in catching


def catches_all(tree: ast.Module) -> bool:
    """Whether a module has a handler for the base of our errors."""
    return any(
        "YushenError" in ast.unparse(node.type)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is not None
    )


def test_requirements_say_what_pyproject_says() -> None:
    """The lock is made from requirements*.in, the package from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert listed("requirements.in") - {"setuptools>=77"} == set(project["dependencies"])
    assert listed("requirements-dev.in") == set(project["optional-dependencies"]["dev"])
    for extra in ("cluster", "storage"):
        assert listed(f"requirements-{extra}.in") == set(project["optional-dependencies"][extra])


def listed(file: str) -> set[str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    bare = {line.split(" #")[0].strip() for line in lines}
    return {line for line in bare if line and not line.startswith(("#", "-r"))}


@pytest.mark.parametrize(
    "file",
    [
        "requirements.txt",
        "requirements-cluster.txt",
        "requirements-storage.txt",
        "requirements-dev.txt",
    ],
)
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


# The generator of samples stands beside the product: what draws the papers may not know how they
# are read, or a fault in what both know would never be seen.
GENERATOR = "generator"
DRAWN_WITH = {"PIL", "numpy", "cv2", "zxingcpp", "reportlab", "cryptography", "pydantic"}
BESIDE = {GENERATOR, "bench", "deploy", "tests", "tools"}


def test_the_generator_knows_nothing_of_the_product() -> None:
    paths = sorted((ROOT / GENERATOR).rglob("*.py"))
    known = {GENERATOR, *DRAWN_WITH, *sys.stdlib_module_names}
    strange = {
        (str(path.relative_to(ROOT)), found)
        for path in paths
        for found in imports(ast.parse(path.read_text("utf-8")))
        if found.split(".")[0] not in known
    }
    assert len(paths) > 50
    assert strange == set()


def test_the_product_knows_nothing_of_what_stands_beside_it() -> None:
    beside = {
        (name, found)
        for name, taken in imported().items()
        for found in taken
        if found.split(".")[0] in BESIDE
    }
    assert beside == set()


def test_the_wheel_holds_the_product_alone() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert set(settings["packages"]["find"]["include"]) == {f"{name}*" for name in PACKAGES}
