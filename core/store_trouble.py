"""Errors of object stores, converted to ours."""

import errno
import importlib.util
from functools import cache

from core.errors import BilingualText, InputError, ToolMissing

FINAL = {
    errno.EINVAL, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EMSGSIZE,
    errno.ENOSPC, errno.EROFS,
}  # fmt: skip
"""Errors for which a retry is useless."""
REFUSED = {"NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError",
           "TokenRetrievalError", "UnauthorizedSSOTokenError", "ProfileNotFound",
           "ParamValidationError", "InvalidRegionError"}  # fmt: skip
"""Errors of botocore, by name, for which a retry is useless too."""


class StoreTrouble(OSError):
    """A store did not answer, or refused; `strerror` is in both languages."""

    def __init__(self, number: int, code: str, said: BilingualText) -> None:
        super().__init__(number, str(said))
        self.code, self.text = code, said

    def as_input(self, where: str) -> InputError:
        """The error for a command that needs the store."""
        return InputError(self.code, f"{where}：{self.text.zh}", self.text.en)


@cache
def errors() -> tuple[type[BaseException], ...]:
    """The exceptions that a library raises if a store does not answer or refuses."""
    found: list[type[BaseException]] = [OSError]
    if importlib.util.find_spec("botocore") is not None:
        from botocore.exceptions import BotoCoreError, ClientError

        found += [BotoCoreError, ClientError]
    if importlib.util.find_spec("aiohttp") is not None:
        from aiohttp import ClientError as NoAnswer

        found += [NoAnswer]
    return tuple(found)


def is_final(error: BaseException) -> bool:
    """Whether a retry would be useless."""
    kinds = (PermissionError, FileExistsError, IsADirectoryError, NotADirectoryError)
    if isinstance(error, kinds) or type(error).__name__ in REFUSED:
        return True
    return isinstance(error, OSError) and error.errno in FINAL


def refused(error: BaseException) -> StoreTrouble:
    """The error if a retry would be useless."""
    name = type(error).__name__
    if isinstance(error, PermissionError) or name in REFUSED:
        return StoreTrouble(
            errno.EACCES,
            "store_refused",
            BilingualText(
                "存储拒绝访问：没有账号、账号不对或没有权限，请检查环境变量（如 AWS_ACCESS_KEY_ID、"
                f"AWS_SECRET_ACCESS_KEY）和权限（{name}）",
                "the store refuses: no credentials, wrong ones, or no right to it; please check "
                "the environment (such as AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) and the "
                f"rights ({name})",
            ),
        )
    number = error.errno if isinstance(error, OSError) and error.errno else errno.EINVAL
    return StoreTrouble(
        number,
        "store_refused",
        BilingualText(f"存储不接受该操作（{name}）", f"the store does not do that ({name})"),
    )


def away(error: BaseException) -> StoreTrouble:
    """The error if the store does not answer."""
    name = type(error).__name__
    return StoreTrouble(
        errno.ETIMEDOUT,
        "store_away",
        BilingualText(
            f"存储没有应答，请检查网络和地址（如 AWS_ENDPOINT_URL_S3），恢复后重新运行（{name}）",
            "the store gives no answer; please check the network and the address (such as "
            f"AWS_ENDPOINT_URL_S3), then run again ({name})",
        ),
    )


def need_bucket(error: FileNotFoundError) -> None:
    """Raises StoreTrouble if the bucket does not exist."""
    answered = getattr(error.__cause__, "response", {}).get("Error", {})
    if answered.get("Code") == "NoSuchBucket":
        raise StoreTrouble(
            errno.ENXIO,
            "no_bucket",
            BilingualText(
                "没有这个存储桶，请检查名称", "there is no such bucket; please check its name"
            ),
        ) from None


def not_installed() -> ToolMissing:
    """The error if the optional library is not installed."""
    return ToolMissing(
        "未安装对象存储组件，请安装 yushen[storage]：pip install 'yushen[storage]'，或用 "
        "requirements-storage.txt",
        "object stores: not installed; please pip install 'yushen[storage]', or from "
        "requirements-storage.txt",
    )
