"""A packet of invented people whose names and numbers stand nowhere else, and looking for them."""

import base64
import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from PIL import Image, ImageDraw, ImageFont

from generator.fonts import FACES, ROOT

NAME, AGENT, BOSS = "慕容清晏", "司徒砚秋", "端木知微"
UNIT, ADDRESS = "北京松烟映月样例科技有限公司", "北京市东城区鹿鸣里胡同947号"
NUMBER, AGENT_NUMBER = "110101198807239412", "110101197911035829"
PHONE, CODE = "13871940265", "91110101MA01XK9T7Q"
PLANTED = (NAME, AGENT, BOSS, UNIT, ADDRESS, NUMBER, AGENT_NUMBER, PHONE, CODE)
NUMBERS = (NUMBER, AGENT_NUMBER)

RECORD = {
    "service": "renewal", "submission_date": "2019-10-15",
    "employer": {"name": UNIT, "credit_code": CODE, "type": "enterprise", "legal_rep": BOSS,
                 "address": ADDRESS},
    "applicant": {"name": NAME, "id_number": NUMBER, "phone": PHONE, "address": ADDRESS},
    "agent": {"name": AGENT, "id_number": AGENT_NUMBER, "phone": PHONE},
}  # fmt: skip
LINES = (
    "营业执照", f"统一社会信用代码 {CODE}", f"名称 {UNIT}", f"法定代表人 {BOSS}",
    f"住所 {ADDRESS}", f"经办人 {AGENT} {AGENT_NUMBER}", f"申请人 {NAME} {NUMBER}",
    f"联系电话 {PHONE}",
)  # fmt: skip


def picture() -> bytes:
    """A page that says it all."""
    face = next((ROOT / one.path for one in FACES.values() if (ROOT / one.path).exists()), None)
    font = ImageFont.truetype(str(face), 44) if face else ImageFont.load_default(44)
    lines = LINES if face else (NUMBER, AGENT_NUMBER, PHONE)
    page = Image.new("RGB", (1240, 900), "white")
    for number, text in enumerate(lines):
        ImageDraw.Draw(page).text((80, 60 + 100 * number), text, fill="black", font=font)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=90)
    return out.getvalue()


def packet() -> bytes:
    """The page, one that is cut short, a broken PDF and the record, as a zip."""
    page, out = picture(), io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("application.json", json.dumps(RECORD, ensure_ascii=False))
        packed.writestr(f"{NAME}营业执照.jpg", page)
        packed.writestr(f"{NAME}{NUMBER}.jpg", page[: len(page) // 2])
        packed.writestr(f"{AGENT}{PHONE}.pdf", b"%PDF-1.4\n" + f"{NAME} {NUMBER}".encode())
    return out.getvalue()


def forms(text: str) -> set[bytes]:
    """As it may be written: in other encodings, escaped, in base64 wherever it begins."""
    found = {text.encode(), json.dumps(text)[1:-1].encode(), quote(text).encode()}
    found |= {text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("gb18030")}
    found |= {text.encode("unicode_escape"), repr(text.encode())[2:-1].encode()}
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + text.encode())
        found.add(whole[(0, 2, 3)[before] : len(whole) - 4])
    return found


FORMS: Mapping[str, set[bytes]] = {text: forms(text) for text in PLANTED}


def found_in(content: bytes, wanted: tuple[str, ...] = PLANTED) -> set[str]:
    """Which of the planted stand there."""
    return {text for text in wanted if any(form in content for form in FORMS[text])}


def files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def processes(place: Path) -> Iterator[Path]:
    """Of those that were started with a state in that place, their folders in /proc."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(place).encode() in (folder / "environ").read_bytes():
                yield folder
        except OSError:  # ended, or another's
            continue


class Looking:
    """Looks at titles, environments and temporary files for as long as something runs."""

    def __init__(self, place: Path, temporary: Path) -> None:
        self.place, self.temporary = place, temporary
        self.found: set[str] = set()
        self.seen = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Looking":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(0.1):
            for process in processes(self.place):
                for name in ("cmdline", "environ", "comm"):
                    self._note(f"{name} of a process", process / name)
                self.seen += 1
            for path in files(self.temporary):
                self.found.add(f"temporary file {path.name}")

    def _note(self, where: str, path: Path) -> None:
        try:
            told = found_in(path.read_bytes())
        except OSError:
            return
        self.found |= {f"{text} in {where}" for text in told}
