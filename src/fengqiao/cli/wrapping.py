"""Keys leave the data folder only wrapped by a passphrase: scrypt makes a key of it, AES-256-GCM seals the archive."""

import base64
import json
import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC: Final = b"FQKEYS1\n"
_SALT: Final = 16
_NONCE: Final = 12


def wrap(folder: Path, passphrase: str) -> bytes:
    """Seal the files of the folder: magic, salt, nonce, ciphertext."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    content = {
        str(path.relative_to(folder)): base64.b64encode(path.read_bytes()).decode("ascii") for path in files
    }
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return (
        MAGIC
        + salt
        + nonce
        + AESGCM(_key(passphrase, salt)).encrypt(nonce, json.dumps(content).encode(), MAGIC)
    )


def unwrap(sealed: bytes, passphrase: str, folder: Path) -> None:
    """Write the files back, readable by their owner only; ValueError when passphrase or bytes are wrong."""
    head = len(MAGIC)
    salt, nonce = sealed[head : head + _SALT], sealed[head + _SALT : head + _SALT + _NONCE]
    if sealed[:head] != MAGIC or len(nonce) != _NONCE:
        raise ValueError("these are not wrapped keys")
    try:
        content = AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed[head + _SALT + _NONCE :], MAGIC)
    except InvalidTag as error:
        raise ValueError(
            "口令不对，或密钥文件已损坏 / the passphrase is wrong, or the wrapped keys are damaged"
        ) from error
    for name, encoded in json.loads(content).items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.b64decode(encoded))


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode())
