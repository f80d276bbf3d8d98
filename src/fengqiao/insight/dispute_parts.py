"""The parts of a dispute as its page shows them: parties, what was said, the agreement, its performance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.words import (
    AGREEMENT_FORM,
    PARTY_ROLE,
    PROPOSAL_STATE,
    SESSION_MODE,
    SESSION_RESULT,
    word,
)
from fengqiao.matters.dispute import (
    Consent,
    ConsentPending,
    Instalment,
    Mediating,
    Session,
    Settlement,
    Signature,
    Terms,
)
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.parties import side_of
from fengqiao.matters.words import Side
from fengqiao.mediation.clauses import WORDS, lacks
from fengqiao.mediation.schedule import next_part, parts
from fengqiao.mediation.signing import unsigned
from fengqiao.people.confidentiality import TableStanding, sees
from fengqiao.people.masking import mask_name, mask_phone
from fengqiao.shared.money import capitals
from fengqiao.shared.texts import TextRef

SIGNATURES: Final = "/api/v1/matters/{code}/dispute/signatures/{id}"


@dataclass(frozen=True, slots=True)
class Sight:
    """With what a dispute is looked at; it holds only what the viewer may read. `mine`: the viewer's own parties."""

    standing: TableStanding
    mine: tuple[str, ...]
    side: Side | None
    county: CountyDirectory
    at: datetime
    english: bool
    texts: Mapping[str, str]
    persons: Mapping[str, Mapping[str, str]]
    notes: Mapping[str, str]
    links: Mapping[str, datetime]
    draft: tuple[int, datetime, str] | None = None

    def sees(self, field: str) -> bool:
        """Whether this viewer is shown a part at all."""
        return sees(self.standing, field)

    @property
    def is_party(self) -> bool:
        """Whether a party looks at its own page."""
        return self.standing is TableStanding.PARTY

    def said(self, ref: TextRef | None) -> str:
        """A text that was fetched for this viewer; "" for none, an erased one, and one that is not for it."""
        return self.texts.get(ref.id, "") if ref is not None else ""

    def reads(self, to: tuple[Side, ...]) -> bool:
        """Whether something that is for these sides is for this viewer."""
        return self.standing is TableStanding.TABLE or self.side in to


def table(matter: Matter, sight: Sight) -> dict[str, Any]:
    """Who sits at the table and what was said there."""
    dispute = matter.dispute
    found: dict[str, Any] = {name: [] for name in ("statements", "notes", "sessions", "proposals", "points")}
    found["parties"] = [_party(party, matter, sight) for party in _seated(matter)]
    if dispute is None:
        return found
    if sight.sees("statements"):
        found["statements"] = [
            {
                "number": one.number,
                "party": one.party,
                "side": _side(matter, one.party),
                "at": one.at,
                "shared": one.shared,
                "by_post": one.by.post.value,
                "text": sight.said(one.text),
            }
            for one in dispute.statements
            if one.text.id in sight.texts
        ]
    found["notes"] = [
        {"number": one.number, "side": one.side.value, "at": one.at, "text": sight.notes[one.note.id]}
        for one in dispute.notes
        if one.note.id in sight.notes
    ]
    if sight.sees("sessions"):
        found["sessions"] = [_session(n, one, sight) for n, one in enumerate(dispute.sessions, start=1)]
    if sight.sees("proposals"):
        found["proposals"] = [_proposal(one, sight) for one in dispute.proposals if sight.reads(one.to)]
    if sight.sees("points"):
        found["points"] = [
            {"number": one.number, "at": one.at, "amount_cny": one.amount_cny, "text": sight.said(one.text)}
            for one in dispute.points
            if one.dropped_at is None
        ]
    return found


def draft_of(matter: Matter, sight: Sight) -> dict[str, Any] | None:
    """The record that the viewer is writing; one of a session that was recorded meanwhile is over."""
    dispute = matter.dispute
    if sight.draft is None or dispute is None or sight.draft[0] != len(dispute.sessions) + 1:
        return None
    session, saved_at, record = sight.draft
    return {"session": session, "saved_at": saved_at, "record": record}


def agreement(matter: Matter, sight: Sight) -> dict[str, Any]:
    """The agreement on the table, and the one that binds."""
    dispute = matter.dispute
    drafted = dispute.terms if dispute is not None and dispute.agreement is None else None
    found: dict[str, Any] = {"agreement_draft": None, "agreement": None}
    if drafted is not None and sight.sees("agreement_draft"):
        assert dispute is not None
        found["agreement_draft"] = {
            "version": drafted.version,
            "sha256": drafted.sha256,
            "at": drafted.at,
            "amount_cny": drafted.amount_cny,
            "amount_capitals": _capitals(drafted.amount_cny),
            "performance": drafted.performance.value,
            "perform_by": drafted.perform_by,
            "clauses": _clauses(drafted, sight),
            "instalments": [
                _instalment(n, one, 0, "open") for n, one in enumerate(drafted.instalments, start=1)
            ],
            "signatures": [_signature(one, matter, sight) for one in dispute.signatures],
            "missing": list(unsigned(matter)),
        }
    if dispute is not None and dispute.agreement is not None:
        found["agreement"] = _binding(matter, sight)
    return found


def performance(matter: Matter, sight: Sight) -> dict[str, Any] | None:
    """What is owed, what was paid, and what is due next; None before there is anything to perform."""
    dispute = matter.dispute
    if dispute is None or (dispute.agreement is None and dispute.outcome is None):
        return None
    schedule, money = parts(dispute), sight.sees("performance.payments")
    duty = dispute.outcome if dispute.outcome is not None else dispute.agreement
    owed = duty.amount_cny if duty is not None else None
    paid = dispute.recovered_cny
    state = (
        "done"
        if dispute.finished_by
        else "broken"
        if dispute.breached_on is not None
        else "partly"
        if dispute.performances
        else "open"
    )
    following = next_part(dispute) if state in {"open", "partly"} else None
    today = sight.at.astimezone(SHANGHAI).date()
    day = following.due if following is not None else None
    if day is None and state in {"open", "partly"} and dispute.agreement is not None:
        day = dispute.agreement.perform_by
    return {
        "state": state,
        "owed_cny": owed if money else None,
        "paid_cny": paid if money else 0,
        "open_cny": max(owed - paid, 0) if money and owed is not None else None,
        "next_due": day,
        "next_cny": following.open_cny if money and following is not None else None,
        "overdue": day is not None and day < today,
        "breached_on": dispute.breached_on,
        "schedule": [
            _instalment(
                one.number,
                one,
                one.paid_cny,
                "paid" if not one.open_cny else "overdue" if one.due < today else "open",
            )
            for one in schedule
        ]
        if money
        else [],
        "payments": [
            {
                "at": one.at,
                "kind": one.kind.value if one.kind is not None else "",
                "amount_cny": one.amount_cny,
                "proof": sight.said(one.proof),
            }
            for one in dispute.performances
        ]
        if money
        else [],
    }


def escalations(matter: Matter, sight: Sight) -> list[dict[str, Any]]:
    """To which unit and level the dispute was raised."""
    dispute = matter.dispute
    if dispute is None or not sight.sees("escalations"):
        return []
    return [
        {
            "unit": one.to,
            "unit_name": sight.county.unit_name(one.to, english=sight.english),
            "level": one.level.value,
            "at": one.at,
            "reason": sight.said(one.reason),
        }
        for one in dispute.escalations
    ]


def _seated(matter: Matter) -> tuple[Party, ...]:
    """Everybody who has to do with the dispute; the requester only where it is a party or nobody else applies."""
    named = any(party.role == "applicant" for party in matter.parties)
    return tuple(party for party in matter.parties if not (named and party.role == "requester"))


def _party(party: Party, matter: Matter, sight: Sight) -> dict[str, Any]:
    own, held = party.id in sight.mine, sight.persons.get(party.id, {})
    given = _answer(matter, party.id) if sight.sees("parties.answer") else None
    name, phone = held.get("name", "") or held.get("organisation", ""), held.get("contact_phone", "")
    if not own:
        name = "" if party.minor else name if party.organisation else mask_name(name)
        phone = "" if sight.is_party else mask_phone(phone)
    linked = sight.links.get(party.id) if sight.standing is TableStanding.TABLE or own else None
    return {
        "party": party.id,
        "role": party.role,
        "role_name": word(PARTY_ROLE, party.role, english=sight.english),
        "side": _side(matter, party.id),
        "organisation": party.organisation,
        "minor": party.minor,
        "name": name,
        "phone": phone,
        "answer": given.answer.value if given is not None else "",
        "answered_at": given.at if given is not None else None,
        "speaks_for": party.speaks_for if sight.sees("parties.speaks_for") else "",
        "authority": party.authority.value if party.authority is not None else "",
        "language": party.language,
        "people": party.people,
        "linked_at": linked,
        "me": own,
    }


def _answer(matter: Matter, party: str) -> Consent | None:
    """The latest answer of a party, as long as it is asked about or holds."""
    stage = matter.stage
    given: tuple[Consent, ...] = ()
    if isinstance(stage, ConsentPending):
        given = stage.answers
    elif isinstance(stage, Mediating):
        given = stage.consents
    return next((one for one in reversed(given) if one.party == party), None)


def _session(number: int, one: Session, sight: Sight) -> dict[str, Any]:
    return {
        "number": number,
        "round": one.matter_round,
        "at": one.held_at or one.at,
        "mode": one.mode.value if one.mode is not None else "",
        "mode_name": word(SESSION_MODE, one.mode.value, english=sight.english) if one.mode else "",
        "result": one.result.value if one.result is not None else "agreement",
        "result_name": word(SESSION_RESULT, one.result.value, english=sight.english)
        if one.result is not None
        else ("An agreement" if sight.english else "达成协议"),
        "attendees": one.attendees,
        "present": list(one.present) if sight.sees("sessions.present") else [],
        "advised": one.advised.value if one.advised is not None else "",
        "place": sight.said(one.place),
        "record": sight.said(one.record),
    }


def _proposal(one: Settlement, sight: Sight) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at,
        "by": one.by.value,
        "party": one.party,
        "to": [side.value for side in one.to],
        "counter_to": one.counter_to,
        "state": one.state.value,
        "state_name": word(PROPOSAL_STATE, one.state.value, english=sight.english),
        "accepted_by": [side.value for side in one.accepted],
        "amount_cny": one.amount_cny,
        "amount_capitals": _capitals(one.amount_cny),
        "text": sight.said(one.text),
    }


def _binding(matter: Matter, sight: Sight) -> dict[str, Any]:
    assert matter.dispute is not None
    held = matter.dispute.agreement
    assert held is not None
    open_, terms = sight.sees("agreement.terms"), held.terms
    clauses = _clauses(terms, sight) if terms is not None and open_ else []
    content = "\n".join(clause["text"] for clause in clauses) or sight.said(held.content)
    return {
        "form": held.form.value,
        "form_name": word(AGREEMENT_FORM, held.form.value, english=sight.english),
        "effective_at": held.effective_at,
        "confirm_by": held.confirm_by,
        "performance": held.performance.value,
        "perform_by": held.perform_by,
        "version": terms.version if terms is not None else 1,
        "sha256": terms.sha256 if terms is not None and open_ else "",
        "signed_by": [one.value for one in held.signed_by],
        "amount_cny": held.amount_cny if open_ else None,
        "amount_capitals": _capitals(held.amount_cny) if open_ else "",
        "content": content,
        "clauses": clauses,
        "instalments": [_instalment(n, one, 0, "") for n, one in enumerate(terms.instalments, start=1)]
        if terms is not None and open_
        else [],
        "signatures": [_signature(one, matter, sight) for one in held.signatures] if open_ else [],
    }


def _clauses(terms: Terms, sight: Sight) -> list[dict[str, Any]]:
    codes = terms.templates or ("",) * len(terms.clauses)
    return [
        {
            "number": number,
            "template": code,
            "text": sight.said(ref),
            "hints": hints(sight.said(ref)) if sight.standing is TableStanding.TABLE else [],
        }
        for number, (ref, code) in enumerate(zip(terms.clauses, codes, strict=True), start=1)
    ]


def hints(clause: str) -> list[dict[str, str]]:
    """What a clause lacks, in words."""
    return [{"lacks": lack.value, "zh": WORDS[lack][0], "en": WORDS[lack][1]} for lack in lacks(clause)]


def _instalment(number: int, one: Any, paid: int, state: str) -> dict[str, Any]:
    part: Instalment = one
    return {
        "number": number,
        "due": part.due,
        "amount_cny": part.amount_cny,
        "amount_capitals": _capitals(part.amount_cny),
        "paid_cny": paid,
        "state": state,
    }


def _signature(one: Signature, matter: Matter, sight: Sight) -> dict[str, Any]:
    """A picture is the table's, and for a party the own one; the address of the party's page is made there."""
    image = ""
    if one.file and sight.standing is TableStanding.TABLE:
        image = SIGNATURES.format(code=matter.code, id=one.file)
    elif one.file and one.who in sight.mine:
        image = one.file
    return {
        "who": one.who,
        "side": _side(matter, one.who),
        "kind": one.kind.value,
        "at": one.at,
        "image": image,
    }


def _side(matter: Matter, party: str) -> str:
    side = side_of(matter, party)
    return side.value if side is not None else ""


def _capitals(amount: int | None) -> str:
    return capitals(amount) if amount is not None else ""
