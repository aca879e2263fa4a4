"""The compose file as data: the start settings of each service, on our image or another one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deploy.recipe import Image, UnknownInstruction

COMPOSE = Path(__file__).parent / "compose.yaml"
ALLOWED_KEYS = {
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
    content = yaml.safe_load(_filled(text, settings))
    return {name: _service(name, one, ours) for name, one in content["services"].items()}


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


def _service(name: str, content: Mapping[str, Any], ours: Image) -> ServiceContainer:
    if unknown := sorted(content.keys() - ALLOWED_KEYS):
        raise UnknownInstruction(f"{name}: {', '.join(unknown)}")
    built = "build" in content
    image = ours if built else Image()
    entry = content.get("entrypoint", image.entrypoint)
    command = content.get("command", () if "entrypoint" in content else image.command)
    return ServiceContainer(
        name=name,
        image=content["image"],
        command=(*entry, *command),
        environment={**image.environment, **content.get("environment", {})},
        volumes=tuple(_volume(one) for one in content.get("volumes", ())),
        temporary=tuple(str(one).split(":")[0] for one in content.get("tmpfs", ())),
        health=_health(content.get("healthcheck"), image),
        after=tuple(content.get("depends_on", ())),
        ports=tuple(content.get("ports", ())),
        read_only=bool(content.get("read_only")),
    )


def _volume(volume: str) -> tuple[str, str]:
    source, target = volume.rsplit(":", 1)
    return source, target


def _health(check: Mapping[str, Any] | None, image: Image) -> tuple[str, ...]:
    if check is None:
        return image.health
    if check.get("disable"):
        return ()
    kind, *command = check["test"]
    if kind != "CMD":
        raise UnknownInstruction(f"{kind} {command}")
    return tuple(command)
