"""Who somebody is stays sealed: opened for a purpose, with a trace, and forgotten when its day has come."""

from datetime import date, timedelta

import pytest
from ledger_stories import REGISTRAR, RING, START, TENANT, Life, minutes, registration

from fengqiao.ledger.access import note_access, trail
from fengqiao.ledger.appending import append
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.persons import (
    Found,
    erase,
    erase_persons,
    find_by_phone,
    purge_due,
    purge_on,
    reseal,
    reveal,
    set_purge,
)
from fengqiao.ledger.records import Beside
from fengqiao.ledger.sealed import Key, KeyRing, Unsealable
from fengqiao.ledger.texts import bodies, bodies_of, erase_texts, is_unchanged, new_text
from fengqiao.ledger.verification import verify
from fengqiao.shared.refused import Refusal, Refused

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("shared_ledger")]
TODAY = date(2026, 12, 11)


def begin(phone: str = "13800001234"):
    act = registration(phone=phone)
    with unit_of_work(TENANT) as work:
        append(work, act)
    return act.matter.id, act.matter.parties[0].id


def shown(person_id: str, ring: KeyRing = RING):
    with unit_of_work(TENANT) as work:
        person = reveal(work, ring, person_id, actor=REGISTRAR, purpose="回访", at=START)
    return None if person is None else dict(person.values)


def held(person_id: str):
    with unit_of_work(TENANT) as work:
        return work.execute(
            "SELECT fields, phone_key IS NULL, erased_at, key_id FROM sealed.person WHERE id = %s::uuid",
            [person_id],
        ).fetchone()


def damage(person_id: str) -> None:
    with unit_of_work(TENANT) as work:
        work.execute("UPDATE sealed.person SET ciphertext = '\\x00' WHERE id = %s::uuid", [person_id])


def test_a_person_is_opened_for_a_purpose_and_leaves_a_trace():
    matter_id, person_id = begin()
    assert shown(person_id) == {"name": "翁某某", "contact_phone": "13800001234"}
    with unit_of_work(TENANT) as work:
        looks = trail(work, matter_id)
    assert [(look.unit, look.post, look.act, look.purpose, look.result) for look in looks] == [
        ("COUNTY_HOTLINE", "registrar", "reveal", "回访", "shown")
    ]


def test_what_was_opened_and_not_committed_leaves_no_trace_and_no_person():
    matter_id, person_id = begin()
    with pytest.raises(KeyError), unit_of_work(TENANT) as work:  # noqa: PT012
        reveal(work, RING, person_id, actor=REGISTRAR, purpose="回访", at=START)
        raise KeyError
    with unit_of_work(TENANT) as work:
        assert trail(work, matter_id) == []


@pytest.mark.parametrize("purpose", ["", "  \t"])
def test_without_a_purpose_nothing_is_opened_or_searched(purpose):
    _, person_id = begin()
    for ask in (
        lambda work: reveal(work, RING, person_id, actor=REGISTRAR, purpose=purpose, at=START),
        lambda work: find_by_phone(work, RING, "13800001234", actor=REGISTRAR, purpose=purpose, at=START),
    ):
        with pytest.raises(Refused) as refused, unit_of_work(TENANT) as work:
            ask(work)
        assert refused.value.code is Refusal.PURPOSE_REQUIRED


def test_a_phone_is_found_however_it_is_written_and_never_stored_in_clear(shared_ledger):
    matter_id, person_id = begin("+86 139-1111 2222")
    for written in ("13911112222", "+8613911112222", "0086 139 1111 2222"):
        with unit_of_work(TENANT) as work:
            found = find_by_phone(work, RING, written, actor=REGISTRAR, purpose="并案", at=START)
        assert found == [Found(person_id, matter_id, "requester")]
    with unit_of_work(TENANT) as work:
        for nobody in ("13911112223", "", "abc"):
            assert find_by_phone(work, RING, nobody, actor=REGISTRAR, purpose="并案", at=START) == []
        everything = work.execute("SELECT p::text FROM sealed.person p").fetchall()
        looks = work.execute("SELECT l::text FROM ledger.access_log l").fetchall()
    assert not any("13911112222" in text for (text,) in [*everything, *looks])


def test_the_same_number_has_another_key_in_another_county():
    one, other = (RING.phone_keys(tenant, "13800001234") for tenant in (TENANT, "330999"))
    assert one != other


def test_a_row_put_in_the_place_of_another_does_not_open():
    _, first = begin()
    _, second = begin()
    with unit_of_work(TENANT) as work:
        work.execute(
            "UPDATE sealed.person SET ciphertext = (SELECT ciphertext FROM sealed.person WHERE id = %s::uuid)"
            " WHERE id = %s::uuid",
            [first, second],
        )
    with pytest.raises(Unsealable):
        shown(second)
    assert shown(first) is not None
    with unit_of_work(TENANT) as work:
        assert erase(work, RING, second, at=START) == ("contact_phone", "name")


def test_a_damaged_person_does_not_stop_others_from_being_forgotten():
    people = [begin() for _ in range(3)]
    damage(people[1][1])
    with unit_of_work(TENANT) as work:
        for matter_id, _ in people:
            set_purge(work, matter_id, on=date(2026, 12, 1))
        assert purge_due(work, RING, today=date(2026, 12, 1), at=START) == 3


def test_some_fields_are_forgotten_or_all():
    matter_id, person_id = begin()
    with unit_of_work(TENANT) as work:
        assert erase(work, RING, person_id, at=START, fields={"contact_phone", "email"}) == ("contact_phone",)
    assert shown(person_id) == {"name": "翁某某"}
    assert held(person_id)[:3] == (["name"], True, None)
    with unit_of_work(TENANT) as work:
        assert erase_persons(work, RING, matter_id, at=START) == 1
        assert erase_persons(work, RING, matter_id, at=START) == 0
        assert erase(work, RING, uuid7(), at=START) == ()
    assert shown(person_id) is None
    assert held(person_id)[:3] == ([], True, START)


def test_persons_go_on_their_day_and_an_earlier_day_stands():
    matter_id, person_id = begin()
    later, _ = begin()
    with unit_of_work(TENANT) as work:
        set_purge(work, matter_id, on=TODAY)
        set_purge(work, matter_id, on=TODAY + timedelta(days=300))
        set_purge(work, later, on=TODAY + timedelta(days=1))
        assert purge_on(work, matter_id) == TODAY
        assert purge_on(work, begin()[0]) is None
    with unit_of_work(TENANT) as work:
        assert purge_due(work, RING, today=TODAY - timedelta(days=1), at=START) == 0
        assert purge_due(work, RING, today=TODAY, at=START) == 1
        assert purge_due(work, RING, today=TODAY, at=START) == 0
    assert shown(person_id) is None


def test_after_a_rotation_old_persons_open_and_are_sealed_anew():
    matter_id, person_id = begin("13700009999")
    _, damaged = begin()
    damage(damaged)
    new = Key("k2", bytes(range(1, 33)))
    ring = KeyRing(new, {**RING.keys, "k2": new})
    with unit_of_work(TENANT) as work:
        assert [
            f.matter_id
            for f in find_by_phone(work, ring, "13700009999", actor=REGISTRAR, purpose="x", at=START)
        ] == [matter_id]
        step, broken = reseal(work, ring, most=3), []
        while step.last is not None:
            broken += step.broken
            step = reseal(work, ring, after=step.last, most=3)
    assert broken == [damaged]
    assert held(damaged)[3] == "k1"
    assert held(person_id)[3] == "k2"
    assert shown(person_id, KeyRing(new, {"k2": new})) == {"name": "翁某某", "contact_phone": "13700009999"}


def test_refused_acts_stand_in_the_trail_too():
    matter_id, _ = begin()
    with unit_of_work(TENANT) as work:
        for minute, act in enumerate(("approve", "view_matter")):
            note_access(
                work, REGISTRAR, act=act, at=minutes(minute), matter_id=matter_id, result="not_involved_unit"
            )
        assert [look.act for look in trail(work, matter_id)] == ["view_matter", "approve"]
        assert len(trail(work, matter_id, most=1)) == 1


def test_erasing_a_text_leaves_the_chain_whole_and_no_word_to_search_by():
    life = Life().begin(words="井盖丢失，请尽快补上")
    ref = life.loaded().matter.text
    note, row = new_text("progress", "已到现场")
    from fengqiao.matters import commands as c

    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    life.do(6, "dispatcher", "COUNTY_COMMAND", c.Dispatch(lead="MUNICIPAL"))
    life.do(7, "handler", "MUNICIPAL", c.Sign())
    life.do(8, "handler", "MUNICIPAL", c.AddProgress(note=note), row)
    with unit_of_work(TENANT) as work:
        assert bodies(work, [ref.id, note.id, uuid7()]) == {
            ref.id: "井盖丢失，请尽快补上",
            note.id: "已到现场",
        }
        assert is_unchanged(work, ref) is True
        assert work.execute("SELECT ledger.search_matters('井盖 & 丢失', 9)").fetchall() == [(life.id,)]
        assert erase_texts(work, life.id, at=START, ids=[ref.id]) == 1
        assert is_unchanged(work, ref) is None
        assert bodies_of(work, life.id) == {note.id: "已到现场"}
        assert work.execute("SELECT ledger.search_matters('井盖', 9)").fetchall() == []
        assert work.execute(
            "SELECT salt, title, body FROM ledger.text WHERE id = %s::uuid", [ref.id]
        ).fetchone() == (
            None,
            "",
            "",
        )
        assert erase_texts(work, life.id, at=START) == 1
        assert erase_texts(work, life.id, at=START) == 0
    assert verify([TENANT], RING).ok


def test_a_changed_text_is_noticed():
    life = Life().begin()
    ref = life.loaded().matter.text
    with unit_of_work(TENANT) as work:
        work.execute("UPDATE ledger.text SET body = body || '。' WHERE id = %s::uuid", [ref.id])
        assert is_unchanged(work, ref) is False


def test_a_text_with_a_nul_is_refused():
    for body, title in (("a\x00b", ""), ("ab", "\x00")):
        with pytest.raises(ValueError, match="NUL"):
            new_text("text", body, title=title)


def test_the_same_text_has_another_digest_each_time():
    (one, _), (other, _) = new_text("text", "路灯"), new_text("text", "路灯")
    assert one.digest != other.digest
    assert Beside().texts == ()
