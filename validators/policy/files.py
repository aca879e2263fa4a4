"""The files of an edition, and the level of government of each.

    state/calendar.toml                 the State's
    <city>/wages.toml, insurance.toml   the city's
    <edition>/district.toml …           the district's

`city = "…"` in district.toml names the folder of the city, `extends = "…"` another edition whose
files are used if the folder does not have them. Both are searched beside the folder, then among the
installed ones. A folder with neither has the format of release 0.1, which had all files.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from validators.policy.faults import PolicyFault, moved, refusal

SHIPPED = Path(__file__).parent
HEAD = "district.toml"
STATE = "state"
STATES = ("calendar.toml",)
CITYS = ("wages.toml", "insurance.toml")
DISTRICTS = (
    HEAD, "rules.toml", "services.toml", "documents.toml", "parameters.toml", "lists.toml",
    "office.toml", "deadlines.toml", "packets.toml",
)  # fmt: skip
OPTIONAL = ("forms.toml",)
"""Optional files of a district; a folder of 0.1 uses the installed ones."""
THRESHOLDS = "thresholds.toml"
ALL_AS_OF_0_1 = (*DISTRICTS, "calendar.toml", "wages.toml", THRESHOLDS)


@dataclass(frozen=True)
class Files:
    """The files of an edition by name, in any folder."""

    folder: Path
    places: Mapping[str, Path]
    old: bool
    """Whether the folder has the format of release 0.1."""

    @property
    def name(self) -> str:
        """The edition's name: the name of its folder.

        The name of an installed edition is reserved: a copy of one, changed or not, has a digest of
        its data after the name, so that reports cannot confuse the two.
        """
        called = self.folder.name.replace("_", "-")
        installed = SHIPPED / called.replace("-", "_")
        theirs = (installed / HEAD).is_file() and self.folder != installed.resolve()
        return f"{called}+{self._digest}" if theirs else called

    @property
    def _digest(self) -> str:
        taken = hashlib.sha256()
        for name, path in sorted(self.places.items()):
            taken.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return taken.hexdigest()[:8]

    def table(self, name: str, key: str, *also: str) -> dict[str, Any]:
        """The content of a file with the table `key` and no other keys except `also`."""
        path = self.places[name]
        content = toml(path)
        if key not in content:
            raise refusal([PolicyFault.at(label(path), key, "缺少", "missing")])
        for extra in sorted(set(content) - {key, *also}):
            raise refusal([PolicyFault.at(label(path), extra, "不认识的键", "unknown key")])
        return content

    def placed(self, fault: str) -> PolicyFault:
        """The fault with its file named by its location."""
        return moved(fault, self._place)

    def _place(self, file: str) -> str:
        name = file.removeprefix(f"{self.folder.name}/")
        path = self.places.get(name, self.folder / name)
        return label(path) if "/" not in name else name


def files_of(folder: Path) -> Files:
    """The files of the edition in a folder. Raises PolicyError if one is missing or invalid."""
    chain = _chain(folder.resolve())
    city = toml(chain[-1] / HEAD).get("city")
    old = city is None
    owners = {name: [*chain, folder.resolve()] for name in (ALL_AS_OF_0_1 if old else DISTRICTS)}
    if not old:
        owners |= {name: [*chain, _near(STATE, folder, name)] for name in STATES}
        owners |= {name: [*chain, _near(city, folder, name)] for name in CITYS}
    places = {name: _first(name, folders) for name, folders in owners.items()}
    searched = [*chain, SHIPPED / "dc_2019_09"] if old else chain
    more = {name: _first(name, searched) for name in OPTIONAL}
    places |= {name: path for name, path in more.items() if path.is_file()}
    faults = [_lacking(path, old) for path in places.values() if not path.is_file()]
    strange = {path.name for one in chain for path in one.glob("*.toml")} - set(places)
    faults += [_strange(folder, name) for name in sorted(strange) if not old]
    if faults:
        raise refusal(faults)
    return Files(folder.resolve(), places, old)


def label(path: Path) -> str:
    """A file's name in messages."""
    return f"{path.parent.name}/{path.name}"


def toml(path: Path) -> dict[str, Any]:
    """A file's content; numbers with a point are Decimal. Raises PolicyError."""
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise refusal([PolicyFault.at(label(path), "", "打不开", "cannot be opened")]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        zh, en = f"不是有效的 TOML（{error}）", f"is no TOML ({error})"
        raise refusal([PolicyFault.at(label(path), "", zh, en)]) from error


def _chain(folder: Path) -> list[Path]:
    """The folder, the edition that it extends, and so on."""
    chain = [folder]
    while "extends" in (head := toml(chain[-1] / HEAD)):
        here, name = label(chain[-1] / HEAD), head["extends"]
        if "city" in head:
            zh, en = "与 extends 只能写其一", "give this or extends, not both"
            raise refusal([PolicyFault.at(here, "city", zh, en)])
        base = _near(name, chain[-1], HEAD)
        if not (base / HEAD).is_file():
            zh, en = f"没有政策版本 {name}", f"no edition {name}"
            raise refusal([PolicyFault.at(here, "extends", zh, en)])
        if base in chain:
            zh, en = f"{name} 又以本版为基础", f"{name} extends this one in its turn"
            raise refusal([PolicyFault.at(here, "extends", zh, en)])
        chain.append(base)
    return chain


def _near(name: object, folder: Path, file: str) -> Path:
    """The folder of a city, of the State or of an edition: beside the folder, else installed."""
    called, beside = str(name), folder.resolve().parent
    if Path(called).name != called:  # a path, or nothing: no name of a folder
        return SHIPPED / "—"
    spelt = called.replace("-", "_")
    found = (beside / called, beside / spelt, SHIPPED / spelt)
    return next((place for place in found if (place / file).is_file()), SHIPPED / spelt)


def _first(name: str, folders: list[Path]) -> Path:
    """The file in the first folder that has it; its expected path if none has it."""
    return next((one / name for one in folders if (one / name).is_file()), folders[-1] / name)


def _lacking(path: Path, old: bool) -> PolicyFault:
    zh, en = "没有这个文件", "there is no such file"
    if old:
        zh += (
            "；未写 extends 或 city 的文件夹须齐备各文件，"
            '也可在 district.toml 首行写 extends = "dc-2019-09"'
        )
        en += (
            "; a folder without extends or city must hold every file, or say "
            'extends = "dc-2019-09" in the first line of district.toml'
        )
    return PolicyFault.at(label(path), "", zh, en)


def _strange(folder: Path, name: str) -> PolicyFault:
    zh, en = "不认识的文件，是否写错？", "unknown file; is the name wrong?"
    if name == THRESHOLDS:
        zh = "阈值不属于政策，请删去此文件；在 validators/thresholds 中更改"
        en = "thresholds are no policy: please remove the file, change validators/thresholds"
    return PolicyFault.at(f"{folder.resolve().name}/{name}", "", zh, en)
