"""What the image and the services are made of holds together with the code and with the trial."""

import re
import tomllib
from pathlib import Path, PurePosixPath

import click
import pytest
import yaml

from deploy.recipe import DOCKERFILE, Copy, RunLine, Stage, UnknownInstruction, stages
from deploy.roots import BASES
from deploy.services import COMPOSE, ServiceContainer, services
from review.web.app import PARTS
from yushen.__main__ import root
from yushen.words import Words

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "deploy" / "systemd"
SETTINGS = {"YUSHEN_DB_PASSWORD": "abc", "YUSHEN_DATA": "/data", "YUSHEN_HOST": "desk.example"}


@pytest.fixture(scope="module")
def built() -> list[Stage]:
    return stages(DOCKERFILE.read_text("utf-8"))


@pytest.fixture(scope="module")
def ours(built: list[Stage]) -> dict[str, ServiceContainer]:
    return services(COMPOSE.read_text("utf-8"), SETTINGS, built[-1].image)


def parsed(command: tuple[str, ...]) -> str:
    """The name of the yushen command; raises click's error for an option that it has not."""
    assert command[0] in ("yushen", "/opt/yushen/bin/yushen")
    commands = root(Words("zh"))
    context = commands.make_context("yushen", list(command[1:]), resilient_parsing=False)
    name, found, arguments = commands.resolve_command(context, list(command[1:]))
    assert found is not None
    found.make_context(name, arguments, parent=context)
    return str(name)


def test_each_line_of_the_dockerfile_can_be_carried_out(built: list[Stage]) -> None:
    assert all(stage.base in BASES for stage in built)
    names = {stage.name for stage in built}
    for stage in built:
        for step in stage.steps:
            if isinstance(step, Copy):
                assert step.stage is None or step.stage in names
                inside = () if step.stage else step.sources
                assert all((ROOT / source).exists() for source in inside), step


def test_the_image_holds_the_rooms_of_the_package_and_nothing_else(built: list[Stage]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    rooms = {
        name.rstrip("*") for name in settings["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    steps = [step for step in built[0].steps if isinstance(step, Copy)]
    copied = {source.rstrip("/") for step in steps for source in step.sources}
    assert {name for name in copied if (ROOT / name).is_dir()} == rooms
    kept = (DOCKERFILE.parent / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert {line[1:] for line in kept if line.startswith("!")} == copied


def test_packages_are_installed_by_their_hashes_alone(built: list[Stage]) -> None:
    lines = [
        s.line for stage in built for s in stage.steps if isinstance(s, RunLine) and "pip" in s.line
    ]
    assert len(lines) == 2
    assert all("--require-hashes" in line or "--no-index" in line for line in lines)


def test_a_container_has_no_rights_and_a_root_that_is_not_written(
    built: list[Stage], ours: dict[str, ServiceContainer]
) -> None:
    told = yaml.safe_load(re.sub(r"\$\{[^}]*\}", "x", COMPOSE.read_text("utf-8")))["services"]
    assert built[-1].image.user == "yushen"
    for name, service in ours.items():
        assert service.read_only, name
        assert told[name]["security_opt"] == ["no-new-privileges:true"]
        if service.image == "yushen":
            assert told[name]["cap_drop"] == ["ALL"]
        assert all(port.startswith("127.0.0.1:") for port in service.ports), "behind a proxy alone"


def test_what_is_written_lies_in_volumes(
    built: list[Stage], ours: dict[str, ServiceContainer]
) -> None:
    image = built[-1].image
    for name in ("YUSHEN_STATE", "YUSHEN_CACHE", "PREFECT_HOME", "HOME"):
        at = PurePosixPath(image.environment[name])
        assert any(at.is_relative_to(volume) for volume in image.volumes), name
    for service in ours.values():
        if service.image == "yushen":
            made = {str(volume) for volume in image.volumes}
            assert {target for _, target in service.volumes} <= made, "else Docker makes it root's"


@pytest.mark.parametrize("name", ["desk", "watch", "nightly"])
def test_a_service_starts_a_command_that_there_is(
    ours: dict[str, ServiceContainer], name: str
) -> None:
    assert parsed(ours[name].command) == {"desk": "serve", "nightly": "deploy"}.get(name, name)


def test_an_option_that_there_is_not_is_found() -> None:
    with pytest.raises(click.NoSuchOption):
        parsed(("yushen", "serve", "--hosts", "0.0.0.0"))


def test_health_is_asked_for_where_the_desk_tells_it(built: list[Stage]) -> None:
    address = re.search(r"http://127.0.0.1:(\d+)(/\w+)", " ".join(built[-1].image.health))
    assert address is not None
    assert int(address[1]) in built[-1].image.ports
    assert address[2] in {route.path for part in PARTS for route in part.router.routes}


def test_services_wait_for_those_that_they_need(ours: dict[str, ServiceContainer]) -> None:
    for service in ours.values():
        assert all(ours[name].health for name in service.after), service.name


def test_a_setting_that_is_missing_is_told(built: list[Stage]) -> None:
    with pytest.raises(UnknownInstruction, match="YUSHEN_DB_PASSWORD"):
        services(COMPOSE.read_text("utf-8"), {}, built[-1].image)


@pytest.mark.parametrize(
    "line", ["ADD x /", "RUN a\nONBUILD RUN b", "COPY --chown=1 a /", "CMD yushen"]
)
def test_what_is_not_understood_is_not_guessed(line: str) -> None:
    with pytest.raises(UnknownInstruction):
        stages(f"FROM debian:bookworm-slim\n{line}\n")


@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.glob("*.service")))
def test_a_unit_starts_a_command_that_there_is(unit: str) -> None:
    text = (UNITS / unit).read_text("utf-8")
    [start] = re.findall(r"^ExecStart=(.*)$", text, re.M)
    assert parsed(tuple(start.split())) in ("serve", "watch", "batch")
    for needed in ("NoNewPrivileges=true", "ProtectSystem=strict", "User=yushen", "UMask=0077"):
        assert needed in text, needed
    assert re.search(r"RestrictNamespaces=.*\buser\b.*\bnet\b", text), "workers have their own"
