"""The page of a matter for somebody at work: everything around it in one statement, shown as far as the viewer may.

Whether the viewer may open it at all is the desk's decision; how much is shown is that of `people.visibility`.
"""
# ruff: noqa: S608 -- composed of the constants here, values come as parameters only

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import msgspec

from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight import asked, parts
from fengqiao.insight.papers import purpose_of_look
from fengqiao.insight.timeline import entries
from fengqiao.insight.words import LOOKING
from fengqiao.insight.worklist import place_words
from fengqiao.ledger.chain import Entry
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import PHONE, KeyRing
from fengqiao.ledger.stored_events import recorded_of
from fengqiao.lifecycle.offers import next_step, offers
from fengqiao.lifecycle.undoing import undoable
from fengqiao.lifecycle.viewing import what_is_shown
from fengqiao.matters.events import Event
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import Post
from fengqiao.people.visibility import Detail, Shown

MOST_LOOKS: Final = 100

_OF: Final = "WHERE t.tenant = ledger.tenant() AND t.matter_id = %(id)s::uuid"
_EVENTS: Final = (
    "(SELECT json_agg(json_build_array(t.seq, t.v, t.at, t.kind, t.person, t.post, t.unit, t.body) ORDER BY t.seq)::text"
    f" FROM ledger.event AS t {_OF})"
)
_TEXTS: Final = (
    f"(SELECT json_object_agg(t.id, t.body)::text FROM ledger.text AS t {_OF} AND t.erased_at IS NULL)"
)
_PAPERS: Final = (
    "(SELECT json_agg(json_build_array(t.id, t.template, t.number, t.version, t.made_at, t.recipients, t.copies)"
    f" ORDER BY t.event_seq, t.template)::text FROM ledger.document AS t {_OF})"
)
_PHOTOS: Final = (
    "(SELECT json_agg(json_build_array(t.id, t.kind, t.event_seq, t.added_at) ORDER BY t.event_seq, t.id)::text"
    f" FROM ledger.attachment AS t {_OF})"
)
# Kept as an object: whether it abstained, and the categories (desk.suggesting.as_note).
_NOTE: Final = (
    "(SELECT json_build_array(t.suggestions -> 'categories', t.chosen, t.suggestions -> 'abstained')::text"
    f" FROM ledger.triage_note AS t {_OF})"
)
_CODES: Final = (
    "(SELECT json_build_array((SELECT m.code FROM ledger.matter AS m WHERE m.tenant = ledger.tenant()"
    " AND m.id = %(main)s::uuid), (SELECT json_agg(json_build_array(f.id, f.code)) FROM (SELECT m.id, m.code FROM ledger.matter AS m"
    " WHERE m.tenant = ledger.tenant() AND m.main_matter_id = %(id)s::uuid ORDER BY m.id LIMIT 50) AS f))::text)"
)
_LOOKS: Final = (
    "(SELECT json_agg(json_build_array(l.at, l.unit, l.post, l.act, l.purpose, l.result))::text FROM (SELECT t.*"
    f" FROM ledger.access_log AS t {_OF}{{which}} ORDER BY t.at DESC LIMIT {MOST_LOOKS}) AS l)"
)
_LOOKING: Final = ", ".join(f"'{act}'" for act in sorted(LOOKING))
_PERSONS: Final = (
    "(SELECT json_agg(json_build_array(t.id, t.key_id, encode(t.ciphertext, 'base64')))::text"
    f" FROM sealed.person AS t {_OF} AND t.erased_at IS NULL)"
)

_SEEING_LOOKS: Final = frozenset({Post.SUPERVISOR, Post.DUTY_LEADER, Post.PRIVACY_OFFICER, Post.AUDITOR})


@dataclass(frozen=True, slots=True)
class Around:
    """What the database holds around a matter."""

    events: list[Entry]
    texts: Mapping[str, str]
    papers: list[tuple[str, str, str, int, datetime, list[str], list[str]]]
    photos: list[tuple[str, str, int, datetime]]
    suggestions: list[dict[str, Any]]
    chosen: str
    abstained: bool
    main: str | None
    followers: Mapping[str, str]
    looks: list[tuple[datetime, str, str, str, str, str]]
    persons: Mapping[str, Mapping[str, str]]


def matter_page(
    work: UnitOfWork,
    matter: Matter,
    facts: Facts,
    county: CountyDirectory,
    ring: KeyRing,
    *,
    is_public: Callable[[Event], bool],
    english: bool = False,
) -> dict[str, Any]:
    """A matter with everything around it, in one statement, as the actor of the facts is shown it.

    Names and numbers of persons are opened only to be masked, and only for posts that see them masked; nothing of them
    leaves this function. `is_public` tells which steps the requester sees.
    """
    shown = what_is_shown(matter, facts)
    around = _around(work, matter, ring, shown=shown, post=facts.actor.post)
    eyes = parts.Eyes(county, facts.now, shown, around.texts, english)
    photos = _photos(matter, around, shown)
    recorded = [recorded_of(entry) for entry in around.events]
    offered = offers(matter, facts)
    category = county.categories.get(matter.category)
    name = "" if category is None else category.name_en if english else category.name_zh
    return {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        "kind": matter.kind.value if matter.kind is not None else None,
        "category": matter.category,
        "category_name": name or matter.category,
        "urgency": matter.urgency.value,
        "visibility": matter.visibility.value,
        "level": matter.level.value,
        "channel": matter.channel.value,
        "round": matter.round,
        "registered_at": matter.registered_at,
        "occurred_at": matter.occurred_at,
        "text": eyes.said(matter.text),
        "answers": asked.answers(matter, eyes),
        "open_questions": asked.still_open(matter, eyes),
        "place": _place(matter, eyes),
        "photos": [photo for photo in photos if photo["kind"] in {"registration", "material"}],
        "requester": _person(matter.requester, around, shown) if matter.requester is not None else None,
        "parties": [_person(party, around, shown) for party in matter.parties if party.role != "requester"],
        "orders": parts.orders(matter, eyes),
        "clocks": parts.clocks(matter, eyes),
        "timeline": entries(
            recorded,
            around.texts,
            _by_seq(photos),
            county=county,
            shown=shown,
            is_public=is_public,
            undone_by=_undone_by(matter, recorded, facts, around),
            english=english,
        ),
        "documents": [document(paper, county, english=english) for paper in around.papers],
        "proposals": parts.proposals(matter, eyes),
        "supervisions": parts.supervisions(matter, eyes),
        "whistles": parts.whistles(matter, eyes),
        "consultations": parts.consultations(matter, eyes),
        "visits": parts.visits(matter, eyes),
        "rounds": parts.rounds(matter),
        "returns": parts.returns(matter, eyes),
        "extensions": parts.extensions(matter, eyes),
        "shelvings": parts.shelvings(matter, eyes),
        "main": around.main,
        "followers": list(around.followers.values()),
        "actions": offered,
        "next_step": next_step(matter, facts, offered),
        "suggested": {
            "categories": around.suggestions,
            "chosen": around.chosen,
            "abstained": around.abstained,
        },
        "access": [
            {
                "at": at,
                "unit": unit,
                "post": post,
                "act": act,
                "look": act in LOOKING,
                "purpose": purpose_of_look(purpose, county, english=english),
                "result": result,
            }
            for at, unit, post, act, purpose, result in around.looks
        ],
    }


def _undone_by(
    matter: Matter, recorded: Sequence[Recorded], facts: Facts, around: Around
) -> dict[int, dict[str, Any]]:
    """The acts that take steps back, by the number of the step, with what they are given; a follower by its code."""
    found = {}
    for seq, counter in undoable(matter, recorded, facts).items():
        data = dict(counter.data)
        if "follower" in data:
            code = around.followers.get(str(data["follower"]))
            if code is None:
                continue  # beyond the followers that a page names
            data["follower"] = code
        found[seq] = {"action": counter.action, "data": data}
    return found


def document(
    paper: tuple[str, str, str, int, datetime, list[str], list[str]],
    county: CountyDirectory,
    *,
    english: bool,
) -> dict[str, Any]:
    """A numbered paper by its template's name."""
    key, template, number, version, made_at, recipients, copies = paper
    known = county.templates.get(template)
    name = template if known is None else (known.name_en if english else known.name_zh) or template
    return {
        "id": key,
        "template": template,
        "name": name,
        "number": number,
        "version": version,
        "at": made_at,
        "recipients": recipients,
        "copies": copies,
    }


def _around(work: UnitOfWork, matter: Matter, ring: KeyRing, *, shown: Shown, post: Post) -> Around:
    opens = shown.person is Detail.MASKED and bool(matter.parties)
    statement = _statement(opens, post in _SEEING_LOOKS)
    main = getattr(matter.stage, "main", None)
    row = work.execute(statement, {"id": matter.id, "main": main}).fetchone()
    assert row is not None
    events, texts, papers, photos, note, codes, looks, persons = row
    suggestions, chosen, abstained = _decoded(note, tuple[list[dict[str, Any]], str, bool]) or ([], "", True)
    main_code, followers = _decoded(codes, tuple[str | None, list[tuple[str, str]] | None]) or (None, None)
    return Around(
        events=[Entry(*each) for each in _decoded(events, list[_Event]) or []],
        texts=_decoded(texts, dict[str, str]) or {},
        papers=_decoded(papers, list[tuple[str, str, str, int, datetime, list[str], list[str]]]) or [],
        photos=_decoded(photos, list[tuple[str, str, int, datetime]]) or [],
        suggestions=suggestions,
        chosen=chosen,
        abstained=abstained,
        main=main_code,
        followers=dict(followers or []),
        looks=_decoded(looks, list[tuple[datetime, str, str, str, str, str]]) or [],
        persons={
            key: ring.unseal(work.tenant, key, b64decode(sealed), key_id=key_id)
            for key, key_id, sealed in _decoded(persons, list[tuple[str, str, str]]) or []
        },
    )


_Event = tuple[int, int, datetime, str, str, str, str, str]


def _decoded(text: str | None, kind: Any) -> Any:
    return msgspec.json.decode(text, type=kind) if text is not None else None


@lru_cache(maxsize=4)
def _statement(opens: bool, looks: bool) -> str:  # noqa: FBT001  two switches of one statement
    """Sealed persons are not even read where nothing of them is shown.

    Others than those who watch over looks see what was refused of the matter's course. That somebody tried to look is no
    part of it, and whoever does so again and again must not push the course out of sight.
    """
    which = "" if looks else f" AND t.result LIKE 'refused:%%' AND t.act NOT IN ({_LOOKING})"
    parts_ = (
        _EVENTS,
        _TEXTS,
        _PAPERS,
        _PHOTOS,
        _NOTE,
        _CODES,
        _LOOKS.format(which=which),
        _PERSONS if opens else "NULL",
    )
    return f"SELECT {', '.join(parts_)}"


def _place(matter: Matter, eyes: parts.Eyes) -> dict[str, Any]:
    place, shown = matter.place, eyes.shown
    address = eyes.texts.get(place.address.id, "") if place.address is not None else ""
    return {
        "words": place_words(eyes.county, place.area, place.grid),
        "address": shown.address_of(address),
        "area": place.area,
        "grid": place.grid,
        "lon": place.lon if shown.exact else None,
        "lat": place.lat if shown.exact else None,
        "outside": place.outside,
        "grid_found": place.grid_found.value,
    }


def _person(party: Party, around: Around, shown: Shown) -> dict[str, Any]:
    """A person as far as it is shown: masked, through the centre only, or just that there is somebody."""
    held = around.persons.get(party.id, {})
    return {
        "party": party.id,
        "role": party.role,
        "name": shown.name_of(held.get("name", "")),
        "phone": shown.phone_of(held.get(PHONE, "")),
        "organisation": party.organisation,
        "relay": shown.relayed,
        "may_reveal": shown.may_reveal,
        "fields": list(party.fields) if shown.may_reveal else [],
    }


def _photos(matter: Matter, around: Around, shown: Shown) -> list[dict[str, Any]]:
    del matter
    if not shown.photos:
        return []
    return [
        {
            "id": key,
            "kind": kind,
            "seq": seq,
            "url": f"/api/v1/photos/{key}",
            "thumb": f"/api/v1/photos/{key}?small=1",
            "added_at": added_at,
        }
        for key, kind, seq, added_at in around.photos
    ]


def _by_seq(photos: Sequence[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    found: dict[int, list[Mapping[str, Any]]] = {}
    for photo in photos:
        found.setdefault(photo["seq"], []).append(photo)
    return found
