"""What the parties agree, or that they do not (D9, D12)."""

from datetime import date

from fengqiao.clocks import SHANGHAI, Limit, LimitUnit, due
from fengqiao.matters.clockwork import resumed
from fengqiao.matters.commands import ConcludeAgreement, FailMediation
from fengqiao.matters.dispute import Agreement, Mediating, Session
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import AgreementConcluded, MediationFailed
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import AgreementForm, PerformanceMode, Signer
from fengqiao.mediation.consent import agreed_by_all
from fengqiao.mediation.levels import level_of
from fengqiao.mediation.sessions import check_round
from fengqiao.mediation.signing import unsigned
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST_AMOUNT = 10**12
CONFIRMATION_WINDOW = Limit(30, LimitUnit.CALENDAR_DAY)
"""From the day the agreement binds; a last day that is free moves on (People's Mediation Law, Civil Code 203)."""


def conclude_agreement(matter: Matter, command: ConcludeAgreement, facts: Facts) -> list[Event]:
    """D9: written with every signature and the seal, or oral with the mediator's record of its content."""
    if not isinstance(matter.stage, Mediating) or agreed_by_all(matter, matter.stage.consents) is None:
        raise Refused(Refusal.CONSENT_MISSING)
    if command.form is None:
        raise invalid("form", "请选择书面或口头协议", "choose written or oral")
    if command.round is not None:
        check_round(matter, command.round)
    agreement = _built(matter, command, facts) if command.content is None else _written(command, facts)
    session = None
    if command.round is not None:
        session = Session(
            round=command.round, matter_round=matter.round, at=facts.now, by=facts.actor, result=None
        )
    return [AgreementConcluded(agreement=agreement, session=session, handle=resumed(matter, facts))]


def fail_mediation(matter: Matter, command: FailMediation, facts: Facts) -> list[Event]:
    """D12: the mediator, or either party at any time; with the notice of other routes."""
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [MediationFailed(reason=command.reason, handle=resumed(matter, facts))]


def check_amount(amount: int | None) -> None:
    """Refuse what is no amount of money."""
    if amount is not None and not 0 <= amount <= MOST_AMOUNT:
        raise invalid("amount_cny", "金额有误", "not an amount")


def _written(command: ConcludeAgreement, facts: Facts) -> Agreement:
    """The agreement as it was put down in one text."""
    assert command.form is not None
    assert command.content is not None
    check_amount(command.amount_cny)
    _check_signatures(command)
    mode = mode_of(command.performance, command.perform_by, facts.now.astimezone(SHANGHAI).date())
    return Agreement(
        form=command.form,
        effective_at=facts.now,
        confirm_by=due(facts.now, CONFIRMATION_WINDOW, calendar=facts.calendar).at,
        by=facts.actor,
        level=level_of(facts),
        content=command.content,
        performance=mode,
        signed_by=command.signed_by,
        amount_cny=command.amount_cny,
        perform_by=command.perform_by,
    )


def _built(matter: Matter, command: ConcludeAgreement, facts: Facts) -> Agreement:
    """The agreement that was drafted and signed at the table, as it stands there; an oral one is signed by nobody."""
    dispute = matter.dispute
    terms = dispute.terms if dispute is not None else None
    if dispute is None or terms is None:
        raise invalid("content", "请填写协议内容", "write what was agreed")
    written = command.form is AgreementForm.WRITTEN
    if written and unsigned(matter):
        raise invalid(
            "signed_by",
            "协议还没有全部签名盖章",
            "signatures or the seal are still missing under this version",
        )
    for name in ("amount_cny", "performance", "perform_by"):
        said = getattr(command, name)
        if said is not None and said != getattr(terms, name):
            raise invalid(name, "与已签名的协议不一致", "is not what was signed")
    mode_of(terms.performance, terms.perform_by, facts.now.astimezone(SHANGHAI).date())
    return Agreement(
        form=AgreementForm.WRITTEN if written else AgreementForm.ORAL,
        effective_at=facts.now,
        confirm_by=due(facts.now, CONFIRMATION_WINDOW, calendar=facts.calendar).at,
        by=facts.actor,
        level=level_of(facts),
        content=terms.clauses[0],
        performance=terms.performance,
        signed_by=tuple(Signer) if written else command.signed_by,
        amount_cny=terms.amount_cny,
        perform_by=terms.perform_by,
        terms=terms,
        signatures=dispute.signatures,
    )


def _check_signatures(command: ConcludeAgreement) -> None:
    """A written one binds with both sides, the mediator and the seal; a side's signature is that of all its parties."""
    signed = set(command.signed_by)
    if command.form is not AgreementForm.WRITTEN:
        return
    if not {Signer.APPLICANT, Signer.RESPONDENT} <= signed:
        raise invalid("signed_by", "书面协议须由各方当事人签名", "every party signs a written agreement")
    if signed != set(Signer):
        raise invalid(
            "signed_by",
            "书面协议须有调解员签名和调解委员会印章",
            "a written agreement needs the mediator's signature and the committee's seal",
        )


def mode_of(performance: PerformanceMode | None, day: date | None, today: date) -> PerformanceMode:
    """Deferred when a day stands alone; a day that has passed is no day to perform by."""
    if day is not None and day < today:
        raise invalid("perform_by", "履行日期不能早于今天", "it cannot be performed by a day that has passed")
    if performance is None:
        return PerformanceMode.DEFERRED if day is not None else PerformanceMode.IMMEDIATE
    if performance is PerformanceMode.IMMEDIATE and day is not None and day > today:
        raise invalid(
            "perform_by", "当场履行的协议没有日后的履行日期", "what is performed now has no later day"
        )
    return performance
