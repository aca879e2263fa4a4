"""Makes office files reproducible: the same report gives the same bytes.

Such a file is a zip: it stores the time of each part, and the time of writing in
`docProps/core.xml`. The report's own text already says what it is about and its day.
"""

import io
import re
import zipfile

FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can store
CORE = "docProps/core.xml"
MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
FIXED_TIME = rb"\g<1>1980-01-01T00:00:00Z\g<3>"


def without_moment(content: bytes) -> bytes:
    """The same file without its times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(target, "w") as packed:
        for part in made.infolist():
            data = made.read(part)
            if part.filename == CORE:
                data = MOMENT.sub(FIXED_TIME, data)
            plain = zipfile.ZipInfo(part.filename, FIRST)
            plain.compress_type, plain.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            packed.writestr(plain, data)
    return target.getvalue()
