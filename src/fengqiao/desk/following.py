"""Following what somebody else has reported: a reference that opens nothing, and what it is worth to whoever merges.

A follower is a matter of its own, with its own code and clock, until a person merges it (RULINGS 12); what the requester
said stands beside it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from uuid import UUID

from fengqiao.desk.ports import Ports
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.following import say_same
from fengqiao.ledger.sealed import KeyRingError
from fengqiao.matters.matter import Matter


def reference_to(ports: Ports, matter_id: str) -> str:
    """What a stranger may hold of a matter: it names it to this county alone, and no page opens with it."""
    ring = ports.ring
    sealed = ring.encrypt(UUID(matter_id).bytes, bound_to=_bound(ports))
    return f"{ring.current.id}.{urlsafe_b64encode(sealed).decode().rstrip('=')}"


def referred_to(ports: Ports, reference: str) -> str | None:
    """The matter that a reference names; None for one that is old, foreign or made up."""
    key_id, _, sealed = reference.partition(".")
    try:
        raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return str(UUID(bytes=ports.ring.decrypt(raw, key_id=key_id, bound_to=_bound(ports))))
    except (KeyRingError, ValueError):
        return None


def keeping_what_was_said(ports: Ports, reference: str) -> Callable[[UnitOfWork, Matter], None] | None:
    """What is written along with a new matter when its requester follows another one; None when nobody is followed.

    A reference that names nothing is passed over: registering is never refused for it.
    """
    main_id = referred_to(ports, reference) if reference else None
    if main_id is None:
        return None
    return lambda work, matter: say_same(work, matter.id, main_id, at=ports.now())


def _bound(ports: Ports) -> str:
    return f"{ports.tenant}|following"
