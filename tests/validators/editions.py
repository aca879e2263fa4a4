"""Editions in folders of their own, to be changed: as they are today, and as of release 0.1."""

import random
import re
import shutil
from pathlib import Path

from validators.policy.files import SHIPPED, files_of
from validators.thresholds import FILE, ours

ENTRY = re.compile(r"(?m)^(?=\[\[)")


def copied(folder: Path) -> Path:
    """The shipped edition's own files in a folder, under another name."""
    shutil.copytree(SHIPPED / "dc_2019_09", folder)
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file; one that is not the district's becomes the folder's own."""
    path = folder / name
    text = files_of(folder).places[name].read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def shuffle(path: Path, seed: int) -> None:
    """Put the entries of a file in another order."""
    head, *entries = ENTRY.split(path.read_text("utf-8").rstrip() + "\n\n")
    random.Random(seed).shuffle(entries)
    path.write_text(head + "".join(entries), "utf-8")


def as_of_0_1(folder: Path) -> Path:
    """A folder as release 0.1 had them: all in one, and a first day alone."""
    copied(folder)
    for name in ("state/calendar.toml", "beijing/wages.toml"):
        shutil.copy(SHIPPED / name, folder)
    district = folder / "district.toml"
    district.write_text(district.read_text("utf-8").replace('city = "beijing"\n', ""), "utf-8")
    thresholds, _ = FILE.read_text("utf-8").split("\n[tolerances", 1)
    (folder / "thresholds.toml").write_text(thresholds, "utf-8")
    figures = folder / "parameters.toml"
    more = [(SHIPPED / "beijing/insurance.toml").read_text("utf-8")]
    more += [
        f'[[parameters]]\nid = "{name}"\nvalue = {one.value}\nunit = "{one.unit}"\n'
        'from = 2015-01-01\ncites = "本项目约定"\n'
        for name, one in ours().tolerances.items()
    ]
    figures.write_text("\n".join([figures.read_text("utf-8"), *more]), "utf-8")
    for name, later in (("services", r"printed = .*\n"),
                        ("packets", r'(?<=\{ )id = "\w+", |housing = \[[^]]*\], ')):  # fmt: skip
        path = folder / f"{name}.toml"
        path.write_text(re.sub(later, "", path.read_text("utf-8")), "utf-8")
    for name in ("parameters", "lists", "office"):
        path = folder / f"{name}.toml"
        path.write_text(re.sub(r'applies = \[([\d-]+), "open"\]', r"from = \1",
                               path.read_text("utf-8")), "utf-8")  # fmt: skip
    return folder
