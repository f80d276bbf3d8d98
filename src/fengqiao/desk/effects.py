"""What follows from an event: papers, messages, alerts, rulings, answers to followers. Each may run twice unharmed."""

from datetime import timedelta
from typing import Any, assert_never

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import Ref, act
from fengqiao.desk.dockings import DOCKING_CHANNEL, REFERRED_OUT
from fengqiao.desk.papers.material import issuing_unit
from fengqiao.desk.ports import Ports
from fengqiao.desk.suggesting import note_choice, note_suggestion
from fengqiao.directory.duties import save_ruling
from fengqiao.directory.rulings import ruling_stands
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.intake.same_place import SAME_ESTATE_HOURS, SAME_ESTATE_LEAST, place_key
from fengqiao.ledger.alerts import check_same_estate
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.deliveries import NOTICE, REFERRAL, SYNC, Delivery, plan
from fengqiao.ledger.papers import make_paper
from fengqiao.ledger.persons import set_purge
from fengqiao.ledger.sounds import note_sound
from fengqiao.ledger.store import load, read_events
from fengqiao.ledger.texts import bodies
from fengqiao.lifecycle.evolve import evolve
from fengqiao.lifecycle.react import (
    CheckSameEstate,
    Effect,
    HandOver,
    IndexSound,
    MakeDocument,
    NoteChoice,
    Notify,
    PurgePersons,
    PushBack,
    ReportBack,
    SaveRuling,
    SuggestCategory,
    TellFollowers,
    react,
)
from fengqiao.matters.categories import Urgency
from fengqiao.matters.commands import FollowMain
from fengqiao.matters.events.dispatch import LeadRuled
from fengqiao.matters.matter import Matter, Merged
from fengqiao.matters.papers import COMMITTEES_OWN, INDISPENSABLE, series_of
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import SYSTEM
from fengqiao.shared.refused import Refused

PURGE_DAYS_AFTER_CLOSED = 365
"""The personal fields of a general matter go a year after it was closed (DOMAIN 6.5)."""


def carry_out_effects(ports: Ports, matter_id: str, seq: int) -> None:
    """Carry out the effects of one event, at the event's own moment. Safe to repeat."""
    with unit_of_work(ports.tenant) as work:
        matter, recorded = _as_of(work, matter_id, seq)
        effects = react(matter, recorded.event)
        plan(work, messages(matter, recorded), at=recorded.at)
        for effect in effects:
            _within(ports, work, matter, recorded, effect)
    for effect in effects:
        _beyond(ports, matter, recorded, effect)


def messages(matter: Matter, recorded: Recorded) -> list[Delivery]:
    """The messages that an event asks for; `matter` is the matter after it."""
    asked = []
    for effect in react(matter, recorded.event):
        match effect:
            case Notify():
                asked.append(_notice(matter, recorded, effect))
            case PushBack():
                asked.append(_answer_to_source(matter, recorded, effect))
            case HandOver() | ReportBack():
                asked.append(_to_body(matter, recorded, effect))
            case _:
                pass
    return asked


def _as_of(work: UnitOfWork, matter_id: str, seq: int) -> tuple[Matter, Recorded]:
    """The matter as it stood after that event: effects do not depend on what came later."""
    matter: Matter | None = None
    for recorded in read_events(work, matter_id):
        matter = evolve(matter, recorded)
        if recorded.seq == seq:
            return matter, recorded
    raise LookupError(f"matter {matter_id} has no event {seq}")


def _within(ports: Ports, work: UnitOfWork, matter: Matter, recorded: Recorded, effect: Effect) -> None:
    """Effects that are rows of the ledger, besides the messages."""
    match effect:
        case MakeDocument():
            _make_paper(ports, work, matter, recorded, effect)
        case CheckSameEstate():
            place = place_key(matter.place)
            if place:
                check_same_estate(
                    work,
                    category=effect.category,
                    place=place,
                    at=recorded.at,
                    hours=SAME_ESTATE_HOURS,
                    least=SAME_ESTATE_LEAST,
                )
        case PurgePersons():
            day = recorded.at.astimezone(SHANGHAI).date()
            set_purge(work, matter.id, on=effect.on or day + timedelta(days=PURGE_DAYS_AFTER_CLOSED))
        case SuggestCategory():
            if ports.suggester is not None:
                note_suggestion(work, matter, ports.suggester, at=recorded.at)
        case IndexSound():
            note_sound(work, matter.id, matter.text.id)
        case NoteChoice():
            note_choice(work, matter, person=recorded.actor.person, at=recorded.at)
        case Notify() | PushBack() | HandOver() | ReportBack() | SaveRuling() | TellFollowers():
            return
        case _:
            assert_never(effect)


def _make_paper(
    ports: Ports, work: UnitOfWork, matter: Matter, recorded: Recorded, effect: MakeDocument
) -> None:
    """A numbered paper of the unit that acted, unless the county does without this sort."""
    county = ports.county()
    template = county.templates.get(effect.template)
    if template is not None and not template.is_active and effect.template not in INDISPENSABLE:
        return
    code = issuing_unit(matter, recorded)
    word = template.word if template is not None else ""
    series = series_of(
        year=recorded.at.astimezone(SHANGHAI).year,
        unit=county.unit_name(code),
        short_name=_short_name(county, code, word),
        word=word,
    )
    make_paper(
        work,
        matter_id=matter.id,
        seq=recorded.seq,
        template=effect.template,
        template_version=str(template.version) if template is not None else "0",
        unit=code,
        series=series,
        recipients=effect.recipients,
        copies=effect.copies,
        at=recorded.at,
    )


def _short_name(county: CountyDirectory, code: str, word: str) -> str:
    """How numbers call a unit; a committee's own short name stands in the numbers of its agreements."""
    unit = county.units.get(code) or county.retired_units.get(code)
    if word.startswith(COMMITTEES_OWN):
        of_unit = (one.committee for one in county.mediators.values() if one.committee.unit == code)
        named = next((committee.short_name for committee in of_unit if committee.short_name), "")
        if named:
            return named
    return unit.short_name if unit is not None else ""


def _beyond(ports: Ports, matter: Matter, recorded: Recorded, effect: Effect) -> None:
    """Effects that are acts of their own: another matter's, or the directory's."""
    match effect:
        case TellFollowers():
            for follower in effect.followers:
                _tell_follower(ports, follower, FollowMain(effect.resolved_at, effect.how))
        case SaveRuling():
            _save_ruling(ports, matter, recorded, effect)
        case _:
            return


def _save_ruling(ports: Ports, matter: Matter, recorded: Recorded, effect: SaveRuling) -> None:
    """The ruling becomes a line of the directory, once."""
    if ruling_stands(ports.tenant, matter.code, recorded.at):
        return
    assert isinstance(recorded.event, LeadRuled)
    basis = recorded.event.basis
    with unit_of_work(ports.tenant) as work:
        words = bodies(work, [basis.id]).get(basis.id, "")
    save_ruling(
        ports.tenant,
        category=effect.category,
        area=effect.area,
        lead=effect.lead,
        co=effect.co,
        basis=words,
        matter_code=matter.code,
        at=recorded.at,
    )


def _tell_follower(ports: Ports, follower: str, command: FollowMain) -> None:
    """A follower that was unmerged meanwhile has its own way to its own answer."""
    try:
        act(ports, SYSTEM, Ref(id=follower), command)
    except Refused:
        with unit_of_work(ports.tenant) as work:
            matter = load(work, follower).matter
        if matter is not None and isinstance(matter.stage, Merged):
            raise


def _notice(matter: Matter, recorded: Recorded, effect: Notify) -> Delivery:
    """A notice carries codes only; whoever shows it writes the words in the reader's language."""
    requester = matter.requester
    match effect.to:
        case "requester":
            kind, to, channel = "party", requester.id if requester is not None else "", "sms"
        case "party":
            kind, to, channel = "party", effect.party, "sms"
        case "unit" | "unit_leader":
            kind, to, channel = effect.to, effect.unit, "app"
        case post:
            kind, to, channel = "post", post, "app"
    return Delivery(
        matter_id=matter.id,
        event_seq=recorded.seq,
        effect_key=f"{matter.id}:{recorded.seq}:{NOTICE}:{kind}:{to}:{effect.message}",
        kind=NOTICE,
        recipient_kind=kind,
        recipient=to,
        channel=channel,
        template=effect.message,
        payload={"code": matter.code} | _session(matter, effect.booking),
        urgent=effect.urgent or matter.urgency is Urgency.URGENT,
    )


def _session(matter: Matter, number: int) -> dict[str, Any]:
    """When and where a booked session is: the room by its code, an address or a link by its id."""
    booking = next((each for each in matter.bookings if each.no == number), None)
    if booking is None:
        return {}
    return {
        "session": {
            "starts": booking.starts.isoformat(),
            "ends": booking.ends.isoformat(),
            "mode": booking.mode.value,
            "room": booking.room,
            "place": booking.place.id if booking.place is not None else "",
        }
    }


def _answer_to_source(matter: Matter, recorded: Recorded, effect: PushBack) -> Delivery:
    return Delivery(
        matter_id=matter.id,
        event_seq=recorded.seq,
        effect_key=f"{matter.id}:{recorded.seq}:{SYNC}:{effect.event}",
        kind=SYNC,
        recipient_kind="source",
        recipient=effect.source_system,
        channel="platform",
        template=effect.event,
        payload={"code": matter.code, "external_id": effect.external_id},
    )


def _to_body(matter: Matter, recorded: Recorded, effect: HandOver | ReportBack) -> Delivery:
    """Codes and names of fields only; what stands in them is looked up when it is sent."""
    if isinstance(effect, HandOver):
        template = REFERRED_OUT
        payload = {"number": effect.number, "docking": effect.docking, "fields": list(effect.fields)}
    else:
        template, payload = effect.result, {"number": effect.number, "code": matter.code}
    return Delivery(
        matter_id=matter.id,
        event_seq=recorded.seq,
        effect_key=f"{matter.id}:{recorded.seq}:{REFERRAL}:{template}",
        kind=REFERRAL,
        recipient_kind="body",
        recipient=effect.to,
        channel=DOCKING_CHANNEL,
        template=template,
        payload=payload,
    )
