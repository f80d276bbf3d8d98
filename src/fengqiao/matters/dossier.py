"""The dossier (卷宗): what must lie in it before a matter is filed (DOMAIN 2.5, RULINGS 26)."""

from dataclasses import dataclass
from typing import Final

from fengqiao.matters.dispute import Dispute
from fengqiao.matters.matter import Archived, Closed, Matter, Resolved, Visit
from fengqiao.matters.words import CloseReason, VisitState


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist: its number in DOMAIN 2.5, its name in the index, and the papers that belong there."""

    number: int
    name: str
    templates: frozenset[str]


ITEMS: Final = (
    Item(1, "受理登记表", frozenset({"SLIP_ACCEPT", "REJECTION_NOTICE"})),
    Item(2, "当事人权利义务告知书", frozenset({"RIGHTS_NOTICE"})),
    Item(7, "调解记录", frozenset({"MEDIATION_RECORD"})),
    Item(8, "调解协议", frozenset({"MEDIATION_AGREEMENT", "ORAL_AGREEMENT_RECORD"})),
    Item(9, "履行凭证", frozenset({"PAYMENT_RECEIPT"})),
    Item(10, "回访记录", frozenset({"SLIP_EVALUATE"})),
    Item(11, "司法确认材料", frozenset({"CONFIRMATION_APPLICATION", "COURT_RULING"})),
    Item(
        12,
        "流转与其他材料",
        frozenset(
            {
                "SLIP_TRANSFER",
                "SLIP_RESOLVE",
                "ROUTE_NOTICE",
                "CONSULTATION_MINUTES",
                "LEADER_CASE_FORM",
                "EXTENSION_FORM",
                "LETTER_REMIND",
                "LETTER_SUPERVISE",
            }
        ),
    ),
)
"""The dossier in its order; item 3 is written from the register, 6 is the evidence, 13 is the binding itself."""

PARTIES_ITEM: Final = 3
PARTIES_NAME: Final = "当事人身份情况"
EVIDENCE_ITEM: Final = 6
EVIDENCE_NAME: Final = "证据材料"
AGREEMENT_ITEM: Final = 8


def is_mediated(matter: Matter) -> bool:
    """Whether the dossier is that of a mediation: every party had agreed to it."""
    return matter.dispute is not None and matter.dispute.consented_at is not None


def required_papers(matter: Matter) -> dict[str, frozenset[str]]:
    """What must lie in a mediated dispute's dossier as a paper, by the name of the item: one of these templates."""
    dispute = matter.dispute
    if dispute is None or dispute.consented_at is None:
        return {}
    needed = {"rights_notice": ITEMS[1].templates, "mediation_record": ITEMS[2].templates}
    return needed | ({"agreement": ITEMS[3].templates} if dispute.agreement is not None else {})


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
