"""Resources that pages refer to by number: fonts, colour spaces, drawing parameters, pictures,
composites.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.reading.intake.ofd.package import (
    Element,
    OfdPackage,
    all_below,
    child_text,
    folder_of,
)

LISTS = {
    "ColorSpaces": "ColorSpace",
    "DrawParams": "DrawParam",
    "Fonts": "Font",
    "MultiMedias": "MultiMedia",
    "CompositeGraphicUnits": "CompositeGraphicUnit",
}


@dataclass(frozen=True)
class Resource:
    """One resource, and the folders that its file names are relative to."""

    element: Element
    folders: tuple[str, ...]


@dataclass
class Resources:
    """All resources by kind and number; a page's own override the document's."""

    package: OfdPackage
    found: dict[tuple[str, str], Resource] = field(default_factory=dict)

    def with_files(self, places: Iterable[str], *folders: str) -> "Resources":
        """These resources and those of further files."""
        found = dict(self.found)
        for place in places:
            name = self.package.find(place, *folders)
            if name is None:
                continue  # some makers list files that they did not write; reported at use
            root = self.package.xml(name)
            here = folder_of(name)
            base = "/".join(p for p in (here, (root.get("BaseLoc") or "").strip("/ ")) if p)
            for group, one in LISTS.items():
                for element in all_below(root, group, one):
                    key = (one, (element.get("ID") or "").strip())
                    found[key] = Resource(element, (base, here, *folders))
        return Resources(self.package, found)

    def get(self, kind: str, number: str | None) -> Resource | None:
        """The resource of that number, if there is one."""
        return self.found.get((kind, (number or "").strip()))

    def file(self, resource: Resource, name: str) -> bytes | None:
        """The bytes of the file that it names in that child; None if it names none."""
        place = child_text(resource.element, name)
        if not place:
            return None
        return self.package.read(self.package.place(place, *resource.folders))

    def drawn_as(self, number: str | None) -> list[Element]:
        """Drawing parameters and those that they are based on, each once."""
        found: list[Element] = []
        while (one := self.get("DrawParam", number)) is not None and one.element not in found:
            found.append(one.element)
            number = one.element.get("Relative")
        return found
