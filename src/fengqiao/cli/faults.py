"""What a command says instead of a traceback when the place it works in is at fault: disk, rights, database."""

import errno
from collections.abc import Iterator, Mapping
from typing import Final

_OF_THE_PLACE: Final[Mapping[int, tuple[str, str]]] = {
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EDQUOT: ("磁盘配额已用完", "the disk quota is used up"),
    errno.EROFS: ("只读，不能写入", "is read-only"),
    errno.EACCES: ("没有权限", "may not be entered or written by this account"),
    errno.EPERM: ("没有权限", "may not be changed by this account"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EEXIST: ("已有同名文件，不是文件夹", "exists and is no folder"),
    errno.ENAMETOOLONG: ("路径太长", "the path is too long"),
    errno.ELOOP: ("符号链接成环", "the links run in a circle"),
}
_DISK_FULL: Final = "53100"  # PostgreSQL's code for it
_AWAY: Final = frozenset({"DatabaseAway", "OperationalError", "InterfaceError", "PoolTimeout"})


def words_for(error: BaseException) -> str | None:
    """Say in both languages what is wrong with the place; None where the fault may be ours, which needs its traceback.

    The database's errors are known by their names, so that a command without a database loads no driver.
    """
    if any(getattr(each, "sqlstate", None) == _DISK_FULL for each in _chain(error)):
        return "数据库无法写入：磁盘已满，请腾出空间后重试 / the database cannot write: the disk is full; make room and repeat"
    if isinstance(error, OSError) and error.errno is not None and error.errno in _OF_THE_PLACE:
        zh, en = _OF_THE_PLACE[error.errno]
        return f"{error.filename or ''}: {zh} / {en}".removeprefix(": ")
    if any(type(each).__name__ in _AWAY for each in _chain(error)):
        return f"数据库没有应答，请稍后重试 / the database does not answer; try again: {_first_line(error)}"
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
