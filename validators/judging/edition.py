"""Open an edition of the policy for judging, and list its faults: file, key and reason.

`validators.policy` only knows the data. This module checks that data and code fit, so judging code
must open editions here.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from core.errors import PolicyError
from core.models.forms import NAMES
from validators.facts.circumstances import FACTS
from validators.facts.homes import PROOF
from validators.judging.families import unmatched
from validators.policy import Policy, Requirement, ServicePapers, load_policy
from validators.policy.faults import PolicyFault, faults_of, refusal
from validators.policy.files import files_of
from validators.policy.load import HERE, LATEST, load_folder
from validators.thresholds.adopted import Adoptions, adoptions


def open_edition(version: str = LATEST) -> Policy:
    """A shipped edition. Raises PolicyError if it does not exist, or with all of its faults.

    It has the thresholds currently adopted by the office; the same object is returned while these
    do not change.
    """
    return _edition(version, adoptions())


@lru_cache(maxsize=8)
def _edition(version: str, office: Adoptions) -> Policy:
    return _with(_shipped(version), office)


@cache
def _shipped(version: str) -> Policy:
    policy = load_policy(version)
    return _sound(policy, HERE / version.replace("-", "_"))


def open_folder(folder: Path) -> Policy:
    """An edition in any folder. Raises PolicyError with each of its faults on a line."""
    return _with(_sound(load_folder(folder), folder), adoptions())


def _with(policy: Policy, office: Adoptions) -> Policy:
    ours = office.over(policy.ours)
    return policy if ours is policy.ours else policy.model_copy(update={"ours": ours})


def _sound(policy: Policy, folder: Path) -> Policy:
    if found := tuple(_faults(policy, folder.resolve())):
        files = files_of(folder)  # each is named by its path, perhaps in another edition
        raise refusal(dict.fromkeys(files.placed(fault) for fault in found))
    return policy


def faults(folder: Path) -> tuple[str, ...]:
    """The faults of the data in a folder; empty if the edition is usable."""
    try:
        open_folder(folder)
    except PolicyError as error:
        return faults_of(error)
    return ()


def _faults(policy: Policy, folder: Path) -> Iterator[str]:
    """Faults that the data alone do not show: whether they fit the code and each other."""
    yield from _packets(policy, folder)
    yield from _documents(policy, folder)
    yield from _forms(policy, folder)
    yield from (f"{folder.name}/{fault}" for fault in unmatched(policy))
    yield from _names(policy, folder)


def _names(policy: Policy, folder: Path) -> Iterator[str]:
    """Figures, lists and thresholds have exactly the names that the rules use."""
    known = load_policy()
    for table, own, asked in (
        ("parameters", {p.id for p in policy.parameters}, {p.id for p in known.parameters}),
        ("lists", {one.id for one in policy.lists}, {one.id for one in known.lists}),
        ("thresholds", set(policy.thresholds), set(known.thresholds)),
    ):
        for name in sorted(asked - own):
            zh, en = "缺少，规则要用到。", "missing; rules ask for it."
            yield PolicyFault.at(f"{table}.toml", name, zh, en)
        for name in sorted(own - asked):
            zh, en = "没有规则用到，是否写错？", "no rule asks for it; is the name wrong?"
            yield PolicyFault.at(f"{table}.toml", name, zh, en)


def _forms(policy: Policy, folder: Path) -> Iterator[str]:
    """Every form has a known type, and every place in it can be filled in."""
    for form in policy.forms:
        if policy.document(form.type) is None:
            zh, en = f"不认识的材料 {form.type}。", f"unknown paper {form.type}."
            yield PolicyFault.at("forms.toml", str(form.annex), zh, en)
        for name in sorted(form.names - NAMES):
            zh, en = f"不认识的填写处 {name}。", f"unknown place {name}."
            yield PolicyFault.at("forms.toml", str(form.annex), zh, en)


def _packets(policy: Policy, folder: Path) -> Iterator[str]:
    """Every paper has its type, every condition its fact."""
    where = f"{folder.name}/packets.toml"
    for packet in policy.packets:
        for paper in (paper for one in packet.cites for paper in one.papers):
            if policy.document(paper.partition(":")[0]) is None:
                yield f"{where}：{packet.service}.cites：不认识的材料 {paper}。"
        for need in _all(packet.needs):
            if need.paper and policy.document(need.type) is None:
                yield f"{where}：{packet.service}：不认识的材料 {need.type}。"
            if need.name and not need.name_en:
                yield f"{where}：{packet.service}：“{need.name}”没有英文名 name_en。"
            if need.name and not need.id:
                yield f"{where}：{packet.service}：“{need.name}”没有 id，请写上（英文小写）。"
            for name in _twice(need):
                yield f"{where}：{packet.service}：{need.id or need.name}：id {name} 出现两次。"
            for fact in (need.when, need.holds):
                if fact and fact not in FACTS:
                    yield f"{where}：{packet.service}：不认识的条件 {fact}。"
        yield from (f"{where}：{packet.service}：{fault}" for fault in _home(packet, policy))


def _home(packet: ServicePapers, policy: Policy) -> Iterator[str]:
    """The proof of the home, used by RES-ONE-OF, exists and has a way for each kind of home."""
    asked = any(text.id == "RES-ONE-OF" and text.binds(packet.service) for text in policy.rules)
    proof = packet.need(PROOF)
    if asked and proof is None:
        yield f"没有 id 为 {PROOF} 的一项，RES-ONE-OF 要用到。"
    for way in proof.any_of if proof is not None else ():
        if not way.housing:
            yield f"{PROOF}.{way.id or way.name}：没有写 housing（适用的住房类型）。"


def _documents(policy: Policy, folder: Path) -> Iterator[str]:
    for rule in policy.rules:
        for kind in rule.documents:
            if kind not in ("system_record", "*") and policy.document(kind) is None:
                yield f"{folder.name}/rules.toml：{rule.id}：不认识的材料 {kind}。"


def _twice(need: Requirement) -> list[str]:
    """Ids used by more than one part of a requirement."""
    counts = Counter(part.id for part in (*need.any_of, *need.all_of) if part.id)
    return sorted(name for name, number in counts.items() if number > 1)


def _all(need: Requirement) -> Iterator[Requirement]:
    yield need
    for part in (*need.any_of, *need.all_of):
        yield from _all(part)
