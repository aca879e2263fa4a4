"""What a key seals opens by it alone, under its own name alone."""

import stat
from pathlib import Path

import pytest

from core.errors import InputError
from core.sealing import MARK, Sealer, Unopened, new_key, open_sealer, read_key

KEY, OTHER = Sealer(b"k" * 32), Sealer(b"o" * 32)
CONTENT = "张三 110101199003070011".encode()


def why(seal: Sealer, name: str, content: bytes) -> str:
    with pytest.raises(Unopened) as error:
        seal.open(name, content)
    return error.value.why


def test_it_opens_by_its_key_under_its_name() -> None:
    closed = KEY.close("a.json", CONTENT)
    assert KEY.open("a.json", closed) == CONTENT
    assert CONTENT not in closed and closed != KEY.close("a.json", CONTENT)
    assert why(KEY, "b.json", closed) == "damaged"  # put in the place of another
    assert why(OTHER, "a.json", closed) == "other"
    assert why(Sealer(), "a.json", closed) == "sealed"
    assert why(KEY, "a.json", CONTENT) == "plain"
    assert Sealer().open("a.json", Sealer().close("a.json", CONTENT)) == CONTENT


def test_one_changed_byte_anywhere_is_seen() -> None:
    closed = KEY.close("a.json", CONTENT)
    for at in range(len(closed)):
        changed = closed[:at] + bytes([closed[at] ^ 1]) + closed[at + 1 :]
        assert why(KEY, "a.json", changed) in ("damaged", "other", "plain")
    assert why(KEY, "a.json", MARK) == "other"
    assert why(KEY, "a.json", closed[:-1]) == "damaged"


def test_the_key_is_never_shown() -> None:
    assert "kkk" not in repr(KEY) and KEY.id in repr(KEY) and len(KEY.id) == 16
    assert KEY.id != OTHER.id and Sealer().id == ""


def test_the_key_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_sealer() == Sealer()
    text = new_key()
    path = tmp_path / "key"
    path.write_text(text)
    path.chmod(0o600)
    monkeypatch.setenv("YUSHEN_KEY", text)
    given = open_sealer()
    monkeypatch.setenv("YUSHEN_KEY_FILE", str(path))
    with pytest.raises(InputError):
        open_sealer()  # both
    monkeypatch.delenv("YUSHEN_KEY")
    assert open_sealer() == given and given.key is not None
    assert new_key() != text


def test_a_key_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with pytest.raises(InputError, match="key"):
        read_key(path)
    for content, mode in ((new_key(), 0o640), (new_key(), 0o604), ("short", 0o600), ("", 0o600)):
        path.write_text(content)
        path.chmod(mode)
        with pytest.raises(InputError) as refused:
            read_key(path)
        assert refused.value.code == "key" and (content not in str(refused.value) or not content)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
