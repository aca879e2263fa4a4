"""Display names of audit targets: document and label instead of keys."""

from collections.abc import Iterable, Mapping

from pydantic import ValidationError
from sqlalchemy import select

from core.models.report import Report, ReportDocument
from pipeline.reporting.names import ReportWords
from review.store import Store
from review.store.tables import PacketRow

MAX_PACKETS = 200  # per list; entries of further packets show the key
OF_PACKET = {"packet.service": "facts.service", "packet.submission_date": "facts.day"}


def target_names(
    store: Store, targets: Iterable[tuple[str, str]], words: ReportWords
) -> dict[tuple[str, str], str]:
    """Display names by packet key and target; targets without a name are left out."""
    asked = list(dict.fromkeys(targets))
    keys = list(dict.fromkeys(packet for packet, target in asked if _is_value(target) and packet))
    papers = _papers(store, keys[-MAX_PACKETS:])
    names = {one: _name(papers.get(one[0], {}), one[1], words) for one in asked}
    return {one: name for one, name in names.items() if name}


def label(words: ReportWords, kind: str, address: str, seal: str = "seal") -> str:
    """The label of a value at an address (see review.places) of a paper of that type."""
    head, _, rest = address.partition(".")
    number, _, name = rest.partition(".")
    if head == "rows" and number.isdigit():
        row = f"{words.say('documents.row')} {int(number) + 1}"
        return f"{row} · {words.field(kind, name)}"
    if head == "seals":
        return words.say(f"seal.{seal}")
    if head == "annotations":
        return words.say(f"documents.{'annotations' if name == 'text' else 'signature'}")
    return words.field(kind, address)


def _is_value(target: str) -> bool:
    """Whether its name depends on the packet's papers."""
    return "." in target and target not in OF_PACKET


def _name(papers: Mapping[str, ReportDocument], target: str, words: ReportWords) -> str:
    if target in OF_PACKET:
        return words.say(OF_PACKET[target])
    document, _, address = target.partition(".")
    paper = papers.get(document)
    if paper is None or not address:
        return ""
    return f"{words.document(paper)} · {label(words, paper.type, address, _seal(paper, address))}"


def _seal(paper: ReportDocument, address: str) -> str:
    number = address.split(".")[1] if "." in address else ""
    known = number.isdigit() and int(number) < len(paper.seals)
    return paper.seals[int(number)].kind if known else "seal"


def _papers(store: Store, keys: Iterable[str]) -> dict[str, dict[str, ReportDocument]]:
    """The documents of these packets as submitted, by packet and id."""
    query = select(PacketRow.key, PacketRow.report).where(PacketRow.key.in_(list(keys)))
    found: dict[str, dict[str, ReportDocument]] = {}
    with store.reading() as session:
        for key, text in session.execute(query):
            try:
                report = Report.model_validate_json(text)
            except ValidationError:  # stored by another version: keys are shown
                continue
            found[key] = {one.id: one for one in report.documents}
    return found
