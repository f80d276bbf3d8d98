"""Keys and what is sealed with them: persons, files, payloads, the citizen's way back, the signatures of roots.

Each key of the ring is one secret, from which every purpose derives its own key. New things are made with the current
key; the others stay to open what they sealed.
"""

import json
import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from hmac import digest as hmac
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fengqiao.ledger.records import NoteRow, PersonRow, TrackingRow
from fengqiao.ledger.texts import TextRow

PHONE: Final = "contact_phone"
"""The field that a person is looked up by."""

_NONCE: Final = 12
_json: Final = msgspec.json.Encoder().encode


class KeyRingError(Exception):
    """The key ring is missing, open to others, damaged, or lacks a key; the message says what to do."""


class Unsealable(KeyRingError):  # noqa: N818  it names the state
    """Bytes that this key ring did not seal, or that were changed or moved since."""


@dataclass(frozen=True)
class Key:
    """One secret of 32 bytes and the keys derived from it."""

    id: str
    secret: bytes

    @cached_property
    def sealing(self) -> AESGCM:
        """AES-256-GCM for persons, restricted files and raw payloads."""
        return AESGCM(self._derived("seal"))

    @cached_property
    def lookup(self) -> bytes:
        """HMAC key for phone numbers."""
        return self._derived("lookup")

    @cached_property
    def tracking(self) -> bytes:
        """HMAC key for QR secrets and PINs."""
        return self._derived("tracking")

    @cached_property
    def files(self) -> bytes:
        """HMAC key for the names of files."""
        return self._derived("files")

    @cached_property
    def signing(self) -> Ed25519PrivateKey:
        """Signs the daily roots."""
        return Ed25519PrivateKey.from_private_bytes(self._derived("sign"))

    def _derived(self, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=f"fengqiao/{purpose}/1".encode()).derive(self.secret)


@dataclass(frozen=True)
class KeyRing:
    """Keys by id; `current` makes new things."""

    current: Key
    keys: Mapping[str, Key]

    def key(self, key_id: str) -> Key:
        """The key of this id; KeyRingError when the ring has lost it."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyRingError(f"the key ring has no key {key_id!r}; restore it from a backup") from None

    def seal(
        self,
        tenant: str,
        person_id: str,
        role: str,
        values: Mapping[str, str],
        *,
        purge_on: date | None = None,
    ) -> PersonRow:
        """Encrypt a person's fields as one, bound to county and id; empty ones are left out.

        `contact_phone` is also kept as a keyed hash, by which it is looked up and never read.
        """
        held = {name: value for name, value in sorted(values.items()) if value}
        phone = normal_phone(held.get(PHONE, ""))
        return PersonRow(
            id=person_id,
            role=role,
            key_id=self.current.id,
            ciphertext=self.encrypt(_json(held), bound_to=f"{tenant}|{person_id}"),
            fields=tuple(held),
            phone_key=keyed(self.current.lookup, tenant, phone) if phone else None,
            purge_on=purge_on,
        )

    def unseal(self, tenant: str, person_id: str, ciphertext: bytes, *, key_id: str) -> dict[str, str]:
        """The fields of a person; Unsealable when the row was changed or stands in another's place."""
        plain = self.decrypt(ciphertext, key_id=key_id, bound_to=f"{tenant}|{person_id}")
        values: dict[str, str] = json.loads(plain)
        return values

    def seal_note(self, tenant: str, note: TextRow) -> NoteRow:
        """Encrypt the note of a private talk with its salt, bound to county and id."""
        plain = _json({"salt": note.salt.hex(), "body": note.body})
        sealed = self.encrypt(plain, bound_to=f"{tenant}|note|{note.id}")
        return NoteRow(id=note.id, key_id=self.current.id, ciphertext=sealed)

    def unseal_note(self, tenant: str, note_id: str, ciphertext: bytes, *, key_id: str) -> str:
        """The words of a note; Unsealable when the row was changed or stands in another's place."""
        plain = self.decrypt(ciphertext, key_id=key_id, bound_to=f"{tenant}|note|{note_id}")
        return str(json.loads(plain)["body"])

    def phone_keys(self, tenant: str, phone: str) -> list[bytes]:
        """What a number may be kept as, under each key of the ring; none for what is no number."""
        number = normal_phone(phone)
        return [keyed(key.lookup, tenant, number) for key in self.keys.values()] if number else []

    def query_secret(self, tenant: str, matter_id: str) -> str:
        """What the QR code of a matter carries: 32 hex digits that only this ring can make, again and again."""
        return _secret(self.current, tenant, matter_id)

    def query_secrets(self, tenant: str, matter_id: str) -> list[str]:
        """The secrets that a matter's QR code may carry, made with the current key or with an older one."""
        return [_secret(key, tenant, matter_id) for key in self.keys.values()]

    def tracking(self, tenant: str, matter_id: str, *, typed: str) -> TrackingRow:
        """How the citizen comes back: by the QR secret, or by the code with what is `typed` ("" for QR only)."""
        return TrackingRow(
            secret_hash=secret_hash(self.query_secret(tenant, matter_id)),
            pin_hash=keyed(self.current.tracking, tenant, matter_id, typed) if typed else None,
        )

    def pin_hashes(self, tenant: str, matter_id: str, typed: str) -> list[bytes]:
        """What a typed PIN may be kept as, under each key of the ring."""
        return [keyed(key.tracking, tenant, matter_id, typed) for key in self.keys.values()]

    def pin_hash(self, tenant: str, owner: str, typed: str) -> bytes:
        """What a typed PIN is kept as."""
        return keyed(self.current.tracking, tenant, owner, typed)

    def party_secrets(self, tenant: str, party_id: str, issued_at: datetime) -> list[str]:
        """The secrets that a party's link of this moment may carry, the current key's first."""
        moment = issued_at.astimezone(UTC).isoformat()
        keys = [self.current, *(key for key in self.keys.values() if key.id != self.current.id)]
        return [keyed(key.tracking, "party", tenant, party_id, moment).hex()[:32] for key in keys]

    def file_name(self, tenant: str, content_hash: bytes) -> str:
        """The name of a file: the same content has the same name within a county and another one elsewhere."""
        return keyed(self.current.files, tenant, content_hash.hex()).hex()

    def encrypt(self, plain: bytes, *, bound_to: str) -> bytes:
        """Encrypt with the current key; the bytes open again only together with `bound_to`."""
        nonce = os.urandom(_NONCE)
        return nonce + self.current.sealing.encrypt(nonce, plain, bound_to.encode())

    def decrypt(self, sealed: bytes, *, key_id: str, bound_to: str) -> bytes:
        """Decrypt; Unsealable when the bytes or what they are bound to were changed."""
        try:
            return self.key(key_id).sealing.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
        except (InvalidTag, ValueError) as error:
            raise Unsealable(f"what should open with key {key_id} for {bound_to} was changed") from error

    def verify(self, signature: bytes, message: bytes, *, key_id: str) -> bool:
        """Say whether the key of this id signed the message; a key that the ring has not signed nothing."""
        if key_id not in self.keys:
            return False
        try:
            self.keys[key_id].signing.public_key().verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def public_keys(self) -> dict[str, str]:
        """The public halves, base64, so that others can verify the exported roots."""
        return {
            key.id: b64encode(key.signing.public_key().public_bytes_raw()).decode()
            for key in self.keys.values()
        }


def keyed(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA-256 over the parts, which cannot run into each other."""
    return hmac(key, b"".join(sha256(part.encode()).digest() for part in parts), "sha256")


def secret_hash(secret: str) -> bytes:
    """What is kept of a QR secret; it is long and random enough for a plain hash."""
    return sha256(secret.encode()).digest()


def normal_phone(phone: str) -> str:
    """Digits only, without China's prefix, so that one number has one hash; empty for no number."""
    digits = "".join(character for character in phone if character.isdecimal() and character.isascii())
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and len(digits) - len(prefix) == 11:
            return digits.removeprefix(prefix)
    return digits


def _secret(key: Key, tenant: str, matter_id: str) -> str:
    return keyed(key.tracking, "secret", tenant, matter_id).hex()[:32]
