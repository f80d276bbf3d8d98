"""What the data folder remembers of its database, and where that database stands."""

import json
import os
import pwd
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from fengqiao.gateways.postgres.account import can_enter, choose_account, give_to

DATABASE: Final = "fengqiao"
SUPERUSER: Final = "postgres"
OWNER: Final = "owner"
APP: Final = "fengqiao_app"
SYSTEM_FOLDER: Final = Path("/var/lib/fengqiao")


class DatabaseUnavailable(Exception):  # noqa: N818 -- it names the state, as the answer 503 does
    """The database cannot be started or reached; the message says what to do, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """What the data folder remembers of its database (`postgres.json`, mode 600).

    `base` is relative to the data folder, so that it can be moved, or absolute when root had to keep the
    database elsewhere; `ready` turns true once roles and database exist.
    """

    base: str
    account: str | None
    passwords: Mapping[str, str] = field(repr=False)
    ready: bool = False


def record_path(data: Path) -> Path:
    """Tell where the data folder keeps the record."""
    return data / "postgres.json"


def read_record(data: Path) -> Cluster | None:
    """Read the record: None when the folder has no database yet."""
    try:
        return Cluster(**json.loads(record_path(data).read_bytes()))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise DatabaseUnavailable(
            f"{record_path(data)} 属于另一个账号 / belongs to another account"
        ) from error
    except (ValueError, TypeError) as error:
        raise DatabaseUnavailable(
            f"{record_path(data)} 已损坏 / {record_path(data)} is damaged: {error}"
        ) from error


def write_record(data: Path, cluster: Cluster) -> None:
    """Replace the record in one step."""
    target = record_path(data)
    handle, name = tempfile.mkstemp(dir=data, prefix=".postgres-")
    with os.fdopen(handle, "w") as file:
        json.dump(asdict(cluster), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    give_to(cluster.account, Path(name))
    Path(name).replace(target)


def base_of(data: Path, cluster: Cluster) -> Path:
    """Tell where cluster, socket and locks stand."""
    return data / cluster.base


def account_of(data: Path, cluster: Cluster) -> str | None:
    """Name the account that runs the server: None when it is the one we are.

    Root takes the recorded one, or the owner where an ordinary user made the database.
    """
    if os.geteuid() == 0:
        return cluster.account or pwd.getpwuid(base_of(data, cluster).stat().st_uid).pw_name
    if cluster.account is not None and pwd.getpwnam(cluster.account).pw_uid != os.geteuid():
        raise DatabaseUnavailable(
            f"{data} 的数据库由 root 启动，属于账号 {cluster.account}，请用 root 运行"
            f" / the database of {data} belongs to {cluster.account}; root started it"
        )
    return None


def plan_cluster(data: Path) -> tuple[Cluster, str | None]:
    """Decide account and place for a new database, and say in words when it is not the data folder."""
    account = choose_account()
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
    if account is None or can_enter(account, data):
        return Cluster(base="postgres", account=account, passwords=passwords), None
    base = SYSTEM_FOLDER / secrets.token_hex(4)
    words = f"the account {account} cannot enter {data}; the database is kept in {base}"
    return Cluster(base=str(base), account=account, passwords=passwords), words
