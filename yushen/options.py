"""Options shared by several commands."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import click

from core.folders import (
    CACHE_VARIABLE,
    STATE_VARIABLE,
    TRUST_VARIABLE,
    cache_folder,
    state_folder,
)
from core.places import Place, place_of
from yushen.days import DAY
from yushen.words import Words

ENGINES = ("rapidocr", "tesseract")  # same names as in pipeline.reading.ocr; a test compares them
MAX_WORKERS = 4  # default maximum; each holds its own model, close to a gigabyte
READERS = 2  # packets in progress at once, as in pipeline.unattended.flight
FAR_READERS = 16  # if other machines read: keeps each of them busy
DATABASE_VARIABLE = "YUSHEN_DATABASE"  # as in review.store
SANDBOX_VARIABLE = "YUSHEN_REQUIRE_SANDBOX"
MEMORY_FILE = "memory.sqlite"

FailOn = Literal["never", "review", "problem"]


@dataclass(frozen=True)
class CheckSettings:
    """Settings of `check` and `batch`, apart from input and output."""

    service: str | None
    submission_date: date | None
    engine: str
    workers: int
    cache: Place | None
    memory: Path | None
    fail_on: FailOn
    desk: bool = False
    """Whether packets are handed over to the desk."""
    database: str | None = None
    policy: str | None = None
    figures: Path | None = None
    trust: Path | None = None
    """The folder of trusted roots; None for the default."""
    require_sandbox: bool = False
    """Whether to refuse reading unless the workers' sandbox is complete."""

    @property
    def cache_here(self) -> Path | None:
        """The cache, if it is a folder."""
        return self.cache if isinstance(self.cache, Path) else None

    @classmethod
    def of(cls, given: dict[str, Any]) -> "CheckSettings":
        """From click's values; `--no-cache` and `--no-memory` take precedence."""
        day = given["submission_date"]
        return cls(
            service=given["service"],
            submission_date=day.date() if isinstance(day, datetime) else None,
            engine=given["engine"],
            workers=given["workers"],
            cache=None if given["no_cache"] else given["cache"] or cache_folder(),
            memory=None if given["no_memory"] else given["memory"] or default_memory(),
            fail_on=given["fail_on"],
            desk=_desk(given),
            database=given["database"],
            policy=given["policy"],
            figures=given["figures"],
            trust=given["trust"],
            require_sandbox=given["require_sandbox"],
        )


def _desk(given: dict[str, Any]) -> bool:
    """The option, or else whether a database is configured: then there is a desk."""
    asked: bool | None = given["desk"]
    named = bool(given["database"] or os.environ.get(DATABASE_VARIABLE))
    return named if asked is None else asked


def default_memory() -> Path:
    """The default file of facts on units."""
    return state_folder() / MEMORY_FILE


def default_workers() -> int:
    """One for each processor this process may use, up to MAX_WORKERS."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(MAX_WORKERS, free or 1))


def place(value: str) -> Place:
    """A local folder, or a folder of an object store. Raises click's error for a file."""
    found = place_of(value)
    if isinstance(found, Path) and found.is_file():
        raise click.BadParameter(f"{value} 是文件，不是文件夹 / a file, not a folder")
    return found


def folder(value: str) -> Path:
    """A local folder. Raises click's error for anything else."""
    found = place(value)
    if not isinstance(found, Path):
        raise click.BadParameter(
            "此命令只能用本机文件夹，batch 和 worker 才能用对象存储 / a folder of this machine's; "
            "only batch and worker use object stores"
        )
    return found


def language(words: Words) -> click.Option:
    """`--lang`; the language itself was chosen before parsing, see words.choose."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["zh", "en"]),
        help=words("语言，默认中文", "language of messages; Chinese by default"),
        expose_value=False,
    )


def memory_option(words: Words) -> click.Option:
    """`--memory`, shared by several commands."""
    return click.Option(
        ["--memory"],
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="PATH",
        help=words(
            f"单位备案记录文件，默认在 ${STATE_VARIABLE} 或 ~/.local/state/yushen",
            f"what is remembered of units; by default in ${STATE_VARIABLE} or "
            "~/.local/state/yushen",
        ),
    )


def database_option(words: Words) -> click.Option:
    """`--database`, for every command of the desk."""
    return click.Option(
        ["--database"],
        metavar="URL",
        help=words(
            f"审核台的数据库，默认 ${DATABASE_VARIABLE} 或 ${STATE_VARIABLE} 下的 desk.sqlite",
            f"the desk's database; by default ${DATABASE_VARIABLE}, else desk.sqlite in "
            f"${STATE_VARIABLE}",
        ),
    )


def reading(words: Words, *, far: bool = False) -> list[click.Parameter]:
    """How pages are read, and where readings are kept; with `far` also in an object store."""
    return [
        click.Option(
            ["--engine"],
            type=click.Choice(ENGINES),
            default=ENGINES[0],
            show_default=True,
            help=words("识别引擎", "the OCR engine"),
        ),
        click.Option(
            ["--workers"],
            type=click.IntRange(1, 64),
            default=default_workers,
            metavar="N",
            help=words("识别进程数，默认按处理器数", "reading processes; one a processor"),
        ),
        click.Option(
            ["--cache"],
            type=place if far else folder,
            metavar="DIR",
            help=words(
                f"识读结果的存放处，默认 ${CACHE_VARIABLE} 或 ~/.cache/yushen",
                f"where readings are kept; by default ${CACHE_VARIABLE} or ~/.cache/yushen",
            ),
        ),
        click.Option(
            ["--require-sandbox"],
            is_flag=True,
            envvar=SANDBOX_VARIABLE,
            help=words(
                f"识别进程的隔离不完整就不读取（见 yushen doctor），也可设 ${SANDBOX_VARIABLE}=1",
                "read nothing unless every wall around the reading workers stands (see yushen "
                f"doctor); ${SANDBOX_VARIABLE}=1 does the same",
            ),
        ),
    ]


def figures_option(words: Words) -> click.Option:
    """`--figures`, for every command with an edition."""
    return click.Option(
        ["--figures"],
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=words(
            "补充数据文件：新公布的平均工资、缴费基数上下限；先检查，报告注明出处",
            "a file of figures published since: average wage, limits of the insurance base; it is "
            "checked first, and reports cite it",
        ),
    )


def trust_option(words: Words) -> click.Option:
    """`--trust`, for every command that checks packets."""
    return click.Option(
        ["--trust"],
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help=words(
            f"信任的根证书（PEM、DER）所在文件夹，默认 ${TRUST_VARIABLE} 或 ${STATE_VARIABLE} 下的 "
            "trust",
            f"the folder of roots (PEM, DER) whose electronic signatures are trusted; by default "
            f"${TRUST_VARIABLE}, else trust in ${STATE_VARIABLE}",
        ),
    )


def no_cache_option(words: Words) -> click.Option:
    """`--no-cache`, for commands that read one packet."""
    return click.Option(
        ["--no-cache"], is_flag=True, help=words("不保留识读结果", "keep no readings")
    )


def checking(words: Words, *, far: bool = False) -> list[click.Parameter]:
    """The options of every command that checks packets."""
    return [
        click.Option(
            ["--service"],
            metavar="S",
            help=words(
                "业务种类，如 new_permit；默认取自系统填报信息，没有则由材料判断",
                "the service, such as new_permit; by default from the system's record, "
                "else inferred from the documents",
            ),
        ),
        click.Option(
            ["--submission-date"],
            metavar="YYYY-MM-DD",
            type=DAY,
            help=words("提交日期", "the day of submission"),
        ),
        *reading(words, far=far),
        no_cache_option(words),
        memory_option(words),
        click.Option(
            ["--no-memory"],
            is_flag=True,
            help=words(
                "只在本次运行内比对，不用也不留单位备案记录",
                "compare within this run alone; use and keep nothing of others",
            ),
        ),
        click.Option(
            ["--desk/--no-desk"],
            default=None,
            help=words(
                "把结果送审核台；指定了数据库时默认送",
                "hand the packets to the desk; the default where a database is named",
            ),
        ),
        database_option(words),
        click.Option(
            ["--policy"],
            metavar="DIR",
            help=words(
                "另一版政策数据的文件夹（或版本名）；先按 yushen policy check 检查",
                "a folder with another edition of the policy data, or an edition's name; it is "
                "checked first, as by yushen policy check",
            ),
        ),
        figures_option(words),
        trust_option(words),
        click.Option(
            ["--fail-on"],
            type=click.Choice(["never", "review", "problem"]),
            default="never",
            show_default=True,
            help=words(
                "problem：须补正时退出码 10、不予受理时 11；review：另加须人工复核时 12",
                "problem: exit 10 when something must be supplied, 11 on a rejection; "
                "review: 12 as well when a person must look",
            ),
        ),
        language(words),
    ]
