"""yushen quality freeze, export, replay: the desk's packets as the office's own test cases."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from core.errors import InputError
from yushen.access import opened, somebody
from yushen.words import Words

if TYPE_CHECKING:
    from review.quality.replaying import AnswerChanges, RereadValue

DIFFERS = 12  # as with --fail-on: a person must look
CAME = {
    "right": ("读对", "right"), "doubt": ("存疑，须人工", "in doubt, for a person"),
    "wrong": ("读错而自认可靠", "WRONG and sure"), "missing": ("未读到", "not found"),
}  # fmt: skip


def freeze(words: Words, database: str | None, packets: tuple[str, ...], out: Path) -> int:
    """One folder for each packet."""
    from review.arrivals import Arrivals
    from review.quality.freezing import freeze as keep

    with opened(database) as store:
        pages = Arrivals.of(store).pages
        for key in packets:
            click.echo(str(keep(store, pages, key, out, somebody())))
    if pages.seal.key is None:
        click.echo(words(
            "注意：没有设置 YUSHEN_KEY_FILE，用例未加密，含个人信息，请妥善保管。",
            "Note: without YUSHEN_KEY_FILE the cases are not sealed; they are personal data: "
"please keep them safe.",
        ), err=True)  # fmt: skip
    return 0


def export(words: Words, database: str | None, packets: tuple[str, ...], out: Path) -> int:
    """One file for all, in the order given."""
    from core.files import write_result
    from review.audit import note
    from review.packets import load
    from review.quality.exporting import anonymised

    with opened(database) as store:
        result = [anonymised(load(store, key, ahead=False), n) for n, key in enumerate(packets, 1)]
        for key in packets:
            note(store, somebody(), "export", packet=key, target="quality")
    write_result(out, json.dumps(result, ensure_ascii=False, indent=1).encode() + b"\n")
    click.echo(str(out))
    return 0


def replay(
    words: Words, folder: Path, again: bool, engine: str, workers: int, cache: Path | None,
    require_sandbox: bool,
) -> int:  # fmt: skip
    """Print changes in the rules' results; with `again`, also changes in values that people
    corrected.
    """
    from contextlib import ExitStack

    from core.sealing import open_sealer
    from core.work import keep_temporary, work_folder
    from pipeline.run import open_kit
    from review.quality.freezing import cases, thaw
    from review.quality.replaying import judged_again, read_again
    from validators.judging.edition import open_edition

    seal, found, unlike = open_sealer(), list(cases(folder)), 0
    if not found:
        raise InputError("no_cases", words(f"{folder} 中没有用例", f"no cases in {folder}"))
    with ExitStack() as stack:
        kit = None
        if again:
            keep_temporary()
            kit = stack.enter_context(open_kit(
                engine=engine, workers=workers, cache=cache, require_sandbox=require_sandbox,
            ))  # fmt: skip
        for place in found:
            case = thaw(place, seal)
            lines = list(_differs(judged_again(case, open_edition(case.material.edition)), words))
            if kit is not None:
                work = stack.enter_context(TemporaryDirectory(dir=work_folder()))
                read = read_again(case, place, Path(work), kit, seal)
                lines += [_read(one, words) for one in read]
                unlike += any(one.came in ("wrong", "missing") for one in read)
            unlike += any(line.startswith(("+", "-")) for line in lines)
            click.echo(f"{place.name}  {words('相同', 'the same') if not lines else ''}".rstrip())
            for line in lines:
                click.echo(f"  {line}")
    click.echo(words(f"共 {len(found)} 份用例。", f"{len(found)} case(s)."))
    return DIFFERS if unlike else 0


def _differs(found: "AnswerChanges", words: Words) -> Iterator[str]:
    for sign, answers in (("-", found.before), ("+", found.now)):
        for one in answers:
            yield f"{sign} {one.rule} {one.status} {' '.join(one.documents)}".rstrip()


def _read(one: "RereadValue", words: Words) -> str:
    return f"{one.document}.{one.field}: {words(*CAME[one.came])}"
