"""Walk a matter through the rules, step by step, with every moment of the system noted on the way."""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime

import pytest
from county import at, facts, text

from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve, replay
from fengqiao.lifecycle.wakes import next_wake
from fengqiao.matters import commands as c
from fengqiao.matters.events import Event, kind_of
from fengqiao.matters.matter import Matter, Order, Party, Place
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Channel, GridFound, Satisfaction, Solved
from fengqiao.shared.refused import Refusal, Refused
from fengqiao.shared.texts import TextRef

REQUESTER = Party(id="p1", role="requester", fields=("name", "contact_phone"))
RESPONDENT = Party(id="p2", role="respondent", fields=("name", "contact_phone"))
PLACE = Place(area="331181101201001", grid="331181101201001", grid_found=GridFound.CHOSEN)

HALL, HOTLINE, COORD = "COUNTY_HALL", "COUNTY_HOTLINE", "COUNTY_COORD"
SUPERVISION, CENTRE, ANALYSIS = "COUNTY_SUPERVISION", "COUNTY_CENTER", "COUNTY_ANALYSIS"

SOLVED = c.RecordVisit(solved=Solved.TRUE, satisfaction=Satisfaction.SATISFIED)
UNSOLVED = c.RecordVisit(
    solved=Solved.FALSE, satisfaction=Satisfaction.DISSATISFIED, reason=text("still dark")
)
RESULT = c.SubmitResult(reply=text("done"))
RETURN = c.RequestReturn(reason=text("not ours"), basis=text("duty line 7"))


@dataclass
class Walk:
    matter: Matter | None = None
    recorded: list[Recorded] = field(default_factory=list)

    def do(self, moment: str, post: str, unit: str, command: c.Command, **more: object) -> list[str]:
        """Give a command; returns the kinds of its events. Due moments of the system come first."""
        now = at(moment)
        self.until(now)
        return self._decide(now, post, unit, command, **more)

    def refuse(
        self, moment: str, post: str, unit: str, command: c.Command, code: str, **more: object
    ) -> Refused:
        """The command is refused with this code, and nothing has changed by it; returns the refusal."""
        now = at(moment)
        self.until(now)
        before, events = self.matter, list(self.recorded)
        with pytest.raises(Refused) as said:
            self._decide(now, post, unit, command, **more)
        assert said.value.code == code
        _tells_what_to_correct(said.value)
        assert self.matter == before
        assert self.recorded == events
        return said.value

    def until(self, now: datetime | str) -> None:
        """Note every moment that comes up to now."""
        now = at(now) if isinstance(now, str) else now
        while self.matter is not None and (wake := next_wake(self.matter)) is not None and wake.at <= now:
            assert self._decide(wake.at, "system", "", c.Tick())

    def _decide(self, now: datetime, post: str, unit: str, command: c.Command, **more: object) -> list[str]:
        known = facts(now, post, unit, **more)
        kinds = []
        events = decide(self.matter, command, known)
        assert_told(command, events)
        for event in events:
            seq = self.matter.version + 1 if self.matter else 1
            recorded = Recorded(seq=seq, at=known.now, actor=known.actor, event=event)
            self.matter = evolve(self.matter, recorded)
            self.recorded.append(recorded)
            kinds.append(kind_of(event))
        return kinds

    def register(
        self,
        moment: str,
        category: str,
        *,
        post: str = "registrar",
        unit: str = "COUNTY_HOTLINE",
        photos: int = 0,
        parties=(REQUESTER,),
        channel=Channel.PHONE,
        place=PLACE,
        kind=None,
        accept: bool = True,
    ):
        self.do(
            moment,
            post,
            unit,
            c.Register(
                channel=channel,
                text=text(),
                place=place,
                category=category,
                parties=parties,
                photos=photos,
                kind=kind,
            ),
        )
        if accept:
            self.do(moment, post, unit, c.Accept(category=category))
        return self

    def dispatch(self, moment: str, lead: str, *co: str):
        self.do(moment, "dispatcher", COORD, c.Dispatch(lead=lead, co=co))
        return self

    def sign(self, moment: str, unit: str, post: str = "handler"):
        self.do(moment, post, unit, c.Sign())
        return self

    def submit(self, moment: str, unit: str, post: str = "handler", **given: object):
        self.do(moment, post, unit, c.SubmitResult(reply=text("done"), **given))
        return self

    def approve(self, moment: str, post: str = "supervisor", unit: str = SUPERVISION):
        self.do(moment, post, unit, c.Approve())
        return self

    @property
    def state(self) -> str:
        return self.matter.state.value

    @property
    def due(self) -> str:
        return wall(self.matter.handle.due)

    def order(self, unit: str) -> Order:
        """The latest order of a unit."""
        return [order for order in self.matter.orders if order.unit == unit][-1]

    def events(self, kind: str) -> list[Event]:
        """Every event of a kind so far."""
        return [one.event for one in self.recorded if kind_of(one.event) == kind]

    def replayed(self) -> Matter:
        return replay(self.recorded)


def assert_told(command: c.Command, events: list[Event]) -> None:
    """What somebody says stands in the events: every text, and each field that an event has, too."""
    if not events:
        return
    assert _texts(command) <= {ref for event in events for ref in _texts(event)}
    records = [part for event in events for part in (event, *_parts(event))]
    for one in fields(command):
        said = getattr(command, one.name)
        holders = [record for record in records if one.name in {each.name for each in fields(record)}]
        if holders and said not in (None, "", ()) and one.name not in _MOVED:
            assert any(getattr(record, one.name) == said for record in holders), one.name


_MOVED = {"next_review", "units"}
"""What the rules change on the way: a free day moves on, a called unit becomes a record."""


def _parts(record: object) -> list[object]:
    """The records directly inside a record."""
    found = []
    for one in fields(record):
        value = getattr(record, one.name)
        found += [part for part in (value if isinstance(value, tuple) else (value,)) if is_dataclass(part)]
    return found


def _texts(record: object) -> set[TextRef]:
    found = set()
    for part in _parts(record):
        found |= {part} if isinstance(part, TextRef) else _texts(part)
    return found


def _tells_what_to_correct(refused: Refused) -> None:
    """A refusal about data names its field, and says in both languages what is wrong with it."""
    if refused.code in {Refusal.INVALID_DATA, Refusal.REASON_REQUIRED, Refusal.RETURN_NEEDS_BASIS}:
        assert refused.field.islower()
    if refused.code is Refusal.INVALID_DATA:
        assert refused.zh
        assert refused.en
    assert bool(refused.zh) == bool(refused.en)
    assert refused.zh is not None
    assert not refused.zh.isascii() or not refused.zh
    assert refused.en.isascii()


def wall(moment: datetime) -> str:
    """A moment as a clock in the county shows it."""
    from fengqiao.clocks import SHANGHAI

    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def signed(category: str = "R0302", lead: str = "HOUSING", *co: str, **given: object) -> Walk:
    """A matter in progress: Monday 2026-11-02, accepted 09:00, dispatched 09:04, signed 10:00."""
    walk = Walk().register("2026-11-02 09:00", category, **given)
    return walk.dispatch("2026-11-02 09:04", lead, *co).sign("2026-11-02 10:00", lead)


def resolved(category: str = "P0108", lead: str = "MUNICIPAL", **given: object) -> Walk:
    """A matter with an approved result: signed 2026-11-02 10:00, submitted 15:00, approved 16:00."""
    walk = signed(category, lead, **given).submit("2026-11-02 15:00", lead)
    return walk.approve("2026-11-02 16:00")


def day(text: str) -> date:
    return date.fromisoformat(text)
