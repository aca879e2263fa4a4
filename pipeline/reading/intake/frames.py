"""Which frames of a picture file are pages: every one but previews and a camera's helpers."""

from collections.abc import Iterator

from PIL import Image as Pillow

NEW_SUBFILE_TYPE = 0x00FE  # the TIFF tag
REDUCED, MASK = 1, 4  # of its bits: a smaller copy of a page, a mask over one
MP_ENTRIES = 0xB002  # of a camera's several pictures: what each is
TWIN = 0.8  # of the first picture's sides: anything smaller beside it is its preview


def page_frames(picture: Pillow.Image) -> Iterator[int]:
    """The numbers of the frames (from 0) that are pages, each looked at as it is asked for.

    Any decoder error may come.
    """
    first, none = picture.size, True
    for number in range(int(getattr(picture, "n_frames", 1))):
        if picture.format == "TIFF" and _is_reduced(picture, number):
            continue
        if picture.format == "MPO" and number and not _is_twin(picture, number, first):
            continue
        none = False
        yield number
    if none:  # all say that they are previews: the first is what there is
        yield 0


def _is_reduced(picture: Pillow.Image, number: int) -> bool:
    picture.seek(number)
    tags = getattr(picture, "tag_v2", {})
    return bool(int(tags.get(NEW_SUBFILE_TYPE, 0)) & (REDUCED | MASK))


def _is_twin(picture: Pillow.Image, number: int, first: tuple[int, int]) -> bool:
    """Whether a camera's further picture is as large as the first: maps of light are smaller."""
    entries = getattr(picture, "mpinfo", {}).get(MP_ENTRIES, ())
    kind = entries[number]["Attribute"]["MPType"] if number < len(entries) else ""
    if "Thumbnail" in kind:
        return False
    picture.seek(number)
    return all(own >= TWIN * other for own, other in zip(picture.size, first, strict=True))
