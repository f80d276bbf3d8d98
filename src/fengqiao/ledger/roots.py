"""The daily signed root: it binds the heads of all chains, so that even a whole matter cannot vanish unseen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

import msgspec

from fengqiao.ledger.codec import canonical
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import KeyRing

LATEST: Final = (
    "SELECT day, body, hash, key_id, signature FROM ledger.root"
    " WHERE tenant = ledger.tenant() ORDER BY day DESC LIMIT 1"
)
# A version only ever grows, so a head that a root has bound with this version is unchanged.
BIND: Final = (
    "INSERT INTO ledger.root_leaf (tenant, matter_id, day, version, head_hash)"
    " SELECT m.tenant, m.id, %(day)s, m.version, m.head_hash FROM ledger.matter AS m"
    " WHERE m.tenant = ledger.tenant() AND NOT EXISTS (SELECT FROM ledger.root_leaf AS l"
    " WHERE l.tenant = m.tenant AND l.matter_id = m.id AND l.version = m.version)"
)
LEAVES: Final = (
    "SELECT matter_id, version, head_hash FROM ledger.root_leaf"
    " WHERE tenant = ledger.tenant() AND day = %(day)s ORDER BY matter_id"
)
COUNTS: Final = "SELECT count(*), coalesce(sum(version), 0) FROM ledger.matter WHERE tenant = ledger.tenant()"
LANES: Final = "SELECT lane, n, hash FROM ledger.access_lane WHERE tenant = ledger.tenant() ORDER BY lane"
INSERT: Final = (
    "INSERT INTO ledger.root (tenant, day, made_at, body, hash, key_id, signature)"
    " VALUES (ledger.tenant(), %(day)s, %(made_at)s, %(body)s, %(hash)s, %(key_id)s, %(signature)s)"
)


class RootBody(msgspec.Struct, frozen=True):
    """What a root says: counts, the digest over its leaves, the heads of the access lanes, the root before."""

    tenant: str
    day: date
    made_at: datetime
    matters: int
    events: int
    leaves: int
    leaf_digest: str
    lanes: tuple[tuple[int, int, str], ...]
    previous: str


@dataclass(frozen=True, slots=True)
class Root:
    """A signed root. `body` is canonical JSON, `hash` its SHA-256, `signature` Ed25519 over the body."""

    day: date
    body: str
    hash: bytes
    key_id: str
    signature: bytes

    def exported(self) -> str:
        """The line to be kept elsewhere: with the public key it proves what stood in the ledger on that day."""
        line = {"body": self.body, "key": self.key_id, "signature": self.signature.hex()}
        return canonical(line).decode()


def sign_root(work: UnitOfWork, ring: KeyRing, *, day: date, at: datetime) -> Root:
    """Bind every head that changed since the last root; the root of a day that has one is given as it is.

    The unit of work is to be `frozen`, so that counts and heads are of one moment. ValueError for a day before the
    last root's.
    """
    before = latest_root(work)
    if before is not None and before.day >= day:
        if before.day > day:
            raise ValueError(f"the last root is of {before.day}, a root of {day} cannot follow it")
        return before
    work.execute(BIND, {"day": day})
    leaves, digest = leaf_digest(work, day)
    counts = work.execute(COUNTS).fetchone() or (0, 0)
    body = RootBody(
        tenant=work.tenant,
        day=day,
        made_at=at,
        matters=counts[0],
        events=counts[1],
        leaves=leaves,
        leaf_digest=digest,
        lanes=tuple((lane, n, head.hex()) for lane, n, head in work.execute(LANES)),
        previous=before.hash.hex() if before is not None else "",
    )
    text = canonical(body)
    signature = ring.current.signing.sign(text)
    root = Root(day, text.decode(), sha256(text).digest(), ring.current.id, signature)
    row = {"day": day, "made_at": at, "body": root.body, "hash": root.hash}
    work.execute(INSERT, {**row, "key_id": root.key_id, "signature": signature})
    return root


def latest_root(work: UnitOfWork) -> Root | None:
    """The last root of the county, if there is one."""
    row = work.execute(LATEST).fetchone()
    return Root(*row) if row is not None else None


def leaf_digest(work: UnitOfWork, day: date) -> tuple[int, str]:
    """How many heads a root bound, and the SHA-256 over id, version and head of each, in the order of their ids."""
    with work.stream(LEAVES, {"day": day}) as rows:
        return _digest(rows)


def read_body(root: Root) -> RootBody:
    """What a root says; msgspec.DecodeError (a ValueError) when its body was tampered with."""
    return msgspec.json.decode(root.body, type=RootBody)


def _digest(rows: Iterable[tuple[str, int, bytes]]) -> tuple[int, str]:
    whole, count = sha256(), 0
    for matter_id, version, head in rows:
        whole.update(f"{matter_id} {version} ".encode() + head)
        count += 1
    return count, whole.hexdigest()
