"""What is counted of disputes, read from their marks: agreed, performed, broken, confirmed, settled (DOMAIN 4.2).

Flow counts fall on the day on which something happened. The performance of an agreement falls on the day by which it
was due, and ends once: performed, broken, reopened, or replaced by another agreement.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from fengqiao.clocks import SHANGHAI
from fengqiao.metrics import formulas as f
from fengqiao.people.units import Level


class What(StrEnum):
    """What a mark says."""

    AGREED = "agreed"
    FAILED = "failed"
    DECLINED = "declined"
    PERFORMED = "performed"
    BROKEN = "broken"
    REOPENED = "reopened"
    OUTCOME = "outcome"
    SELF_SETTLED = "self_settled"
    APPLIED = "applied"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened to a dispute.

    `level` is that of the unit that settled it. Of an agreement also: whether it is written, whether it was to be
    performed on the spot, and the day by which it was to be performed.
    """

    what: What
    at: datetime
    level: Level | None = None
    written: bool = False
    at_once: bool = False
    perform_by: date | None = None

    @property
    def day(self) -> date:
        """The day of the county on which it happened."""
        return self.at.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Story:
    """A dispute's marks in their order. `settled`: it still is. `confirmable`: courts confirm such a subject."""

    settled: bool
    confirmable: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the county, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(slots=True)
class _Episode:
    """One agreement and what became of it."""

    agreement: Mark
    end: Mark | None = None
    applied: bool = False

    @property
    def due(self) -> date | None:
        """The day by which it was to be performed; that of the agreement where that was at once."""
        return self.agreement.perform_by or (self.agreement.day if self.agreement.at_once else None)

    @property
    def performed(self) -> bool:
        """Whether all of it was done while it stood."""
        return self.end is not None and self.end.what is What.PERFORMED


_ENDS: Final = frozenset({What.PERFORMED, What.BROKEN, What.REOPENED, What.AGREED})
_SETTLES: Final = frozenset({What.AGREED, What.OUTCOME, What.SELF_SETTLED})
_AT_LEVEL: Final = {Level.VILLAGE: f.AT_VILLAGE, Level.TOWN: f.AT_TOWN, Level.COUNTY: f.AT_COUNTY}


def count(stories: Iterable[Story], within: Period, *, today: date) -> Counter[str]:
    """Every count of these disputes but for those accepted, which need no story."""
    counted: Counter[str] = Counter()
    for story in stories:
        counted.update(_of_story(story, within, today))
    return counted


def _of_story(story: Story, within: Period, today: date) -> Iterator[str]:
    for mark in story.marks:
        if within.holds(mark.day):
            if mark.what is What.AGREED:
                yield f.AGREEMENTS
            elif mark.what is What.FAILED:
                yield f.MEDIATIONS_FAILED
            elif mark.what is What.DECLINED:
                yield f.DECLINED
    for episode in _episodes(story):
        yield from _performance(episode, within, today)
        yield from _confirmation(story, episode, within)
    yield from _settlement(story, within)


def _episodes(story: Story) -> list[_Episode]:
    """The agreements, each with its end; a court may be applied to, and rule, only while one stands."""
    episodes: list[_Episode] = []
    for mark in story.marks:
        current = episodes[-1] if episodes else None
        if current is not None and current.end is None and mark.what in _ENDS:
            current.end = mark
        if mark.what is What.AGREED:
            episodes.append(_Episode(mark))
        elif mark.what is What.APPLIED and current is not None:
            current.applied = True
    return episodes


def _performance(episode: _Episode, within: Period, today: date) -> Iterator[str]:
    """Due in the period: once its day is over, or once it ended one way or the other."""
    due = episode.due
    if due is None:
        if within.holds(episode.agreement.day):
            yield f.UNDATED
        return
    if not within.holds(due) or (due >= today and episode.end is None):
        return
    yield f.PERFORMANCE_DUE
    if episode.performed and episode.end is not None and episode.end.day <= due:
        yield f.PERFORMED_BY_THE_DAY


def _confirmation(story: Story, episode: _Episode, within: Period) -> Iterator[str]:
    """Written, of a subject that courts confirm, and not performed before anyone applied."""
    if not (story.confirmable and episode.agreement.written):
        return
    needed = episode.applied or not episode.performed
    if within.holds(episode.agreement.day):
        yield f.CONFIRMABLE if needed else f.NOT_NEEDED
    ruled = _ruling(story, episode)
    if ruled is not None and within.holds(ruled.day):
        yield f.CONFIRMED


def _ruling(story: Story, episode: _Episode) -> Mark | None:
    """The confirmation of this agreement: the first one before the next agreement."""
    begun = False
    for mark in story.marks:
        if mark is episode.agreement:
            begun = True
        elif begun and mark.what is What.AGREED:
            return None
        elif begun and mark.what is What.CONFIRMED:
            return mark
    return None


def _settlement(story: Story, within: Period) -> Iterator[str]:
    """Once for each dispute that is settled now, on the day and at the level of what settled it last."""
    last = next((mark for mark in reversed(story.marks) if mark.what in _SETTLES), None)
    if not story.settled or last is None or not within.holds(last.day):
        return
    yield f.SETTLED
    yield _AT_LEVEL[last.level if last.level in _AT_LEVEL else Level.COUNTY]
