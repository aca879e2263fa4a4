"""Bank receipt (银行回单): who paid whom, how much, what for.

Issuer   the bank; slip or PDF, the payer's block beside or above the payee's.
Reads    all its fields. Figures and capitals are checked against each other.
"""

from core.models.document import Kind
from core.models.geometry import Box
from core.text.fold import squeeze
from core.text.labels import find_labels
from core.text.sheet import Piece, TextSheet
from core.text.stamps import without_seal_text
from core.text.values import TextValue, read_person
from extractors.institution_certificate import name as holder
from extractors.kit.codes import licence_number
from extractors.kit.education import word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.tables import Fields
from extractors.kit.tax_papers import against_capitals, capitals

PAYER = ("付款人", "付款方", "汇款人", "付款单位", "出票人")
PAYEE = ("收款人", "收款方", "收款单位")


def party(piece: Piece) -> TextValue | None:
    """A person or an organisation."""
    piece = piece.strip(" :;,._|*…·")
    if squeeze(piece.text).startswith((*PAYER, *PAYEE)):
        return None  # the other party's label
    found = holder(piece)
    return found if found is not None else read_person(piece)


def account(piece: Piece) -> TextValue | None:
    """An account number: digits without spaces, possibly masked."""
    flat = piece.dense().strip(" :;,.")
    text = flat.folded
    size = next((i for i, ch in enumerate(text) if not (ch.isdigit() or ch in "*-")), len(text))
    return TextValue(text[:size], flat[:size]) if size >= 8 else None


SHARED = (
    FieldSpec("amount", "amount", ("金额(小写)", "小写金额", "小写", "交易金额", "金额"), (
        r"小写\)?:?(?:人民币|CNY|RMB)?¥?([0-9][0-9,]*\.[0-9]{2})",), below=True),
    FieldSpec("purpose", "text", ("用途", "摘要", "附言", "交易附言", "用途/摘要", "备注"),
        lines=2, read=word),
    FieldSpec("transaction_date", "date", ("交易日期", "记账日期", "交易时间", "入账日期",
        "委托日期", "日期")),
    FieldSpec("serial", "text", ("交易流水号", "流水号", "回单编号", "电子回单号码", "回单号",
        "凭证号", "业务编号"), read=licence_number),
    FieldSpec("bank", "company", ("付款人开户行", "付款开户行", "开户行", "开户银行",
        "开户行名称"), lines=2, read=holder),
)  # fmt: skip
SIDES: tuple[tuple[str, tuple[str, ...], Kind], ...] = (
    ("", ("户名", "全称", "名称", "账户名称", "单位名称"), "person"),
    ("_account", ("账号", "账户", "卡号"), "text"),
)
PARTIES = (
    FieldSpec("payer", "company", PAYER, read=party),
    FieldSpec("payer_account", "text", read=account),
    FieldSpec("payee", "company", PAYEE, read=party),
    FieldSpec("payee_account", "text", read=account),
)
STOPS = (
    "户名",
    "账号",
    "开户行",
    "全称",
    "开户银行",
    "金额",
    "用途",
    "摘要",
    "币种",
    "大写",
    "小写",
    *PAYER,
    *PAYEE,
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, SHARED, STOPS)
    for sheet in clean:
        for name, heads, other in (("payer", PAYER, PAYEE), ("payee", PAYEE, PAYER)):
            for key, value in _side(sheet, name, heads, other).items():
                known = fields.get(key)
                better = key == "bank" and value.value is not None
                if better or known is None or known.value is None:
                    fields[key] = value
    amount, caps = against_capitals(fields.get("amount"), capitals(clean, "amount_caps"))
    pairs = {"amount": amount, "amount_caps": caps}
    fields.update({name: value for name, value in pairs.items() if value is not None})
    return Extraction(fields=fields)


def _side(sheet: TextSheet, name: str, heads: tuple[str, ...], other: tuple[str, ...]) -> Fields:
    """The name and account of one party: with full labels, or inside its block."""
    joined = tuple(head + part for head in heads for part in ("户名", "名称", "全称", "姓名"))
    accounts = tuple(head + part for head in heads for part in ("账号", "账户", "卡号"))
    specs = (
        FieldSpec(name, "person", joined, lines=2, read=party),
        FieldSpec(f"{name}_account", "text", accounts, read=account),
    )
    full = read_fields([sheet], specs, STOPS)
    zone = _zone(sheet, heads, other)
    if zone is None:
        return full
    theirs = tuple(map(squeeze, other))
    part = sheet.part(
        lambda line: (
            zone.contains(line.box.cx, line.box.cy) and not squeeze(line.text).startswith(theirs)
        )
    )
    inner = tuple(
        FieldSpec(
            name + suffix,
            kind,
            labels,
            lines=1 if suffix else 2,
            read=account if suffix else party,
        )
        for suffix, labels, kind in SIDES
    )
    if name == "payer":  # the line of a bank may be slightly higher; this selects the payer's bank
        inner += (FieldSpec("bank", "company", ("开户行", "开户银行"), lines=2, read=holder),)
    bare = FieldSpec(name, "person", heads, read=party)
    own = read_fields([sheet], (bare,), STOPS)
    found = {**own, **read_fields([part], inner, STOPS), **full}
    known = own.get(name)
    if known is not None and known.value is not None and name not in full and known.raw != "":
        found[name] = known
    return found


def _zone(sheet: TextSheet, heads: tuple[str, ...], other: tuple[str, ...]) -> Box | None:
    """The block of a party: beside its heading, or from there down to the other party's heading."""
    heading = next(find_labels(sheet, heads), None)
    rival = next(find_labels(sheet, other), None)
    if heading is None or heading.piece.level is None:
        return None
    box = heading.piece.level
    tall = 4.5 * sheet.line_height
    if rival is None or rival.piece.level is None:
        return Box(box.x0 - 0.02, box.y0 - tall, 1.0, box.y1 + tall)
    far = rival.piece.level
    if abs(far.cx - box.cx) > 0.15:
        edge = (far.x0 - 0.01, 1.0)[far.x0 < box.x0]
        return Box(box.x0 - 0.02, box.y0 - tall, edge, box.y1 + tall)
    middle = (far.cy + box.cy) / 2
    if far.cy > box.cy:
        return Box(box.x0 - 0.02, box.y0 - tall, 1.0, middle)
    return Box(box.x0 - 0.02, middle, 1.0, box.y1 + tall)


TYPE = TypeEntry(
    id="bank_receipt",
    titles=("业务回单", "电子回单", "网上银行电子回单", "客户专用回单", "进账单", "银行回单",
        "电子回单凭证", "收款回单", "付款回单", "网上银行电子回执"),
    words=(
        "回单", "付款人", "收款人", "电子回单", "开户行", "户名", "账号", "金额(大写)", "大写",
            "用途", "交易流水号", "回单编号", "回单专用章", "摘要", "记账",
        "付款方", "收款方", "进账单",
    ),
    against=("验资报告", "合同", "发票", "交易明细", "对账单", "增资协议", "章程"),
    also=(("amount_caps", "amount"),),
    fields=(*SHARED, *PARTIES),
    alone=5,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
