"""A time and a place for the table, or for counselling; who may be booked and when (guards 1 and 6, DOMAIN 2.9)."""

from dataclasses import replace
from datetime import datetime, timedelta

from fengqiao.matters.bookings import AT_THE_TABLE, OVER, Booking, room_holder
from fengqiao.matters.commands import BookSession, CancelSession, MoveSession
from fengqiao.matters.events import Event
from fengqiao.matters.events.bookings import SessionBooked, SessionCancelled, SessionMoved
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import PLACE_KINDS, BookingPurpose, SessionMode
from fengqiao.mediation.mediators import forbid_recused, forbid_seat, known_mediator
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

LONGEST = timedelta(hours=12)
FARTHEST = timedelta(days=366)
MOST_MEDIATORS = 5
MOST_INVITED = 1000
BEYOND_A_ROOM = {
    SessionMode.VISIT: ("请填写上门地址", "say where the visit is"),
    SessionMode.VIDEO: ("请填写视频链接", "give the link of the video session"),
}


def forbid_booking(matter: Matter, command: BookSession, facts: Facts) -> None:
    """Guard 1 and 6 ban the table; counselling is nobody's mediation and open to everybody."""
    if command.purpose is BookingPurpose.MEDIATION:
        forbid_recused(matter, facts)


def forbid_moving(matter: Matter, command: MoveSession, facts: Facts) -> None:
    """What may not be booked may not be moved either."""
    found = next((each for each in matter.bookings if each.no == command.number), None)
    if found is not None and found.purpose is BookingPurpose.MEDIATION:
        forbid_recused(matter, facts)


def book_session(matter: Matter, command: BookSession, facts: Facts) -> list[Event]:
    """Ask for a time; whether room and mediators are free then the ledger says."""
    _check_state(matter, command.purpose)
    _check_span(command.starts, command.ends, facts.now)
    assert command.starts is not None
    assert command.ends is not None
    booking = Booking(
        no=len(matter.bookings) + 1,
        purpose=command.purpose,
        mode=command.mode,
        starts=command.starts,
        ends=command.ends,
        by=facts.actor,
        room=command.room,
        mediators=_mediators(command, facts),
        invited=_invited(matter, command),
        place=command.place,
    )
    return [SessionBooked(booking=_seated(matter, booking, facts))]


def move_session(matter: Matter, command: MoveSession, facts: Facts) -> list[Event]:
    """Another time, room, mode or mediator; nothing happens when nothing is other."""
    old = _standing(matter, command.number, facts)
    _check_state(matter, old.purpose)
    if command == MoveSession(number=command.number):
        raise invalid("starts", "请填写新的时间、房间或调解员", "say which time, room or mediator is new")
    mode = command.mode or old.mode
    new = replace(
        old,
        starts=command.starts or old.starts,
        ends=command.ends or old.ends,
        mode=mode,
        room=command.room or (old.room if mode is old.mode else ""),
        mediators=tuple(dict.fromkeys(command.mediators)) or old.mediators,
        place=command.place or (old.place if mode is old.mode else None),
    )
    _check_span(new.starts, new.ends, facts.now)
    new = _seated(matter, new, facts)
    return [] if new == old else [SessionMoved(booking=new)]


def cancel_session(matter: Matter, command: CancelSession, facts: Facts) -> list[Event]:
    """Off, with a reason or without; the invited are told."""
    old = _standing(matter, command.number, facts)
    return [SessionCancelled(number=old.no, reason=command.reason)]


def _check_state(matter: Matter, purpose: BookingPurpose) -> None:
    if purpose is BookingPurpose.MEDIATION and matter.state not in AT_THE_TABLE:
        raise Refused(Refusal.WRONG_STATE, state=matter.state.value)
    if matter.state in OVER:
        raise Refused(Refusal.WRONG_STATE, state=matter.state.value)
    if matter.kind in PLACE_KINDS:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="城市管理事项和隐患不安排会面",
            en="no session is booked about a thing in the town",
        )


def _check_span(starts: datetime | None, ends: datetime | None, now: datetime) -> None:
    if starts is None:
        raise invalid("starts", "请填写开始时间", "say when it begins")
    if ends is None:
        raise invalid("ends", "请填写结束时间", "say when it ends")
    if starts < now:
        raise invalid("starts", "开始时间已经过去", "it lies in the past")
    if starts > now + FARTHEST:
        raise invalid("starts", "最多提前一年预约", "at most a year ahead")
    if ends <= starts:
        raise invalid("ends", "结束时间须晚于开始时间", "it must end after it begins")
    if ends - starts > LONGEST:
        raise invalid("ends", "一次预约不超过12小时", "a booking lasts 12 hours at most")


def _mediators(command: BookSession, facts: Facts) -> tuple[str, ...]:
    """Those named; without any, the own entry of a mediator in the register."""
    named = tuple(dict.fromkeys(command.mediators))
    if named or command.purpose is BookingPurpose.COUNSELLING:
        return named
    actor = facts.actor
    own = next((each for each in facts.mediators.values() if each.person == actor.person), None)
    return (own.code,) if own is not None and actor.post is Post.MEDIATOR else ()


def _invited(matter: Matter, command: BookSession) -> tuple[str, ...]:
    """The parties who are told: those named, else every party of the dispute; counselling is for one who is named."""
    known = {each.id for each in matter.parties}
    named = tuple(dict.fromkeys(command.invited))
    if any(party not in known for party in named) or len(named) > MOST_INVITED:
        raise invalid("invited", "不是本事项的当事人", "not a party to this matter")
    if named:
        return named
    if command.purpose is BookingPurpose.COUNSELLING:
        raise invalid("invited", "请选择为谁预约心理疏导", "name for whom counselling is booked")
    return tuple(each.id for each in matter.disputants)


def _seated(matter: Matter, booking: Booking, facts: Facts) -> Booking:
    """The booking with everybody whose time it takes; refuses a room or mediator that cannot be taken."""
    if booking.room and booking.room not in facts.rooms:
        raise invalid("room", f"没有房间 {booking.room}", f"there is no room {booking.room}")
    if booking.mode is SessionMode.ROOM and not booking.room:
        raise invalid("room", "请选择房间", "choose a room")
    if booking.mode in BEYOND_A_ROOM and booking.place is None:
        raise invalid("place", *BEYOND_A_ROOM[booking.mode])
    if len(booking.mediators) > MOST_MEDIATORS:
        raise invalid("mediators", f"最多 {MOST_MEDIATORS} 名调解员", f"at most {MOST_MEDIATORS} mediators")
    mediators = [known_mediator(code, facts, "mediators") for code in booking.mediators]
    if booking.purpose is BookingPurpose.MEDIATION:
        if not mediators:
            raise invalid("mediators", "请选择调解员", "choose a mediator")
        for mediator in mediators:
            forbid_seat(matter, mediator, facts, "mediators")
    room = (room_holder(booking.room),) if booking.room else ()
    holders = dict.fromkeys((*room, *(mediator.holder for mediator in mediators)))
    return replace(booking, holders=tuple(holders))


def _standing(matter: Matter, number: int | None, facts: Facts) -> Booking:
    """The booking of this number, as long as it lies ahead or runs."""
    found = next((each for each in matter.bookings if each.no == number), None)
    if found is None:
        raise invalid("number", "没有这次预约", "there is no such booking")
    if found.cancelled_at is not None:
        raise Refused(Refusal.WRONG_STATE, zh="该预约已取消", en="it was called off before")
    if found.ends <= facts.now:
        raise Refused(Refusal.WRONG_STATE, zh="该预约已经结束", en="it is over")
    return found
