"""The list of papers as a self-contained page to print; it loads nothing."""

from core.models.need import Need
from pipeline.reporting.markup import asset, environment
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.need import view_of


def render_need_html(need: Need, lang: Language = "zh") -> str:
    """The page; it runs no script."""
    template = environment(Masker()).get_template("need.html.j2")
    return template.render(view=view_of(need, lang), say=ReportWords(lang).say)


def render_need_part(need: Need, lang: Language = "zh") -> str:
    """The body of the page, to embed in a page of the desk; escaped."""
    template = environment(Masker()).get_template("need_body.html.j2")
    return template.render(view=view_of(need, lang), say=ReportWords(lang).say)


def need_style() -> bytes:
    """The style sheet."""
    return asset("need.css").encode()
