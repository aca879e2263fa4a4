"""The quality figures in words, for the terminal and for pages."""

from collections.abc import Iterator
from typing import NamedTuple

from core.clock import here
from core.models.base import Wording
from pipeline.reporting.names import ReportWords
from review.quality.counting import KindGuarantee, Share
from review.quality.drift import Alarm
from review.quality.figures import Quality
from review.quality.guarantee import FIRST
from validators.judging.edition import open_edition

KINDS = {
    "text": ("文字", "words"), "date": ("日期", "dates"), "month": ("月份", "months"),
    "amount": ("金额", "amounts"), "id_number": ("身份证件号码", "identity numbers"),
    "credit_code": ("统一社会信用代码", "credit codes"), "phone": ("电话", "phones"),
    "address": ("地址", "addresses"), "company": ("单位名称", "companies"),
    "person": ("人名", "names of people"),
}  # fmt: skip


class ShareRow(NamedTuple):
    """An error rate with its interval, as text."""

    name: str
    wrong: str
    """The number of values."""
    share: str
    interval: str


class GuaranteeRow(NamedTuple):
    """The guaranteed bounds of a kind, and what is still missing, as text."""

    name: str
    kind: str
    threshold: str
    shown: str
    advice: str


def kind_name(kind: str, words: ReportWords) -> str:
    """The display name of a kind of value."""
    return words.both(*KINDS.get(kind, (kind, kind)))


def type_name(kind: str, words: ReportWords) -> str:
    """The display name of a type of paper, as in the guide."""
    policy = open_edition()
    return words.type(kind, Wording(zh=policy.title(kind), en=policy.title_en(kind)))


def share_row(name: str, one: Share, words: ReportWords) -> ShareRow:
    """A line of a table."""
    if not one.number:
        return ShareRow(name, "0", "—", "—")
    unclear = words.both(f"，另 {one.unclear} 不清楚", f", {one.unclear} not legible")
    wrong = f"{one.wrong} / {one.number}{unclear if one.unclear else ''}"
    return ShareRow(name, wrong, f"{one.share:.2%}", f"{one.low:.2%} – {one.high:.2%}")


def groups(found: Quality, words: ReportWords) -> list[tuple[str, list[ShareRow]]]:
    """The samples' shares: all, by kind, by type, by month."""
    samples = found.samples
    return [
        (words.both("合计", "All"), [share_row(words.both("合计", "all"), samples.total, words)]),
        (
            words.both("按值的种类", "By kind of value"),
            [share_row(kind_name(one.name, words), one, words) for one in samples.kinds],
        ),
        (
            words.both("按材料种类", "By type of paper"),
            [share_row(type_name(one.name, words), one, words) for one in samples.types],
        ),
        (
            words.both("按月", "By month"),
            [share_row(one.name, one, words) for one in samples.months],
        ),
    ]


def guarantee_rows(found: Quality, words: ReportWords) -> list[GuaranteeRow]:
    """The guaranteed bounds, one row per kind."""
    return [_shown(one, words) for one in found.samples.known]


def lines(found: Quality, words: ReportWords) -> Iterator[str]:
    """For the terminal."""
    yield heading(found, words)
    yield "  " + counts(found, words)
    if found.samples.answered:
        for title, rows in groups(found, words):
            yield f"  {title}"
            yield from map(_line, rows)
        yield guaranteed(found, words)
        for one in guarantee_rows(found, words):
            yield f"  {one.kind:<12}{one.name}  {one.threshold}  {one.shown}  {one.advice}"
    if found.looked is not None and found.looked.packets:
        yield about_looked(found.looked.packets, words)
        yield _line(share_row(words.both("合计", "all"), found.looked.total, words))
        for share in found.looked.kinds:
            yield _line(share_row(kind_name(share.name, words), share, words))
    yield from drift(found, words)
    held = adopted(found)
    if held:
        yield words.both("本单位采用的阈值", "The office's own thresholds")
        yield from (f"  {'  '.join(one)}" for one in held)


def heading(found: Quality, words: ReportWords) -> str:
    """The population of the samples, or how to start sampling."""
    if not found.share and not found.samples.answered and not found.samples.waiting:
        return words.both(
            "尚未开启抽检。开启：yushen quality sample 2% --why 理由",
            "Nothing is sampled yet. To begin: yushen quality sample 2% --why REASON",
        )
    return words.both(
        f"盲抽样本：从无需人工即通过的材料中随机抽取（现比例 {100 * found.share:g}%），"
        "下列比例为阈值以上的值中读错的",
        "Blind samples, drawn at random from what passed without a person"
        f" (now {100 * found.share:g}%): the share wrong of the values above the threshold",
    )


def counts(found: Quality, words: ReportWords) -> str:
    """The number of samples by state."""
    done = found.samples
    return words.both(
        f"已答 {done.answered}，待答 {done.waiting}，待复核 {done.differing}（复核前计为错误）",
        f"{done.answered} answered, {done.waiting} waiting, {done.differing} to be settled "
        "(wrong until then)",
    )


def guaranteed(found: Quality, words: ReportWords) -> str:
    """The meaning of the guarantee."""
    return words.both(
        f"能够证明的：每类值的各项上限以不低于 {1 - found.doubt:.0%} 的概率同时成立"
        "（仅依据盲抽样本；不清楚的计为错误）",
        f"What is shown: all bounds of a kind hold together with probability {1 - found.doubt:.0%} "
        "or more (by blind samples alone; what was not legible counts as wrong)",
    )


def about_looked(packets: int, words: ReportWords) -> str:
    """The population of the checked values."""
    return words.both(
        f"有人更正或确认过的值（{packets} 份材料）：多为存疑值，不代表其余，不作证明依据",
        f"What people corrected or confirmed ({packets} packets): mostly doubtful values; they say "
        "nothing of the others, and no guarantee rests on them",
    )


def drift(found: Quality, words: ReportWords) -> list[str]:
    """What became more frequent last week, one sentence each."""
    return [_alarm(one, words) for one in found.drifting]


def _alarm(one: Alarm, words: ReportWords) -> str:
    now, now_of, before, before_of = one.counted
    sort, _, rest = one.name.partition(":")
    kind, _, field = rest.rpartition(".")
    what = {
        "rule": words.both(f"规则 {rest} 不符或存疑", f"rule {rest} failed or in doubt"),
        "type": words.both("材料未能识别种类", "papers of no known type"),
        "lack": words.both(
            f"{type_name(kind, words)}上找不到“{words.field(kind, field)}”，或为新版式",
            f"no place for “{words.field(kind, field)}” on {type_name(kind, words)}: a new form?",
        ),
    }[sort]
    return words.both(
        f"上周增多：{what}（{now} / {now_of}，此前十二周 {before} / {before_of}）",
        f"More frequent last week: {what} ({now} / {now_of}; the twelve weeks before {before} / "
        f"{before_of})",
    )


Adopted = tuple[str, str, str, str, str]


def adopted(found: Quality) -> list[Adopted]:
    """The adopted thresholds: kind, old and new value, when, who, why."""
    return [
        (one.kind, f"{one.instead_of} → {one.threshold}", f"{here(one.since):%Y-%m-%d}",
         one.by, one.why)
        for one in found.adopted if one.until is None
    ]  # fmt: skip


def _line(one: ShareRow) -> str:
    return f"    {one.name}  {one.wrong}  {one.share}  [{one.interval}]"


def _shown(one: KindGuarantee, words: ReportWords) -> GuaranteeRow:
    at = max((s for s in one.steps if s.threshold <= one.threshold), key=lambda s: s.threshold)
    text = words.both(
        f"{at.threshold} 以上 {at.number} 个，满 {FIRST} 个才有结论",
        f"{at.number} from {at.threshold} on; {FIRST} say something",
    )
    if at.most < 1:
        text = words.both(
            f"{at.threshold} 以上错误不超过 {at.most:.2%}（{at.wrong} / {at.number}）",
            f"from {at.threshold} on at most {at.most:.2%} are wrong ({at.wrong} / {at.number})",
        )
    advice = words.both(
        f"不超过 {one.allowed:.2%}：尚不能证明，全对时需 {one.needed} 个",
        f"at most {one.allowed:.2%}: not shown; {one.needed} right answers are needed",
    )
    if one.lowest is not None:
        advice = words.both(
            f"不超过 {one.allowed:.2%}：自 {one.lowest} 起成立",
            f"at most {one.allowed:.2%}: from {one.lowest} on",
        )
    name = kind_name(one.kind, words)
    return GuaranteeRow(name, one.kind, f"{one.threshold:g}", text, advice)
