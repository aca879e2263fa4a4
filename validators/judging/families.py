"""The register of rules: explicit tuples, one module for each family.

The edition decides which of them run and the completeness rule of each service: `rules_of`.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from core.errors import PolicyError
from validators.applicant import (
    annual_insurance,
    awards,
    certificates,
    conditions,
    contract,
    declared,
    education,
    evidence,
    experience,
    funding,
    funding_papers,
    highest,
    history,
    inventions,
    shareholding,
    social_insurance,
    title_forms,
)
from validators.family import child_papers, children, custody, divorce, spouse
from validators.general import (
    agreement,
    altered,
    birth,
    codes,
    dates,
    employer,
    formats,
    future,
    handler,
    household,
    identity,
    papers,
    qr,
    seals,
    sheets,
    sums,
    system,
)
from validators.ground.verdict import Rule
from validators.housing import (
    lease,
    lease_proofs,
    lodging,
    purchased,
    residence,
    spouses,
    unit_housing,
)
from validators.income import insurance_base, multiple, payer, sources, taxes, window, years
from validators.judging.enough import sufficing
from validators.judging.moved import after_change
from validators.packet import (
    boxes,
    completeness,
    forms,
    materials,
    notes,
    originals,
    procedure,
    signing,
    sizes,
)
from validators.permit import lapse, timing, validity
from validators.policy import Policy
from validators.unit import (
    eligibility,
    entities,
    moves,
    once,
    qualification,
    record,
    registration,
    standing,
    tax_place,
)

_CONDITIONS: tuple[Rule, ...] = (
    *awards.RULES,
    *conditions.RULES,
    *title_forms.RULES,
    *evidence.RULES,
    *experience.RULES,
    *funding.RULES,
    *funding_papers.RULES,
    *inventions.RULES,
    *multiple.RULES,
    *shareholding.RULES,
    *taxes.RULES,
    *years.RULES,
    *entities.RULES,
)
"""The rules on the conditions and their evidence, in report order."""
_FIRST: tuple[Rule, ...] = (
    *eligibility.RULES,
    *tax_place.RULES,
    *declared.rules(_CONDITIONS),
    *experience.RULES,
    *conditions.RULES,
    *title_forms.RULES,
    *record.RULES,
    *procedure.RULES,
    *materials.RULES,
    *notes.RULES,
    *originals.RULES,
    *sizes.RULES,
)
_REST: tuple[Rule, ...] = (
    *forms.RULES,
    *boxes.RULES,
    *signing.RULES,
    *education.RULES,
    *certificates.RULES,
    *highest.RULES,
    *residence.RULES,
    *spouses.RULES,
    *purchased.RULES,
    *lease.RULES,
    *lease_proofs.RULES,
    *lodging.RULES,
    *unit_housing.RULES,
    *contract.RULES,
    *window.RULES,
    *payer.RULES,
    *sources.RULES,
    *multiple.RULES,
    *years.RULES,
    *entities.RULES,
    *spouse.RULES,
    *children.RULES,
    *child_papers.RULES,
    *divorce.RULES,
    *custody.RULES,
    *timing.RULES,
    *lapse.RULES,
    *validity.RULES,
    *identity.RULES,
    *birth.RULES,
    *agreement.RULES,
    *handler.RULES,
    *employer.RULES,
    *future.RULES,
    *dates.RULES,
    *codes.RULES,
    *qr.RULES,
    *sums.RULES,
    *formats.RULES,
    *seals.RULES,
    *household.RULES,
    *system.RULES,
    *papers.RULES,
    *sheets.RULES,
    *altered.RULES,
    *annual_insurance.RULES,
    *awards.RULES,
    *evidence.RULES,
    *funding.RULES,
    *funding_papers.RULES,
    *history.RULES,
    *insurance_base.RULES,
    *inventions.RULES,
    *moves.RULES,
    *once.RULES,
    *qualification.RULES,
    *registration.RULES,
    *shareholding.RULES,
    *social_insurance.RULES,
    *standing.RULES,
    *taxes.RULES,
)
CODED: tuple[Rule, ...] = (*_FIRST, *_REST)
"""The rules whose code is the same for every edition."""


@lru_cache(maxsize=4)
def rules_of(policy: Policy) -> tuple[Rule, ...]:
    """The code of every rule that an edition checks, and a completeness rule for each service.

    Raises PolicyError if data and code do not fit, with each fault's file, key and reason: a rule
    left out silently would look like a rule that passed.
    """
    folder = policy.version.replace("-", "_")
    if found := [f"{folder}/{fault}" for fault in unmatched(policy)]:
        raise PolicyError("\n".join(found))
    built = (*_FIRST, *completeness.rules(policy.packets), *_REST)
    return sufficing(after_change(tuple(rule for rule in built if policy.rule(rule.id).checked)))


def unmatched(policy: Policy) -> Iterator[str]:
    """Rules without code, code without a rule, and services without requirements."""
    texts = {text.id: text for text in policy.rules}
    coded = {rule.id for rule in CODED}
    asked = {packet.rule for packet in policy.packets}
    for name in sorted(coded - texts.keys()):
        yield f"rules.toml：{name}：缺少，程序有这条规则；不核对的，写明 checked = false。"
    for name, text in texts.items():
        if text.checked and name not in coded | asked:
            yield f"rules.toml：{name}：没有程序核对；由窗口核对的，写明 checked = false。"
    counts = Counter(packet.service for packet in policy.packets)
    for service in policy.services:
        if counts[service.id] != 1:
            why = "出现两次" if counts[service.id] else "没有材料清单"
            yield f"packets.toml：{service.id}：{why}。"
    for packet in policy.packets:
        where, found = f"packets.toml：{packet.service}.rule", texts.get(packet.rule)
        if packet.rule in coded:
            yield f"{where}：{packet.rule} 核对的是别的事项，不能用作材料是否齐全的规则。"
        elif found is not None and not found.binds(packet.service):
            yield f"{where}：规则 {packet.rule} 的 services 中没有 {packet.service}。"
        elif found is not None and not found.checked:
            yield f"{where}：材料是否齐全须核对，{packet.rule} 不能写 checked = false。"
        elif found is not None and found.severity == "advisory":
            yield f"{where}：材料不齐不能只作提示，{packet.rule} 的 severity 不能是 advisory。"
