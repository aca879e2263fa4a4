"""The template environment: all text escaped, every identity number masked."""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, DictLoader, Environment, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from pipeline.reporting.mask import Masker

TEMPLATES = (
    "report.html.j2", "parts.html.j2", "summary.html.j2", "letter.html.j2", "need.html.j2",
    "need_body.html.j2",
)  # fmt: skip


class _Compiled(BytecodeCache):
    """Compiled templates, kept while the process runs: environments differ only in their masks."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def strict(
    loader: BaseLoader, finalize: Callable[..., Any], compiled: BytecodeCache | None = None
) -> Environment:
    """Shared template settings: everything escaped, and a missing name is an error.

    `finalize` receives every printed value, and masks it.
    """
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
        bytecode_cache=compiled,
    )


def environment(masker: Masker) -> Environment:
    """The templates of this package; text from a packet cannot inject markup.

    Every printed text goes through `masker` first.
    """
    made = strict(
        DictLoader({name: asset(name) for name in TEMPLATES}),
        lambda value: masked(masker, value),
        _COMPILED,
    )
    made.globals["style"] = lambda *names: Markup("".join(asset(f"{n}.css") for n in names))
    made.globals["script"] = lambda name: Markup(asset(f"{name}.js"))
    made.globals["policy"] = content_policy
    return made


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """Content of a file in the templates folder."""
    return files("pipeline.reporting").joinpath("templates", name).read_text("utf-8")


def content_policy(script: str) -> str:
    """Content policy: nothing loads from elsewhere, and only our own script runs."""
    digest = b64encode(hashlib.sha256(asset(f"{script}.js").encode()).digest()).decode("ascii")
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def masked(masker: Masker, value: object) -> object:
    """A printed value without identity numbers; markup is our own and stays unchanged."""
    return masker.text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
