"""`audit verify`: every chain is computed again from what is stored and held against the signed roots.

Everything is read as a stream in the order of the primary keys, so memory stays bounded whatever the county's size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fengqiao.ledger.access import access_body, access_hash
from fengqiao.ledger.chain import GENESIS, Entry, link
from fengqiao.ledger.codec import CodecError
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.roots import Root, RootBody, leaf_digest, read_body
from fengqiao.ledger.sealed import KeyRing
from fengqiao.ledger.snapshots import unpacked
from fengqiao.ledger.stored_events import recorded_of
from fengqiao.lifecycle.evolve import replay

MATTERS: Final = (
    "SELECT id, version, head_hash, CASE WHEN %(deep)s THEN snapshot END FROM ledger.matter"
    " WHERE tenant = ledger.tenant() ORDER BY tenant, id"
)
EVENTS: Final = (
    "SELECT matter_id, hash, seq, v, at, kind, person, post, unit, body FROM ledger.event"
    " WHERE tenant = ledger.tenant() ORDER BY tenant, matter_id, seq"
)
LEAVES: Final = (
    "SELECT matter_id, version, head_hash FROM ledger.root_leaf"
    " WHERE tenant = ledger.tenant() ORDER BY tenant, matter_id, day"
)
ROOTS: Final = (
    "SELECT day, body, hash, key_id, signature FROM ledger.root WHERE tenant = ledger.tenant() ORDER BY day"
)
LOOKS: Final = (
    "SELECT lane, n, hash, at, matter_id, person, post, unit, act, subject, purpose, result FROM ledger.access_log"
    " WHERE tenant = ledger.tenant() ORDER BY tenant, lane, n"
)
HEADS: Final = "SELECT lane, n, hash FROM ledger.access_lane WHERE tenant = ledger.tenant()"
_LOOK: Final = ("at", "matter_id", "person", "post", "unit", "act", "subject", "purpose", "result")


@dataclass(frozen=True, slots=True)
class Bad:
    """The first broken place. `matter` is "" for roots and access lanes; `seq` is then the day or the entry's number.

    `fault`: changed, removed, inserted, matter_removed, head_changed, rewritten (fits its chain but not a signed
    root), record_differs (the row is not what its events make), root_forged, root_removed, access_changed,
    access_removed, access_inserted.
    """

    tenant: str
    matter: str
    seq: int
    fault: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found, and how much it looked at."""

    ok: bool
    first_bad: Bad | None
    matters: int = 0
    events: int = 0
    looks: int = 0
    roots: int = 0


@dataclass(slots=True)
class _Seen:
    matters: int = 0
    events: int = 0
    looks: int = 0
    roots: int = 0


class _Broken(Exception):  # noqa: N818  it ends the walk at the first broken place
    def __init__(self, fault: str, *, matter: str = "", seq: int = 0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.matter = matter
        self.seq = seq


def verify(
    tenants: Iterable[str],
    ring: KeyRing,
    *,
    url: str | None = None,
    exported: Sequence[Root] = (),
    deep: bool = False,
) -> Verdict:
    """Verify counties one after the other, each as it stands at one moment; stops at the first broken place.

    `exported` are roots kept elsewhere, which must still be there. `deep` also replays every matter and compares it
    with its row's record.
    """
    seen = _Seen()
    for tenant in tenants:
        with unit_of_work(tenant, url=url, frozen=True) as work:
            try:
                roots = _verify_roots(work, ring, exported, seen)
                _verify_matters(work, seen, deep=deep)
                _verify_looks(work, roots, seen)
            except _Broken as broken:
                bad = Bad(tenant, broken.matter, broken.seq, broken.fault)
                return _verdict(seen, bad)
    return _verdict(seen, None)


def _verdict(seen: _Seen, bad: Bad | None) -> Verdict:
    return Verdict(bad is None, bad, seen.matters, seen.events, seen.looks, seen.roots)


def _verify_matters(work: UnitOfWork, seen: _Seen, *, deep: bool) -> None:
    """Walk matters, events and bound heads side by side, all in the order of the matters' ids."""
    with (
        work.stream(MATTERS, {"deep": deep}) as matters,
        work.stream(EVENTS) as events,
        work.stream(LEAVES) as leaves,
    ):
        walk, bound = _Groups(events), _Groups(leaves)
        for matter_id, version, head, snapshot in matters:
            _nothing_before(matter_id, walk, bound)
            entries = _verify_chain(
                matter_id, walk.take(matter_id), bound.take(matter_id), tenant=work.tenant, keep=deep
            )
            last = entries[-1]
            if last[0] != version:
                fault = "removed" if last[0] < version else "inserted"
                raise _Broken(fault, matter=matter_id, seq=min(last[0], version) + 1)
            if last[1] != head:
                raise _Broken("head_changed", matter=matter_id, seq=version)
            if deep:
                _verify_record(matter_id, snapshot, [entry for *_, entry in entries[1:] if entry])
            seen.matters += 1
            seen.events += version
        _nothing_before(None, walk, bound)


def _verify_chain(
    matter_id: str,
    events: Iterator[tuple[Any, ...]],
    leaves: Iterator[tuple[Any, ...]],
    *,
    tenant: str,
    keep: bool,
) -> list[tuple[int, bytes, Entry | None]]:
    """Compute the hashes of one chain again; gives seq and hash of the last event, of all of them with `keep`."""
    bound = {version: head for _, version, head in leaves}
    stood: list[tuple[int, bytes, Entry | None]] = [(0, GENESIS, None)]
    for _, stored, *columns in events:
        entry = Entry(*columns)
        seq, previous, _ = stood[-1]
        if entry.seq != seq + 1:
            raise _Broken("removed", matter=matter_id, seq=seq + 1)
        if link(previous, entry, tenant=tenant, matter_id=matter_id) != stored:
            raise _Broken("changed", matter=matter_id, seq=entry.seq)
        if bound.pop(entry.seq, stored) != stored:
            raise _Broken("rewritten", matter=matter_id, seq=entry.seq)
        here = (entry.seq, stored, entry if keep else None)
        if keep:
            stood.append(here)
        else:
            stood[-1] = here
    if bound:
        raise _Broken("removed", matter=matter_id, seq=stood[-1][0] + 1)
    return stood


def _verify_record(matter_id: str, snapshot: bytes, entries: list[Entry]) -> None:
    """The record of the row is what its events make."""
    try:
        same = unpacked(snapshot) == replay(recorded_of(entry) for entry in entries)
    except (CodecError, ValueError, OSError) as error:
        raise _Broken("record_differs", matter=matter_id, seq=len(entries)) from error
    if not same:
        raise _Broken("record_differs", matter=matter_id, seq=len(entries))


def _nothing_before(matter_id: str | None, events: "_Groups", leaves: "_Groups") -> None:
    """Events or bound heads whose matter is no longer there."""
    for group in (events, leaves):
        if group.at is not None and (matter_id is None or group.at < matter_id):
            raise _Broken("matter_removed", matter=group.at, seq=1)


def _verify_roots(work: UnitOfWork, ring: KeyRing, exported: Sequence[Root], seen: _Seen) -> list[RootBody]:
    """Each root is signed, follows the one before, and still has the leaves that it was computed from."""
    roots = [Root(*row) for row in work.execute(ROOTS)]
    bodies, previous = [], ""
    for root in roots:
        day = _day(root)
        if not ring.verify(root.signature, root.body.encode(), key_id=root.key_id):
            raise _Broken("root_forged", seq=day)
        body = read_body(root)
        if body.previous != previous:
            raise _Broken("root_removed", seq=day)
        if (body.tenant, body.day) != (work.tenant, root.day) or leaf_digest(work, root.day) != (
            body.leaves,
            body.leaf_digest,
        ):
            raise _Broken("root_forged", seq=day)
        previous = root.hash.hex()
        bodies.append(body)
        seen.roots += 1
    _verify_exported(work.tenant, ring, roots, exported)
    return bodies


def _verify_exported(tenant: str, ring: KeyRing, roots: Sequence[Root], exported: Sequence[Root]) -> None:
    held = {root.day: root.hash for root in roots}
    for root in exported:
        genuine = ring.verify(root.signature, root.body.encode(), key_id=root.key_id)
        if genuine and read_body(root).tenant == tenant and held.get(root.day) != root.hash:
            raise _Broken("root_removed", seq=_day(root))


def _verify_looks(work: UnitOfWork, roots: list[RootBody], seen: _Seen) -> None:
    """The lanes of the access log, up to the heads that stand beside them and those that the roots have bound."""
    heads = {lane: (n, head) for lane, n, head in work.execute(HEADS)}
    bound = {(lane, n): head for body in roots for lane, n, head in body.lanes}
    ends: dict[int, tuple[int, bytes]] = {}
    with work.stream(LOOKS) as looks:
        for lane, n, stored, *columns in looks:
            last, previous = ends.get(lane, (0, GENESIS))
            if n != last + 1:
                raise _Broken("access_removed", seq=last + 1)
            body = access_body(work.tenant, dict(zip(_LOOK, columns, strict=True)))
            genuine = access_hash(previous, lane=lane, n=n, body=body) == stored
            if not genuine or bound.pop((lane, n), stored.hex()) != stored.hex():
                raise _Broken("access_changed", seq=n)
            ends[lane] = n, stored
            seen.looks += 1
    for lane in sorted({*heads, *ends, *(lane for lane, _ in bound)}):
        end, head = ends.get(lane, (0, GENESIS)), heads.get(lane, (0, GENESIS))
        if end[0] > head[0]:
            raise _Broken("access_inserted", seq=head[0] + 1)
        if end != head or any(at == lane for at, _ in bound):
            raise _Broken("access_removed", seq=end[0] + 1)


def _day(root: Root) -> int:
    """The day of a root as a number such as 20261110."""
    return int(root.day.strftime("%Y%m%d"))


class _Groups:
    """Rows in the order of their first column, handed out group by group."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    @property
    def at(self) -> str | None:
        """The key of the group that comes next."""
        return None if self._next is None else str(self._next[0])

    def take(self, key: str) -> Iterator[tuple[Any, ...]]:
        """The rows of this group, if it is the next."""
        while self._next is not None and self._next[0] == key:
            row, self._next = self._next, next(self._rows, None)
            yield row
