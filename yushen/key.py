"""yushen key: the encryption key of cache, pages, uploads and pictures of the desk."""

from functools import partial
from pathlib import Path

import click

from core.errors import InputError
from yushen.access import opened
from yushen.options import database_option, language
from yushen.words import Words


def command(words: Words) -> click.Group:
    """Build the command with its subcommands."""
    file = click.Path(dir_okay=False, path_type=Path)
    new_one = click.Command(
        "new",
        params=[click.Argument(["file"], type=file), language(words)],
        callback=partial(new, words),
        help=words(
            "生成一把密钥，写入 FILE（仅本人可读）。请另存一份：丢失后加密的内容无法恢复。",
            "Write a new key to FILE, its owner's alone. Please keep a copy: what is sealed is "
            "lost "
            "without it.",
        ),
    )
    changed = click.Command(
        "change",
        params=[
            click.Option(["--from", "old"], type=file, metavar="FILE",
                         help=words("原来的密钥文件", "the key that was used before")),
            click.Option(["--cache"], type=click.Path(file_okay=False, path_type=Path),
                         metavar="DIR",
                         help=words("识读结果的存放处", "where readings are kept")),
            database_option(words),
            language(words),
        ],
        callback=partial(change, words),
        help=words(
            "按现在设置的密钥重新加密（原为明文或用 --from 的密钥）；未设密钥则还原为明文。",
            "Seal by the key that is set now what was plain or sealed by that of --from; where "
            "none is set all becomes plain.",
        ),
    )  # fmt: skip
    return click.Group(
        "key", commands={"new": new_one, "change": changed}, params=[language(words)]
    )


def new(words: Words, file: Path) -> int:
    """Create a key; an existing one is not overwritten."""
    from core.files import new_file, private_folder
    from core.sealing import FILE_VARIABLE, new_key

    try:
        private_folder(file.parent)
        with new_file(file) as out:
            out.write(new_key().encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError("key", f"{file}：{reason}") from error
    click.echo(words(f"已生成。启用：export {FILE_VARIABLE}={file.resolve()}",
                     f"Made. To use it: export {FILE_VARIABLE}={file.resolve()}"))  # fmt: skip
    return 0


def change(words: Words, old: Path | None, cache: Path | None, database: str | None) -> int:
    """Raises InputError if something is left that neither key opens."""
    from core.sealing import Sealer, open_sealer, read_key
    from review.resealing import reseal, reseal_secrets
    from yushen.purge import places_of

    known = [Sealer(), Sealer(read_key(old))] if old is not None else [Sealer()]
    new, places = open_sealer(), places_of(cache, None, database)
    done = [reseal(places.state, places.cache, new, known)]
    if places.database is not None:
        with opened(places.database) as store:
            done.append(reseal_secrets(store, new, known))
    changed, lost = (sum(column) for column in zip(*done, strict=True))
    click.echo(words(f"已更换 {changed} 项。", f"{changed} changed."))
    if lost:
        raise InputError("key", words(
            f"{lost} 项用现有密钥无法打开，未改动；请用 --from 指定原来的密钥",
            f"{lost} cannot be opened and were left; give their key by --from",
        ))  # fmt: skip
    return 0
