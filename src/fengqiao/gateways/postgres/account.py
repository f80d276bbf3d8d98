"""Which account runs the database when root starts it.

PostgreSQL refuses root, and a web process has no business being root. No account is created and no foreign
folder changes its mode: an existing account without a login is used, through `setpriv`.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path

# In order of preference. `fengqiao` is one that an operator made on purpose; `postgres` and `www-data` are
# Debian's accounts for this kind of work; `nobody` exists everywhere.
CANDIDATES = ("fengqiao", "postgres", "www-data", "nobody")


def choose_account() -> str | None:
    """Name the account to run under: None unless root; LookupError when root finds no candidate.

    An account that runs nothing yet is preferred, for whoever shares an account can read its files: beside a
    PostgreSQL of the distribution `postgres` is passed over, beside an nginx `www-data`.
    """
    if os.geteuid() != 0:
        return None
    existing = [name for name in CANDIDATES if _uid(name) is not None]
    if not existing:
        raise LookupError(f"none of the accounts {', '.join(CANDIDATES)} exists; create one without a login")
    busy = _busy_uids()
    return next((name for name in existing if _uid(name) not in busy), existing[-1])


def as_account(account: str | None, *, on_parent_death: str) -> list[str]:
    """Give the `setpriv` words before a command: its account, and the signal it gets when its parent dies."""
    words = ["setpriv", "--pdeathsig", on_parent_death]
    if account is not None:
        entry = pwd.getpwnam(account)
        words += ["--reuid", str(entry.pw_uid), "--regid", str(entry.pw_gid), "--clear-groups"]
        words += ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]
    return [*words, "--"]


def can_run(account: str | None, command: Sequence[str]) -> bool:
    """Try a harmless command as the account: True when it could be reached and ended well."""
    # `setpriv` itself still has root's way through folders when it starts its command; `env` has not.
    words = [*as_account(account, on_parent_death="KILL"), "env", *command]
    done = subprocess.run(  # noqa: S603 -- words of our own
        words, cwd="/", capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0


def can_enter(account: str | None, folder: Path) -> bool:
    """Say whether the account may pass through the folder and everything above it."""
    return can_run(account, ["test", "-x", str(folder)])


def give_to(account: str | None, *paths: Path) -> None:
    """Make the account the owner of the paths, which are ours; nothing happens without an account."""
    if account is None:
        return
    entry = pwd.getpwnam(account)
    for path in paths:
        os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def keep_owner_of_parent(path: Path) -> None:
    """Let a file that root made in the data folder belong to whoever owns the folder it stands in.

    A command that root runs writes beside processes of an unprivileged account, which must read the result.
    """
    if os.geteuid() == 0:
        parent = path.parent.stat()
        os.chown(path, parent.st_uid, parent.st_gid, follow_symlinks=False)


def _uid(name: str) -> int | None:
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        return None


def _busy_uids() -> set[int]:
    busy = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            busy.add(process.stat().st_uid)
        except FileNotFoundError:  # it ended while we looked
            continue
    return busy
