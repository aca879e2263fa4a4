"""Rendering of templates: escaped, in the requested language, identity numbers masked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from core.clock import here
from pipeline.reporting.markup import asset as shared_asset
from pipeline.reporting.markup import masked, strict
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords
from review.audit import now
from review.signin import SignedIn

LANGUAGE = "yushen-lang"
STATIC = {
    "desk.css": "text/css; charset=utf-8",
    "packet.css": "text/css; charset=utf-8",
    "case.css": "text/css; charset=utf-8",
    "drop.css": "text/css; charset=utf-8",
    "plan.css": "text/css; charset=utf-8",
    "quality.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "upload.js": "text/javascript; charset=utf-8",
    "drop.js": "text/javascript; charset=utf-8",
    "viewer.js": "text/javascript; charset=utf-8",
    "edits.css": "text/css; charset=utf-8",
    "edits.js": "text/javascript; charset=utf-8",
    "compare.js": "text/javascript; charset=utf-8",
    "sharing.js": "text/javascript; charset=utf-8",
    "flow.css": "text/css; charset=utf-8",
    "flow.js": "text/javascript; charset=utf-8",
    "drafts.js": "text/javascript; charset=utf-8",
    "closing.js": "text/javascript; charset=utf-8",
    "packet.js": "text/javascript; charset=utf-8",
    "sample.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Translator:
    """Chooses the text in the language of the request."""

    lang: Language

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en


def language(request: Request) -> Language:
    """The language of the request, Chinese by default."""
    return "en" if request.cookies.get(LANGUAGE) == "en" else "zh"


def page(
    request: Request,
    name: str,
    who: SignedIn | None = None,
    /,
    *,
    masker: Masker | None = None,
    status: int = 200,
    **told: object,
) -> Response:
    """A whole page."""
    return HTMLResponse(piece(request, name, who, masker=masker, **told), status)


def piece(
    request: Request,
    name: str,
    who: SignedIn | None = None,
    /,
    *,
    masker: Masker | None = None,
    **told: object,
) -> str:
    """A rendered template as text."""
    talk = Translator(language(request))
    common: Mapping[str, object] = {
        "t": talk,
        "lang": talk.lang,
        "words": ReportWords(talk.lang),
        "say": ReportWords(talk.lang).say,
        "who": who.person if who else None,
        "csrf": Markup(who.csrf) if who else "",
        "here": request.url.path,
        "masker": masker or Masker(),
        "age": lambda moment: age(moment, talk),
    }
    return environment().get_template(name).render(**common, **told)


@cache
def environment() -> Environment:
    """The templates of this package."""
    made = strict(PackageLoader("review.web"), _masked)
    made.filters["local"] = lambda moment: f"{here(moment):%Y-%m-%d %H:%M}"
    made.filters["clock"] = lambda moment: f"{here(moment):%m-%d %H:%M}"
    return made


@cache
def asset(name: str) -> bytes:
    """A static file; the desk's style begins with the colours and typefaces of the reports."""
    own = files("review.web").joinpath("static", name).read_bytes()
    return shared_asset("palette.css").encode() + own if name == "desk.css" else own


def age(moment: datetime, talk: Callable[[str, str], str]) -> str:
    """How long ago, roughly."""
    minutes = int((now() - moment).total_seconds() // 60)
    if minutes < 1:
        return talk("刚刚", "just now")
    if minutes < 60:
        return talk(f"{minutes} 分钟", f"{minutes} min")
    if minutes < 24 * 60:
        return talk(f"{minutes // 60} 小时", f"{minutes // 60} h")
    return talk(f"{minutes // 1440} 天", f"{minutes // 1440} d")


@pass_context
def _masked(context: Context, value: Any) -> Any:
    masker = context.get("masker")
    return masked(masker if isinstance(masker, Masker) else Masker(), value)
