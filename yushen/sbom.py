"""yushen sbom: a bill of materials of this installation in CycloneDX (JSON)."""

import os
import uuid
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.files import write_atomic
from yushen.options import language
from yushen.words import Words

if TYPE_CHECKING:
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component

    from pipeline.reading.ocr.models import ModelFile
    from yushen.parts import InstalledPackage

EPOCH = "SOURCE_DATE_EPOCH"


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "sbom",
        params=[
            click.Option(
                ["--out"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="FILE",
                help=words("写入 FILE，默认打印", "write to FILE; printed by default"),
            ),
            language(words),
        ],
        callback=partial(run, words),
    )


def run(words: Words, out: Path | None) -> int:
    """Print or write it."""
    from cyclonedx.output.json import JsonV1Dot6

    text = JsonV1Dot6(bill()).output_as_string(indent=1)
    if out is None:
        click.echo(text)
    else:
        write_atomic(out, f"{text}\n".encode())
        click.echo(str(out))
    return 0


def bill() -> "Bom":
    """The bill; reproducible except for its time ($SOURCE_DATE_EPOCH)."""
    from cyclonedx.model.bom import Bom, BomMetaData

    from pipeline.reading.ocr.models import every
    from yushen.parts import ROOT, packages

    made = {one.name: (one, _package(one)) for one in packages()}
    models = [_model(one) for one in every()]
    known = made.pop(ROOT, None)
    needs = {component: one.needs for one, component in made.values()}
    root = known[1] if known is not None else _source()
    identity = sorted(f"{part.name} {part.version}" for part in [root, *needs, *models])
    found = Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(identity)),
        metadata=BomMetaData(component=root, timestamp=_moment()),
        components=[*needs, *models],
    )
    of_root = known[0].needs if known is not None else tuple(made)
    found.register_dependency(root, [*(made[name][1] for name in of_root), *models])
    for component, names in needs.items():
        found.register_dependency(component, [made[name][1] for name in names if name in made])
    return found


def _package(one: "InstalledPackage") -> "Component":
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    from yushen.licensing import UNKNOWN, licence_of
    from yushen.parts import ROOT

    licence, ours = licence_of(one.name), one.name == ROOT
    url = PackageURL("pypi", None, one.name, one.version)
    return Component(
        name=one.name,
        version=one.version,
        type=ComponentType.APPLICATION if ours else ComponentType.LIBRARY,
        bom_ref=f"{one.name}=={one.version}",
        purl=None if ours else url,
        licenses=[LicenseFactory().make_from_string(licence)] if licence != UNKNOWN else [],
    )


def _source() -> "Component":
    """The program, when run from its sources."""
    from cyclonedx.model.component import Component, ComponentType

    from yushen.parts import ROOT

    return Component(name=ROOT, type=ComponentType.APPLICATION, bom_ref=ROOT)


def _model(one: "ModelFile") -> "Component":
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType

    return Component(
        name=one.id,
        version=one.version,
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=one.id,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one.sha256)],
        licenses=[LicenseFactory().make_from_string(one.licence)],
    )


def _moment() -> datetime:
    asked = os.environ.get(EPOCH)
    return datetime.fromtimestamp(int(asked), UTC) if asked else datetime.now(UTC)
