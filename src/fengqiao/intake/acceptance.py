"""Accepting, verifying, and the ways out that are not handling (G4 to G8, G10, G28)."""

from fengqiao.clocks import Limit, LimitUnit, due, pause
from fengqiao.intake.doors import known_leaves, need_place
from fengqiao.matters.categories import CategoryInfo, Kind, Urgency
from fengqiao.matters.clockwork import handle_limit, open_visit, resumed, running, started, stopped, verdict
from fengqiao.matters.commands import (
    Accept,
    AddMaterial,
    AddParty,
    AnswerDirectly,
    Reject,
    TransferOut,
    Verified,
    Verify,
    Withdraw,
)
from fengqiao.matters.events import Event
from fengqiao.matters.events.handling import ClockResumed
from fengqiao.matters.events.intake import (
    MaterialAdded,
    MatterAccepted,
    MatterAnsweredDirectly,
    MatterRejected,
    MatterTransferredOut,
    MatterWithdrawn,
    PartyAdded,
    VerificationAnswered,
    VerificationAsked,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import REFERRED, bars_mediation, is_barred
from fengqiao.matters.matter import Matter, Verifying, Working
from fengqiao.matters.parties import check_standing
from fengqiao.matters.photos import check_photos
from fengqiao.matters.words import PLACE_KINDS, PauseCause, RejectReason, Visibility
from fengqiao.places.areas import lies_in
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST_PARTIES = 50
TOO_MANY_PARTIES = (
    f"当事人最多登记 {MOST_PARTIES} 人；人数众多的，请登记推选的代表人并写明人数",
    f"at most {MOST_PARTIES} parties; of a larger group name the representatives and how many they speak for",
)

VERIFY_LIMIT = Limit(2, LimitUnit.WORKING_HOUR)


def verify(matter: Matter, command: Verify, facts: Facts) -> list[Event]:
    """G4: the accept timer waits for the answer, two working hours at most."""
    del command
    if matter.accept is None:
        raise Refused(Refusal.WRONG_STATE)
    if not matter.place.area.startswith(facts.units.tenant):
        raise Refused(
            Refusal.WRONG_STATE,
            field="place",
            zh="本县内的地点不明，无法派网格员核实",
            en="no place in this county is known, so nobody can go and look",
        )
    return [
        VerificationAsked(
            accept=pause(matter.accept, facts.now, cause="verification", calendar=facts.calendar),
            until=due(facts.now, VERIFY_LIMIT, calendar=facts.calendar).at,
        )
    ]


def verified(matter: Matter, command: Verified, facts: Facts) -> list[Event]:
    """G5: real, back to the queue; not real, rejected."""
    if command.result is None:
        raise invalid("result", "请填写核实结果", "say whether it was found")
    check_photos(command.photos, "photos")
    accept = matter.accept
    if accept is None:
        raise Refused(Refusal.WRONG_STATE)
    until = matter.stage.until if isinstance(matter.stage, Verifying) else None
    accept = running(accept, facts, until=until)
    answered = VerificationAnswered(
        result=command.result, accept=accept, note=command.note, photos=command.photos
    )
    if command.result:
        return [answered]
    rejected = MatterRejected(
        reason=RejectReason.NOT_ENOUGH_INFORMATION, right_door=None, accept=stopped(accept, facts)
    )
    return [answered, rejected]


def accept(matter: Matter, command: Accept, facts: Facts) -> list[Event]:
    """G6, D1: the accept timer stops and the main clock starts; a dispute that is barred takes the general course."""
    category = facts.category(command.category or matter.category)
    kind = command.kind or matter.kind or category.kind
    need_place(kind, matter.place)
    known_leaves(command.secondary, facts)
    area = command.area or matter.place.area
    if command.area and not lies_in(command.area, facts.units.tenant):
        raise invalid("area", "属地须在本县内", "the territory lies in this county")
    secondary = command.secondary or matter.secondary
    pending = command.pending_elsewhere and matter.channel not in REFERRED
    barred = pending or bars_mediation((category.code, *secondary), facts)
    return [
        MatterAccepted(
            category=category.code,
            kind=kind,
            urgency=_urgency(matter, command, category),
            # The category that is decided decides, not the one that a door guessed (RULINGS 20).
            visibility=Visibility.RESTRICTED if category.restricted else Visibility.NORMAL,
            area=area,
            secondary=secondary,
            accept=stopped(matter.accept, facts),
            handle=started("handle", handle_limit(category.code, facts), facts),
            dispatch=started("dispatch", facts.profile.dispatch, facts),
            mediable=kind is Kind.DISPUTE and not barred,
            barred=barred,
        )
    ]


def _urgency(matter: Matter, command: Accept, category: CategoryInfo) -> Urgency:
    """What the registrar decides; else urgent when the words or the category say so."""
    if command.urgency is not None:
        return command.urgency
    return Urgency.URGENT if Urgency.URGENT in {matter.urgency, category.urgency} else Urgency.NORMAL


def reject(matter: Matter, command: Reject, facts: Facts) -> list[Event]:
    """G7: a reason from the list and the right door."""
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if command.right_door is None:
        raise invalid("right_door", "请告诉群众该找哪里", "say which door is the right one")
    return [
        MatterRejected(
            reason=command.reason, right_door=command.right_door, accept=stopped(matter.accept, facts)
        )
    ]


def transfer_out(matter: Matter, command: TransferOut, facts: Facts) -> list[Event]:
    """G8: the matter leaves the platform."""
    if command.basis is None:
        raise Refused(Refusal.REASON_REQUIRED, field="basis")
    facts.unit(command.target, "target")
    return [
        MatterTransferredOut(
            target=command.target,
            basis=command.basis,
            accept=stopped(matter.accept, facts),
            handle=stopped(matter.handle, facts),
        )
    ]


def answer_directly(matter: Matter, command: AnswerDirectly, facts: Facts) -> list[Event]:
    """G10: resolved by the answer. What needs hands on the spot is not answered away."""
    if command.answer is None:
        raise invalid("answer", "请填写答复", "write the answer")
    if not command.knowledge_item:
        raise invalid("knowledge_item", "请选择所依据的知识条目", "name the knowledge item it rests on")
    if matter.kind in PLACE_KINDS:
        raise invalid(
            "kind", "事件、部件和隐患须交办处置", "events, components and hazards must be dispatched"
        )
    handle, dispatch = stopped(matter.handle, facts), stopped(matter.dispatch, facts)
    if handle is None or dispatch is None:
        raise Refused(Refusal.WRONG_STATE)
    return [
        MatterAnsweredDirectly(
            answer=command.answer,
            knowledge_item=command.knowledge_item,
            handle=handle,
            dispatch=dispatch,
            verdict=verdict(matter, handle, facts.now),
            visit=open_visit(matter, facts),
        )
    ]


def withdraw(matter: Matter, command: Withdraw, facts: Facts) -> list[Event]:
    """G28: hazards go on whoever asks, and a submitted result stands (RULINGS 9)."""
    if matter.followers:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="其他群众的诉求已并入本事项，请先解除并案",
            en="others' requests were merged into it; unmerge them first",
        )
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [
        MatterWithdrawn(
            reason=command.reason, accept=stopped(matter.accept, facts), handle=stopped(matter.handle, facts)
        )
    ]


def may_withdraw(matter: Matter, facts: Facts) -> bool:
    """Whether a withdrawal is possible at all (RULINGS 9)."""
    stays = matter.kind is Kind.HAZARD or matter.category.startswith("H") or is_barred(matter, facts)
    agreed = matter.dispute is not None and matter.dispute.agreement is not None
    return not stays and not agreed and all(order.submitted_at is None for order in matter.orders)


def add_material(matter: Matter, command: AddMaterial, facts: Facts) -> list[Event]:
    """The requester adds to the matter; a clock that waited for it runs again."""
    if command.text is None and not command.photos:
        raise invalid("text", "请写几句话或添加照片", "add words or a photo")
    check_photos(command.photos, "photos")
    added = MaterialAdded(text=command.text, photos=command.photos)
    if isinstance(matter.stage, Working) and matter.stage.paused == PauseCause.MATERIAL:
        handle = resumed(matter, facts)
        if handle is not None:
            return [added, ClockResumed(cause=PauseCause.MATERIAL, handle=handle)]
    return [added]


def add_party(matter: Matter, command: AddParty, facts: Facts) -> list[Event]:
    """D1: a party that the registration did not name; nobody consents for somebody who is not named."""
    del facts
    if command.party is None:
        raise invalid("name", "请填写当事人的姓名、单位或电话", "name the party, or give a telephone number")
    if len(matter.parties) >= MOST_PARTIES:
        raise invalid("role", *TOO_MANY_PARTIES)
    check_standing(matter, command.party)
    return [PartyAdded(party=command.party)]
