"""Every list and search of the programs' own role uses an index, however large the county."""

import pytest
from ledger_stories import START, TENANT, Life, registration

from fengqiao.insight import register
from fengqiao.ledger import (
    alerts,
    append_sql,
    deliveries,
    evidence,
    outbox,
    papers,
    persons,
    roots,
    store,
    tables,
    verification,
    wakes,
)
from fengqiao.ledger.appending import append_many
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.texts import erase_texts

pytestmark = pytest.mark.database
WHERE = "WHERE tenant = ledger.tenant()"
ID = "'01a20000-0000-7000-8000-000000000001'"
NOW = "'2026-11-10T00:00:00Z'"
VALUES = {
    "id": ID, "ids": f"'{{{ID[1:-1]}}}'", "matter_id": ID, "code": "'c'", "source": "'s'", "number": "'n'",
    "numbers": "'{n}'::text[]", "scope": "'s'", "key": "'k'", "now": NOW, "leased": NOW, "most": "50", "today": "'2026-11-10'",
    "hashes": "'{}'::bytea[]", "day": "'2026-11-10'", "deep": "false", "seqs": "'{1}'", "before": NOW,
    "officers_of": "'{POLICE}'::text[]", "holders": "'{person:1}'", "starts": NOW, "ends": NOW,
    "category": "'E0101'", "place": "'331181001'", "since": NOW, "lon": "119.06", "lat": "28.02", "piece": ID, "document": ID, "hash": "''::bytea",
}  # fmt: skip
STATEMENTS = {
    "by id": store.asking(ID[1:-1], idempotency=("s", "k"))[0],
    "by code": store.asking(code="c", for_update=True)[0],
    "by source": store.asking(source=("s", "n"))[0],
    "by answer": store.asking(idempotency=("s", "k"))[0],
    "by code with officers": store.asking(code="c", officers_of=("POLICE",))[0],
    "with a piece of evidence": store.asking(code="c", along=evidence.along(ID[1:-1]))[0],
    "with a paper": store.asking(code="c", along=papers.along(ID[1:-1]))[0],
    "by the secret of a party": tables.SEATED,
    "mediators at the table": register.TABLES,
    "sessions of a day": f"SELECT no FROM ledger.booking {WHERE} AND NOT cancelled AND starts >= {NOW} AND starts < {NOW}",
    "many": store.LOAD_MANY,
    "known": store.KNOWN,
    "timeline": store.EVENTS,
    "outbox claim": outbox.CLAIM,
    "outbox done": outbox.DONE,
    "delivery claim": deliveries.CLAIM,
    "deliveries of a matter": deliveries.OF_MATTER,
    "wakes": wakes.CLAIM,
    "next wake": wakes.NEXT,
    "by phone": persons.BY_PHONE,
    "to purge": persons.TO_PURGE,
    "persons of a matter": persons.OF_MATTER,
    "verify matters": verification.MATTERS,
    "verify events": verification.EVENTS,
    "latest root": roots.LATEST,
    "worklist of a state": f"SELECT id FROM ledger.matter {WHERE} AND state = 'registered' AND is_open ORDER BY next_due, id LIMIT 50",
    "worklist below a row": f"SELECT id FROM ledger.matter {WHERE} AND state = 'registered' AND is_open"
    f" AND (next_due, id) > ({NOW}, {ID}) ORDER BY next_due, id LIMIT 50",
    "newest": f"SELECT id FROM ledger.matter {WHERE} AND id < {ID} ORDER BY id DESC LIMIT 50",
    "worklist of a unit": f"SELECT matter_id FROM ledger.work_order {WHERE} AND unit = 'MUNICIPAL' AND is_open"
    " ORDER BY due_at, matter_id LIMIT 50",
    "worklist of what a unit has to do soon": f"SELECT matter_id FROM ledger.work_order {WHERE} AND unit = 'MUNICIPAL'"
    f" AND is_open AND due_at >= {NOW} AND yellow_at <= {NOW} ORDER BY due_at, matter_id LIMIT 50",
    "worklist of what is due soon": f"SELECT id FROM ledger.matter {WHERE} AND state = 'in_progress' AND is_open"
    f" AND NOT paused AND due_at >= {NOW} AND yellow_at <= {NOW} ORDER BY due_at, id LIMIT 50",
    "worklist of an executing unit": f"SELECT matter_id FROM ledger.work_order {WHERE} AND executing_unit = 'DRAINAGE'"
    " AND executing_unit <> unit AND is_open ORDER BY due_at, matter_id LIMIT 50",
    "alike nearby": f"SELECT id FROM ledger.matter {WHERE} AND category = 'E0101' AND is_open AND lat IS NOT NULL"
    " AND lat BETWEEN 28.07 AND 28.08",
    "same place": alerts.COUNT,
    "same square": alerts.COUNT_SQUARE,
    "a category": f"SELECT id FROM ledger.matter {WHERE} AND category = 'E0101' AND id < {ID} ORDER BY id DESC LIMIT 50",
    "followers": f"SELECT id FROM ledger.matter {WHERE} AND main_matter_id = {ID}",
    "trail": f"SELECT at FROM ledger.access_log {WHERE} AND matter_id = {ID} ORDER BY at DESC LIMIT 200",
    "open signals": f"SELECT id FROM ledger.signal {WHERE} AND state = 'open' ORDER BY urgent DESC, first_at LIMIT 50",
}  # fmt: skip


@pytest.fixture
def county(shared_ledger):
    with unit_of_work(TENANT) as work:
        if work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (0,):
            append_many(work, [registration() for _ in range(400)])


def plan(statement: str) -> str:
    for name, value in VALUES.items():
        statement = statement.replace(f"%({name})s", value)
    with unit_of_work(TENANT) as work:
        # With a few hundred rows a scan is cheap; the question is whether an index can be used at all.
        work.execute("SET LOCAL enable_seqscan = off")
        work.execute(
            "SET LOCAL enable_sort = off"
        ) if "ORDER BY" in statement and "LIMIT" in statement else None
        return "\n".join(row[0] for row in work.execute(f"EXPLAIN (COSTS OFF) {statement}"))


@pytest.mark.parametrize("name", STATEMENTS)
def test_reads_use_an_index_on_county_and_key(county, name):
    text = plan(STATEMENTS[name])
    assert "Seq Scan" not in text, text
    conditions = [line for line in text.splitlines() if "Index Cond" in line]
    assert conditions, text
    assert all("tenant" in line for line in conditions), text


@pytest.mark.parametrize(
    "name", [name for name in STATEMENTS if name.startswith(("worklist", "newest", "next", "alike"))]
)
def test_lists_narrow_by_more_than_the_county(county, name):
    text = plan(STATEMENTS[name])
    condition = next(line for line in text.splitlines() if "Index Cond" in line)
    assert "AND" in condition or "Index Only Scan" in text, text
    assert "Sort" not in text, text


@pytest.mark.parametrize(("words", "found", "asked"), [("路灯", 20, 0), ("井盖", 1, 1), ("不见", 0, 1)])
def test_the_search_walks_the_newest_and_asks_the_index_of_words_for_the_rest(
    county, superuser_of_file, words, found, asked
):
    life = Life().begin(words="井盖丢失")
    before = used(superuser_of_file)
    with unit_of_work(TENANT) as work:
        work.execute("SET LOCAL enable_seqscan = off")
        rows = work.execute("SELECT matter_id FROM ledger.search_matters(%s, 20)", [words]).fetchall()
        erase_texts(work, life.id, at=START)
        work.execute("SELECT pg_stat_force_next_flush()")
    after = used(superuser_of_file)
    assert len(rows) == found
    assert rows == sorted(rows, reverse=True)
    assert after["matter_search_tokens"] == before["matter_search_tokens"] + asked


def test_a_search_goes_on_below_the_last_row(county):
    with unit_of_work(TENANT) as work:
        first = work.execute("SELECT matter_id FROM ledger.search_matters('路灯 & 枫桥', 9999)").fetchall()
        rest = work.execute(
            "SELECT matter_id FROM ledger.search_matters('路灯', 9999, %s)", [first[99][0]]
        ).fetchall()
        assert work.execute("SELECT ledger.search_matters('路灯 & 不见', 9)").fetchall() == []
    assert rest == first[100:]
    assert len(first) == 400


def used(superuser) -> dict[str, int]:
    rows = superuser.execute(
        "SELECT indexrelname, idx_scan FROM pg_stat_all_indexes WHERE relname = 'matter_search'"
    )
    return dict(rows.fetchall())


def test_the_search_without_the_function_could_not(county):
    text = plan("SELECT matter_id FROM ledger.matter_search WHERE tokens @@ '路灯'::tsquery")
    assert "matter_search_tokens" not in text


@pytest.mark.parametrize("many", [True, False])
def test_an_append_finds_its_matter_by_the_key(county, many):
    statement = append_sql.append_statement(("old", "events", "orders"), many=many)
    for place in (1, 2, 3):
        statement = statement.replace(f"${place}", "'[]'")
    text = plan(statement)
    assert "Seq Scan" not in text, text
    assert "matter_pkey" in text, text
