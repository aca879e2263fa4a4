"""The audit: entries of a packet for everybody, all entries for supervisors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response

from core.numbers.dates import parse_date
from pipeline.reporting.mask import Masker, mask_number
from pipeline.reporting.names import ReportWords
from review.audit import export_csv, export_jsonl, note, trail
from review.models import Change
from review.people import users
from review.web.asking import Word
from review.web.called import target_names
from review.web.guard import Desk, Supervisor
from review.web.pages import language, page
from review.web.papers import attached

router = APIRouter(prefix="/audit")
SHOWN = 500
ACTIONS: dict[str, tuple[str, str]] = {
    "arrive": ("收件", "came"),
    "renew": ("重新检查", "checked again"),
    "arrive-again": ("再次收件，保留原有处理", "came again, left as it is"),
    "supersede": ("替换未能检查的记录", "replaced a failed try"),
    "correct": ("更正", "corrected"),
    "confirm": ("确认", "confirmed"),
    "retype": ("改类型", "changed its type"),
    "split": ("拆分", "split"),
    "merge": ("合并", "merged"),
    "move": ("移动", "moved"),
    "turn": ("旋转重读", "turned and read again"),
    "aside": ("搁置", "laid aside"),
    "fill": ("框选补录", "filled in"),
    "undo": ("撤销改动", "undid"),
    "withdraw": ("撤回更正", "took a correction back"),
    "decide": ("判定", "decided"),
    "undecide": ("撤回判定", "took a decision back"),
    "close": ("办结", "closed"),
    "close-undo": ("撤销办结", "took a closing back"),
    "assign": ("分派", "assigned"),
    "note": ("备注", "noted"),
    "own-add": ("添加自拟事项", "added a point"),
    "own-drop": ("撤回自拟事项", "took a point back"),
    "reopen": ("重新打开", "reopened"),
    "join": ("并入一次提交", "another submission joined"),
    "joined": ("并入案件", "joined to its case"),
    "join-no": ("确认不属于该案", "said it is not of that case"),
    "lapse": ("失效", "lapsed"),
    "paper": ("材料计入或已被替换", "a paper counts or was replaced"),
    "forget": ("删除", "deleted"),
    "unmask": ("查看完整号码", "asked for a number in full"),
    "export": ("导出", "exported"),
    "threshold-adopt": ("采用本单位阈值", "adopted a threshold"),
    "threshold-revert": ("撤回本单位阈值", "took a threshold back"),
    "freeze": ("保存为回归用例", "kept as a case"),
    "sample-share": ("更改质量抽检比例", "changed the share of quality samples"),
    "sample-answer": ("回答质量抽检", "answered a quality sample"),
    "sample-settle": ("复核质量抽检", "settled a quality sample"),
    "sign-in": ("登录", "signed in"),
    "sign-in-failed": ("登录失败", "failed to sign in"),
    "sign-out": ("退出", "signed out"),
    "user-add": ("添加用户", "added a user"),
    "user-role": ("更改角色", "changed a role"),
    "user-state": ("停用或恢复用户", "disabled or enabled a user"),
    "user-password": ("重设密码", "set a password"),
    "upload": ("上传", "uploaded"),
    "upload-again": ("重试上传", "tried an upload again"),
    "upload-discard": ("删除上传的文件", "deleted an upload's files"),
    "totp-add": ("启用动态验证码", "a second factor was set up"),
    "totp-remove": ("停用动态验证码", "a second factor was removed"),
    "code-failed": ("动态验证码错误", "a wrong code"),
    "recovery-used": ("使用恢复码登录", "signed in by a recovery code"),
}


@dataclass(frozen=True)
class TrailEntry:
    """A row of the audit, masked."""

    change: Change
    action: tuple[str, str]
    target: str
    before: str | None
    after: str | None


def entries(
    changes: Sequence[Change],
    masker: Masker | None = None,
    names: Mapping[tuple[str, str], str] | None = None,
) -> list[TrailEntry]:
    """The rows for display, the latest first; `names` of targets by packet, see `called`."""
    return [_entry(one, masker or Masker(), names or {}) for one in reversed(changes)]


@router.get("")
def show(
    request: Request, store: Desk, who: Supervisor,
    person: Word = "", since: Word = "", until: Word = "",
) -> Response:  # fmt: skip
    """The latest rows."""
    wanted = _wanted(person, since, until)
    found = trail(store, **wanted, limit=SHOWN)  # type: ignore[arg-type]
    about = [(one.packet or "", one.target) for one in found]
    named = entries(found, names=target_names(store, about, ReportWords(language(request))))
    return page(
        request, "audit.html", who, entries=named, people=[u.name for u in users(store)],
        told={"person": person, "since": since, "until": until}, shown=SHOWN,
    )  # fmt: skip


@router.get("/export.{form}")
def export(
    store: Desk, who: Supervisor, form: Literal["csv", "jsonl"],
    person: Word = "", since: Word = "", until: Word = "",
) -> Response:  # fmt: skip
    """The rows as a file; identity numbers are masked."""
    found = trail(store, **_wanted(person, since, until))  # type: ignore[arg-type]
    note(store, who.person.name, "export", target="audit")
    if form == "jsonl":
        return attached(export_jsonl(found), "application/jsonl", "操作记录.jsonl")
    return attached(export_csv(found), "text/csv; charset=utf-8", "操作记录.csv")


def _wanted(person: str, since: str, until: str) -> dict[str, object]:
    return {"who": person or None, "since": parse_date(since), "until": parse_date(until)}


def _entry(one: Change, masker: Masker, names: Mapping[tuple[str, str], str]) -> TrailEntry:
    values = [_hidden(one, text) for text in (one.before, one.after)]
    action = ACTIONS.get(one.action, (one.action, one.action))
    change = one.model_copy(update={"why": masker.text(one.why)})
    target = names.get((one.packet or "", one.target), one.target)
    return TrailEntry(change, action, target, *values)


def _hidden(one: Change, text: str | None) -> str | None:
    return mask_number(text) if text and one.secret else text
