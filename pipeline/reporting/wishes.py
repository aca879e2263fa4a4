"""The small pictures that report.html needs, collected by running its own view code."""

from collections.abc import Mapping

from core.models.report import Report
from core.small import PageImageRequests
from pipeline.reporting.desk import ReportBuilder
from pipeline.reporting.document_views import document_views
from pipeline.reporting.finding_views import finding_views
from pipeline.reporting.names import ReportWords
from pipeline.reporting.pictures import NoPictures, PageKey


def wishes_of(report: Report) -> Mapping[PageKey, PageImageRequests]:
    """The pictures of each page, in the order shown."""
    desk = ReportBuilder(report, NoPictures(), ReportWords("zh"))
    document_views(desk)
    finding_views(desk)
    return desk.album.wished()
