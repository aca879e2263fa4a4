"""The compose file as data: the start settings of each service, on our image or another one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deploy.recipe import Image, UnknownInstruction

COMPOSE = Path(__file__).parent / "compose.yaml"
KNOWN = {
    "image", "build", "restart", "read_only", "cap_drop", "security_opt", "tmpfs", "environment",
    "volumes", "healthcheck", "command", "entrypoint", "ports", "depends_on",
}  # fmt: skip
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


@dataclass(frozen=True)
class ServiceContainer:
    """One container: its command, permissions and restrictions."""

    name: str
    image: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    volumes: tuple[tuple[str, str], ...]
    """Source and target of mounts; a source without a leading slash is a named volume."""
    temporary: tuple[str, ...]
    """Folders in memory."""
    health: tuple[str, ...]
    """Exits with 0 if healthy; empty if there is no check."""
    after: tuple[str, ...]
    """Services that must be healthy before."""
    ports: tuple[str, ...]
    read_only: bool


def services(text: str, settings: Mapping[str, str], ours: Image) -> dict[str, ServiceContainer]:
    """The services by name; `settings` replace ${…}, `ours` is the image we build.

    Raises UnknownInstruction for unknown keys and for missing settings.
    """
    told = yaml.safe_load(_filled(text, settings))
    return {name: _service(name, one, ours) for name, one in told["services"].items()}


def _filled(text: str, settings: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name, kind, other = match.groups()
        if name in settings:
            return settings[name]
        if kind != "-":
            raise UnknownInstruction(f"{name} is not set")
        return str(other)

    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return _VARIABLE.sub(value, bare)


def _service(name: str, told: Mapping[str, Any], ours: Image) -> ServiceContainer:
    if unknown := sorted(told.keys() - KNOWN):
        raise UnknownInstruction(f"{name}: {', '.join(unknown)}")
    built = "build" in told
    image = ours if built else Image()
    entry = told.get("entrypoint", image.entrypoint)
    command = told.get("command", () if "entrypoint" in told else image.command)
    return ServiceContainer(
        name=name,
        image=told["image"],
        command=(*entry, *command),
        environment={**image.environment, **told.get("environment", {})},
        volumes=tuple(_volume(one) for one in told.get("volumes", ())),
        temporary=tuple(str(one).split(":")[0] for one in told.get("tmpfs", ())),
        health=_health(told.get("healthcheck"), image),
        after=tuple(told.get("depends_on", ())),
        ports=tuple(told.get("ports", ())),
        read_only=bool(told.get("read_only")),
    )


def _volume(told: str) -> tuple[str, str]:
    source, target = told.rsplit(":", 1)
    return source, target


def _health(told: Mapping[str, Any] | None, image: Image) -> tuple[str, ...]:
    if told is None:
        return image.health
    if told.get("disable"):
        return ()
    kind, *command = told["test"]
    if kind != "CMD":
        raise UnknownInstruction(f"{kind} {command}")
    return tuple(command)
