"""Photos on their way in and out: taken outside any transaction, counted by their uses, cleared away when unused.

Every file is encrypted, not only those of restricted matters: whether a matter is restricted is known after the upload.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.gateways.files import store
from fengqiao.gateways.files.pictures import MIME, NoPicture, read_picture
from fengqiao.ledger import files
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import is_uuid, uuid7
from fengqiao.ledger.records import AttachmentRow
from fengqiao.shared.refused import invalid

UNUSED_FOR: Final = timedelta(days=1)
"""A photo that no act has used for so long was given up."""

MOST_UNUSED: Final = 5000
"""Photos that may wait for their first use; a report uses its own within minutes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo that was taken in: `id` names it in an act, `place` is (lon, lat) as the camera told it, coarsely."""

    id: str
    width: int
    height: int
    size: int
    place: tuple[float, float] | None


def has_room(ports: Ports) -> bool:
    """Whether strangers may send more photos ahead: what nobody used yet is bounded, or anybody could fill the disk."""
    with unit_of_work(ports.tenant) as work:
        return not files.many_unused(work, most=MOST_UNUSED)


def take_photo(ports: Ports, folder: Path, raw: bytes) -> Taken:
    """Look at a stranger's file, keep it if it is a photo. Refuses everything else, naming the field."""
    try:
        picture = read_picture(raw)
    except NoPicture as no:
        raise invalid("file", no.zh, no.en) from None
    name = ports.ring.file_name(ports.tenant, sha256(picture.body).digest())
    store.write(folder, ports.ring, ports.tenant, name=name, body=picture.body, small=picture.thumb)
    with unit_of_work(ports.tenant) as work:
        files.keep(
            work, name, size=len(picture.body), mime=MIME, at=ports.now(), key_id=ports.ring.current.id
        )
    return Taken(name, picture.width, picture.height, len(picture.body), picture.place)


def uses(ports: Ports, names: Sequence[str], kind: str) -> tuple[AttachmentRow, ...]:
    """The uses of uploaded photos, for an act; refuses what was never uploaded. No photo costs no statement."""
    if not names:
        return ()
    wanted = list(dict.fromkeys(names))
    if all(store.is_name(name) for name in wanted):
        with unit_of_work(ports.tenant) as work:
            standing = files.known(work, wanted)
    else:
        standing = frozenset()
    if len(standing) < len(wanted):
        raise invalid(
            "photos", "照片不存在或已过期，请重新上传", "a photo is unknown or expired; upload it again"
        )
    return tuple(AttachmentRow(id=uuid7(), file_name=name, kind=kind) for name in wanted)


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo ready to be shown."""

    matter_id: str
    body: bytes
    mime: str


def find_photo(ports: Ports, attachment_id: str) -> files.Found:
    """Where an attachment belongs; raises NotFound, also for what is no id."""
    if not is_uuid(attachment_id):
        raise NotFound(Ref())
    with unit_of_work(ports.tenant) as work:
        found = files.find(work, attachment_id)
    if found is None:
        raise NotFound(Ref())
    return found


def read_photo(ports: Ports, folder: Path, found: files.Found, *, small: bool = False) -> Shot:
    """The bytes of an attachment's file; raises NotFound when they are gone."""
    try:
        body = store.read(
            folder, ports.ring, ports.tenant, name=found.file_name, key_id=found.key_id, small=small
        )
    except store.NoFile:
        raise NotFound(Ref(id=found.matter_id)) from None
    return Shot(found.matter_id, body, found.mime)


def clear_unused(ports: Ports, folder: Path, *, most: int = 200) -> int:
    """Forget photos that no act uses, and delete their bytes; gives how many, so that the job goes on until it is 0.

    The row goes first: a file without a row is deleted by the next round, a row without a file would be a broken photo.
    """
    before = ports.now() - UNUSED_FOR
    with unit_of_work(ports.tenant) as work:
        gone = files.drop_unused(work, before=before, most=most)
    for name in gone:
        store.remove(folder, ports.tenant, name)
    return len(gone)


def clear_strays(ports: Ports, folder: Path) -> int:
    """Delete bytes that no row knows, left by an upload or a clearing that was cut off; gives how many."""
    before = (ports.now() - UNUSED_FOR).timestamp()
    old = [name for name, written in store.names(folder, ports.tenant) if written < before]
    removed = 0
    for start in range(0, len(old), 500):
        part = old[start : start + 500]
        with unit_of_work(ports.tenant) as work:
            standing = files.known(work, part)
        for name in part:
            if name not in standing:
                store.remove(folder, ports.tenant, name)
                removed += 1
    return removed
