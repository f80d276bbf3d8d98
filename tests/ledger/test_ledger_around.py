"""Files, sweeps and suggestions keep their own rules."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from ledger_stories import OTHER, START, TENANT, Life, minutes, registration

from fengqiao.ledger import files, sweeps, triage_notes
from fengqiao.ledger.appending import append
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import AttachmentRow, Suggestion
from fengqiao.people.actors import Actor, Post

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("shared_ledger")]
DAY = timedelta(days=1)
WORKER = Actor("g1", Post.GRID_WORKER, "GRID")
NOTE = Suggestion(START, "cold-1", '[{"code": "E0101", "score": 0.9}]', ("煤气",))


def with_files(*names: str) -> str:
    act = registration()
    rows = tuple(AttachmentRow(uuid7(), name, "registration") for name in names)
    with unit_of_work(TENANT) as work:
        append(work, replace(act, beside=replace(act.beside, attachments=rows)))
    return act.matter.id


def test_a_file_stays_as_long_as_something_uses_it():
    with unit_of_work(TENANT) as work:
        files.keep(work, "used", size=5, mime="image/jpeg", at=START, key_id="k1")
        files.keep(work, "unused", size=5, mime="image/png", at=START)
        files.keep(work, "fresh", size=5, mime="image/png", at=START + 9 * DAY)
    first, second = with_files("used"), with_files("used")
    with unit_of_work(TENANT) as work:
        assert files.drop_unused(work, before=START + DAY) == ["unused"]
        (one,) = files.of_matter(work, first)
        assert (one.file_name, one.kind, one.event_seq, one.size, one.mime, one.key_id) == (
            "used", "registration", 1, 5, "image/jpeg", "k1",
        )  # fmt: skip
        assert files.find(work, one.id).matter_id == first
        assert files.find(work, uuid7()) is None
        files.detach(work, one.id)
        files.detach(work, one.id)
        assert files.drop_unused(work, before=START + DAY) == []
        (other,) = files.of_matter(work, second)
        files.detach(work, other.id)
        assert files.drop_unused(work, before=START + DAY) == ["used"]
        assert files.of_matter(work, first) == []


def test_the_same_content_again_is_given_another_day():
    with unit_of_work(TENANT) as work:
        files.keep(work, "twice", size=5, mime="image/png", at=START)
        files.keep(work, "twice", size=5, mime="image/png", at=START + DAY)
        assert files.drop_unused(work, before=START + DAY) == []
        assert files.drop_unused(work, before=START + 2 * DAY) == ["twice"]


def test_a_file_of_another_county_cannot_be_attached():
    with unit_of_work(OTHER) as work:
        files.keep(work, "theirs", size=5, mime="image/png", at=START)
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        with_files("theirs")


def test_a_sweep_is_noted_once_for_a_grid_and_item():
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        assert sweeps.note_result(work, 7, grid="g1", item="wiring", actor=WORKER, at=START)
        assert not sweeps.note_result(
            work, 7, grid="g1", item="wiring", actor=WORKER, at=START, matter_id=life.id
        )
        assert sweeps.note_result(
            work, 7, grid="g2", item="wiring", actor=WORKER, at=START, matter_id=life.id
        )
        assert [(r.grid, r.result, r.matter_id) for r in sweeps.results(work, 7)] == [
            ("g1", "none", None),
            ("g2", "found", life.id),
        ]
        assert sweeps.results(work, 8) == []


def test_a_suggestion_stands_beside_what_the_person_chose():
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        assert triage_notes.read(work, life.id) is None
        triage_notes.suggest(work, life.id, NOTE)
        triage_notes.suggest(work, life.id, replace(NOTE, model="cold-2"))
        assert triage_notes.read(work, life.id) == replace(NOTE, model="cold-2")
        triage_notes.choose(work, life.id, "E0102", person="r1", at=minutes(5))
        triage_notes.suggest(work, life.id, replace(NOTE, model="cold-3"))
        kept = triage_notes.read(work, life.id)
    assert (kept.model, kept.chosen, kept.chosen_by) == ("cold-2", "E0102", "r1")


def test_the_training_set_holds_standing_texts_with_a_choice_and_nothing_restricted():
    from fengqiao.ledger.texts import erase_texts

    lives = [Life(tenant="330001").begin(words=f"第{n}件：路灯不亮") for n in range(4)]
    with unit_of_work("330001") as work:
        for life in lives[:3]:
            triage_notes.suggest(work, life.id, NOTE)
            triage_notes.choose(work, life.id, "E0101", person="r1", at=START)
        triage_notes.suggest(work, lives[3].id, NOTE)
        erase_texts(work, lives[1].id, at=START)
        work.execute("UPDATE ledger.matter SET visibility = 'restricted' WHERE id = %s::uuid", [lives[2].id])
        assert list(triage_notes.history(work)) == [("第0件：路灯不亮", "E0101")]
