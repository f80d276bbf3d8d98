"""The data folder: where it is, and what stands in it besides the database.

`keys/` holds every secret that is not a password of the database (mode 600), `files/` what people uploaded.
"""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

import fengqiao

PROJECT: Final = Path(fengqiao.__file__).parents[2]
# Root lets the database's account pass through, and nobody look inside.
FOLDER_MODE: Final = 0o711 if os.geteuid() == 0 else 0o700


def data_folder() -> Path:
    """Tell where the data is: `$FENGQIAO_DATA`, else `data` beside the project, else in the user's home.

    The last is for an installation whose own folder cannot be written.
    """
    named = os.environ.get("FENGQIAO_DATA")
    if named:
        return Path(named).expanduser().absolute()
    beside = PROJECT / "data"
    if (PROJECT / "pyproject.toml").exists() and os.access(beside if beside.exists() else PROJECT, os.W_OK):
        return beside
    return Path.home() / ".local" / "share" / "fengqiao"


def keys_folder(data: Path) -> Path:
    """Tell where the secrets stand; a backup holds them only wrapped by a passphrase."""
    return data / "keys"


def files_folder(data: Path) -> Path:
    """Tell where uploaded files stand."""
    return data / "files"


def make_data_folder(data: Path) -> None:
    """Create the folders and the key that signs sessions, whatever of them is missing."""
    data.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    for folder in (keys_folder(data), files_folder(data)):
        folder.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        handle = os.open(_signing_key_file(data), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))


def signing_key(data: Path) -> str | None:
    """Read the key that signs sessions and links: None where no program has made the folder yet."""
    try:
        return _signing_key_file(data).read_text().strip() or None
    except FileNotFoundError:
        return None


def _signing_key_file(data: Path) -> Path:
    return keys_folder(data) / "signing.key"
