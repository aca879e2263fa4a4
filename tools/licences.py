"""Print docs/dependencies.md: the licence of every locked package, from its metadata.

Run in the environment that the lock was installed into; packages that are not installed (for
another platform or Python) are looked up in ELSEWHERE.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from yushen.licensing import licence_of

ROOT = Path(__file__).parents[1]
ELSEWHERE = {
    "async-timeout": "Apache-2.0",
    "pywin32": "PSF-2.0",
    "whenever": "MIT",
}
HEAD = """# Dependencies and their licences

Made by `python tools/licences.py > docs/dependencies.md`. Nothing here is GPL or AGPL; what
is LGPL is a shared library inside a wheel and can be replaced there.

Kept out on purpose: `pillow-heif` (its wheels carry the GPL encoder x265; `pi-heif` is the
same library without it), `opencv-python` (carries Qt and wants a screen), `PyMuPDF` (AGPL).

| Package | Version | Licence | For |
| --- | --- | --- | --- |"""


def locked(file: str) -> dict[str, str]:
    """Names and versions of a lock file."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / file).read_text("utf-8"), re.M))


def licence(name: str) -> str:
    """The licence that a package states; if it is not installed, the one in ELSEWHERE."""
    return ELSEWHERE.get(name) or licence_of(name)


def main() -> None:
    """Print the page."""
    run, far = locked("requirements.txt"), locked("requirements-cluster.txt")
    stores = locked("requirements-storage.txt")
    print(HEAD)
    for name, version in locked("requirements-dev.txt").items():
        extra = "many machines" if name in far else "object stores" if name in stores else "tests"
        use = "use" if name in run else extra
        print(f"| {name} | {version} | {licence(name)} | {use} |")


if __name__ == "__main__":
    main()
