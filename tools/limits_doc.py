"""Print docs/limits.md, generated from the limits in the code.

python tools/limits_doc.py > docs/limits.md
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.limits import FILE_VARIABLE, GIB, MIB, PREFIX, Limits, description_of

HEAD = f"""# Limits

Made by `python tools/limits_doc.py > docs/limits.md` from `core/limits.py`; a test holds the two
together.

Whatever strangers hand in is read within these limits. Each can be set by an environment
variable, `{PREFIX}FILE_PAGES=500`, or in a TOML file that `{FILE_VARIABLE}` names,
`file_pages = 500`; the variable wins. A setting that cannot be used stops the command and says
what would do. Whatever is reached, nothing is dropped: the file or page is named in the report with
what to do, and the packet is for a person to look at (*review*), never passed and never failed for
it.

Time is a processor's, so that a busy machine refuses nothing that an idle one reads; names with
`clock` are by the clock. A file has `file_seconds`, and `file_page_seconds` more for each page that
was read, within its packet's time, within its batch's. A job gets `page_seconds`, or what is left
of the file's if that is less. After a worker that died the page is tried once more; after
`file_killed` such pages the rest of the file is not tried.

Memory and crashes are contained by the worker's walls ([reading.md](reading.md#workers)); the
limits of pictures and PDFs let most bombs fail before that, in well under a second.

An archive or an attachment within a file is never opened, whatever its depth: it is named as
unread.

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
