"""What goes back to the docked body that handed a dispute over: how it ended, never what was said (DOMAIN 6.2)."""

from typing import Final

from fengqiao.matters.events import Event
from fengqiao.matters.events import intake as i
from fengqiao.matters.events import mediation as m
from fengqiao.matters.matter import Matter
from fengqiao.mediation.dockings import docking_in

RESULTS: Final = (
    "declined", "agreed", "failed", "performed", "breached", "self_settled", "diverted", "outcome_recorded",
    "confirmation_confirmed", "confirmation_refused", "withdrawn",
)  # fmt: skip
"""Every result that a body is told, by name; acceptance and the end of the matter it hears like any other source."""


def result_for_body(matter: Matter, event: Event) -> str:
    """The result of an event for the body that referred the matter, "" where there is none or nobody to be told."""
    return _result(event) if docking_in(matter) is not None else ""


def _result(event: Event) -> str:
    match event:
        case m.MediationDeclined():
            return "declined"
        case m.AgreementConcluded():
            return "agreed"
        case m.MediationFailed():
            return "failed"
        case m.PerformanceRecorded(complete=True):
            return "performed"
        case m.BreachReported():
            return "breached"
        case m.SelfSettlementRecorded():
            return "self_settled"
        case m.DisputeDiverted():
            return "diverted"
        case m.OutcomeRecorded():
            return "outcome_recorded"
        case m.ConfirmationRecorded():
            return f"confirmation_{event.result}"
        case i.MatterWithdrawn():
            return "withdrawn"
        case _:
            return ""
