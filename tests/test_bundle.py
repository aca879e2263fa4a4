"""The archive for machines without a network: what goes in; it installs from itself alone."""

import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.bundle import PLATFORMS, bundle, needed

LOCK = Path(__file__).parents[1] / "requirements.txt"
HERE = "linux-x86_64"
PYTHON = "{}.{}".format(*sys.version_info[:2])


def names(platform: str, python: str = "3.12") -> dict[str, str]:
    """The entries of our lock for a platform, by package."""
    entries = list(needed(LOCK.read_text("utf-8"), PLATFORMS[platform], python))
    return {entry.partition("==")[0]: entry for entry in entries}


def wheel(folder: Path, name: str) -> Path:
    """A package of one module."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{name}.py", "")
        packed.writestr(
            f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        )
        packed.writestr(
            f"{name}-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        packed.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return path


def known(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module", autouse=True)
def one_time() -> Iterator[None]:
    """Where there is no git to tell of the last commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive of two packages, one of them for Windows alone, and where its wheels came from."""
    place = tmp_path_factory.mktemp("bundle")
    ours, theirs = wheel(place / "from", "everywhere"), wheel(place / "from", "elsewhere")
    lock = place / "lock.txt"
    lock.write_text(
        f"everywhere==1.0 \\\n    --hash=sha256:{known(ours)}\n"
        f"elsewhere==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{known(theirs)}\n",
        "utf-8",
    )
    pip = ["--no-index", "--find-links", str(place / "from")]
    return bundle(lock, PLATFORMS[HERE], PYTHON, place / "out", pip), place


def test_a_lock_is_cut_to_what_a_platform_needs() -> None:
    windows, linux = names("windows"), names(HERE)
    assert "pywin32" in windows and "pywin32" not in linux
    assert "uvloop" not in windows
    assert linux.keys() >= {"openvino", "rapidocr", "pydantic"}
    assert all("--hash=sha256:" in entry and ";" not in entry for entry in linux.values())


def test_it_holds_wheels_by_their_hashes_and_what_installs_them(made: tuple[Path, Path]) -> None:
    archive, _ = made
    with tarfile.open(archive) as tar:
        held = {Path(name).name for name in tar.getnames()}
        [listed] = [name for name in tar.getnames() if name.endswith("requirements.txt")]
        file = tar.extractfile(listed)
        assert file is not None
        text = file.read().decode()
    assert "everywhere-1.0-py3-none-any.whl" in held and not any("elsewhere" in n for n in held)
    assert {"install.sh", "install.cmd", "README.md"} <= held
    assert len(text.splitlines()) == 2 and text.count("--hash=sha256:") == 2
    assert any(line.startswith("yushen==") for line in text.splitlines())


def test_the_same_commit_gives_the_same_bytes(made: tuple[Path, Path]) -> None:
    archive, place = made
    pip = ["--no-index", "--find-links", str(place / "from")]
    again = bundle(place / "lock.txt", PLATFORMS[HERE], PYTHON, place / "again", pip)
    assert again.read_bytes() == archive.read_bytes()


def test_a_wheel_that_was_changed_is_not_taken(made: tuple[Path, Path], tmp_path: Path) -> None:
    _, place = made
    changed = wheel(tmp_path / "from", "everywhere")
    with zipfile.ZipFile(changed, "a") as packed:
        packed.writestr("more.py", "")
    pip = ["--no-index", "--find-links", str(changed.parent)]
    with pytest.raises(subprocess.CalledProcessError):
        bundle(place / "lock.txt", PLATFORMS[HERE], PYTHON, tmp_path / "out", pip)


def test_it_installs_from_itself_alone(made: tuple[Path, Path], tmp_path: Path) -> None:
    """In an empty environment; that nothing else is asked is what --no-index in it says."""
    archive, _ = made
    subprocess.run(["tar", "xf", str(archive), "-C", str(tmp_path)], check=True)
    [inside] = [path for path in tmp_path.iterdir() if path.is_dir()]
    done = subprocess.run(
        ["sh", str(inside / "install.sh"), str(tmp_path / "here")],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    python = tmp_path / "here" / "bin" / "python"
    told = subprocess.run([python, "-c", "import everywhere, yushen"], cwd=tmp_path, check=False)
    assert told.returncode == 0, done.stdout + done.stderr


def test_the_scripts_of_both_systems_install_the_same_way() -> None:
    folder = LOCK.parent / "deploy" / "bundle"
    for name in ("install.sh", "install.cmd"):
        text = (folder / name).read_text("utf-8")
        for option in ("--no-index", "--no-deps", "--require-hashes", "--find-links"):
            assert option in text, (name, option)
