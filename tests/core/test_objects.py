"""Objects by name: what is there, what is asked again, what is refused."""

import errno
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from core.errors import InputError
from core.limits import Limits, use_limits
from core.objects import Objects
from core.places import Url, place_of
from core.store_trouble import StoreTrouble


@pytest.fixture
def objects() -> Objects:
    return Objects(f"memory://{uuid4().hex}/inbox")


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    use_limits(Limits(store_away_clock=2))
    yield
    use_limits(None)


class Failing:
    """A file system whose next calls fail, with those errors one after the other."""

    def __init__(self, objects: Objects, *errors: Exception) -> None:
        self.files, self.errors, self.asked = objects._files, list(errors), 0
        objects._files = self

    def cat_file(self, path: str) -> bytes:
        self.asked += 1
        if self.errors:
            raise self.errors.pop(0)
        return bytes(self.files.cat_file(path))


def test_what_is_put_is_there(objects: Objects, tmp_path: Path) -> None:
    assert objects.get("a/b") is None and not objects.has("a/b") and objects.listed() == []
    objects.put("a/b", b"one")
    objects.put("a/c", b"three")
    objects.put("ab", b"beside")
    assert objects.get("a/b") == b"one" and objects.head("a/c", 2) == b"th"
    assert [(one.name, one.size) for one in objects.listed("a")] == [("b", 3), ("c", 5)]
    assert [one.name for one in objects.listed()] == ["a/b", "a/c", "ab"]
    assert [one.size for one in objects.listed_exactly("ab")] == [6]
    assert objects.listed("ab") == [] == objects.listed_exactly("a")
    objects.fetch("a/b", tmp_path / "deep" / "b")
    assert (tmp_path / "deep" / "b").read_bytes() == b"one"
    assert (tmp_path / "deep" / "b").stat().st_mode & 0o777 == 0o600
    objects.drop("a/b")
    objects.drop("a/b")
    assert objects.get("a/b") is None


def test_another_content_has_another_mark(objects: Objects) -> None:
    objects.put("a", b"one")
    (before,) = objects.listed()
    objects.put("a", b"two")
    (after,) = objects.listed()
    assert before.mark != after.mark


def test_what_may_pass_is_asked_again(objects: Objects) -> None:
    use_limits(Limits(store_away_clock=60))  # it takes what time it needs on a slow machine
    objects.put("a", b"one")
    files = Failing(objects, TimeoutError(), OSError(errno.EBUSY, "busy"))
    assert objects.get("a") == b"one" and files.asked == 3


def test_what_does_not_pass_is_said_at_once(objects: Objects) -> None:
    files = Failing(objects, PermissionError("of AKIA-SECRET"))
    with pytest.raises(StoreTrouble, match="存储拒绝访问") as raised:
        objects.get("a")
    assert files.asked == 1 and "AKIA-SECRET" not in str(raised.value)


def test_after_its_limit_each_call_is_tried_once_until_one_is_answered(objects: Objects) -> None:
    use_limits(Limits(store_away_clock=0.1))
    objects.put("a", b"one")
    files = Failing(objects, *(TimeoutError() for _ in range(3)))
    for _ in range(3):
        with pytest.raises(StoreTrouble, match="存储没有应答"):
            objects.get("a")
    assert files.asked == 3
    assert objects.answers() and objects.get("a") == b"one"


@pytest.mark.parametrize(
    "url", ["s3://key:secret@bucket/a", "file:///tmp/a", "sftp://host/a", "s3://", "zip::s3://b/a"]
)
def test_what_names_no_store_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="存储") as raised:
        Objects(url)
    assert "secret" not in str(raised.value)


def test_a_place_is_a_folder_or_a_url() -> None:
    assert place_of("inbox/a") == Path("inbox/a")
    assert place_of("s3://bucket/a/") == Url("s3://bucket/a")
