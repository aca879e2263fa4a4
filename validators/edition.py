"""Faults of an edition of the policy: each names file, key and reason."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PolicyError
from validators.facts import FACTS
from validators.policy import Policy, Requirement, load_policy
from validators.policy.faults import Fault, faults_of
from validators.policy.files import files_of
from validators.policy.load import load_folder


def faults(folder: Path) -> tuple[str, ...]:
    """What is wrong with the data in a folder; nothing if an edition may be used."""
    folder = folder.resolve()
    try:
        policy = load_folder(folder)
    except PolicyError as error:
        return faults_of(error)
    found = (*_packets(policy, folder), *_documents(policy, folder), *_names(policy, folder))
    files = files_of(folder)  # each is named by where it lies, which may be another edition's
    return tuple(dict.fromkeys(files.placed(fault) for fault in found))


def _names(policy: Policy, folder: Path) -> Iterator[str]:
    """Figures, lists and thresholds by the names that the rules ask for: none else, none less."""
    known = load_policy()
    for table, own, asked in (
        ("parameters", {p.id for p in policy.parameters}, {p.id for p in known.parameters}),
        ("lists", {one.id for one in policy.lists}, {one.id for one in known.lists}),
        ("thresholds", set(policy.thresholds), set(known.thresholds)),
    ):
        for name in sorted(asked - own):
            zh, en = "缺少，规则要用到。", "missing; rules ask for it."
            yield Fault.at(f"{table}.toml", name, zh, en)
        for name in sorted(own - asked):
            zh, en = "没有规则用到，是否写错？", "no rule asks for it; is the name wrong?"
            yield Fault.at(f"{table}.toml", name, zh, en)


def _packets(policy: Policy, folder: Path) -> Iterator[str]:
    """Every service has its packet, every paper its type, every condition its fact."""
    where = f"{folder.name}/packets.toml"
    served = {packet.service for packet in policy.packets}
    for service in policy.services:
        if service.id not in served:
            yield f"{where}：{service.id}：没有材料清单。"
    for packet in policy.packets:
        for need in _all(packet.needs):
            if need.paper and policy.document(need.type) is None:
                yield f"{where}：{packet.service}：不认识的材料 {need.type}。"
            if need.name and not need.name_en:
                yield f"{where}：{packet.service}：“{need.name}”没有英文名 name_en。"
            for fact in (need.when, need.holds):
                if fact and fact not in FACTS:
                    yield f"{where}：{packet.service}：不认识的条件 {fact}。"


def _documents(policy: Policy, folder: Path) -> Iterator[str]:
    for rule in policy.rules:
        for kind in rule.documents:
            if kind not in ("system_record", "*") and policy.document(kind) is None:
                yield f"{folder.name}/rules.toml：{rule.id}：不认识的材料 {kind}。"


def _all(need: Requirement) -> Iterator[Requirement]:
    yield need
    for part in (*need.any_of, *need.all_of):
        yield from _all(part)
