"""Which small pictures report.html shows, asked of the very code that shows them."""

from collections.abc import Mapping

from core.models.report import Report
from core.small import PageImageRequests
from pipeline.reporting.desk import Desk
from pipeline.reporting.document_views import document_views
from pipeline.reporting.finding_views import finding_views
from pipeline.reporting.names import Words
from pipeline.reporting.pictures import NoPictures, PageKey


def wishes_of(report: Report) -> Mapping[PageKey, PageImageRequests]:
    """The pictures of each page, in the order in which they are shown."""
    desk = Desk(report, NoPictures(), Words("zh"))
    document_views(desk)
    finding_views(desk)
    return desk.album.wished()
