"""Where the next page of a list by time begins, as a word that a client hands back."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

import msgspec

from fengqiao.ledger.ids import is_uuid
from fengqiao.shared.refused import invalid


class Pointer(msgspec.Struct, array_like=True):
    """The moment and the id of the last row that was shown."""

    at: datetime
    id: str


def written(pointer: Pointer | None) -> str | None:
    """The word for a place in a list; None where it ends."""
    return None if pointer is None else urlsafe_b64encode(msgspec.json.encode(pointer)).decode().rstrip("=")


def read(word: str) -> Pointer | None:
    """The place that a word names, None for ""; refuses a word that is none of ours."""
    if not word:
        return None
    try:
        pointer = msgspec.json.decode(urlsafe_b64decode(word + "=" * (-len(word) % 4)), type=Pointer)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        pointer = None
    if pointer is None or pointer.at.tzinfo is None or not is_uuid(pointer.id):
        raise invalid(
            "cursor", "翻页标记无效，请从第一页开始", "not one of our cursors; begin with the first page"
        )
    return pointer
