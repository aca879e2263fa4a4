"""Import every module of ours that Windows needs, and say how many there were."""

import importlib
import sys
from pathlib import Path

from tests.portable.blocked import OURS, block

ROOT = Path(__file__).parents[2]
BOX = "pipeline.reading.box"
LINUX = {f"{BOX}.{name}" for name in (
    "building", "inherited", "kernel", "landlock", "linux", "namespaces", "seccomp", "usage",
)}  # fmt: skip
"""The modules that are for Linux alone, and say so."""


def names() -> list[str]:
    """All others."""
    paths = [path for room in OURS for path in (ROOT / room).rglob("*.py")]
    dotted = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    found = {name.removesuffix(".__init__") for name in dotted}
    return sorted(name for name in found - LINUX if "migrations" not in name)


if __name__ == "__main__":
    block()
    failed = {}
    for name in names():
        try:
            importlib.import_module(name)
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"
    for name, why in failed.items():
        print(f"{name}: {why}")
    print(len(names()) - len(failed))
    sys.exit(bool(failed))
