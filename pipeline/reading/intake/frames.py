"""Which frames of a picture file are pages: every one but previews and a camera's helpers."""

from PIL import Image as Pillow

NEW_SUBFILE_TYPE = 0x00FE  # the TIFF tag
REDUCED, MASK = 1, 4  # of its bits: a smaller copy of a page, a mask over one
MP_ENTRIES = 0xB002  # of a camera's several pictures: what each is
TWIN = 0.8  # of the first picture's sides: anything smaller beside it is its preview


def page_frames(picture: Pillow.Image) -> list[int]:
    """The numbers of the frames (from 0) that are pages, in order. Any decoder error may come."""
    count = int(getattr(picture, "n_frames", 1))
    if picture.format == "TIFF":
        return [n for n in range(count) if not _is_reduced(picture, n)] or [0]
    if picture.format == "MPO":
        first = picture.size
        return [n for n in range(count) if n == 0 or _is_twin(picture, n, first)]
    return list(range(count))


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
