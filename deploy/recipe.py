"""The Dockerfile as data: its stages and instructions.

It knows only the instructions used in our Dockerfile, and refuses others.
"""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

DOCKERFILE = Path(__file__).parent / "Dockerfile"
ROOT = PurePosixPath("/")


class UnknownInstruction(ValueError):
    """A line with an unknown instruction; nothing is guessed."""


@dataclass(frozen=True)
class RunLine:
    """A shell command."""

    line: str
    folder: PurePosixPath
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Copy:
    """Files or folders from the sources, or from an earlier stage, to an absolute path.

    The content of a folder is copied, like in Docker.
    """

    sources: tuple[str, ...]
    target: PurePosixPath
    into: bool
    """Whether the target is a folder."""
    stage: str | None = None


@dataclass
class Image:
    """The settings with which its containers start."""

    environment: dict[str, str] = field(default_factory=dict)
    folder: PurePosixPath = ROOT
    user: str = "root"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    volumes: tuple[PurePosixPath, ...] = ()
    ports: tuple[int, ...] = ()


@dataclass
class Stage:
    """A base image, the steps on it, and the resulting image."""

    base: str
    name: str | None
    steps: list[RunLine | Copy] = field(default_factory=list)
    image: Image = field(default_factory=Image)


def stages(text: str) -> list[Stage]:
    """The stages of a Dockerfile, in order. Raises UnknownInstruction."""
    found: list[Stage] = []
    for line in _lines(text):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            base, *named = rest.split()
            if named[:1] not in ([], ["AS"]):
                raise UnknownInstruction(line)
            found.append(Stage(base, named[1] if named else None))
        elif found:
            _instruction(found[-1], word, rest.strip())
        else:
            raise UnknownInstruction(line)
    return found


def _lines(text: str) -> list[str]:
    """Each instruction on a line of its own, without comments."""
    kept = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return "\n".join(kept).replace("\\\n", " ").splitlines()


def _instruction(stage: Stage, word: str, rest: str) -> None:
    image = stage.image
    if word == "RUN":
        stage.steps.append(RunLine(rest, image.folder, dict(image.environment)))
    elif word == "COPY":
        stage.steps.append(_copy(rest, image.folder))
    elif word == "ENV":
        name, value = rest.split("=", 1)
        image.environment[name] = value
    elif word == "WORKDIR":
        image.folder = PurePosixPath(rest)
    elif word == "USER":
        image.user = rest
    elif word == "VOLUME":
        image.volumes += (PurePosixPath(rest),)
    elif word == "EXPOSE":
        image.ports += (int(rest),)
    elif word == "ENTRYPOINT":
        image.entrypoint = _argv(rest)
    elif word == "CMD":
        image.command = _argv(rest)
    elif word == "HEALTHCHECK":
        image.health = _argv(rest[rest.index("CMD") + 3 :].strip())
    else:
        raise UnknownInstruction(f"{word} {rest}")


def _argv(text: str) -> tuple[str, ...]:
    """The arguments of the exec form, which starts no shell."""
    try:
        return tuple(str(part) for part in json.loads(text))
    except ValueError:
        raise UnknownInstruction(text) from None


def _copy(rest: str, folder: PurePosixPath) -> Copy:
    words = shlex.split(rest)
    stage = words.pop(0).removeprefix("--from=") if words[0].startswith("--from=") else None
    if len(words) < 2 or any(word.startswith("--") for word in words):
        raise UnknownInstruction(rest)
    *sources, target = words
    return Copy(tuple(sources), folder / target, target.endswith("/"), stage)
