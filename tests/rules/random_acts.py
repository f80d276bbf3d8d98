"""Random commands: sound ones that fit the matter, and unsound ones with something missing or wrong."""

import types
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any, get_args, get_origin, get_type_hints

from county import text
from walk import PLACE

from fengqiao.clocks import SHANGHAI
from fengqiao.matters import commands as c
from fengqiao.matters.dispute import Instalment
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.words import (
    Answer,
    CloseReason,
    PauseCause,
    PerformanceMode,
    Side,
    SignatureKind,
    Signer,
    State,
    WhistleRating,
)
from fengqiao.shared.texts import NoteRef, TextRef

LEADS = ("HOUSING", "TOWN_GOV", "GRID", "MUNICIPAL")
CATEGORIES = (
    "P0108",
    "R0302",
    "R0103",
    "E0503",
    "S0101",
    "H0101",
    "D0208",
    "R0702",
    "D0101",
    "D0302",
    "D1101",
)
CALLED = ("MUNICIPAL", "POWER", "FIRE", "TOWN_GOV")

WRONG: dict[str, Any] = {
    "category": "X", "secondary": ("X",), "area": "110", "target": "", "knowledge_item": "", "main": "m1",
    "rule": "a\nb", "follower": "m9", "lead": "DISCIPLINE", "co": ("POWER", "POWER"), "to": "MOON",
    "suggested": "HOUSING", "amount": 30, "unit": "MOON", "units": ("MOON",), "tasks": ("MOON",), "ratings": (),
    "basis": (), "respond_within": "soon", "inspection": "x", "on_submission_by": "MOON", "number": 9,
    "reply_by_working_days": 0, "photos": -1, "photos_after": -1, "attendees": -1, "next_review": None,
    "review_date": date(2020, 1, 1), "cause": None, "round": 99, "amount_cny": -1, "perform_by": date(2020, 1, 1),
    "signed_by": (Signer.MEDIATOR,), "applied_by": (Side.APPLICANT,), "court": "HOUSING", "single": (("p9", Answer.AGREE),),
    "breached_on": date(2090, 1, 1), "starts": datetime(2020, 1, 1, tzinfo=UTC), "ends": datetime(2020, 1, 1, tzinfo=UTC),
    "room": "MOON", "mediators": ("M9",), "mediator": "M9", "invited": ("p9",), "wisher": "p9",
    "held_at": datetime(2090, 1, 1, tzinfo=UTC), "present": ("p9",), "sha256": "x",
    "counter_to": 99, "statement": 99, "proposal": 99, "point": 99, "who": "p9", "file": "",
    "clauses": (), "templates": ("x", "y"), "instalments": (Instalment(date(2020, 1, 1), 1),),
}  # fmt: skip


def random_command(command: type, matter: Matter, now: datetime, chance: Random, *, sound: bool) -> c.Command:
    """A command of this class with all its fields; of an unsound one some are missing or wrong."""
    hints, good = get_type_hints(command), _good(matter, now, chance)
    given = {one.name: _filled(hints[one.name], one.name, good, chance) for one in fields(command)}
    if command is c.RecordVisit and chance.random() < 0.3:
        given = {"reached": False}
    if command is c.RecordConsent and chance.random() < 0.7:
        given |= {"applicant": Answer.AGREE, "respondent": Answer.AGREE}
    if command is c.ConcludeAgreement and given["performance"] is PerformanceMode.IMMEDIATE:
        given["perform_by"] = None
    if command is c.AnswerWish:
        choices = matter.dispute.open_choices if matter.dispute is not None else ()
        given["number"] = choices[0].no if choices else 1
    if command in {c.MoveSession, c.CancelSession}:
        given["number"] = chance.randint(1, max(len(matter.bookings), 1))
    if command is c.Escalate:
        given["to"] = chance.choice(["MC_TOWN", "TOWN_CENTER", "COUNTY_CENTER"])
    if command is c.Divert:
        given["to"] = chance.choice(["COURT", "LABOR_ARB"])
    if command is c.EvaluateWhistle and matter.whistles:
        whistle = chance.choice(matter.whistles)
        given["ratings"] = tuple((unit.unit, WhistleRating.SATISFIED) for unit in whistle.units)
    if command in AT_THE_TABLE:
        given |= _at_the_table(command, matter, chance)
    if not sound:
        for one in fields(command):
            if chance.random() < 0.5:
                missing = one.default if one.default is not MISSING else None
                given[one.name] = WRONG.get(one.name, missing)
    return command(**given)


AT_THE_TABLE = (
    c.AnswerConsent, c.AddStatement, c.ShareStatement, c.MakeProposal, c.AnswerProposal, c.DropPoint,
    c.DraftAgreement, c.SignAgreement,
)  # fmt: skip


def _at_the_table(command: type, matter: Matter, chance: Random) -> dict[str, Any]:
    """What may well be said at the table; whoever is no party refuses or is refused by the rules."""
    dispute = matter.dispute
    parties = [party.id for party in matter.disputants] or ["p1"]
    held = {
        "statement": dispute.statements if dispute is not None else (),
        "proposal": dispute.proposals if dispute is not None else (),
        "point": dispute.points if dispute is not None else (),
    }
    terms = dispute.terms if dispute is not None else None
    who = chance.choice([*parties, "mediator", "committee_seal"])
    said = {name: len(records) for name, records in held.items()}
    said |= {"party": chance.choice(parties), "accept": True, "by": None, "counter_to": None}
    said |= {"sha256": terms.sha256 if terms is not None else "", "who": who, "file": "f"}
    said["kind"] = SignatureKind.SEAL if who == "committee_seal" else SignatureKind.DRAWN
    said["answer"] = Answer.AGREE
    if command is c.DraftAgreement:
        said |= {"performance": None, "clauses": (text(), text("y")), "templates": ("", "PAY")}
    return {one.name: said[one.name] for one in fields(command) if one.name in said}


def _filled(kind: Any, name: str, good: dict[str, Any], chance: Random) -> Any:
    options = get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    found = next(option for option in options if option is not types.NoneType)
    if found is TextRef:
        return text()
    if found is NoteRef:
        return NoteRef("note", "digest")
    if name in good:
        return good[name]
    if get_origin(found) is tuple:
        return ()
    if found is bool:
        if type(None) in options and chance.random() < 0.4:
            return None
        return chance.random() < 0.7
    assert issubclass(found, StrEnum), (found, name)
    return chance.choice(list(found))


def _good(matter: Matter, now: datetime, chance: Random) -> dict[str, Any]:
    """What may well stand in a field of this name, for this matter, today."""
    today = now.astimezone(SHANGHAI).date()
    limit = matter.handle.limit if matter.handle is not None else None
    live = [order.unit for order in matter.live_orders] or ["HOUSING"]
    waits = getattr(matter.stage, "paused", "")
    return {
        "category": chance.choice(CATEGORIES),
        "secondary": ("P0101",),
        "area": chance.choice(["", PLACE.area]),
        "target": "DISCIPLINE",
        "knowledge_item": "K",
        "main": "m0",
        "rule": "same_place",
        "follower": chance.choice([*matter.followers, "m2", "m3"]),
        "lead": chance.choice(LEADS),
        "co": tuple(chance.sample(["POWER", "MC_TOWN", "FIRE"], chance.randint(0, 2))),
        "to": chance.choice(["MUNICIPAL", "DRAINAGE", "MC_TOWN", "VILLAGE_STATION"]),
        "suggested": chance.choice(["", "URBAN_LE"]),
        "amount": 1,
        "unit": chance.choice([limit.unit.value if limit is not None else "hour", *live, ""]),
        "units": tuple(chance.sample(CALLED, chance.randint(1, 3))),
        "tasks": ("POWER",),
        "limits": (("POWER", "1_working_day"),),
        "fields": ("text",),
        "due_within": chance.choice(["", "2_working_day"]),
        "basis": ("cross_town",),
        "respond_within": chance.choice(["30_minutes", "1_working_day"]),
        "inspection": "video_recheck",
        "on_submission_by": matter.dispute.finished_by if matter.dispute is not None else "",
        "round": len(matter.dispute.sessions) + 1 if matter.dispute is not None else 1,
        "amount_cny": chance.choice([None, 100, 500]),
        "perform_by": today + timedelta(days=10),
        "signed_by": tuple(Signer),
        "applied_by": tuple(Side),
        "court": "COURT",
        "single": (),
        "breached_on": today,
        "starts": now + timedelta(hours=chance.choice([1, 30])),
        "ends": now + timedelta(hours=chance.choice([32, 33])),
        "room": chance.choice(["R1", "R2"]),
        "mediators": tuple(chance.sample(["M1", "M2", "M3"], chance.randint(1, 2))),
        "mediator": chance.choice(["M1", "M2", "M3"]),
        "invited": tuple(each.id for each in matter.disputants),
        "wisher": chance.choice([each.id for each in matter.disputants] or [""]),
        "party": Party(id=f"p{len(matter.parties) + 7}", role=chance.choice(["respondent", "agent"])),
        "number": len(matter.consultations) + 1,
        "reply_by_working_days": 2,
        "line_id": 7,
        "version": 3,
        "photos": 1,
        "photos_after": 1,
        "attendees": 3,
        "next_review": today + timedelta(days=chance.choice([1, 7, 25])),
        "review_date": today + timedelta(days=7),
        "held_at": chance.choice([None, now.astimezone(UTC)]),
        "statement": 1,
        "proposal": 1,
        "point": 1,
        "counter_to": None,
        "sha256": "",
        "who": "",
        "file": "",
        "cause": PauseCause(waits) if waits else chance.choice([PauseCause.MATERIAL, PauseCause.APPRAISAL]),
        "resolved_at": now.astimezone(UTC),
        "how": chance.choice([State.RESOLVED, State.RESOLVED, State.TRANSFERRED]),
        **({"reason": CloseReason.UNREACHED} if matter.state is State.RESOLVED else {}),
    }
