"""The licence of an installed package from its metadata, as an SPDX identifier."""

from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

UNKNOWN = "?"
SPELLINGS = {
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "MIT license": "MIT",
    "MIT Licence": "MIT",
    "ISC License": "ISC",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "PSFL": "PSF-2.0",
    "OSI Approved :: Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
PLAINER = {  # the metadata states it as a long text, or not at all
    "apprise": "BSD-2-Clause",
    "axe-playwright-python": "MIT; it holds axe-core, MPL-2.0",
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


def licence_of(name: str) -> str:
    """The licence a package states, in its shortest form; UNKNOWN if it states none."""
    if name in PLAINER:
        return PLAINER[name]
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return UNKNOWN
    written = (
        _first_stated(stated, "License-Expression")
        or _first_stated(stated, "License").split("\n")[0]
    )
    kinds = [c.split(" :: ")[-1] for c in stated.get_all("Classifier") or [] if "License ::" in c]
    found = written or " / ".join(kinds) or UNKNOWN
    return SPELLINGS.get(found, found)


def _first_stated(stated: PackageMetadata, key: str) -> str:
    every: list[str] = stated.get_all(key) or [""]
    return every[0]
