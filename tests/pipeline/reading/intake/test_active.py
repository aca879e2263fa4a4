"""What would act by itself in a PDF is named, and nothing else is."""

from pathlib import Path

import pytest

from pipeline.reading.intake.active import active
from pipeline.reading.intake.decode import contents

HEAD = b"%PDF-1.7\n"


def written(folder: Path, catalog: bytes = b"", page: bytes = b"", *others: bytes) -> Path:
    """A PDF of one empty page with more in its catalogue and its page."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + page + b">>",
        *others,
    ]
    data, places = HEAD, []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    path = folder / "a.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("catalog", "page", "kinds"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>", b"", ("javascript",)),
        (b"/OpenAction 4 0 R", b"", ("launch",)),
        (b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next 4 0 R>>", b"", ("launch",)),
        (b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>", b"", ("javascript",)),
        (b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", b"", ("attachment",)),
        (b"/AA<</WC<</S/JavaScript/JS(x)>>>>", b"", ("javascript",)),
        (b"", b"/AA<</O<</S/SubmitForm/F(x)>>>>", ("submit",)),
        (b"", b"/Annots[<</Subtype/RichMedia>><</Subtype/Link/A 4 0 R>>]", ("launch", "media")),
        (b"", b"/Annots[<</Subtype/Widget/AA<</K<</S/JavaScript/JS(x)>>>>>>]", ("javascript",)),
        (b"/OpenAction[3 0 R/Fit]", b"", ()),  # opening a page is no act
        (b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>", b"", ()),
        (b"", b"/Annots[<</Subtype/Link/A<</S/URI/URI(https://www.chsi.com.cn)>>>>]", ()),
        (b"", b"/Annots[<</Subtype/Widget/FT/Tx>><</Subtype/Text>>]", ()),
    ],
)
def test_what_it_holds(tmp_path: Path, catalog: bytes, page: bytes, kinds: tuple[str, ...]) -> None:
    path = written(tmp_path, catalog, page, b"<</S/Launch/F(x.exe)>>")
    assert active(path) == kinds
    assert contents(path).active == kinds


def test_actions_that_follow_one_another_in_a_circle_end(tmp_path: Path) -> None:
    circle = b"<</S/JavaScript/JS(x)/Next[4 0 R]>>"
    assert active(written(tmp_path, b"/OpenAction 4 0 R", b"", circle)) == ("javascript",)


def test_many_that_follow_many_end(tmp_path: Path) -> None:
    wide = b"<</S/JavaScript/JS(x)/Next[" + b"4 0 R " * 50 + b"]>>"
    assert active(written(tmp_path, b"/OpenAction 4 0 R", b"", wide)) == ("javascript",)


def test_a_broken_file_holds_none(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 and nothing")
    assert active(path) == ()
