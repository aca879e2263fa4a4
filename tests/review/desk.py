"""A desk that is really served, a real browser before it, and packets with drawn pages."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page

from core.models.document import Document, PageRef
from core.models.geometry import Box
from core.models.material import Sheet
from pipeline.judging import judge_material
from review.arrivals import Arrivals
from review.drops.folder import FOLDER, DropLimits, Drops
from review.models import Role
from review.people import add_user, users
from review.signin import SignedIn, sign_in
from review.store import Store, open_store
from review.web.app import DeskSettings, create_app
from review.web.checking import Checker
from review.web.guard import COOKIE
from tests.review.conftest import lacking, material
from validators.policy import load_policy

PASSWORD = "一只很长的密码短语!"
PEOPLE = {"李看": Role.VIEWER, "赵敏": Role.REVIEWER, "周宁": Role.REVIEWER,
          "钱组长": Role.SUPERVISOR,
          "孙管理": Role.ADMIN}  # fmt: skip
FILE, SIZE = "扫描件.pdf", (900, 1300)
NAME_BOX = Box(0.2, 0.3, 0.55, 0.34)
"""Where the doubtful name stands on the second page, upright; a bar is drawn there."""
INK = (20, 20, 20)
LOADING = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { transform: scale(0) }');
  document.adoptedStyleSheets.push(sheet);
  addEventListener('DOMContentLoaded', () => sheet.replaceSync(''));
})()"""
"""Nothing can be clicked or chosen before a page's scripts run, as people are not so quick."""


def no_kit() -> Any:
    """A desk that reads nothing."""
    raise AssertionError("nothing is uploaded here")


@dataclass
class Served:
    """A desk under an address."""

    base: str
    store: Store
    arrivals: Arrivals
    checker: Checker

    def add(
        self, *papers: Document, key: str = "a" * 64, name: str = "一号", **more: object
    ) -> str:
        """A packet of two pages; the second is stored on its side."""
        sheets = (Sheet(file=FILE, page=1), Sheet(file=FILE, page=2, rotation=90))
        made = material(*(papers or doubtful()), key=key, sheets=sheets, packet=name, **more)
        report = judge_material(made, load_policy())
        return self.arrivals.add(report, made, Drawn(), by="批量").key

    @property
    def drops(self) -> Drops:
        """The pictures taken on the spot."""
        return Drops(self.checker.uploads.parent / FOLDER, DropLimits(300, 300_000_000))

    def wait_for_uploads(self) -> None:
        """Until nothing is being read."""
        self.checker.taken_up.wait(60)
        while any(job.state in ("received", "checking") for job in self.checker.jobs()):
            time.sleep(0.05)


class Drawn:
    """The pages as their files store them."""

    def page(self, file: str, page: int) -> bytes | None:
        """A white page with a frame; the second with a bar where the name stands."""
        image = Image.new("RGB", SIZE, "white")
        pen = ImageDraw.Draw(image)
        pen.rectangle((5, 5, SIZE[0] - 6, SIZE[1] - 6), outline=(180, 180, 180), width=2)
        if page == 2:
            x0, y0, x1, y1 = NAME_BOX
            place = (x0 * SIZE[0], y0 * SIZE[1], x1 * SIZE[0], y1 * SIZE[1])
            pen.rectangle(place, fill=INK)
            image = image.transpose(Image.Transpose.ROTATE_90)  # upright again by 90 clockwise
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()


def doubtful() -> tuple[Document, ...]:
    """The papers of `lacking`, the licence on the second page with its name where the bar is."""
    power, change, licence = lacking()
    ref = PageRef(file=FILE, page=2, rotation=90)
    name = licence.fields["name"].model_copy(update={"page": ref, "box": NAME_BOX})
    told = {"pages": (ref,), "fields": {**licence.fields, "name": name}}
    return power, change, licence.model_copy(update=told)


@contextmanager
def serving(
    folder: Path, opener: Callable[[], Any] = no_kit, url: str = "", port: int = 0, **settings: Any
) -> Iterator[Served]:
    """A desk on a new SQLite file, or at `url`, served by a thread until the end."""
    store = open_store(url or f"sqlite:///{folder / 'desk.sqlite'}")
    arrivals = Arrivals.of(store, folder / "pages")
    checker = Checker(arrivals, opener, uploads=folder / "uploads")
    app = create_app(store, arrivals, checker, DeskSettings(**settings))
    config = uvicorn.Config(app, port=port, log_config=None, access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", store, arrivals, checker)
    finally:
        server.should_exit = True
        thread.join()
        store.close()


@dataclass
class Visitor:
    """Somebody before a browser of their own."""

    page: Page
    context: BrowserContext
    served: Served

    def open(self, key: str) -> None:
        """The packet's page, its first picture shown."""
        self.page.goto(f"{self.served.base}/packets/{key}")
        self.page.wait_for_selector("#stage[data-shown]")

    def until_version(self, number: int) -> None:
        """Until the page shows what stands at that version."""
        self.page.wait_for_selector(f"#packet[data-version='{number}']")


Visit = Callable[..., Visitor]
"""Lets somebody in, by their name."""


@contextmanager
def letting_in(
    browser: Browser, served: Served, ready: Callable[[Visitor], object]
) -> Iterator[Visit]:
    """Lets people in, each made `ready`; that a page of theirs complains is an error."""
    made: list[Visitor] = []
    said: list[str] = []

    def come(name: str = "赵敏", **more: Any) -> Visitor:
        visitor = visit(browser, served, name, **more)
        visitor.page.on("pageerror", lambda error: said.append(str(error)))
        ready(visitor)
        made.append(visitor)
        return visitor

    yield come
    for visitor in made:
        visitor.context.close()
    assert said == []


def admit(served: Served, name: str) -> None:
    """Let somebody have an account."""
    if all(user.name != name for user in users(served.store)):
        add_user(served.store, name, PEOPLE[name], PASSWORD, by="测试")


def visit(browser: Browser, served: Served, name: str = "赵敏", **more: Any) -> Visitor:
    """Signed in, at the queue: the door itself has tests of its own."""
    admit(served, name)
    made = sign_in(served.store, name, PASSWORD, "127.0.0.1")
    assert isinstance(made, SignedIn)
    size = {"width": 1366, "height": 768}
    context = browser.new_context(**{"viewport": size, "locale": "zh-CN", **more})
    context.set_default_timeout(60_000)
    context.add_init_script(LOADING)
    context.add_cookies([{"name": COOKIE, "value": made.token, "url": served.base}])
    page = context.new_page()
    page.goto(served.base)
    page.wait_for_url(f"{served.base}/")
    return Visitor(page, context, served)
