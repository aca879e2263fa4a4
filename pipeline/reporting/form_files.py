"""The guide's forms as files in a folder."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from core.files import write_result
from core.models.forms import Form
from pipeline.reporting.form_docx import render_form


class FormFile(Protocol):
    """A form and its values."""

    @property
    def form(self) -> Form: ...
    @property
    def values(self) -> Mapping[str, str]: ...
    @property
    def ticked(self) -> Collection[str]: ...


def write_forms(forms: Iterable[FormFile], folder: Path) -> list[Path]:
    """The files written; no file name contains a person's name. Raises InputError."""
    written = []
    for one in forms:
        path = folder / f"附件{one.form.annex}-{one.form.title}.docx"
        write_result(path, render_form(one.form, one.values, one.ticked))
        written.append(path)
    return written
