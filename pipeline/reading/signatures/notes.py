"""Messages on what could not be verified in a signature, and why; safe to show."""

from core.models.base import Wording

DAMAGED = Wording(
    zh="签名数据损坏，无法验证", en="the signature's data is damaged and cannot be verified"
)
BROKEN = Wording(
    zh="签名校验不通过：签名后内容被改动，或签名本身损坏",
    en="the signature does not hold: what was signed is not what is there",
)
OTHER = Wording(zh="此种签名本机不能验证", en="a kind of signature that cannot be verified here")
GM = Wording(
    zh="国密 SM2 签名，本机不能验证",
    en="signed with SM2 (a Chinese standard); it cannot be verified here",
)
GM_UNCHANGED = Wording(
    zh="所列内容与签名时一致；国密 SM2 签名值本机不能验证",
    en="what it lists is as it was signed; its SM2 value cannot be verified here",
)
UNTOLD = "whether what it lists is as it was signed could not be told"
NO_ROOTS = Wording(
    zh="本单位未设置信任的根证书，未核对颁发者",
    en="this office has named no roots it trusts: the issuer was not checked",
)
UNKNOWN_ROOT = Wording(
    zh="颁发者不能追溯到本单位信任的根证书",
    en="its issuer does not lead to a root that this office trusts",
)
NOT_IN_FORCE = Wording(
    zh="签名时证书不在有效期内", en="its certificate was not in force when it signed"
)
WEAK = Wording(zh="签名算法强度不足，不据以采信", en="signed by a weak algorithm; not relied on")
UNFINISHED = Wording(zh="签名检查未能完成", en="the check of the signatures could not be finished")
MANY = Wording(zh="签名过多，其余未检查", en="too many signatures; the rest were not checked")
