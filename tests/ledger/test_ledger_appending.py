"""An act is written whole or not at all, once, and on what it was decided on."""

import threading
from dataclasses import replace

import psycopg
import pytest
from ledger_stories import RING, START, TENANT, Life, do, minutes, registration

from fengqiao.ledger import append_sql
from fengqiao.ledger.appending import AlreadyDone, LostRace, append, append_many
from fengqiao.ledger.connection import Spoilt, UnitOfWork, unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import Answer, AttachmentRow, Beside, Suggestion
from fengqiao.ledger.rows import order_rows, registration_row, row_of
from fengqiao.ledger.snapshots import packed
from fengqiao.ledger.store import known, load, load_many, read_events
from fengqiao.ledger.texts import new_text
from fengqiao.lifecycle.evolve import replay
from fengqiao.matters import commands as c

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("shared_ledger")]

EVERYTHING = (
    "ledger.matter", "ledger.event", "ledger.work_order", "ledger.outbox", "ledger.text", "sealed.person",
    "sealed.tracking", "ledger.idempotency", "ledger.matter_search", "ledger.attachment", "ledger.triage_note",
)  # fmt: skip


def counts(tenant: str = TENANT) -> dict[str, int]:
    with unit_of_work(tenant) as work:
        return {t: work.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in EVERYTHING}


def columns(table: str, names: list[str], matter_id: str) -> list[dict]:
    key = "id" if table == "ledger.matter" else "matter_id"
    with unit_of_work(TENANT) as work:
        rows = work.execute(
            f"SELECT {', '.join(names)} FROM {table} WHERE tenant = ledger.tenant() AND {key} = %s::uuid"
            f" ORDER BY {'no' if 'no' in names else key}",
            [matter_id],
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_a_whole_life_is_what_its_events_make():
    life = Life().begin().whole()
    loaded = life.loaded()
    with unit_of_work(TENANT) as work:
        events = read_events(work, life.id)
    assert loaded.matter.state == "archived"
    assert loaded.version == len(events) == 14
    assert replay(events) == loaded.matter


def test_every_column_is_what_replaying_the_events_gives():
    life = Life().begin().whole()
    with unit_of_work(TENANT) as work:
        events = read_events(work, life.id)
    matter = replay(events)
    expected = {**row_of(matter), **registration_row(events[0].event)}
    assert columns("ledger.matter", list(expected), life.id) == [expected]
    orders = order_rows(matter)
    assert len(orders) == 2
    assert columns("ledger.work_order", list(orders[0]), life.id) == orders


def test_row_of_fills_every_column_the_statement_writes():
    row = row_of(registration().matter)
    assert set(row) | {"head_hash", "snapshot"} == set(append_sql.MATTER)


def test_everything_beside_an_act_is_written_with_it():
    before = counts()
    with unit_of_work(TENANT) as work:
        work.execute(
            "INSERT INTO ledger.file (tenant, name, size, mime, key_id, uses, created_at)"
            " VALUES (ledger.tenant(), 'f1', 1, 'image/jpeg', '', 0, now()) ON CONFLICT DO NOTHING"
        )
        act = registration(number=uuid7(), key=uuid7())
        files = tuple(AttachmentRow(uuid7(), "f1", "registration") for _ in range(2))
        note = Suggestion(START, "cold", '[{"code":"E0101","score":0.9}]', ("煤气",))
        append(work, replace(act, beside=replace(act.beside, attachments=files, suggestion=note)))
    added = {table: n - before[table] for table, n in counts().items()}
    assert added == {
        "ledger.matter": 1, "ledger.event": 1, "ledger.work_order": 0, "ledger.outbox": 1, "ledger.text": 1,
        "sealed.person": 1, "sealed.tracking": 1, "ledger.idempotency": 1, "ledger.matter_search": 1,
        "ledger.attachment": 2, "ledger.triage_note": 1,
    }  # fmt: skip
    with unit_of_work(TENANT) as work:
        assert work.execute("SELECT uses FROM ledger.file WHERE name = 'f1'").fetchone() == (2,)
        note = work.execute(
            "SELECT suggestions, urgent_words FROM ledger.triage_note WHERE matter_id = %s::uuid",
            [act.matter.id],
        ).fetchone()
    assert note == ([{"code": "E0101", "score": 0.9}], ["煤气"])


def test_nothing_is_kept_when_one_part_fails():
    before = counts()
    act = registration(key=uuid7())
    missing = replace(act.beside, attachments=(AttachmentRow(uuid7(), "no such file", "registration"),))
    with pytest.raises(psycopg.errors.ForeignKeyViolation), unit_of_work(TENANT) as work:
        append(work, replace(act, beside=missing))
    assert counts() == before


def test_an_exception_of_the_caller_keeps_nothing():
    before = counts()
    with pytest.raises(KeyError), unit_of_work(TENANT) as work:  # noqa: PT012
        append(work, registration())
        raise KeyError
    assert counts() == before


def test_of_two_who_decided_on_one_version_one_loses_and_learns_the_version():
    life = Life().begin()
    seen = life.loaded()
    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    late = do(seen, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"), at=minutes(6))
    with pytest.raises(LostRace) as lost, unit_of_work(TENANT) as work:
        append(work, late)
    assert (lost.value.matter_id, lost.value.version) == (life.id, 2)
    assert life.loaded().version == 2


def test_eight_at_once_and_exactly_one_wins():
    life = Life().begin()
    seen = life.loaded()
    results = []

    def attempt() -> None:
        try:
            with unit_of_work(TENANT) as work:
                append(
                    work, do(seen, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"), at=minutes(5))
                )
            results.append("won")
        except LostRace as lost:
            results.append(lost.version)

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=str) == [2] * 7 + ["won"]
    with unit_of_work(TENANT) as work:
        assert [e.seq for e in read_events(work, life.id)] == [1, 2]


def test_a_lost_race_of_one_keeps_nothing_of_the_other():
    first, second = Life().begin(), Life().begin()
    seen = {life.id: life.loaded() for life in (first, second)}
    first.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    acts = [
        do(seen[life.id], "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"), at=minutes(6))
        for life in (second, first)
    ]
    with pytest.raises(LostRace) as lost, unit_of_work(TENANT) as work:
        append(work, *acts)
    assert lost.value.matter_id == first.id
    assert second.loaded().version == 1


def test_a_spoilt_unit_of_work_takes_no_further_statement():
    life = Life().begin(number=(number := uuid7()))
    with pytest.raises(Spoilt), unit_of_work(TENANT) as work:  # noqa: PT012
        with pytest.raises(AlreadyDone):
            append(work, registration(number=number))
        append(work, registration())
    assert life.loaded().version == 1


def test_swallowing_a_failed_write_does_not_commit_the_rest():
    before = counts()
    with pytest.raises(Spoilt), unit_of_work(TENANT) as work:  # noqa: PT012
        append(work, registration(number=(number := uuid7())))
        with pytest.raises(AlreadyDone):
            append(work, registration(number=number))
    assert counts() == before


def test_the_number_of_a_source_registers_once():
    number = uuid7()
    life = Life().begin(number=number)
    with pytest.raises(AlreadyDone), unit_of_work(TENANT) as work:
        append(work, registration(number=number))
    with unit_of_work(TENANT) as work:
        assert load(work, source=("12345", number)).matter == life.loaded().matter
        assert load(work, source=("12345", "")).matter is None


def test_an_idempotency_key_writes_once_also_when_two_ask_at_once():
    key, results = uuid7(), []

    def attempt() -> None:
        try:
            with unit_of_work(TENANT) as work:
                append(work, registration(key=key))
            results.append("written")
        except AlreadyDone:
            results.append("already")

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["already"] * 3 + ["written"]


def test_the_answer_of_a_key_comes_with_its_matter_whether_that_was_named_or_not():
    key = uuid7()
    life = Life().begin(key=key)
    with unit_of_work(TENANT) as work:
        with_matter = load(work, life.id, idempotency=("public", key))
        alone = load(work, idempotency=("public", key))
        locked = load(work, life.id, idempotency=("public", key), for_update=True)
        other = load(work, life.id, idempotency=("someone else", key))
    for each in (with_matter, alone, locked):
        assert (each.answer, each.answered) == ('{"code":"x"}', life.id)
    assert with_matter.matter == alone.matter == locked.matter == life.loaded().matter
    assert other.answer is None


def test_a_repeated_key_on_a_standing_matter_writes_once():
    life, key = Life().begin(), uuid7()
    accept = c.Accept(category="E0101")
    beside = Beside(answer=Answer("r1", key, "{}"))
    with unit_of_work(TENANT) as work:
        append(
            work, do(load(work, life.id), "registrar", "COUNTY_HOTLINE", accept, at=minutes(5), beside=beside)
        )
    dispatch = c.Dispatch(lead="MUNICIPAL")
    with pytest.raises(AlreadyDone), unit_of_work(TENANT) as work:
        append(
            work,
            do(load(work, life.id), "dispatcher", "COUNTY_COMMAND", dispatch, at=minutes(6), beside=beside),
        )
    assert life.loaded().version == 2


def test_events_must_follow_on_what_was_loaded():
    act = registration()
    with pytest.raises(ValueError, match="do not lead"), unit_of_work(TENANT) as work:
        append(work, replace(act, recorded=()))
    life = Life().begin()
    late = do(life.loaded(), "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"), at=minutes(5))
    with pytest.raises(ValueError, match="do not lead"), unit_of_work(TENANT) as work:
        append(work, replace(late, before=registration().before))


def test_many_registrations_are_one_statement_and_known_numbers_are_left_out():
    numbers = [uuid7() for _ in range(50)]
    Life().begin(number=numbers[7])
    acts = [registration(number=number) for number in numbers]
    with unit_of_work(TENANT) as work:
        written = append_many(work, acts)
        assert set(known(work, "12345", [*numbers, "unheard of"])) == set(numbers)
    assert written == {act.matter.id for act in acts if act.matter.external_id != numbers[7]}
    with unit_of_work(TENANT) as work:
        again = append_many(work, [registration(number=number) for number in numbers])
        loaded = load_many(work, written)
        for act in acts:
            if act.matter.id in written:
                assert loaded[act.matter.id].matter == act.matter
    assert again == frozenset()


def test_bulk_takes_registrations_only():
    life = Life().begin()
    act = do(life.loaded(), "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"), at=minutes(5))
    with unit_of_work(TENANT) as work:
        assert append_many(work, []) == frozenset()
        with pytest.raises(ValueError, match="only registrations"):
            append_many(work, [act])


def test_unknown_ids_and_codes_are_nobodys():
    with unit_of_work(TENANT) as work:
        for nobody in (
            load(work, uuid7()),
            load(work, "x"),
            load(work, "' OR 1=1 --"),
            load(work, code="none"),
            load(work),
            load(work, uuid7(), for_update=True),
        ):
            assert nobody.matter is None
            assert nobody.version == 0
        assert load_many(work, ["x", uuid7()]) == {}


def test_a_record_that_this_program_cannot_read_is_made_again_from_the_events():
    life = Life().begin().whole()
    stood = life.loaded()
    with unit_of_work(TENANT) as work:
        odd = packed(stood.matter)
        import zlib

        text = zlib.decompress(odd).replace(b'{"accept"', b'{"a_later_field":1,"accept"', 1)
        work.execute(
            "UPDATE ledger.matter SET snapshot = %s WHERE id = %s::uuid", [zlib.compress(text), life.id]
        )
    assert life.loaded() == stood


def test_every_kind_of_character_comes_back_as_it_was():
    words = "𠮷野家😀\u202eabc\u202c\t\n\\ \" ' %s %(x)s $1 {} '; DROP TABLE ledger.matter; --" + "长" * 3000
    ref, row = new_text("text", words, title=words[:30])
    life = Life().begin(words=words)
    with unit_of_work(TENANT) as work:
        stored = work.execute(
            "SELECT body, title FROM ledger.text WHERE matter_id = %s::uuid", [life.id]
        ).fetchone()
    assert stored == (words, words[:20])
    assert ref.id == row.id


def test_a_write_costs_one_load_and_one_append(monkeypatch):
    life = Life().begin()
    statements = []
    plain, raw = UnitOfWork.execute, UnitOfWork.execute_raw
    monkeypatch.setattr(UnitOfWork, "execute", lambda s, q, p=None: statements.append(q) or plain(s, q, p))
    monkeypatch.setattr(
        UnitOfWork, "execute_raw", lambda s, q, p, **k: statements.append(q) or raw(s, q, p, **k)
    )
    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    assert len(statements) == 2
    statements.clear()
    Life().begin(key=uuid7(), number=uuid7())
    assert len(statements) == 1


def test_the_ring_of_the_stories_is_the_one_that_sealed():
    act = registration()
    person = act.beside.persons[0]
    assert RING.unseal(TENANT, person.id, person.ciphertext, key_id="k1")["contact_phone"] == "13800001234"
