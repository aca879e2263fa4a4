"""Whatever is made to be passed on hides identity numbers, wherever in a report one stands."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError
from rich.console import Console

from core.models.outlook import Outlook
from core.models.report import Report
from pipeline.judging import judge_material
from pipeline.reporting import FORMATS, NoPictures
from pipeline.reporting.ledger import LedgerEntry, render_ledger
from pipeline.reporting.letter_docx import render_docx
from pipeline.reporting.letter_html import render_letter_html
from pipeline.reporting.letters import LetterSigner, notice_letter, rejection_letter
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language
from pipeline.reporting.slips import slip_letter, worklist_letter
from pipeline.reporting.summary import batch_summary, summarise, write_summary
from pipeline.reporting.terminal import print_report, print_summary
from pipeline.unattended.watch.status import state_of, write_status
from tests.pipeline.reporting.test_ahead import cure, limit
from tests.review.conftest import lacking, material
from tests.validators.kit import NUMBER
from validators.policy import load_policy

MISREAD = NUMBER[:-5] + "7" + NUMBER[-4:]  # by a digit: it is nobody's, and looks like one
KEYS = {
    "rule", "type", "id", "kind", "service", "key", "sha256", "document", "documents", "role",
    "version", "edition", "service_name", "section", "quote",
}  # fmt: skip
"""What others look things up by, and the policy's own words; no text of anybody's."""


def planted(report: Report, text: str) -> Report:
    """The report with that text behind every text in it that may be any."""

    def put(value: Any, name: str) -> Any:
        if name in KEYS:
            return value
        if isinstance(value, dict):
            return {key: put(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [put(one, name) for one in value]
        return f"{value} {text}" if isinstance(value, str) else value

    plain = report.model_dump(mode="json")
    told = {name: put(value, name) for name, value in plain.items()}
    while True:
        try:
            return Report.model_validate(told)
        except ValidationError as error:  # a word of a fixed list: back to what it was
            for one in error.errors():
                _back(told, plain, one["loc"])


def _back(told: Any, plain: Any, place: tuple[int | str, ...]) -> None:
    for step in place[:-1]:
        told, plain = told[step], plain[step]
    told[place[-1]] = plain[place[-1]]


@pytest.fixture(scope="module")
def report() -> Report:
    made = material(*lacking())
    found = judge_material(made, load_policy())
    ahead = found.outlook or Outlook(limits=(limit(),), cures=(cure(),))
    whole = planted(planted(found.model_copy(update={"outlook": ahead}), NUMBER), MISREAD)
    assert whole.model_dump_json().count(NUMBER) > 100
    return whole


def readable(content: bytes) -> str:
    """All that a file says, its parts unpacked, folded lines joined, without its marks."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(readable(packed.read(name)) for name in packed.namelist())
    text = content.decode("utf-8", "replace").replace("\r\n ", "")
    return text + re.sub(r"<[^>]*>", "", text)


def letters(report: Report, lang: Language) -> Iterator[tuple[str, bytes]]:
    signed = LetterSigner("赵敏", datetime.now(UTC).date(), f"原因 {NUMBER}")
    mask = Masker.of(report)
    for make in (notice_letter, rejection_letter, slip_letter, worklist_letter):
        letter = make(report, lang, signed)
        yield f"{make.__name__} docx", render_docx(letter, mask)
        yield f"{make.__name__} html", render_letter_html(letter, mask).encode()


def renderings(report: Report, lang: Language, folder: Path) -> Iterator[tuple[str, bytes]]:
    for form in FORMATS:
        content = form.render(report, NoPictures(), lang)
        if form.id != "json":  # the system's own, in full
            assert content is not None, form.id
            yield form.id, content
    yield from letters(report, lang)
    summary = batch_summary([summarise(report, f"包 {NUMBER}", 1.0)])
    for path in write_summary(summary, folder, lang):
        yield path.name, path.read_bytes()
    entry = LedgerEntry(
        summary=summarise(report, f"包 {NUMBER}"), batch="", received=datetime.now(UTC),
        first="accept", closed=None, closed_by=None, closed_at=None, doubts=0,
    )  # fmt: skip
    yield "ledger", render_ledger([entry], lang)
    status = write_status(report, state_of(report, lang), "p-1", folder, lang)
    yield "status", status.read_bytes()
    yield "terminal", _printed(lambda console: print_report(report, console, lang))
    yield "terminal", _printed(lambda console: print_summary(summary, console, lang))


def _printed(show: Callable[[Console], None]) -> bytes:
    out = io.StringIO()
    show(Console(file=out, width=500))
    return out.getvalue().encode()


@pytest.mark.parametrize("lang", get_args(Language))
def test_every_rendering_hides_identity_numbers(
    report: Report, lang: Language, tmp_path: Path
) -> None:
    made = [(name, readable(content)) for name, content in renderings(report, lang, tmp_path)]
    assert len(made) == 3 + 8 + 3 + 1 + 1 + 2
    shown = {name for name, text in made for number in (NUMBER, MISREAD) if number in text}
    assert shown == set()
    hidden = NUMBER[:3] + "*" * 11 + NUMBER[-4:]
    assert {name for name, text in made if hidden in text} >= {"html", "notice", "summary.xlsx"}
