"""The parts of this installation: packages and models."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "yushen"


@dataclass(frozen=True)
class InstalledPackage:
    """An installed package, and its requirements among the others."""

    name: str
    version: str
    needs: tuple[str, ...]


def packages() -> list[InstalledPackage]:
    """All packages of yushen by name, itself included; for this machine and Python."""
    found: dict[str, InstalledPackage] = {}
    extras: dict[str, set[str]] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(ROOT, frozenset())]
    while waiting:
        name, asked = waiting.pop()
        if name in found and asked <= extras[name]:
            continue
        extras[name] = extras.get(name, set()) | asked
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # for another system, or optional
            continue
        needs = list(_needs(installed, extras[name]))
        names = tuple(sorted({one for one, _ in needs}))
        found[name] = InstalledPackage(name, installed.version, names)
        waiting += needs
    here = found.keys()
    return [
        InstalledPackage(one.name, one.version, tuple(need for need in one.needs if need in here))
        for _, one in sorted(found.items())
    ]


def _needs(installed: Distribution, extras: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in installed.requires or []:
        wanted = Requirement(line)
        asked = ({"extra": extra} for extra in sorted({"", *extras}))
        if wanted.marker is None or any(wanted.marker.evaluate(one) for one in asked):
            yield canonicalize_name(wanted.name), frozenset(wanted.extras)
