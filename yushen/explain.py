"""yushen explain PACKET [DOCUMENT [FIELD]]: why a paper was read as it was, with pictures."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import InputError
from core.folders import cache_folder
from yushen.check import OUT
from yushen.options import CheckSettings, language, no_cache_option, reading
from yushen.words import Words

if TYPE_CHECKING:
    from core.models.document import Document
    from pipeline.explaining.models import Explained, ExplainedPaper
    from pipeline.explaining.telling import ExplanationWriter
    from pipeline.reporting.mask import Masker
    from pipeline.run import Checked
    from validators.policy import Policy

NAMED = 40  # maximum names listed when the requested one does not exist


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "explain",
        params=[
            click.Argument(["packet"], type=click.Path(path_type=Path)),
            click.Argument(["document"], required=False),
            click.Argument(["field"], required=False),
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                default=OUT,
                show_default=True,
                help=words("图片写入 DIR/材料名/explain/", "pictures go to DIR/PACKET/explain/"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help="JSON"),
            click.Option(
                ["--unmasked"],
                is_flag=True,
                help=words("显示完整的身份证件号码", "show identity numbers in full"),
            ),
            *reading(words),
            no_cache_option(words),
            language(words),
        ],
        help=words(
            "不写 DOCUMENT 列出各份材料；写 DOCUMENT（如 D3）说明它为何被认作这一种、"
            "各字段取自何处；再写 FIELD（如 name 或 姓名）列出每个候选位置的得分。",
            "Without DOCUMENT the documents are listed. DOCUMENT (such as D3) tells why it is "
            "taken for its type and where its fields stand, FIELD every candidate's score.",
        ),
        callback=partial(run, words),
    )


def run(
    words: Words,
    packet: Path,
    document: str | None,
    field: str | None,
    out: Path,
    as_json: bool,
    unmasked: bool,
    **given: Any,
) -> int:
    """Read the packet, from kept readings if possible, and explain what was asked."""
    from pipeline.reporting.mask import Masker
    from yushen.work import make_folder

    _there(packet, words)
    if document is not None:
        make_folder(out)
    with _read(packet, words, given) as (checked, policy):
        tell = _teller(words, policy)
        mask = None if unmasked else Masker.of(checked.report)
        documents = checked.material.documents if checked.material is not None else ()
        if document is None:
            lines = tell.papers(checked.report, documents)
            _print([_listed(one) for one in documents] if as_json else lines, mask)
            return 0
        paper = _paper(_chosen(document, documents, tell, words), checked, unmasked)
        one = _field(field, paper, tell, words) if field is not None else None
        drawn = list(_draw(paper, one, checked, out / checked.report.packet / "explain"))
    if as_json:
        _print(_as_data(paper, one, drawn), mask)
        return 0
    _print(tell.field(paper, one) if one is not None else tell.paper(paper), mask)
    if drawn:
        click.echo("\n" + tell.words.say("explain.legend"))
    for path in drawn:
        click.echo(str(path))
    return 0


@contextmanager
def _read(packet: Path, words: Words, given: dict[str, Any]) -> "Iterator[tuple[Checked, Policy]]":
    """The checked packet; nothing about it is stored."""
    from pipeline.run import check_packet
    from yushen.policy import edition_of
    from yushen.progress import bar
    from yushen.work import open_for

    settings = CheckSettings(
        service=None,
        submission_date=None,
        engine=given["engine"],
        workers=given["workers"],
        cache=None if given["no_cache"] else given["cache"] or cache_folder(),
        memory=None,
        fail_on="never",
        require_sandbox=given["require_sandbox"],
    )
    policy = edition_of(None, words)
    with open_for(settings, policy) as kit:
        with bar(words) as tick_for:
            checked = check_packet(packet, kit, None, tick_for(packet.name))
        yield checked, policy


def _teller(words: Words, policy: "Policy") -> "ExplanationWriter":
    from core.models.base import Wording
    from pipeline.explaining.telling import ExplanationWriter
    from pipeline.reporting.names import ReportWords as Printed

    names = {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in policy.documents}
    return ExplanationWriter(Printed(words.lang), names)


def _paper(document: "Document", checked: "Checked", unmasked: bool) -> "ExplainedPaper":
    from extractors import TYPES
    from pipeline.explaining.hiding import hidden
    from pipeline.explaining.papers import explain

    paper = explain(document, checked.files, TYPES)
    return paper if unmasked else hidden(paper)


def _there(packet: Path, words: Words) -> None:
    """Raises InputError for a missing packet, listing the files beside it."""
    if packet.exists():
        return
    beside = sorted(path.name for path in packet.parent.glob("*") if path.name[0] != ".")
    zh = f"找不到 {packet}，请检查路径"
    en = f"there is no {packet}; please check the path"
    if beside:
        zh += f"；{packet.parent} 里有：{_some(beside, words)}"
        en += f"; in {packet.parent} there are: {_some(beside, words)}"
    raise InputError("not_found", words(zh, en))


def _chosen(
    wanted: str, documents: "Iterable[Document]", tell: "ExplanationWriter", words: Words
) -> "Document":
    """The document with that id, or the only one of that type; otherwise raises InputError."""
    found = list(documents)
    matches = [one for one in found if one.id.lower() == wanted.lower()] or [
        one for one in found if wanted in (one.type, tell.type(one.type))
    ]
    if len(matches) == 1:
        return matches[0]
    options = _some([f"{one.id} {tell.type(one.type)}" for one in matches or found], words)
    if matches:
        zh = f"有 {len(matches)} 份“{wanted}”，请写编号：{options}"
        en = f"{len(matches)} documents are '{wanted}'; please give the id: {options}"
    elif found:
        zh = f"没有材料“{wanted}”；有：{options}。不写 DOCUMENT 可列出全部"
        en = f"no document '{wanted}'; there are: {options}. Leave DOCUMENT out to list them"
    else:
        zh, en = "没有识别出任何材料", "no documents were recognised"
    raise InputError("unknown_document", words(zh, en))


def _field(
    wanted: str, paper: "ExplainedPaper", tell: "ExplanationWriter", words: Words
) -> "Explained":
    """The field with that name or label; otherwise raises InputError."""
    for one in paper.fields:
        if wanted in (one.name, tell.words.field(paper.type, one.name)):
            return one
    options = [f"{one.name}（{tell.words.field(paper.type, one.name)}）" for one in paper.fields]
    zh = f"{paper.id} {tell.type(paper.type)} 没有字段“{wanted}”"
    en = f"{paper.id} {tell.type(paper.type)} has no field '{wanted}'"
    if options:
        zh += f"；有：{_some(options, words)}"
        en += f"; there are: {_some(options, words)}"
    else:
        zh += "，也没有其他字段；不写 FIELD 可看这份材料被认作什么"
        en += ", nor any other; leave FIELD out to see what it is taken for"
    raise InputError("unknown_field", words(zh, en))


def _some(options: list[str], words: Words) -> str:
    more = words("……", ", …") if len(options) > NAMED else ""
    return words("、", ", ").join(options[:NAMED]) + more


def _draw(
    paper: "ExplainedPaper", field: "Explained | None", checked: "Checked", folder: Path
) -> Iterator[Path]:
    """Write a picture of each page; earlier ones of the same name are replaced."""
    from core.files import write_result
    from pipeline.explaining.picture import page_pictures
    from pipeline.reporting.pictures import Album

    turns = {
        (page.file, page.page): page.rotation
        for document in checked.report.documents
        for page in document.pages
    }
    name = f"{paper.id}-{field.name}" if field is not None else paper.id
    pictures = page_pictures(paper, Album(checked.pictures, turns), field)
    for number, (_, data) in enumerate(pictures, start=1):
        if data is not None:
            path = folder / f"{name}-{number}.png"
            write_result(path, data)
            yield path


def _listed(document: "Document") -> dict[str, Any]:
    wanted = {"id", "type", "confidence", "guesses", "foreign", "likeness", "pages"}
    return document.model_dump(mode="json", include=wanted)


def _as_data(
    paper: "ExplainedPaper", field: "Explained | None", drawn: list[Path]
) -> dict[str, Any]:
    data = paper.model_copy(update={"fields": (field,)}) if field is not None else paper
    return {**data.model_dump(mode="json"), "pictures": [str(path) for path in drawn]}


def _print(data: Any, mask: "Masker | None") -> None:
    """Lines of text, or data as JSON; `mask` hides identity numbers, as terminals may be logged."""
    text = json.dumps(data, ensure_ascii=False, indent=1) if isinstance(data, dict | list) else None
    for line in text.splitlines() if text is not None else data:
        click.echo(mask.text(line) if mask is not None else line)
