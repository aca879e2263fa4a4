"""Which frames of a picture file are pages: all except previews and auxiliary pictures."""

from collections.abc import Iterator

from PIL import Image as Pillow

NEW_SUBFILE_TYPE = 0x00FE  # the TIFF tag
REDUCED, MASK = 1, 4  # its bits: a smaller copy of a page, a mask over a page
MP_ENTRIES = 0xB002  # type of each picture in a camera's multi-picture file
TWIN = 0.8  # of the first picture's sides: a smaller one is its preview


def page_frames(picture: Pillow.Image) -> Iterator[int]:
    """The numbers of the frames (from 0) that are pages; each is examined when it is requested.

    Any decoder error may be raised.
    """
    first, none = picture.size, True
    for number in range(int(getattr(picture, "n_frames", 1))):
        if picture.format == "TIFF" and _is_reduced(picture, number):
            continue
        if picture.format == "MPO" and number and not _is_twin(picture, number, first):
            continue
        none = False
        yield number
    if none:  # all are marked as previews: use the first
        yield 0


def _is_reduced(picture: Pillow.Image, number: int) -> bool:
    picture.seek(number)
    tags = getattr(picture, "tag_v2", {})
    return bool(int(tags.get(NEW_SUBFILE_TYPE, 0)) & (REDUCED | MASK))


def _is_twin(picture: Pillow.Image, number: int, first: tuple[int, int]) -> bool:
    """Whether a further picture is as large as the first: gain maps are smaller."""
    entries = getattr(picture, "mpinfo", {}).get(MP_ENTRIES, ())
    kind = entries[number]["Attribute"]["MPType"] if number < len(entries) else ""
    if "Thumbnail" in kind:
        return False
    picture.seek(number)
    return all(own >= TWIN * other for own, other in zip(picture.size, first, strict=True))
