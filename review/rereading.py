"""Reading a page again after a person has turned it."""

from core.errors import BilingualText, Refused
from core.models.edit import PageName, Turn
from core.models.page import Page
from pipeline.edits.kept import Turned, as_read_again
from pipeline.edits.names import names_of
from pipeline.reading.orders import Failure, PageRead, ReadPage
from pipeline.reading.pool import PriorityPool
from review.edits import EditTools
from review.models import DeskPacket
from review.pictures import upright

NO_READER = BilingualText(
    "本审核台没有可用的识读引擎，不能重读", "this desk has no reader: no reading again"
)
NO_PICTURE = BilingualText("这一页没有图像，不能重读", "there is no picture of this page")
NOT_READ = BilingualText("这一页没有识读内容，不能重读", "the page has no reading to be replaced")


def read_again(desk: EditTools, packet: DeskPacket, page: PageName, by: int) -> Turn:
    """Read a page again, turned clockwise by `by` degrees; returns the edit to apply.

    Raises Refused if this desk has no readers, or the page has no picture or no reading.
    """
    assert packet.read is not None and packet.material is not None
    kept = desk.arrivals.readings.load(packet.key)
    file, number = names_of(packet.read).page(page)
    pages = [one for each in kept.files for one in each.pages] if kept is not None else []
    old = next((one for one in pages if (one.file, one.number) == (file, number)), None)
    if old is None or old.trouble:
        raise Refused("not_read", *NOT_READ)
    at = next(n for n, s in enumerate(packet.read.sheets) if (s.file, s.page) == (file, number))
    first, stands = packet.read.sheets[at].rotation, packet.material.sheets[at].rotation
    picture = desk.arrivals.pages.page(packet.key, at)
    if picture is None:
        raise Refused("no_picture", *NO_PICTURE)
    turn = Turn.model_validate({"page": page, "rotation": (stands + by) % 360})
    read = _read(desk, upright(picture, (turn.rotation - first) % 360))
    reading = as_read_again(read, old, turn.rotation)
    turned = Turned(page=page, rotation=turn.rotation, reading=reading)
    desk.arrivals.readings.add(packet.key, turned)
    return turn


def _read(desk: EditTools, picture: bytes) -> Page:
    """Read a picture in its current orientation, ahead of all waiting jobs."""
    kit = desk.opened()
    if kit is None:
        raise Refused("no_reader", *NO_READER)
    answer = PriorityPool(kit.pool).submit(ReadPage(1, upright=True), picture).result()
    if isinstance(answer, Failure):
        raise Refused("not_read", answer.message, "the page could not be read again")
    assert isinstance(answer, PageRead)
    return answer.page
