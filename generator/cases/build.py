"""Builds the packet to draw from a case's file."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.cases.models import FileEntry, PacketCase, PaperEntry
from generator.cases.papers import PAPERS
from generator.packing import Json, PacketBuilder, canvases_of
from generator.paper import Paper

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in (HERE / "packets").glob("*.toml")))


def load(name: str) -> PacketCase:
    """The case of a shipped packet."""
    path = HERE / "packets" / f"{name}.toml"
    try:
        return PacketCase.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValueError as error:  # not TOML, or not a case
        error.add_note(f"in {path}")
        raise


def packet(name: str) -> PacketBuilder:
    """The shipped packet of this name, drawn and ready to be written."""
    case = load(name)
    made = PacketBuilder(
        name,
        record(case),
        outcome=case.outcome,
        note=case.note,
        holds=list(expanded(case.holds)),
        zipped=case.zipped,
    )
    for defect in case.defects:
        may_fail = list(expanded(defect.may_fail))
        made.defect(defect.id, *defect.fails, may=may_fail, about=defect.about)
    drawn: dict[str, list[Paper]] = {}
    for file in case.files:
        drawn[file.name] = add_file(made, case, file, drawn)
    return made


def add_file(
    made: PacketBuilder, case: PacketCase, file: FileEntry, drawn: dict[str, list[Paper]]
) -> list[Paper]:
    """Draw the papers of a file and add it to the packet."""
    papers: list[Paper] = []
    tiers: list[str] = []
    turns: list[int] = []
    for entry in file.papers:
        some = _drawn(case, entry, drawn)
        pages = len(canvases_of(some, file.sheets))
        turn = file.turn if entry.turn is None else entry.turn
        papers += some
        tiers += [entry.tier or file.tier] * pages
        turns += [turn] * pages if isinstance(turn, int) else turn
    made.add(
        file.name,
        *papers,
        tier=tiers,
        turn=turns,
        dpi=file.dpi,
        quality=file.quality,
        exif=file.exif,
        sheets=file.sheets,
    )
    if file.signed_at:
        made.signed[file.name] = file.signed_at
    return papers


def _drawn(case: PacketCase, entry: PaperEntry, drawn: dict[str, list[Paper]]) -> list[Paper]:
    """The documents of an entry: drawn now, or those of an earlier file."""
    if entry.from_file is not None:
        return [paper for paper in drawn[entry.from_file] if paper.doc_type == entry.type]
    if entry.type not in PAPERS:
        raise ValueError(f"no paper of the type {entry.type}: papers.py has {', '.join(PAPERS)}")
    made = PAPERS[entry.type](case, entry.seed, **entry.options)
    return [made] if isinstance(made, Paper) else list(made)


@cache
def rule_sets() -> dict[str, tuple[str, ...]]:
    """Names for several rules at once: `@name` in a case's file."""
    text = (HERE / "rule_sets.toml").read_text("utf-8")
    return {name: tuple(rules) for name, rules in tomllib.loads(text).items()}


def expanded(rules: Iterable[str]) -> Iterator[str]:
    """The rules, with each set replaced by its rules."""
    for rule in rules:
        if rule.startswith("@"):
            yield from expanded(rule_sets()[rule[1:]])
        else:
            yield rule


def record(case: PacketCase) -> Json:
    """The content of application.json: the permit system's own record of the case."""
    who, agent, unit = case.applicant.person, case.agent.person, case.unit.company
    applicant: Json = {
        "name": who.name,
        "id_number": who.number,
        "phone": who.phone,
        "address": case.home,
        "employer": unit.name,
    }
    if case.income:
        applicant["monthly_income"] = case.mean_income
    if case.study:
        applicant["education_certificate_no"] = case.study.diploma
        number = case.record.degree_number or case.study.degree_number
        applicant["degree_certificate_no"] = number
    kind = "institution" if unit.code.startswith("12") else "enterprise"
    return {
        "service": case.service,
        "submission_date": case.day.isoformat(),
        "employer": {"name": unit.name, "credit_code": unit.code, "type": kind},
        "applicant": applicant,
        "agent": {"name": agent.name, "id_number": agent.number, "phone": agent.phone},
        **case.record.model_dump(exclude_none=True, exclude={"degree_number"}),
    }
