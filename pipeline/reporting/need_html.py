"""The list of papers as a page of its own, to be printed: everything in it, nothing loaded."""

from core.models.need import Need
from pipeline.reporting.markup import asset, environment
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, Words
from pipeline.reporting.need import view_of


def render_need_html(need: Need, lang: Language = "zh") -> str:
    """The page; it runs no script."""
    template = environment(Masker()).get_template("need.html.j2")
    return template.render(view=view_of(need, lang), say=Words(lang).say)


def render_need_part(need: Need, lang: Language = "zh") -> str:
    """What stands in the page, for a page of the desk; escaped."""
    template = environment(Masker()).get_template("need_body.html.j2")
    return template.render(view=view_of(need, lang), say=Words(lang).say)


def need_style() -> bytes:
    """How it looks."""
    return asset("need.css").encode()
