"""Run a Dockerfile's stages in fresh Debian roots made by mmdebstrap. Needs root."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.recipe import Copy, RunLine, Stage, UnknownInstruction

BASES = {"debian:bookworm-slim": "bookworm"}
KERNEL = ("proc", "sys", "dev", "dev/pts", "dev/shm")
# This machine's access to packages, like a builder's proxy settings.
REACH = (
    "/etc/pip.conf", "/etc/xdg/pip", "/etc/ssl/certs", "/etc/resolv.conf", "/etc/apt/apt.conf.d",
)  # fmt: skip
TRUST = "etc/ssl/certs/ca-certificates.crt"
LENT = "tmp/lent-trust.pem"  # under another name, as installing ca-certificates writes its own
CLEAN = {"HOME": "/root", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
BUILDING = {name: f"/{LENT}" for name in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE")}


def build(stage: Stage, root: Path, sources: Path, built: Mapping[str, Path]) -> None:
    """Make `root` and run the stage in it; `built` are the roots of earlier stages.

    Raises UnknownInstruction for an unknown base, CalledProcessError if a line fails.
    """
    bare(root, _base(stage.base))
    with lent(root):
        for step in stage.steps:
            if isinstance(step, RunLine):
                _run(root, step)
            else:
                _copy(root, step, built[step.stage] if step.stage else sources)


def bare(root: Path, suite: str, packages: Sequence[str] = ()) -> None:
    """A Debian root as minimal as a slim image, with these packages."""
    lists = [path for path in Path("/etc/apt").glob("sources.list*") if path.is_file()]
    lists += Path("/etc/apt/sources.list.d").glob("*.sources")
    include = [f"--include={','.join(packages)}"] if packages else []
    subprocess.run(
        [
            "mmdebstrap",
            "--quiet",
            "--variant=minbase",
            *include,
            suite,
            str(root),
            *map(str, lists[:1]),
        ],
        check=True,
    )


@contextmanager
def lent(root: Path) -> Iterator[None]:
    """Gives a root this machine's kernel file systems and package access while it is built."""
    for path in REACH:
        source, here = Path(path), root / path.lstrip("/")
        if source.is_dir():
            shutil.copytree(source, here, dirs_exist_ok=True)
        elif source.exists():
            here.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, here)
    shutil.copy(Path("/") / TRUST, root / LENT)
    for at in KERNEL:
        (root / at).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", f"/{at}", str(root / at)], check=True)
    try:
        yield
    finally:
        for at in reversed(KERNEL):
            subprocess.run(["umount", "--lazy", str(root / at)], check=True)
        for name in (LENT, "etc/pip.conf"):
            (root / name).unlink(missing_ok=True)
        shutil.rmtree(root / "etc/xdg/pip", ignore_errors=True)


def _base(name: str) -> str:
    try:
        return BASES[name]
    except KeyError:
        raise UnknownInstruction(name) from None


def _run(root: Path, step: RunLine) -> None:
    (root / str(step.folder).lstrip("/")).mkdir(parents=True, exist_ok=True)
    line = f"cd {step.folder} && {step.line}"
    subprocess.run(
        ["/usr/sbin/chroot", str(root), "/bin/sh", "-c", line],
        check=True,
        env={**CLEAN, "DEBIAN_FRONTEND": "noninteractive", **BUILDING, **step.environment},
    )


def _copy(root: Path, step: Copy, sources: Path) -> None:
    for name in step.sources:
        source = sources / name.strip("/")
        target = root / str(step.target).lstrip("/")
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=_LEFT_OUT)
        else:
            to = target / source.name if step.into or target.is_dir() else target
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to)


_LEFT_OUT = shutil.ignore_patterns("__pycache__")  # as in .dockerignore
