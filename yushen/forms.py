"""yushen forms: the guide's own forms filled in from the record, to sign and seal."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.errors import InputError
from yushen.options import figures_option, language
from yushen.words import Words

if TYPE_CHECKING:
    from core.models.application import Application
    from core.models.report import Report

OUT = Path("yushen-out") / "forms"
RECORDS = ("application.json", "application.yaml", "application.yml", "application.xlsx")


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "forms",
        params=[
            click.Argument(["record"], type=click.Path(exists=True, path_type=Path)),
            click.Option(["--service"], metavar="S",
                         help=words("办理事项；默认取自系统填报信息",
                                    "the service; by default the record's")),
            click.Option(["--annex", "annexes"], type=int, multiple=True, metavar="N",
                         help=words("只填某个附件，可多次给出；默认本项业务要用的全部",
                                    "one annex alone; may be repeated. By default all that the "
                                    "service asks")),
            click.Option(["--report"], type=click.Path(exists=True, dir_okay=False, path_type=Path),
                         metavar="FILE",
                         help=words("检查过的材料的 report.json：用其中有把握的内容补填",
                                    "the report.json of a checked packet: what it says surely "
                                    "fills what the record leaves open")),
            click.Option(["--out"], type=click.Path(file_okay=False, path_type=Path), default=OUT,
                         metavar="DIR", show_default=True,
                         help=words("存放处", "where the documents go")),
            click.Option(["--policy"], metavar="DIR",
                         help=words("另一版政策数据的文件夹（或版本名）",
                                    "a folder with another edition of the policy data, or its "
                                    "name")),
            figures_option(words),
            language(words),
        ],
        help=words(
            "按系统填报信息（application.json、.yaml、.xlsx，或其所在文件夹）"
            "填好附件 1、2、4、5、6、10，供签字盖章；没有的内容留空。",
            "Fill in annexes 1, 2, 4, 5, 6 and 10 from the system's record (application.json, "
            ".yaml, .xlsx, or the folder it lies in), to be signed and sealed; what is not known "
            "stays empty.",
        ),
        callback=partial(run, words),
    )  # fmt: skip


def run(
    words: Words,
    record: Path,
    service: str | None,
    annexes: tuple[int, ...],
    report: Path | None,
    out: Path,
    policy: str | None,
    figures: Path | None,
) -> int:
    """Write the documents and print their paths."""
    from pipeline.filling import filled_forms
    from pipeline.reporting.form_files import write_forms
    from yushen.policy import edition_of
    from yushen.services import known_service

    edition = edition_of(policy, words, figures)
    known = {form.annex for form in edition.forms}
    if strange := set(annexes) - known:
        numbers = "、".join(map(str, sorted(known))) or "—"
        zh = f"没有附件 {min(strange)} 的样式，可用：{numbers}"
        raise InputError("no_such_form", words(zh, f"no form {min(strange)}; there are: {numbers}"))
    application = _record(record, words)
    chosen = known_service(service or application.service, edition, words)
    if chosen is None:
        numbers = words(
            "填报信息没有业务类型，请给出 --service",
            "the record has no service: please give --service",
        )
        raise InputError("no_service", numbers)
    checked = _report(report, words) if report is not None else None
    forms = filled_forms(application, chosen, edition, checked, annexes)
    if not forms:
        click.echo(words("本项业务没有可填的附件。", "The service has no such form."), err=True)
    for path in write_forms(forms, out):
        click.echo(str(path))
    return 0


def _record(place: Path, words: Words) -> "Application":
    """The record, with notes on unusable parts; raises InputError if there is none."""
    from pipeline.reading.intake.record import read_record

    path = place
    if place.is_dir():
        found = [place / name for name in RECORDS if (place / name).is_file()]
        if not found:
            zh = f"{place} 中没有 {RECORDS[0]}（或 .yaml、.xlsx）"
            raise InputError("no_record", words(zh, f"no {RECORDS[0]} (or .yaml, .xlsx) there"))
        path = found[0]
    read = read_record(path)
    for note in read.notes:
        click.echo(note, err=True)
    return read.application


def _report(path: Path, words: Words) -> "Report":
    from pydantic import ValidationError

    from core.models.report import Report

    try:
        return Report.model_validate_json(path.read_bytes())
    except ValidationError:
        text = words(f"{path.name} 不是预审报告（report.json）", f"{path.name} is no report.json")
        raise InputError("no_report", text) from None
