"""What is owed by which day, what of it was paid, and when both sides are reminded (D10, D11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.dispute import Agreement, Dispute

REMIND_BEFORE = (timedelta(days=3), timedelta(days=1))
"""How long before a day of payment both sides are told: the first of these that lies after the agreement."""
REMIND_AT = time(9, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment with what of it was paid; payments fill the earliest first."""

    number: int
    due: date
    amount_cny: int
    paid_cny: int

    @property
    def open_cny(self) -> int:
        """What is still to be paid of it."""
        return self.amount_cny - self.paid_cny


def parts(dispute: Dispute) -> tuple[Part, ...]:
    """The schedule of the agreement; a performance without an amount was the whole."""
    agreement = dispute.agreement
    if agreement is None:
        return ()
    schedule = agreement.schedule
    total = sum(part.amount_cny for part in schedule)
    paid = total if dispute.finished_by else min(dispute.named_amounts or 0, total)
    before = [0, *accumulate(part.amount_cny for part in schedule)]
    return tuple(
        Part(
            number=number,
            due=part.due,
            amount_cny=part.amount_cny,
            paid_cny=min(max(paid - before[number - 1], 0), part.amount_cny),
        )
        for number, part in enumerate(schedule, start=1)
    )


def next_part(dispute: Dispute) -> Part | None:
    """The earliest instalment that is not paid in full."""
    return next((part for part in parts(dispute) if part.open_cny), None)


def reminders(dispute: Dispute) -> Iterator[tuple[date, datetime]]:
    """The days of payment that are still open, and when both sides are reminded of them."""
    agreement = dispute.agreement
    if (
        agreement is None
        or dispute.outcome is not None
        or dispute.finished_by
        or dispute.breached_on is not None
    ):
        return
    days = [part.due for part in parts(dispute) if part.open_cny]
    if not agreement.schedule and agreement.perform_by is not None:
        days = [agreement.perform_by]
    for day in days:
        at = _reminder(day, agreement)
        if at is not None:
            yield day, at


def _reminder(day: date, agreement: Agreement) -> datetime | None:
    """Nine in the morning; nobody is reminded of what was agreed a moment ago."""
    for ahead in REMIND_BEFORE:
        at = datetime.combine(day - ahead, REMIND_AT, SHANGHAI).astimezone(UTC)
        if at > agreement.effective_at:
            return at
    return None
