"""Verifying the chains at the desk: the auditor's business, and itself in the audit."""

from fengqiao.desk.ports import Ports
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.verification import Verdict, verify
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refusal, Refused


def verify_chains(ports: Ports, actor: Actor) -> Verdict:
    """Verify every chain of the county and say where the first fault is. Refused for other posts than the auditor."""
    allowed = actor.post in {Post.AUDITOR, Post.SYSTEM}
    result = "done" if allowed else f"refused:{Refusal.NOT_ALLOWED_FOR_POST.value}"
    with unit_of_work(ports.tenant) as work:
        note_access(work, actor, act="verify_audit_chain", at=ports.now(), result=result)
    if not allowed:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    return verify([ports.tenant], ports.ring)
