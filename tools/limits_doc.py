"""Print docs/limits.md, generated from the limits in the code.

python tools/limits_doc.py > docs/limits.md
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.limits import FILE_VARIABLE, GIB, MIB, PREFIX, Limits, description_of

HEAD = f"""# Limits

Generated from `core/limits.py` by `python tools/limits_doc.py > docs/limits.md`; a test checks that
this page is current.

Files from strangers are read within these limits. Set a limit with an environment variable,
`{PREFIX}FILE_PAGES=500`, or in a TOML file named by `{FILE_VARIABLE}`, `file_pages = 500`; the
variable takes precedence. An invalid setting stops the command with an error that names the valid
values. When a limit is reached, nothing is dropped silently: the report names the file or page and
says what to do, and the outcome of the packet is *review*. It neither passes nor fails because of a
limit.

Times are CPU time, so a busy machine reads the same files as an idle one; limits whose names end in
`clock` are wall-clock time. A file may take `file_seconds` plus `file_page_seconds` for each page
read, as long as its packet and its batch have time left. A job may take `page_seconds`, or the rest
of its file's time if that is less. If a worker dies, the page is tried once more; after
`file_killed` pages that failed both times, the rest of the file is not read.

Operating-system limits on each worker contain memory use and crashes
([reading.md](reading.md#workers)). The limits on pictures and PDFs stop most decompression bombs
earlier, in well under a second.

Archives and attachments inside a file are never opened; the report names them as unread.

| Limit | Default | Guards | When it is reached |
| --- | --- | --- | --- |
"""


def document() -> str:
    """The whole page."""
    return HEAD + "".join(map(_row, Limits.model_fields))


def _row(name: str) -> str:
    description = description_of(name)
    usual = _shown(name, Limits.model_fields[name].default)
    return f"| `{name}` | {usual} | {description.guards} | {description.reached} |\n"


def _shown(name: str, value: float) -> str:
    if name.endswith(("_seconds", "_clock")):
        return f"{value:,.0f} s"
    for unit, size in (("GiB", GIB), ("MiB", MIB)):
        if value >= size and value % size == 0:
            return f"{value / size:,.0f} {unit}"
    return f"{value:,.0f}"


if __name__ == "__main__":
    sys.stdout.write(document())
