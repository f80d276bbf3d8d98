"""Matters that live through the real rules, written to a real ledger step by step."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from fengqiao.clocks import SHANGHAI
from fengqiao.ledger.appending import Append, append
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import NOTHING_BESIDE, Answer, Beside
from fengqiao.ledger.sealed import Key, KeyRing
from fengqiao.ledger.store import NOTHING, Loaded, load
from fengqiao.ledger.texts import new_text
from fengqiao.ledger.tokens import tokens_of
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve
from fengqiao.lifecycle.react import react
from fengqiao.matters import commands as c
from fengqiao.matters.matter import Matter, Party, Place
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Channel, GridFound, Satisfaction, Solved
from fengqiao.people.actors import Actor, Post
from rules.county import TENANT, facts

OTHER = "330999"
START = datetime(2026, 11, 10, 9, 0, tzinfo=SHANGHAI)
PLACE = Place(
    area=TENANT + "101201",
    grid=TENANT + "101201001",
    grid_found=GridFound.POINT_IN_POLYGON,
    lon=119.1417,
    lat=28.0747,
    datum="WGS-84",
)
WORDS = "枫桥路15号门口的路灯坏了三天😀，晚上很黑，𠮷老先生出门不方便。"
REGISTRAR = Actor("r1", Post.REGISTRAR, "COUNTY_HOTLINE")
RING = KeyRing(Key("k1", bytes(range(32))), {"k1": Key("k1", bytes(range(32)))})
GOLDEN = Path(__file__).with_name("golden")

_codes = count(1)


def minutes(n: int) -> datetime:
    return START + timedelta(minutes=n)


def registration(
    *,
    tenant: str = TENANT,
    number: str = "",
    key: str = "",
    words: str = WORDS,
    phone: str = "13800001234",
    at: datetime = START,
    then: Sequence[c.Command] = (),
    beside: Beside | None = None,
    place: Place = PLACE,
) -> Append:
    """A registration with a text, a sealed requester, a way back and words to search by."""
    matter_id, person_id = uuid7(), uuid7()
    ref, row = new_text("text", words, title=words[:20])
    command = c.Register(
        channel=Channel.PHONE,
        text=ref,
        place=place,
        category="E0101",
        parties=(Party(person_id, "requester", fields=("contact_phone", "name")),) if phone else (),
        source_system="12345" if number else "",
        external_id=number,
    )
    person = {"name": "翁某某", "contact_phone": phone}
    given = beside or Beside(
        texts=(row,),
        persons=(RING.seal(tenant, person_id, "requester", person),) if phone else (),
        tracking=RING.tracking(tenant, matter_id, typed=phone[-4:]),
        answer=Answer("public", key, '{"code":"x"}') if key else None,
        words=tokens_of(words, tenant=tenant),
    )
    known = replace(
        facts(at, "registrar", "COUNTY_HOTLINE", person="r1"), id=matter_id, code=f"T{next(_codes):08d}"
    )
    return carry_out(NOTHING, (command, *then), known, given)


def carry_out(
    before: Loaded, commands: Sequence[c.Command], known, beside: Beside = NOTHING_BESIDE
) -> Append:
    """Decide and evolve, as the desk does."""
    matter: Matter | None = before.matter
    recorded: list[Recorded] = []
    for command in commands:
        for event in decide(matter, command, known):
            seq = matter.version + 1 if matter else 1
            recorded.append(Recorded(seq, known.now.astimezone(UTC), known.actor, event))
            matter = evolve(matter, recorded[-1])
    reacts = {one.seq for one in recorded if react(matter, one.event)}
    return Append(matter, tuple(recorded), before, reacts, beside)


def do(
    before: Loaded, post: str, unit: str, command: c.Command, *, at: datetime, beside=NOTHING_BESIDE
) -> Append:
    return carry_out(before, (command,), facts(at, post, unit), beside)


@dataclass
class Life:
    """One matter in the ledger, from the first word to the file."""

    tenant: str = TENANT
    id: str = ""
    texts: list[str] = field(default_factory=list)

    def begin(self, **more) -> "Life":
        act = registration(tenant=self.tenant, **more)
        with unit_of_work(self.tenant) as work:
            append(work, act)
        self.id = act.matter.id
        return self

    def do(self, minute: int, post: str, unit: str, command: c.Command, *texts) -> "Life":
        with unit_of_work(self.tenant) as work:
            append(
                work,
                do(
                    load(work, self.id),
                    post,
                    unit,
                    command,
                    at=minutes(minute),
                    beside=Beside(texts=tuple(texts)),
                ),
            )
        return self

    def loaded(self) -> Loaded:
        with unit_of_work(self.tenant) as work:
            return load(work, self.id)

    def whole(self) -> "Life":
        """Through every phase to the file: assist, progress, extension, rework, reopening, visits."""
        note, note_row = new_text("progress", "已到现场")
        reply, reply_row = new_text("reply", "已修好")
        self.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
        self.do(10, "dispatcher", "COUNTY_COMMAND", c.Dispatch(lead="MUNICIPAL", co=("TOWN_GOV",)))
        self.do(20, "handler", "MUNICIPAL", c.Sign())
        self.do(21, "handler", "TOWN_GOV", c.Sign())
        self.do(25, "handler", "MUNICIPAL", c.AddProgress(note=note), note_row)
        self.do(26, "handler", "TOWN_GOV", c.SubmitResult(reply=reply), reply_row)
        self.do(30, "handler", "MUNICIPAL", c.SubmitResult(reply=reply, photos_after=1))
        self.do(40, "supervisor", "COUNTY_SUPERVISION", c.Rework(reason=note))
        self.do(50, "handler", "MUNICIPAL", c.SubmitResult(reply=reply, photos_after=1))
        self.do(60, "supervisor", "COUNTY_SUPERVISION", c.Approve())
        self.do(
            70,
            "supervisor",
            "COUNTY_SUPERVISION",
            c.RecordVisit(reached=True, solved=Solved.TRUE, satisfaction=Satisfaction.SATISFIED),
        )
        self.do(80, "registrar", "COUNTY_HOTLINE", c.Archive())
        return self
