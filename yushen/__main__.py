"""yushen: the entry point, and the only place where our errors become exit codes.

0  the run finished, with any outcome (see --fail-on)
1  an error without its own code, or a bug: a line says where its log is
2  the command line, or the given file or folder, cannot be used
3  a program, a package or a language pack is not installed
4  reading failed
5  our own policy data is wrong or out of date
10, 11, 12  with --fail-on: something to supply, a rejection, something for a person
130, 143  interrupted, terminated
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from core.errors import InputError, YushenError
from core.files import keep_private
from core.work import sweep
from yushen.chinese import complaint
from yushen.group import Commands
from yushen.words import Words, choose

NEW_OBJECTS = 10_000
"""How many are made before Python looks for unused rings of them. With its default of 700 that is a
tenth of the time of a short run."""
INTERRUPTED = 130
TERMINATED = 143


def entry() -> None:
    """The program: `main`, plus ending started processes when it is terminated.

    A bug ends it with one line and a log. Leftovers of killed runs are deleted first.
    """
    gc.set_threshold(NEW_OBJECTS)
    keep_private()
    sweep()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        code = main()
    except Exception as error:
        code = _crash(error)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code. A bug is raised."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = choose(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without Chinese must not stop a run
            stream.reconfigure(errors="replace")
    try:
        answer = root(words).main(arguments, prog_name="yushen", standalone_mode=False)
        sys.stdout.flush()
    except YushenError as error:
        click.echo(words("错误：", "Error: ") + words(*error.text), err=True)
        return error.exit_code
    except click.UsageError as error:
        return _usage(error, words)
    except click.ClickException as error:
        message = error.format_message()
        click.echo(words(f"错误：{complaint(message)}", f"Error: {message}"), err=True)
        return InputError.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(words("已中断。", "Interrupted."), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has closed it, such as `| head`
        _drop_output()
        return 0
    return answer if isinstance(answer, int) else 0


def _crash(error: Exception) -> int:
    from yushen.crash import crashed

    words = choose(sys.argv[1:], os.environ)
    with suppress(OSError):  # nobody may be reading our messages any more
        click.echo(words("错误：", "Error: ") + crashed(error, sys.argv[1:]), err=True)
    try:
        sys.stdout.flush()
    except OSError:  # the output itself failed, and would fail again at exit
        _drop_output()
    return YushenError.exit_code


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def root(words: Words) -> Commands:
    """The command group in the language of `words`."""
    return Commands(
        words,
        name="yushen",
        help=words(
            "预审：北京市工作居住证（东城区）申请材料的自动预审。全部在本机完成，材料不会外传。",
            "Pre-review of application packets for Beijing Dongcheng's Work Residence Permit. "
            "Everything happens on this machine.",
        ),
        epilog=words(
            "yushen 命令 --help 查看每个命令的选项；加 --lang en 显示英文。",
            "yushen COMMAND --help lists a command's options; messages are Chinese without "
            "--lang en.",
        ),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(["zh", "en"]),
                help=words("语言，默认中文", "language of messages; Chinese by default"),
                expose_value=False,
            )
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        no_args_is_help=False,
        invoke_without_command=True,
        callback=click.pass_context(_nothing_asked),
    )


def _nothing_asked(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _usage(error: click.UsageError, words: Words) -> int:
    message = error.format_message()
    click.echo(words(f"命令行用法有误：{complaint(message)}", f"Error: {message}"), err=True)
    path = error.ctx.command_path if error.ctx is not None else "yushen"
    click.echo(words(f"查看用法：{path} --help", f"Try: {path} --help"), err=True)
    return error.exit_code


if __name__ == "__main__":
    entry()
