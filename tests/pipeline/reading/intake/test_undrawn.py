"""PDFs that do not bring their fonts, on machines that have some and that have none."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pytest import MonkeyPatch
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from core.errors import InputError
from pipeline.reading.intake import system_fonts
from pipeline.reading.intake.decode import contents, page_picture
from pipeline.reading.intake.layer import layer_lines
from pipeline.reading.intake.undrawn import check_drawn, has_chinese
from tests.pipeline.reading.intake.pdfs import plain, write_pdf

ROOT = Path(__file__).resolve().parents[4]
SAID = "教育部学历证书电子注册备案表"


def borrowing(path: Path, text: str = SAID) -> Path:
    """A page in a font that it only names."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(72, 700, text)
    canvas.save()
    return path


def test_pages_hang_on_the_machine_where_fonts_are_only_named(tmp_path: Path) -> None:
    assert contents(borrowing(tmp_path / "a.pdf")).borrows_fonts
    assert not contents(write_pdf(tmp_path / "b.pdf", *plain("Helvetica"))).borrows_fonts


def test_a_page_whose_characters_are_not_drawn_is_unread_and_names_the_font(
    tmp_path: Path,
) -> None:
    path = borrowing(tmp_path / "a.pdf")
    empty = np.full_like(page_picture(path, 1), 255)
    with pytest.raises(InputError, match="“STSong-Light”未嵌入") as told:
        check_drawn(path, 1, empty, layer_lines(path, 1))
    assert told.value.code == "fonts_missing"


def test_a_page_of_text_that_nobody_can_see_is_unread(tmp_path: Path) -> None:
    """Whatever the cause; a few such characters are a watermark's."""
    path = borrowing(tmp_path / "a.pdf", SAID)
    picture = np.full_like(page_picture(path, 1), 255)
    own = write_pdf(tmp_path / "b.pdf", *plain("Helvetica"))
    with pytest.raises(InputError) as told:
        check_drawn(own, 1, picture, layer_lines(path, 1))
    assert told.value.code == "text_not_shown"
    few = layer_lines(borrowing(tmp_path / "c.pdf", SAID[:9]), 1)
    check_drawn(own, 1, picture, few)


@pytest.mark.skipif(not has_chinese(), reason="no Chinese font here")
def test_a_page_that_is_drawn_is_read(tmp_path: Path) -> None:
    path = borrowing(tmp_path / "a.pdf")
    check_drawn(path, 1, page_picture(path, 1), layer_lines(path, 1))


def test_the_mark_of_the_fonts_changes_with_them(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    look = system_fonts.installed_fonts.__wrapped__  # it looks once a process
    before = look()
    assert look() == before
    (tmp_path / "song.ttf").write_bytes(b"font")
    assert look() != before


def test_on_a_machine_without_fonts_doctor_and_reading_say_so(tmp_path: Path) -> None:
    """In a namespace of its own, where an empty folder lies over the fonts'."""
    path, empty = borrowing(tmp_path / "a.pdf"), tmp_path / "empty"
    empty.mkdir()
    hidden = [f"mount --bind {empty} {folder}" for folder in system_fonts.FOLDERS[:1]]
    hidden += [f"[ ! -d {f} ] || mount --bind {empty} {f}" for f in system_fonts.FOLDERS[1:]]
    bare = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    try:
        subprocess.run([*bare, " && ".join(hidden)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no namespaces here")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from core.errors import InputError\n"
        "from pipeline.reading.intake.decode import page_picture\n"
        "from pipeline.reading.intake.layer import layer_lines\n"
        "from pipeline.reading.intake.undrawn import check_drawn\n"
        "from yushen.doctor import fonts\n"
        "from yushen.words import Words\n"
        "print(fonts(Words('zh')).state)\n"
        "path = Path(sys.argv[1])\n"
        "try:\n"
        "    check_drawn(path, 1, page_picture(path, 1), layer_lines(path, 1))\n"
        "except InputError as error:\n"
        "    print(error.code)\n"
    )
    run = f"{' && '.join(hidden)} && exec {sys.executable} {script} {path}"
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    said = subprocess.run([*bare, run], capture_output=True, text=True, env=env, timeout=120)
    assert said.stdout.split() == ["lacking", "fonts_missing"], said.stderr
