"""A hash of everything that affects a report, except the packet's files and its unit's others.

If it is the same, an unchanged packet need not be checked again. It covers the options, the
readers (engines, models, our reading code), the policy with its figures, trusted roots, fonts,
and our code.
"""

import hashlib

from core.errors import BilingualText
from core.models.base import Model
from pipeline.installed import code_mark
from pipeline.reading.intake.system_fonts import installed_fonts
from pipeline.reporting.names import Language
from pipeline.run import Kit, Options


class Version(Model):
    """Hashes of what makes two machines read a packet alike."""

    code: str
    reading: str
    """Engines, models and our reading code."""
    policy: str
    roots: str
    fonts: str

    @property
    def resource(self) -> str:
        """A label for this version, for use by a scheduler."""
        return f"yushen-{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]}"

    def unlike(self, other: "Version") -> BilingualText:
        """The differences, in both languages."""
        unlike = [name for name in NAMED if getattr(self, name) != getattr(other, name)]
        return BilingualText("、".join(NAMED[name] for name in unlike), ", ".join(unlike))


NAMED = {
    "code": "程序",
    "reading": "识别引擎",
    "policy": "政策数据",
    "roots": "信任的根证书",
    "fonts": "字体",
}


class Deciding(Version):
    """What affects a report; every field is part of the hash."""

    service: str | None
    submission_date: str | None
    lang: Language
    desk: str
    """The desk that packets are handed to, without its password; empty for none."""


def mark_of(kit: Kit, options: Options, lang: Language, desk: str = "") -> str:
    """The hash."""
    day = options.submission_date
    deciding = Deciding(
        service=options.service,
        submission_date=day.isoformat() if day is not None else None,
        lang=lang,
        desk=desk,
        **version_of(kit).model_dump(),
    )
    return hashlib.sha256(deciding.model_dump_json().encode()).hexdigest()


def version_of(kit: Kit) -> Version:
    """The version of this machine, for the settings of the kit."""
    return Version(
        code=code_mark(),
        reading=kit.store.key("", "batch"),
        policy=hashlib.sha256(kit.policy.model_dump_json().encode()).hexdigest(),
        roots=kit.roots.mark,
        fonts=installed_fonts(),
    )
