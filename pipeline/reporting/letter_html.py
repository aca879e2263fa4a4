"""A letter as a self-contained page to print; it loads nothing."""

from pipeline.reporting.letters import Letter
from pipeline.reporting.markup import environment
from pipeline.reporting.mask import Masker

TAGS = {"title": "h1", "heading": "h2"}


def render_letter_html(letter: Letter, masker: Masker) -> str:
    """The page; it runs no script."""
    template = environment(masker).get_template("letter.html.j2")
    return template.render(letter=letter, tags=TAGS)
