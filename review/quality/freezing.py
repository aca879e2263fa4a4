"""Corrected packets, stored with their page pictures as the office's own regression cases.

A case is a private folder named by the packet's key: `case.json` has the material, people's
corrections and the rules' answers; `0.img`, `1.img` … are the upright pages. With the office's key
all of it is sealed. It is personal data like the packet itself.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from core.errors import InputError, Refused
from core.files import private_folder, write_private
from core.models.base import Model
from core.models.finding import Finding
from core.models.material import Material
from core.sealing import Sealer, Unopened, lost
from pipeline.judging import case_of
from review.audit import note
from review.correcting import corrected
from review.models import Correction
from review.packets import load
from review.pictures import PageFolder
from review.store import Store
from validators.judging.edition import open_edition
from validators.judging.rules import judge
from validators.policy import Policy

CASE = "case.json"


class RuleAnswer(Model):
    """A rule's answer without its message, which a later version may word differently."""

    rule: str
    status: str
    severity: str
    documents: tuple[str, ...]

    @classmethod
    def of(cls, finding: Finding) -> "RuleAnswer":
        """The answer in a finding."""
        return cls(rule=finding.rule, status=finding.status, severity=finding.severity,
                   documents=tuple(finding.documents))  # fmt: skip


class FrozenCase(Model):
    """A case."""

    name: str
    material: Material
    corrections: tuple[Correction, ...]
    answers: tuple[RuleAnswer, ...]
    pages: int


def freeze(store: Store, pages: PageFolder, key: str, out: Path, by: str) -> Path:
    """Store a packet of the desk in a folder below `out`, replacing an existing one.

    Raises Refused for a packet that does not exist or could not be checked, InputError, OSError.
    """
    packet = load(store, key, ahead=False)
    if packet.material is None:
        raise Refused("failed", "这份材料未能检查", "this packet could not be checked")
    made = FrozenCase(
        name=packet.name, material=packet.material, corrections=packet.corrections,
        answers=rule_answers(packet.material, packet.corrections),
        pages=len(packet.material.sheets),
    )  # fmt: skip
    folder, seal = private_folder(out / key), pages.seal
    for number in range(made.pages):
        data = pages.page(key, number)
        if data is not None:
            name = f"{number}.img"
            write_private(folder / name, seal.close(f"{key}/{name}", data))
    content = made.model_dump_json().encode()
    write_private(folder / CASE, seal.close(f"{key}/{CASE}", content))
    note(store, by, "freeze", packet=key)
    return folder


def cases(folder: Path) -> Iterator[Path]:
    """The case folders below a folder, or the folder itself if it is a case."""
    if (folder / CASE).is_file():
        yield folder
        return
    yield from sorted(path.parent for path in folder.glob(f"*/{CASE}"))


def thaw(folder: Path, seal: Sealer) -> FrozenCase:
    """Load a case. Raises InputError if it cannot be used."""
    try:
        return FrozenCase.model_validate_json(_open(folder / CASE, seal))
    except ValidationError:
        raise InputError(
            "case",
            f"{folder.name} 由其他版本保存，请重新冻结",
            f"{folder.name} was kept by another version; please freeze it again",
        ) from None


def picture(folder: Path, number: int, seal: Sealer) -> bytes | None:
    """The picture of a page, or None."""
    path = folder / f"{number}.img"
    return _open(path, seal) if path.is_file() else None


def rule_answers(
    material: Material, corrections: tuple[Correction, ...], policy: Policy | None = None
) -> tuple[RuleAnswer, ...]:
    """The rules' answers for a packet with people's corrections, in a fixed order."""
    policy = policy or open_edition(material.edition)
    found = judge(case_of(corrected(material, corrections, policy), policy), policy)
    return tuple(sorted(map(RuleAnswer.of, found), key=repr))


def _open(path: Path, seal: Sealer) -> bytes:
    try:
        return seal.open(f"{path.parent.name}/{path.name}", path.read_bytes())
    except Unopened as error:
        raise lost(error, "冻结的材料", "the case") from error
