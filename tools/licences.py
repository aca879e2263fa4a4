"""Print docs/dependencies.md: the licence of every locked package, as its metadata says.

Run with the environment that the lock was installed into; a package that is not installed
(for another platform or Python) is looked up in ELSEWHERE.
"""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
ELSEWHERE = {
    "async-timeout": "Apache-2.0",
    "pywin32": "PSF-2.0",
    "whenever": "MIT",
}
SPELLINGS = {
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "MIT license": "MIT",
    "MIT Licence": "MIT",
    "ISC License": "ISC",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "OSI Approved :: Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
PLAINER = {  # where the metadata says it at length, or not at all
    "apprise": "BSD-2-Clause",
    "flatbuffers": "Apache-2.0",
    "jinja2": "BSD-3-Clause",
    "lxml": "BSD-3-Clause",
    "pi-heif": "BSD-3-Clause; its wheel holds libheif and libde265, LGPL-3.0",
    "numpy": "BSD-3-Clause; its wheel holds libgfortran under GCC's runtime exception",
    "opencv-python-headless": "Apache-2.0; its wheel holds FFmpeg (LGPL-2.1) and libgfortran",
    "scipy": "BSD-3-Clause; its wheel holds OpenBLAS and libgfortran (runtime exception)",
    "shapely": "BSD-3-Clause; its wheel holds GEOS, LGPL-2.1",
    "protobuf": "BSD-3-Clause",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause; PDFium BSD-3-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "setuptools": "MIT",
    "text-unidecode": "Artistic-1.0-Perl (chosen; GPL-2.0+ is its other offer)",
    "tzdata": "Apache-2.0; the data is public domain",
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


def told(stated: PackageMetadata, key: str) -> str:
    every: list[str] = stated.get_all(key) or [""]
    return every[0]


def licence(name: str) -> str:
    """The licence a package states, as short as it states it."""
    if name in PLAINER or name in ELSEWHERE:
        return PLAINER.get(name) or ELSEWHERE[name]
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return "?"
    written = told(stated, "License-Expression") or told(stated, "License").split("\n")[0]
    kinds = [c.split(" :: ")[-1] for c in stated.get_all("Classifier") or [] if "License ::" in c]
    found = written or " / ".join(kinds) or "?"
    return SPELLINGS.get(found, found)


def main() -> None:
    """Print the page."""
    run, every = locked("requirements.txt"), locked("requirements-dev.txt")
    print(HEAD)
    for name, version in every.items():
        print(f"| {name} | {version} | {licence(name)} | {'use' if name in run else 'tests'} |")


if __name__ == "__main__":
    main()
