"""Results and messages for the pictures of a drop."""

import io
from collections.abc import Sequence

from PIL import Image, ImageStat

from core.models.base import Wording
from core.models.document import FOREIGN, Document
from core.models.page import FileReading, Page
from core.reasons import in_english
from pipeline.reporting.names import UNKNOWN
from pipeline.settling.legible import legible
from review.drops.models import ShotPaper, ShotResult
from validators.policy import Policy

MIN_LETTERS = 8  # fewer characters on a page count as none
MIN_BRIGHTNESS = 70  # mean brightness of a picture, of 255: paper in good light has well over 100
MIN_CONFIDENCE = 0.3  # from this probability on an uncertain type is named

EMPTY = Wording(zh="是空白页", en="the page is blank")
NO_TEXT = Wording(
    zh="没有读出文字，请对准纸面、靠近些重拍",
    en="no text was read; please point at the paper, come closer",
)
BLURRED = Wording(
    zh="文字读不清（模糊、反光或太远），请重拍",
    en="the text is not legible (blur, glare or distance); please take it again",
)
TOO_DARK = Wording(
    zh="太暗，文字读不清，请在亮处重拍", en="too dark to be read; please take it again in the light"
)
FAINT = Wording(zh="部分文字读不清，建议重拍", en="parts are not legible; better take it again")
STRANGE = Wording(
    zh="不是办事指南所列的材料，请核对", en="no paper that the guide asks for; please check"
)
UNREAD = Wording(zh="无法读取，请重拍", en="it cannot be read; please take the picture again")


def shot_result(
    reading: FileReading, documents: Sequence[Document], policy: Policy, small: bytes | None = None
) -> ShotResult:
    """The result of one file from its documents."""
    papers = tuple(
        ShotPaper(type=one.type, confidence=one.confidence, role=one.role, sides=one.sides)
        for one in documents
        if one.type != UNKNOWN
    )
    return ShotResult(
        papers=papers,
        pages=max(1, len(reading.pages)),
        trouble=_trouble(reading, documents, policy, small) if not papers else _faint(reading),
    )


def result_in_drop(alone: ShotResult, file: str, documents: Sequence[Document]) -> ShotResult:
    """The result of a picture in the context of the others: its person, and what it continues."""
    own = [
        one
        for one in documents
        if one.type != UNKNOWN and any(page.file == file for page in one.pages)
    ]
    if not own:
        return alone
    sides = {paper.type: paper.sides for paper in alone.papers}
    papers = tuple(
        ShotPaper(
            type=one.type, confidence=one.confidence, role=one.role,
            sides=sides.get(one.type, ()) if len(one.pages) > 1 else one.sides,
        )
        for one in own
    )  # fmt: skip
    known = bool(alone.papers)
    return alone.model_copy(update={"papers": papers, "trouble": alone.trouble if known else None})


def unreadable(message: str) -> Wording:
    """The result of a file that could not be read at all."""
    return Wording(zh=message, en=in_english(message) or UNREAD.en)


def _trouble(
    reading: FileReading, documents: Sequence[Document], policy: Policy, small: bytes | None
) -> Wording:
    if reading.status != "read" or not reading.pages:
        return unreadable(reading.error) if reading.error else UNREAD
    page = reading.pages[0]
    if page.blank:
        return EMPTY
    if not legible(page):
        if small is not None and _dark(small):
            return TOO_DARK
        return BLURRED if _letters(page) >= MIN_LETTERS else NO_TEXT
    return _resembled(documents, policy)


def _resembled(documents: Sequence[Document], policy: Policy) -> Wording:
    """The message for readable text of an unknown type."""
    guesses = [guess for one in documents for guess in one.guesses]
    best = max(guesses, key=lambda guess: guess.confidence, default=None)
    foreign = next((one.foreign for one in documents if one.foreign), "")
    if best is None or best.confidence < MIN_CONFIDENCE:
        return STRANGE
    if best.type == FOREIGN:
        note = f"（{foreign}）" if foreign else ""
        return Wording(zh=f"不是办事指南所列的材料{note}，请核对", en=STRANGE.en)
    return Wording(
        zh=f"像是{policy.title(best.type)}，未能确认，请拍全、拍清后重拍",
        en=f"perhaps {policy.title_en(best.type)}, not for sure; please take all of it again",
    )


def _faint(reading: FileReading) -> Wording | None:
    """The quality problem of a recognised file, if any."""
    if reading.error:
        return unreadable(reading.error)
    return None if all(page.blank or legible(page) for page in reading.pages) else FAINT


def _letters(page: Page) -> int:
    return sum(len(line.text) for line in page.lines)


def _dark(small: bytes) -> bool:
    with Image.open(io.BytesIO(small)) as picture:
        return ImageStat.Stat(picture.convert("L")).mean[0] < MIN_BRIGHTNESS
