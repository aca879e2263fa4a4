"""Pictures taken on the spot, asked for without a browser and read without an engine."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image
from playwright.sync_api import Playwright, sync_playwright

from pipeline.reading.ocr.setup import Setup
from pipeline.reading.orders import ReadPage
from pipeline.reading.store import ReadingStore
from pipeline.run import POLICY, Kit
from pipeline.settling.trust import Trust
from review.packets import load
from review.queue import rows
from review.store.tables import PacketRow
from review.web.shots import HOMES, choices
from tests.pipeline.test_run import BEST, PICTURES, SECOND, Pictures
from tests.review.desk import Served, serving
from tests.review.test_web import JSON, Client
from validators.policy import load_policy
from validators.policy.tables import Home

SOME = 100_000
ACTS = ("remove", "choose", "discard", "submit")


class Shown(Pictures):
    """Text pictures as they are read, with a small picture of each page."""

    def warm(self) -> None:
        """There is nothing to load."""

    def shown(self) -> bytes:
        picture = io.BytesIO()
        Image.new("RGB", (300, 400), "white").save(picture, "JPEG")
        return picture.getvalue()


def pages_read(kit: Kit) -> int:
    """How many pages were read; what lies in the store is not read again."""
    assert isinstance(kit.pool, Pictures)
    return sum(isinstance(job, ReadPage) for job in kit.pool.jobs)


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    store = ReadingStore(tmp_path / "cache", "test")
    return Kit(Shown(PICTURES), store, load_policy(POLICY), Trust(Setup(BEST, SECOND)))


@pytest.fixture
def served(tmp_path: Path, kit: Kit) -> Iterator[Served]:
    with serving(tmp_path, lambda: kit, max_bytes=SOME) as found:
        yield found


@pytest.fixture
def client(player: Playwright, served: Served) -> Iterator[Client]:
    found = Client(player, served, "赵敏")
    yield found
    found.ask.dispose()


def send(client: Client, content: str, drop: str = "", **more: str) -> Any:
    """A picture with that text, as the page's script sends it."""
    file = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": content.encode()}
    headers = {"x-csrf-token": client.csrf, **JSON}
    form = {"files": file, "drop": drop, **more}
    return client.ask.post("/drop/pictures", headers=headers, multipart=form)


def state(client: Client) -> dict[str, Any]:
    """What the page shows once nothing is being read."""
    end = time.monotonic() + 30
    while True:
        found: dict[str, Any] = client.ask.get("/drop/state", headers=JSON).json()
        if not found["busy"]:
            return found
        assert time.monotonic() < end
        time.sleep(0.05)


def shots(found: dict[str, Any]) -> list[str]:
    return [one["html"] for one in found["shots"]]


def test_each_picture_is_told_and_all_become_one_packet(
    served: Served, client: Client, kit: Kit
) -> None:
    asked = {"service": "new_permit", "condition": "2", "housing": "owned", "name": "一号"}
    first = client.post("/drop/choose", asked).json()
    drop = first["drop"]
    assert first["busy"] and "北京市工作居住证申请表" in state(client)["lists"]
    for content in ("front", "back", "form", "notice"):
        assert send(client, content, drop).json()["drop"] == drop
    found = state(client)
    front, back, form, notice = shots(found)
    assert "居民身份证（正面、申请人）" in front and "居民身份证（反面、申请人）" in back
    assert "北京市工作居住证申请表" in form and "99%" in front
    assert "未认出" in notice and "不是办事指南所列的材料" in notice
    missing, came = found["lists"].split("已收到")
    assert "毕业证书" in missing and "申请人居民身份证" not in missing and "居民身份证" in came
    small = client.ask.get(f"/drop/small/{found['shots'][0]['id']}")
    assert small.headers["content-type"] == "image/jpeg"
    assert small.headers["cache-control"] == "no-store"

    gone = client.post("/drop/remove", {"drop": drop, "shot": found["shots"][3]["id"]}).json()
    assert len(gone["shots"]) == 3
    read = pages_read(kit)
    assert client.post("/drop/submit", {"drop": drop}).json() == {"path": "/upload"}
    served.wait_for_uploads()
    (row,) = rows(served.store)
    assert (row.name, row.service) == ("一号", "new_permit")
    material = load(served.store, row.key).material
    assert material is not None
    assert (material.application.condition, material.application.housing) == (2, "owned")
    assert [file.status for file in material.files] == ["read"] * 3
    assert pages_read(kit) == read == 4
    assert state(client)["shots"] == [] and [*served.drops.folder.glob("*/")] == []


def test_another_person_neither_sees_nor_changes_it(
    player: Playwright, served: Served, client: Client
) -> None:
    drop = send(client, "front").json()["drop"]
    shot = state(client)["shots"][0]["id"]
    other = Client(player, served, "孙管理")
    assert state(other)["shots"] == [] and shot not in other.ask.get("/drop").text()
    assert other.ask.get(f"/drop/small/{shot}").status == 404
    assert client.ask.get(f"/drop/small/{shot}").ok
    for act in ACTS:
        answer = other.post(f"/drop/{act}", {"drop": drop, "shot": shot})
        assert (answer.status, answer.json()["code"]) == (404, "no_such_drop"), act
    assert send(other, "back", drop).status == 404
    assert [one["id"] for one in state(client)["shots"]] == [shot]
    assert rows(served.store) == []
    other.ask.dispose()


def test_only_our_own_page_changes_it_and_only_who_is_signed_in(
    player: Playwright, served: Served, client: Client
) -> None:
    drop = send(client, "front").json()["drop"]
    shot = state(client)["shots"][0]["id"]
    for act in ACTS:
        form = {"drop": drop, "shot": shot}
        for headers in ({"x-csrf-token": "x" * 43}, {"origin": "https://elsewhere.example"}):
            assert client.post(f"/drop/{act}", form, **headers).status == 403, act
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"back"}
    bare = client.ask.post("/drop/pictures", headers=JSON, multipart={"files": file, "drop": drop})
    assert (bare.status, bare.json()["code"]) == (403, "csrf")
    stranger = player.request.new_context(base_url=served.base)
    for path in ("/drop", "/drop/state", f"/drop/small/{shot}"):
        assert stranger.get(path, headers=JSON).status == 401
    for act in (*ACTS, "pictures"):
        assert stranger.post(f"/drop/{act}", headers=JSON, form={"drop": drop}).status == 401
    stranger.dispose()
    assert [one["id"] for one in state(client)["shots"]] == [shot]


def test_too_much_is_refused_and_nothing_is_submitted_of_nothing(
    served: Served, client: Client
) -> None:
    assert send(client, "x" * (SOME + 1)).status == 413
    drop = send(client, "x" * (SOME - 1_000)).json()["drop"]
    answer = send(client, "x" * 2_000, drop)
    assert (answer.status, answer.json()["code"]) == (422, "too_large")
    bare = client.ask.post(
        "/drop/pictures", headers={"x-csrf-token": client.csrf, **JSON}, multipart={"drop": drop}
    )
    assert (bare.status, bare.json()["code"]) == (422, "no_files")
    client.post("/drop/discard", {"drop": drop})
    drop = client.post("/drop/choose", {"service": "renewal"}).json()["drop"]
    answer = client.post("/drop/submit", {"drop": drop})
    assert (answer.status, answer.json()["code"]) == (422, "no_files")
    assert client.post("/drop/submit", {"drop": ""}).status == 404


def test_what_cannot_be_chosen_is_not_known(served: Served, client: Client) -> None:
    odd = {"service": "no_such", "condition": "99", "housing": "castle", "name": " \x00"}
    drop = client.post("/drop/choose", odd).json()["drop"]
    choice = served.drops.get(drop, "赵敏").choice
    assert choice.record == {} and choice.name == ""


def test_it_works_without_the_script(served: Served, client: Client) -> None:
    """Plain forms: each answer leads back to the page."""
    file = {"name": "../身份证.jpg", "mimeType": "image/jpeg", "buffer": b"front"}
    form = {"csrf": client.csrf, "drop": "", "files": file}
    sent = client.ask.post("/drop/pictures", multipart=form, max_redirects=0)
    assert (sent.status, sent.headers["location"]) == (303, "/drop")
    drop, shot = state(client)["drop"], state(client)["shots"][0]["id"]
    page = client.ask.get("/drop").text()
    assert "居民身份证（正面）" in page and "身份证.jpg" in page and ".." not in page
    assert 'capture="environment"' in page and " style=" not in page and " onclick" not in page
    told = {"csrf": client.csrf, "drop": drop}
    again = {**told, "instead": shot, "files": {**file, "buffer": b"back"}}
    client.ask.post("/drop/pictures", multipart=again)
    assert "居民身份证（反面）" in state(client)["shots"][0]["html"]
    done = client.ask.post("/drop/submit", form=told, max_redirects=0)
    assert (done.status, done.headers["location"]) == (303, "/upload")
    served.wait_for_uploads()
    assert len(rows(served.store)) == 1


def test_the_same_picture_sent_twice_is_told_twice(client: Client) -> None:
    drop = send(client, "front").json()["drop"]
    state(client)
    send(client, "front", drop)
    assert all("居民身份证（正面" in one for one in shots(state(client)))


def test_it_outlasts_the_desk_and_goes_on(player: Playwright, tmp_path: Path, kit: Kit) -> None:
    with serving(tmp_path, lambda: kit) as served:
        client = Client(player, served, "赵敏")
        drop = send(client, "front").json()["drop"]
        before = [one["id"] for one in state(client)["shots"]]
        client.ask.dispose()
    with serving(tmp_path, lambda: kit) as served:
        client = Client(player, served, "赵敏")
        (shot,) = state(client)["shots"]
        assert [shot["id"]] == before and "居民身份证（正面）" in shot["html"]
        send(client, "form", drop)
        found = state(client)
        assert len(found["shots"]) == 2 and "已收到" in found["lists"]
        assert "居民身份证（申请人）" in found["lists"] and pages_read(kit) == 2
        client.ask.dispose()


def test_a_reader_that_does_not_start_costs_no_picture(
    player: Playwright, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """`serving` opens no kit by itself."""
    with serving(tmp_path) as served:
        client = Client(player, served, "赵敏")
        drop = send(client, "front").json()["drop"]
        found = state(client)
        assert "可以照常提交" in shots(found)[0] and "未能核对" in found["lists"]
        client.post("/drop/submit", {"drop": drop})
        served.wait_for_uploads()
        assert len(rows(served.store)) == 1
        client.ask.dispose()
    assert "AssertionError" in caplog.text and "image" not in caplog.text


def test_the_page_speaks_english(client: Client) -> None:
    client.post("/drop/choose", {"service": "new_permit"})
    send(client, "notice", client.ask.get("/drop/state", headers=JSON).json()["drop"])
    state(client)
    english = {"cookie": f"{client.cookie}; yushen-lang=en"}
    page = client.ask.get("/drop", headers=english).text()
    assert "Still missing" in page and "Not recognised" in page and "Graduation certificate" in page


def test_what_can_be_chosen_has_names() -> None:
    known = choices()
    assert len(known.conditions) == 8 and len(known.services) > 5
    assert HOMES.keys() <= set(get_args(Home))
    for options in (known.services, known.conditions, known.homes):
        assert all(name.zh and name.en for _, name in options)


def test_pictures_are_taken_for_an_open_case(served: Served, client: Client) -> None:
    case = served.add(key="a" * 64, name="一号案件")
    assert client.post("/drop/for", {"case": case}).json() == {"path": "/drop"}
    drop = send(client, "front").json()["drop"]
    shown = client.ask.get("/drop").text()
    assert "拍照补充材料" in shown and "一号案件" in shown
    lists = state(client)["lists"]
    assert "与案件已有的材料一起核对" in lists and "选择办理事项" not in lists
    assert client.post("/drop/submit", {"drop": drop}).json() == {"path": "/upload"}
    served.wait_for_uploads()
    assert [row.key for row in rows(served.store)] == [case]
    assert load(served.store, case).version > 1


def test_a_case_closed_meanwhile_takes_no_pictures(served: Served, client: Client) -> None:
    case = served.add(key="a" * 64)
    client.post("/drop/for", {"case": case})
    drop = send(client, "front").json()["drop"]
    with served.store.writing() as session:
        session.get_one(PacketRow, case).closed = "accept"
    assert "此案已办结" in state(client)["lists"]
    assert client.post("/drop/submit", {"drop": drop}).json()["code"] == "closed"
    assert len(state(client)["shots"]) == 1
    assert client.post("/drop/for", {"case": case}).json()["code"] == "closed"
    client.post("/drop/for", {"case": ""})
    assert "选择办理事项" in state(client)["lists"]
