"""The document types: each module here has one as its TYPE. To add one, write its module."""

from importlib import import_module
from pkgutil import iter_modules

from extractors.kit.fields import TypeEntry


def _all() -> tuple[TypeEntry, ...]:
    names = sorted(one.name for one in iter_modules(__path__) if not one.ispkg)
    return tuple(import_module(f"{__name__}.{name}").TYPE for name in names)


TYPES: tuple[TypeEntry, ...] = _all()
