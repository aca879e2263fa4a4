"""yushen doctor: whether engines, models, policy and cache can be used."""

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import click

from core.errors import ToolMissing, YushenError
from core.folders import cache_folder, trust_folder
from yushen.options import ENGINES, default_workers, language
from yushen.version import installed
from yushen.words import Words

PACKAGES = ("openvino", "onnxruntime", "opencv-python-headless", "pypdfium2", "pi-heif", "prefect")
MARKS = {"good": "✓", "lacking": "!", "bad": "✗"}


@dataclass(frozen=True)
class Sign:
    """One check. `bad`: yushen cannot work; `lacking`: it works without it."""

    state: Literal["good", "lacking", "bad"]
    what: str
    found: str
    exit_code: int = ToolMissing.exit_code


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command("doctor", params=[language(words)], callback=partial(run, words))


def run(words: Words) -> int:
    """Print every check; the exit code is that of the first bad one, or 0."""
    code = 0
    for sign in look(words):
        click.echo(f"{MARKS[sign.state]} {sign.what}: {sign.found}")
        if sign.state == "bad":
            code = code or sign.exit_code
    verdict = ("不能使用。", "Not usable.") if code else ("可以使用。", "Fit for use.")
    click.echo(words(*verdict))
    return code


def look(words: Words) -> Iterator[Sign]:
    """Run all checks, one at a time."""
    system = f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    yield Sign("good", "Python", system)
    yield Sign("good", "yushen", installed("yushen") or words("源码运行", "from source"))
    for package in PACKAGES:
        version = installed(package)
        missing = words("未安装", "not installed")
        yield Sign("good" if version else "lacking", package, version or missing)
    yield try_out(words("默认识别引擎", "default engine"), partial(_read_with, ENGINES[0]), "bad")
    second = words("第二识别引擎（可选）", "second engine (optional)")
    yield try_out(second, _read_with_second, "lacking")
    yield try_out(words("置信度", "confidence"), partial(_measured, words), "lacking")
    yield try_out(words("OFD 替代字体", "fonts for OFDs"), partial(_fonts, words), "lacking")
    yield try_out(words("规则数据", "policy data"), _policy, "bad")
    yield fonts(words)
    yield cache(cache_folder(), words)
    yield trust(trust_folder(), words)
    yield Sign("good", words("识别进程", "workers"), f"{default_workers()} / {os.cpu_count()} CPU")
    yield walls(words)


def try_out(what: str, trial: Callable[[], str], otherwise: Literal["lacking", "bad"]) -> Sign:
    """Good with the trial's answer; on an error, `otherwise` with the error's text."""
    try:
        return Sign("good", what, trial())
    except YushenError as error:  # reported here, so that the other checks run too
        return Sign(otherwise, what, str(error), error.exit_code)
    except ImportError as error:
        return Sign(otherwise, what, f"{error}")


def cache(folder: Path, words: Words) -> Sign:
    """Whether readings can be kept there, and how much space is left."""
    place = next(p for p in (folder, *folder.parents) if p.exists())
    what = words("缓存", "cache")
    if not os.access(place, os.W_OK):
        advice = words(
            "不可写，请用 --cache 指定", "not writable; please choose another with --cache"
        )
        return Sign("lacking", what, f"{folder} {advice}")
    free = shutil.disk_usage(place).free / 2**30
    room = words(f"可用 {free:.1f} GB", f"{free:.1f} GB free")
    return Sign("good", what, f"{folder}, {room}")


def fonts(words: Words) -> Sign:
    """Whether PDFs without embedded Chinese fonts can be shown."""
    from pipeline.reading.intake.undrawn import has_chinese

    what = words("中文字体", "Chinese fonts")
    if has_chinese():
        return Sign("good", what, words("已安装", "installed"))
    lacking = words(
        "未找到：未嵌入字体的 PDF 无法显示，将留待人工核对；请安装，如 apt install fonts-noto-cjk",
        "none: PDFs that do not embed theirs cannot be shown and are left to a person; "
        "install some, as apt install fonts-noto-cjk",
    )
    return Sign("lacking", what, lacking)


def walls(words: Words) -> Sign:
    """Which sandbox layers a reading worker has here."""
    from pipeline.reading.box.standing import WALLS
    from pipeline.reading.box.trial import standing

    what, missing = words("识别进程的隔离", "walls around workers"), standing().missing
    stand = ", ".join(wall for wall in WALLS if wall not in missing)
    if not missing:
        return Sign("good", what, stand)
    lacking = ", ".join(f"{wall} ({why})" for wall, why in missing.items())
    found = words(
        f"{stand}；缺少 {lacking}，恶意文件较难防范，见 docs/sandbox.md",
        f"{stand}; missing: {lacking}, so hostile files are held less well; see docs/sandbox.md",
    )
    return Sign("lacking", what, found)


def trust(folder: Path, words: Words) -> Sign:
    """The number of trusted roots; without any, signatures do not raise a paper's certainty."""
    from pipeline.reading.roots import load_roots

    what, roots = words("信任的根证书", "trusted roots"), load_roots(folder)
    count = len(roots.certificates)
    found = words(f"{folder}，{count} 张", f"{folder}, {count}")
    if roots.unusable:
        names = ", ".join(roots.unusable)
        bad = words(f"；不能使用：{names}", f"; unusable: {names}")
        return Sign("lacking", what, found + bad)
    return Sign("good", what, found)


def _read_with(name: str) -> str:
    from pipeline.reading.ocr import open_engine
    from pipeline.reading.ocr.trial import trial

    engine = open_engine(name)
    trial(engine)
    return engine.name


def _read_with_second() -> str:
    from pipeline.reading.ocr import SECOND

    return _read_with(SECOND)


def _measured(words: Words) -> str:
    """The readers for which confidence of values was measured."""
    from pipeline.reading.ocr.setup import set_up
    from pipeline.settling.trust import Trust

    setup = set_up()
    if Trust(setup).curves is None:
        raise ToolMissing(
            words(
                "所用引擎未经实测，读出的值一律留待人工核对",
                "never measured with these engines: every value is left to a person",
            )
        )
    return setup.mark


def _fonts(words: Words) -> str:
    """The substitute for a font that an OFD names but does not include."""
    from pipeline.reading.intake.ofd.installed import faces_for

    face = next((face for face in faces_for("宋体") if face.glyph("中")), None)
    if face is None:
        raise ToolMissing(
            words(
                "没有中文字体，未嵌入字体的 OFD 无法显示；请安装，如 fonts-noto-cjk",
                "no Chinese font, so OFDs that hold none cannot be shown; install fonts-noto-cjk",
            )
        )
    return next(iter(face.names), "?")


def _policy() -> str:
    from validators.judging.edition import open_edition

    policy = open_edition()
    return f"{policy.version}, {len(policy.rules)} rules"
