"""What of this machine stands in the way for a while: its disk, its database.

Whoever meets it says so and tries again; it is nobody's packet's fault.
"""

import errno

from core.errors import InputError, Said
from core.files import FULL, SHORT

DISK = Said("磁盘已满或暂时不能写入", "the disk is full or cannot be written")
BUSY = Said("系统资源暂时不足", "the machine is short of something for a while")
DATABASE = Said("审核台的数据库暂时不能写入", "the desk's database cannot be written for now")
_ERRORS = {
    **dict.fromkeys((*FULL, errno.EFBIG, errno.EROFS, errno.EIO), DISK),
    **dict.fromkeys(SHORT, BUSY),
}


def passing(error: BaseException | None) -> Said | None:
    """What must get better; None where trying again would change nothing."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _ERRORS:
            return _ERRORS[error.errno]
        if isinstance(error, InputError) and error.code == "database":
            return DATABASE
        error = error.__cause__
    return None
