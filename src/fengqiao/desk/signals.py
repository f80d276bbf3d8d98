"""Signals at the desk: a machine's alarm is taken in, a person confirms or dismisses it (G2, G3, RULINGS 34)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fengqiao.desk.acts import Done, NotFound, Ref, open_matter
from fengqiao.desk.cleaning import clean
from fengqiao.desk.entries import read_entry, read_place
from fengqiao.desk.forms import Texts
from fengqiao.desk.ports import Ports
from fengqiao.intake.same_place import place_key
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.signals import Alarm, Signal, decide_signal, read_signal, take_alarm
from fengqiao.matters.commands import Accept
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import SIGNAL_CHANNELS
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refusal, Refused, invalid

MERGED_WITHIN = timedelta(hours=24)
"""An alarm of the same source, kind and place counts on the signal that is still open."""

LIFE_SAFETY = frozenset({"gas", "smoke", "water_level"})
"""Kinds that ring at the duty post at once and jump the queue (RULINGS 34)."""

CONFIRMING = frozenset({Post.REGISTRAR, Post.TOWN_DISPATCHER})


@dataclass(frozen=True, slots=True)
class Taken:
    """An alarm that was taken in: on which signal, and whether that is new."""

    signal_id: str
    created: bool


def ingest(
    ports: Ports, source: str, kind: str, place: Mapping[str, Any] | None, *, photos: int = 0
) -> Taken:
    """Take an alarm in. It makes or strengthens a signal, never a matter. Refuses an unknown source."""
    if source not in {channel.value for channel in SIGNAL_CHANNELS}:
        raise invalid("source", "没有这种信号来源", "no such source of signals")
    kind = clean(kind, "type", most=50)
    if not kind:
        raise invalid("type", "请写明信号类型", "name the kind of signal")
    where, _ = read_place(place, county=ports.county(), texts=Texts())
    spot = (
        f"{where.lon:.4f},{where.lat:.4f}"
        if where.lon is not None and where.lat is not None
        else place_key(where)
    )
    alarm = Alarm(
        source=source,
        type=kind,
        at=ports.now(),
        place_key=spot,
        area=where.area,
        grid=where.grid,
        lon=where.lon,
        lat=where.lat,
        datum=where.datum,
        urgent=kind in LIFE_SAFETY,
        photos=photos,
    )
    with unit_of_work(ports.tenant) as work:
        signal_id, created = take_alarm(work, alarm, within=MERGED_WITHIN)
    return Taken(signal_id, created)


def confirm(ports: Ports, actor: Actor, signal_id: str, data: Mapping[str, Any]) -> Done:
    """G2: a person makes the matter, accepted at once. `data`: category, kind and text at least.

    Matter and decision are one transaction. Refuses, with nothing written, when somebody decided meanwhile.
    """
    signal = _open(ports, actor, signal_id, "confirm_signal")
    texts = Texts()
    entry = read_entry(
        {**data, "channel": signal.source, "place": data.get("place") or _place(signal)},
        county=ports.county(),
        texts=texts,
        now=ports.now(),
        signal=signal_id,
        pictures=signal.photos,
    )

    def decided(work: UnitOfWork, matter: Matter) -> None:
        if not decide_signal(
            work, signal_id, state="confirmed", at=ports.now(), by=actor.person, matter_id=matter.id
        ):
            raise Refused(Refusal.WRONG_STATE)

    return open_matter(
        ports,
        actor,
        entry,
        key=f"signal/{signal_id}",
        then=(
            Accept(
                category=entry.register.category, kind=entry.register.kind, urgency=entry.register.urgency
            ),
        ),
        along=decided,
    )


def dismiss(ports: Ports, actor: Actor, signal_id: str, reason: str) -> Signal:
    """G3: a false alarm, done already, a repetition; it counts for the precision of the source."""
    signal = _open(ports, actor, signal_id, "dismiss_signal")
    reason = clean(reason, "reason", most=200)
    if not reason:
        _log(ports, actor, "dismiss_signal", signal_id, Refusal.REASON_REQUIRED.value)
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    with unit_of_work(ports.tenant) as work:
        if not decide_signal(
            work, signal_id, state="dismissed", at=ports.now(), by=actor.person, reason=reason
        ):
            raise Refused(Refusal.WRONG_STATE)
        note_access(work, actor, act="dismiss_signal", at=ports.now(), subject=signal_id, result="done")
    return signal


def _open(ports: Ports, actor: Actor, signal_id: str, action: str) -> Signal:
    """The open signal, for a post that may decide on it."""
    if actor.post not in CONFIRMING:
        _log(ports, actor, action, signal_id, Refusal.NOT_ALLOWED_FOR_POST.value)
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    with unit_of_work(ports.tenant) as work:
        signal = read_signal(work, signal_id)
    if signal is None:
        raise NotFound(Ref(id=signal_id))
    if signal.state != "open":
        raise Refused(Refusal.WRONG_STATE)
    return signal


def _place(signal: Signal) -> dict[str, Any]:
    place: dict[str, Any] = {"area": signal.area, "grid": signal.grid}
    if signal.lon is not None:
        place |= {"lon": signal.lon, "lat": signal.lat, "datum": "wgs84"}  # stored points are converted
    return place


def _log(ports: Ports, actor: Actor, action: str, signal_id: str, result: str) -> None:
    with unit_of_work(ports.tenant) as work:
        note_access(work, actor, act=action, at=ports.now(), subject=signal_id, result=f"refused:{result}")
