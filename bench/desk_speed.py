"""Measures how long a packet's page takes to open at the desk, and to show its next page.

    python -m bench.desk_speed [--packet PATH] [--pages N] [--times N]

Reads a sample packet like the product (with stored readings), extends it to N pages with copies of
its own, adds it to a new store, serves the desk and controls a real Chromium. Printed are medians
of wall-clock time, from the key press or the address until the picture is painted:

  open      the packet's page, from the store to the first picture with its frames
  turn      to the next page, which was loaded in advance
  jump      to a page that was not loaded yet
  correct   a value confirmed: every rule runs again, the parts of the page are updated

    python -m bench.desk_speed --rows 1000000 --database URL

Fills an empty database with that many cases, one in three with two submissions
(`bench.desk_rows`), and prints for every list, count and search how long the answer takes, and
which steps of its query plan scan a whole table or sort. With `--rows 0` a database filled before
is measured again.
"""

import argparse
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Page, sync_playwright

from bench.desk_papers import ask_papers, fill_papers
from bench.desk_rows import ask, fill
from core.models.material import Material, Sheet
from pipeline.reporting.pictures import Pictures
from pipeline.run import Checked, check_packet, open_kit
from review.arrivals import Arrivals
from review.models import Role
from review.people import add_user
from review.store import Store, open_store
from review.store.engine import connect
from review.web.app import create_app
from review.web.checking import Checker

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "bench only, gone at the end"
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
CLICK = "(query) => document.querySelector(query).click()"
UNFOLDED = "() => document.querySelectorAll('.document').forEach((d) => { d.open = true; })"


@dataclass(frozen=True)
class Repeated:
    """Pictures of pages that are copies of others."""

    of: dict[tuple[str, int], tuple[str, int]]
    pictures: Pictures

    def page(self, file: str, page: int) -> bytes | None:
        """The picture of the page that it is a copy of."""
        return self.pictures.page(*self.of.get((file, page), (file, page)))


def filled(checked: Checked, pages: int) -> tuple[Material, Pictures]:
    """The packet extended to that many pages by copies of its own."""
    material = checked.material
    assert material is not None
    sheets, copies = list(material.sheets[:pages]), {}
    while len(sheets) < pages:
        one = material.sheets[len(sheets) % len(material.sheets)]
        copy = Sheet(file="copies.pdf", page=len(sheets) + 1, rotation=one.rotation)
        copies[copy.file, copy.page] = (one.file, one.page)
        sheets.append(copy)
    return material.model_copy(update={"sheets": tuple(sheets)}), Repeated(copies, checked.pictures)


@contextmanager
def served(checked: Checked, pages: int) -> Iterator[str]:
    """Serve a desk with the packet; the address of the packet's page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder / 'desk.sqlite'}")
        arrivals = Arrivals.of(store, folder / "pages")
        add_user(store, "bench", Role.REVIEWER, PASSWORD, by="bench")
        material, pictures = filled(checked, pages)
        key = arrivals.add(checked.report, material, pictures, by="bench").key
        app = create_app(store, arrivals, Checker(arrivals, _none, uploads=folder / "uploads"))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}/packets/{key}"
        finally:
            server.should_exit = True
            thread.join()
            store.close()


def _none() -> Any:
    raise RuntimeError("nothing is read here")


def timed(act: Callable[[], object], page: Page) -> float:
    """Milliseconds until the action is done and painted."""
    begun = time.perf_counter()
    act()
    page.evaluate(PAINTED)
    return 1000 * (time.perf_counter() - begun)


def opened(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#stage[data-shown]")


def turned(page: Page, number: int, key: str = "") -> None:
    if key:
        page.keyboard.press(key)
    else:
        page.evaluate(CLICK, f"#thumbs [data-sheet='{number}']")  # moving the mouse is not timed
    page.wait_for_selector(f"#stage[data-shown='{number}']")


def confirmed(page: Page, version: int) -> None:
    page.keyboard.press("c")
    page.wait_for_selector(f"#packet[data-version='{version}']")


def measure(page: Page, address: str, pages: int, times: int) -> dict[str, list[float]]:
    """All times of each kind."""
    durations: dict[str, list[float]] = {"open": [], "turn": [], "jump": [], "correct": []}
    for _ in range(times):
        durations["open"].append(timed(lambda: opened(page, address), page))
    page.click("#thumbs [data-sheet='0']")
    page.wait_for_selector("#stage[data-shown='0']")
    for number in range(1, min(pages, times + 1)):
        page.wait_for_timeout(100)
        durations["turn"].append(timed(partial(turned, page, number, "]"), page))
    chance = random.Random(1)
    for _ in range(times):
        opened(page, address)
        number = chance.randrange(pages // 2, pages)
        durations["jump"].append(timed(partial(turned, page, number), page))
    for number in range(2, 2 + times):
        page.click("[data-tab=values]")
        page.evaluate(UNFOLDED)
        page.locator("#panel-values .value.v-sure .pick").first.click()
        durations["correct"].append(timed(partial(confirmed, page, number), page))
    return durations


def _asked_of(packets: int, database: str, *, papers: bool) -> None:
    """Fill the database and run all queries of the desk."""
    store = open_store(database)
    if packets:
        # The index of a million rows takes minutes: no time-out.
        filling = Store(connect(database, hurried=False))
        fill(filling, packets)
        filling.close()
    if packets and papers:
        fill_papers(store)
    ask(store)
    if papers:
        ask_papers(store)
    store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--packet", type=Path, default=ROOT / "samples/packets/good-residence-permit"
    )
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--rows", type=int, help="packets to fill the database with")
    parser.add_argument("--papers", action="store_true", help="with the text of their papers")
    parser.add_argument("--database", help="sqlite:///PATH or postgresql://...; empty at first")
    given = parser.parse_args()
    if given.rows is not None:
        _asked_of(given.rows, given.database, papers=given.papers)
        return
    with open_kit(workers=1) as kit:
        checked = check_packet(given.packet, kit)
        with served(checked, given.pages) as address, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=ARGS)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(address)
            page.fill("[name=name]", "bench")
            page.fill("[name=password]", PASSWORD)
            page.click("form[action='/sign-in'] button")
            page.wait_for_selector("#stage[data-shown]")
            durations = measure(page, address, given.pages, given.times)
            browser.close()
    for name, found in durations.items():
        ends = f"{min(found):.0f}-{max(found):.0f}"
        print(f"{name:8} median {statistics.median(found):5.0f} ms   {ends} ms   n={len(found)}")


if __name__ == "__main__":
    main()
