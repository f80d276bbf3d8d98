"""When somebody is told of something: at once, after quiet hours, or with the day's digest. Times of day are the county's."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from fengqiao.clocks.moments import SHANGHAI


@dataclass(frozen=True, slots=True)
class Quiet:
    """What somebody chose: quiet hours (None: there are none; they may pass midnight) and the time of a digest."""

    since: time | None = None
    until: time | None = None
    digest_at: time | None = None


def told_at(came: datetime, quiet: Quiet, *, urgent: bool) -> datetime:
    """When what came at a moment is told. What is urgent passes; a digest takes the place of single tellings."""
    if urgent:
        return came
    if quiet.digest_at is not None:
        return _next(came, quiet.digest_at)
    if quiet.since is None or quiet.until is None or not _within(came, quiet.since, quiet.until):
        return came
    return _next(came, quiet.until)


def told_before(now: datetime, quiet: Quiet) -> datetime:
    """The moment before which everything that came is told by now, and nothing else is; what is urgent aside.

    The same as `told_at` for all notices at once, so that a database can count them.
    """
    if quiet.digest_at is not None:
        return _last(now, quiet.digest_at) + _LEAST
    if quiet.since is None or quiet.until is None or not _within(now, quiet.since, quiet.until):
        return now + _LEAST
    return _last(now, quiet.since)


_LEAST = timedelta(microseconds=1)


def _within(moment: datetime, since: time, until: time) -> bool:
    at = moment.astimezone(SHANGHAI).time()
    return since <= at < until if since < until else at >= since or at < until


def _next(moment: datetime, at: time) -> datetime:
    """The first time of day that is not before a moment."""
    local = moment.astimezone(SHANGHAI)
    found = datetime.combine(local.date(), at, tzinfo=SHANGHAI)
    return found if found >= local else found + timedelta(days=1)


def _last(moment: datetime, at: time) -> datetime:
    """The last time of day that is not after a moment."""
    local = moment.astimezone(SHANGHAI)
    found = datetime.combine(local.date(), at, tzinfo=SHANGHAI)
    return found if found <= local else found - timedelta(days=1)
