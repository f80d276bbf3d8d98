"""Walk a matter through the rules, step by step, with every moment of the system noted on the way."""

from dataclasses import dataclass, field
from datetime import datetime

from county import at, facts, text

from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve, replay
from fengqiao.lifecycle.wakes import next_wake
from fengqiao.matters import commands as c
from fengqiao.matters.events import kind_of
from fengqiao.matters.matter import Matter, Party, Place
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Channel, GridFound

REQUESTER = Party(id="p1", role="requester", fields=("name", "contact_phone"))
PLACE = Place(area="331181101201001", grid="331181101201001", grid_found=GridFound.CHOSEN)


@dataclass
class Walk:
    matter: Matter | None = None
    recorded: list[Recorded] = field(default_factory=list)

    def do(self, moment: str, post: str, unit: str, command: c.Command, **more: object) -> list[str]:
        """Give a command; returns the kinds of its events. Due moments of the system come first."""
        now = at(moment)
        self.until(now)
        return self._decide(now, post, unit, command, **more)

    def until(self, now: datetime) -> None:
        while self.matter is not None and (wake := next_wake(self.matter)) is not None and wake.at <= now:
            self._decide(wake.at, "system", "", c.Tick())

    def _decide(self, now: datetime, post: str, unit: str, command: c.Command, **more: object) -> list[str]:
        known = facts(now, post, unit, **more)
        kinds = []
        for event in decide(self.matter, command, known):
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
        accept: bool = True,
    ):
        self.do(
            moment,
            post,
            unit,
            c.Register(
                channel=channel, text=text(), place=PLACE, category=category, parties=parties, photos=photos
            ),
        )
        if accept:
            self.do(moment, post, unit, c.Accept(category=category))
        return self

    def replayed(self) -> Matter:
        return replay(self.recorded)
