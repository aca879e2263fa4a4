"""Chinese for click's own texts: its help and its errors about a command line.

Click writes these texts in English. A test compares the tables with the installed click.
"""

import re
from collections.abc import Iterable

import click

HEADINGS = {
    "Usage": "用法",
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Positional arguments": "参数",
}

IN_HELP: tuple[tuple[str, str], ...] = (
    ("Show this message and exit.", "显示本说明"),
    ("[required]", "[必填]"),
    ("[default: ", "[默认："),
    ("; required]", "；必填]"),
    ("; default: ", "；默认："),
    ("(dynamic)", "（运行时决定）"),
)

PIECES = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]": "[参数]"}

_NAMES = {
    "integer": "整数", "float": "数字", "integer range": "整数", "float range": "数字",
    "file": "文件", "directory": "文件夹", "path": "路径",
    "argument": "参数", "option": "选项", "parameter": "参数",
}  # fmt: skip
"""Click's words for types of values, also capitalised."""

COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"Invalid value for (.+?): (.+)", r"\1 的值不对：{2}"),
    (r"Invalid value: (.+)", r"值不对：{1}"),
    (r"Missing (argument|option|parameter) (.+?)\.(?: (.+))?", r"缺少{1} \2。{3}"),
    (r"Missing (argument|option|parameter)\.?", r"缺少{1}。"),
    (r"Missing parameter: (.+)", r"缺少参数 \1。"),
    (r"Missing command\.", r"没有写命令。"),
    (r"No such option:? (.+?)\.(?: (.+))?", r"没有选项 \1。{2}"),
    (r"No such command (.+?)\.(?: (.+))?", r"没有命令 \1。{2}"),
    (r"\(?Did you mean (.+?)\?\)?", r"是不是想写 \1？"),
    (r"\(?(?:Did you mean one of|Possible options): (.+?)[?)]*", r"是不是想写其中之一：\1？"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多出了参数：\1"),
    (r"Argument (.+) takes (\d+) values\.?", r"参数 \1 要 \2 个值。"),
    (r"Option (.+) does not take a value\.?", r"选项 \1 后面不带值。"),
    (r"Option (.+) requires an argument\.?", r"选项 \1 后面要有值。"),
    (r"Option (.+) requires (\d+) arguments\.?", r"选项 \1 后面要有 \2 个值。"),
    (r"(.+) is not a valid boolean\. Recognized values: (.+)", r"\1 不是“是”或“否”，可写：\2"),
    (r"(.+) is not a valid UUID\.", r"\1 不是 UUID。"),
    (r"(.+) is not a day such as (.+) or (.+)\.", r"\1 不是日期，应如 \2 或 \3。"),
    (r"(.+) is not a valid (.+)\.", r"\1 不是{2}。"),
    (r"(.+) is not in the range (.+)\.", r"\1 不在范围 \2 内。"),
    (r"(.+) is not one of (.+)\.", r"\1 不在可选的值中：\2。"),
    (r"(.+) does not match the formats? (.+)\.", r"\1 不合格式，应为 \2。"),
    (r"(\w+) (.+) does not exist\.", r"{1} \2 不存在。"),
    (r"(\w+) (.+) is a file\.", r"{1} \2 是文件，应为文件夹。"),
    (r"(\w+) (.+) is a directory\.", r"{1} \2 是文件夹，应为文件。"),
    (r"(\w+) (.+) is not readable\.", r"{1} \2 不可读。"),
    (r"(\w+) (.+) is not writable\.", r"{1} \2 不可写。"),
    (r"(\w+) (.+) is not executable\.", r"{1} \2 不可执行。"),
    (r"(.+) is not (.+)\.", r"\1 应为 \2。"),
    (r"Takes (\d+) values but (\d+) (?:was|were) given\.", r"要 \1 个值，只有 \2 个。"),
    (r"(\d+) values are required, but (\d+) (?:was|were) given\.", r"要 \1 个值，只有 \2 个。"),
    (r"Choose from:\s+(.+)", r"可选：\1"),
    (r"Could not open file (.+?): (.+)", r"打不开文件 \1：{2}"),
)  # fmt: skip
r"""Click's messages and their Chinese; `\1` is inserted unchanged, `{1}` in Chinese."""

_SLOT = re.compile(r"\\(\d)|\{(\d)\}")


def complaint(text: str) -> str:
    """A click error in Chinese; unknown ones stay in English.

    >>> complaint("Invalid value for '--workers': 99 is not in the range 1<=x<=64.")
    "'--workers' 的值不对：99 不在范围 1<=x<=64 内。"
    >>> complaint("Missing argument 'PATH'.")
    "缺少参数 'PATH'。"
    """
    if text.lower() in _NAMES:
        return _NAMES[text.lower()]
    for english, meant in COMPLAINTS:
        if found := re.fullmatch(english, text.strip(), re.DOTALL):
            return _filled(meant, found)
    return text


def _filled(meant: str, found: re.Match[str]) -> str:
    def put(slot: re.Match[str]) -> str:
        as_it_is, in_chinese = slot.groups()
        return found[int(as_it_is)] if as_it_is else complaint(found[int(in_chinese)] or "")

    return _SLOT.sub(put, meant)


class ChineseHelp(click.HelpFormatter):
    """Click's help with its own words in Chinese."""

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, meant in PIECES.items():
            args = args.replace(english, meant)
        super().write_usage(prog, args, prefix or "用法: ")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(name, _helped(text)) for name, text in rows], col_max, col_spacing)


def _helped(text: str) -> str:
    for english, meant in IN_HELP:
        text = text.replace(english, meant)
    return text


class ChineseContext(click.Context):
    """Formats help in Chinese."""

    formatter_class = ChineseHelp
