"""Letters to docked bodies as files in a folder (前置机): one JSON file a letter, in a folder a body.

Between networks of the government a file is what passes; the body's side fetches and removes it. A letter that is sent
twice writes the same file again.
"""

import contextlib
import json
import os
import re
from pathlib import Path

from fengqiao.gateways.messages import GatewayError, Letterbox

_SAFE = re.compile(r"^[A-Za-z0-9_-]{1,60}$")


class FolderDocking:
    """Writes letters below `folder`. What is in them is opened for it, with a trace."""

    needs_address = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letterbox) -> None:
        """Write one letter, whole or not at all; GatewayError when the folder cannot be written."""
        if not _SAFE.match(letter.recipient) or not _SAFE.match(letter.id):
            raise GatewayError("the body's code is no name of a folder", permanent=True)
        written = {
            "id": letter.id,
            "to": letter.recipient,
            "kind": letter.template,
            "urgent": letter.urgent,
            **letter.payload,
        }
        try:
            self._write(
                self.folder / letter.recipient, f"{letter.id}.json", json.dumps(written, ensure_ascii=False)
            )
        except OSError as error:
            raise GatewayError(f"the folder cannot be written: {error.strerror}") from error

    @staticmethod
    def _write(folder: Path, name: str, text: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = folder / f".{name}.part"
        with contextlib.suppress(FileNotFoundError):
            half.unlink()
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        half.replace(folder / name)
