"""The commands and the layout of their help; a command's module is loaded only when needed.

`yushen --help` therefore starts neither OpenCV nor pydantic nor Prefect.
"""

import importlib
from typing import Any

import click

from yushen.chinese import ChineseContext
from yushen.words import Words

# name: description in Chinese and in English. The module has the command's name.
COMMANDS: dict[str, tuple[str, str]] = {
    "need": ("收齐材料之前：列出所需材料和日期", "Before there are papers: what will be needed"),
    "forms": ("按填报信息填好附件表格，供签字盖章", "Fill in the guide's forms from the record"),
    "check": ("检查一份申请材料，给出完整报告", "Check one packet and report everything found"),
    "explain": (
        "说明一份材料为何这样识读，附图",
        "Show why a paper was read as it was",
    ),
    "batch": ("检查一个文件夹里的所有材料", "Check every packet of a folder"),
    "worker": ("为别处的批检识读材料（多机）", "Read packets for batches on other machines"),
    "watch": ("监看放件文件夹，放入即检查", "Check whatever is dropped into a folder"),
    "deploy": ("在 Prefect 中定时批检、常驻监看", "Serve the watch and a daily batch to Prefect"),
    "notify": (
        "测试结果通知（webhook、邮件、企业微信、钉钉、飞书等）",
        "Test the notices of results (webhook, mail, chats)",
    ),
    "memory": ("查看和管理记住的单位备案记录", "Show and manage what is remembered of units"),
    "serve": ("在浏览器中打开审核台", "Serve the desk to browsers"),
    "desk": ("审核台的数据库、台账和操作记录", "The desk's database, ledger and audit"),
    "quality": ("质量抽检、阈值、本单位的回归用例", "Quality samples, thresholds, own cases"),
    "user": ("管理审核台的用户", "Manage who may sign in at the desk"),
    "purge": ("删除过期的缓存、图像、报告和材料", "Delete what is older than it needs to be"),
    "key": ("加密密钥：生成、更换", "The key of encryption: make one, change it"),
    "rules": ("列出全部规则及其指南原文", "List the rules with the guide's own words"),
    "types": ("列出能识别的材料种类", "List the document types"),
    "policy": ("检查政策数据文件夹", "Check a folder of policy data"),
    "schema": ("打印 report.json 的 JSON Schema", "Print the JSON Schema of report.json"),
    "doctor": ("检查识别引擎和环境是否齐备", "Check that engines and tools are in place"),
    "sbom": ("软件物料清单（CycloneDX）", "The bill of materials (CycloneDX)"),
    "licences": ("列出各组成部分的许可证", "List the licences of all parts"),
    "version": ("打印版本号", "Print the version"),
}


class Commands(click.Group):
    """The commands in the table above, loaded lazily."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(**settings)
        self.words = words
        if words.lang == "zh":
            self.context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"yushen.{cmd_name}")
        command: click.Command = module.command(self.words)
        for one in (command, *getattr(command, "commands", {}).values()):
            one.context_class = self.context_class
        zh, en = COMMANDS[cmd_name]
        command.help = self.words(zh, en) + "\n\n" + (command.help or "")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without loading the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.words(*says)) for name, says in COMMANDS.items()])
