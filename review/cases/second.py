"""What a second notice says about the first one. Pure."""

from core.clock import here
from pipeline.reporting.again import PreviousNotice
from pipeline.reporting.desk import titles
from pipeline.reporting.names import Language, ReportWords
from review.cases.models import NoticePoint, Settled
from review.cases.progress import progress
from review.models import DeskPacket


def since_of(packet: DeskPacket, lang: Language) -> PreviousNotice | None:
    """The points of the last notice; None if none was sent."""
    last = packet.returned
    if last is None or last.closed_at is None or packet.earlier is None:
        return None
    words, report = ReportWords(lang), packet.standing.report
    names = titles(report.documents, words)
    done = progress(packet.earlier.report, report)

    def points_in(state: Settled) -> list[str]:
        return [_words(point, words) for point in done.those(state)]

    came = [
        words.say("again.came", names=words.say("again.and").join(names[one] for one in point.came))
        for point in done.points
        if point.came
    ]
    return PreviousNotice(
        number=1 + sum(one.closed == "supplement" for one in packet.submissions[:-1]),
        day=here(last.closed_at).date(),
        done=(*points_in("done"), *came),
        still=tuple(points_in("still")),
        unclear=tuple(points_in("unclear")),
    )


def _words(point: NoticePoint, words: ReportWords) -> str:
    finding = point.now or point.finding
    return words.both(finding.message, finding.message_en)
