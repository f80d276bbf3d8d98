"""The dossier (卷宗): what must lie in it before a matter is filed (DOMAIN 2.5, RULINGS 26)."""

from fengqiao.matters.dispute import Dispute
from fengqiao.matters.matter import Archived, Closed, Matter, Resolved, Visit
from fengqiao.matters.words import CloseReason, VisitState


def all_visits(matter: Matter) -> tuple[Visit, ...]:
    """The visits of every round, the first one first."""
    return (*(visit for past in matter.rounds for visit in past.visits), *matter.visits)


def missing_items(matter: Matter) -> tuple[str, ...]:
    """What is still missing. A mediated dispute needs other papers than everything else.

    Its items 1, 3 and 13 come from the register and the binder; 8 stands as soon as an agreement does.
    """
    dispute = matter.dispute
    if dispute is not None and dispute.consented_at is not None:
        missing = _mediated(dispute)
    else:
        missing = _general(matter)
    if not _visited(matter):
        missing = (*missing, "visit")
    return missing


def _mediated(dispute: Dispute) -> tuple[str, ...]:
    """Item 7: a session's record, that of a failure, or that of an agreement reached in a session.

    Item 2 was made with the consent of all.
    """
    return () if dispute.sessions or dispute.failure_recorded else ("mediation_record",)


def _general(matter: Matter) -> tuple[str, ...]:
    """Result and approval; the unit that recorded a performance has submitted with it (RULINGS 23)."""
    missing: tuple[str, ...] = ()
    finished = matter.dispute is not None and bool(matter.dispute.finished_by)
    if matter.lead is not None and matter.lead.submitted_at is None and not finished:
        missing = ("result",)
    if not isinstance(matter.stage, Resolved | Closed | Archived):
        missing = (*missing, "approval")
    return missing


def _visited(matter: Matter) -> bool:
    """A visit, or a closing by the system; an explained closing was told to the citizen in writing."""
    closed = matter.stage.reason if isinstance(matter.stage, Closed | Archived) else None
    done = any(visit.state is VisitState.DONE for visit in all_visits(matter))
    return done or closed not in {None, CloseReason.CONFIRMED}
