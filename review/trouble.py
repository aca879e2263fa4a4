"""Temporary errors of this machine: its disk, its database.

The caller reports them and tries again; they are not caused by the packet.
"""

import errno

from core.errors import BilingualText, InputError
from core.files import DISK_FULL_ERRORS, SHORT

DISK = BilingualText("磁盘已满或暂时不能写入", "the disk is full or cannot be written")
BUSY = BilingualText("系统资源暂时不足", "the machine is short of something for a while")
DATABASE = BilingualText(
    "审核台的数据库暂时不能写入", "the desk's database cannot be written for now"
)
_ERRORS = {
    **dict.fromkeys((*DISK_FULL_ERRORS, errno.EFBIG, errno.EROFS, errno.EIO), DISK),
    **dict.fromkeys(SHORT, BUSY),
}


def passing(error: BaseException | None) -> BilingualText | None:
    """The message for a temporary error; None if trying again would not help."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _ERRORS:
            return _ERRORS[error.errno]
        if isinstance(error, InputError) and error.code == "database":
            return DATABASE
        error = error.__cause__
    return None
