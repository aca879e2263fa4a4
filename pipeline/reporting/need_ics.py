"""need.ics: when filing windows open and close, and the last day for each thing."""

from core.models.need import Need
from pipeline.reporting.ics import Event, calendar
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.need import days_of


def render_need_ics(need: Need, lang: Language = "zh") -> bytes:
    """The days in a list of requirements, without names or numbers of people."""
    words = ReportWords(lang)
    service = words.both(need.service_name.zh, need.service_name.en)
    events = [
        Event(
            day=view.day,
            title=f"[{service}] {view.title}",
            notes=f"{view.detail}\n{words.say('need.section', section=view.clause)}",
            mark="\0".join((need.policy, need.service, view.title, str(view.day))),
        )
        for view in days_of(need, words)
    ]
    return calendar(events, need.day)
