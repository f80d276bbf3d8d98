"""Worklists: what waits for each post, by its limit; pages, words, scopes."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.conf import settings

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.snapshot import county
from fengqiao.insight.scopes import Viewer, in_scope
from fengqiao.insight.views import View, branches
from fengqiao.insight.worklist import Asked, items, read_page
from fengqiao.insight.worklist_sql import (
    MOST,
    MOST_COUNTED,
    After,
    Narrowed,
    counts_statement,
    page_statement,
    search_statement,
)
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.sounds import note_sound
from fengqiao.ledger.store import read_coded
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database


def codes(answer):
    assert answer.status_code == 200, answer.content.decode()
    return [each["code"] for each in answer.json()["items"]]


def mark(of: str) -> str:
    """A cursor as somebody else would write it."""
    return urlsafe_b64encode(json.dumps([None, of]).encode()).decode().rstrip("=")


def item(browser, code, query=""):
    found = [each for each in browser.ask(f"/worklist{query}").json()["items"] if each["code"] == code]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("state", "whose", "nobody_elses"),
    [
        ("registered", ["registrar", "town_dispatcher"], ["dispatcher", "handler", "supervisor"]),
        ("accepted", ["dispatcher", "town_dispatcher"], ["registrar", "handler", "supervisor"]),
        ("dispatched", ["handler", "unit_leader", "town_dispatcher"], ["other_handler", "registrar"]),
        ("in_progress", ["handler", "unit_leader"], ["other_handler", "dispatcher", "supervisor"]),
        ("pending_review", ["supervisor"], ["handler", "registrar", "administrator"]),
        ("resolved", ["supervisor"], ["handler", "dispatcher"]),
        ("closed", [], ["supervisor", "handler", "registrar"]),
    ],
)
def test_a_matter_waits_for_the_post_whose_turn_it_is(office, state, whose, nobody_elses):
    code = office.until(state)
    for name in whose:
        assert code in codes(office[name].ask("/worklist")), name
    for name in nobody_elses:
        assert code not in codes(office[name].ask("/worklist")), name


def test_a_row_says_what_where_who_by_when_and_how_near(office):
    code = office.until("in_progress")
    row = item(office["handler"], code)
    assert row["category_name"] == "路灯不亮"
    assert row["place"] == "松溪镇 松溪村 松溪村第一网格"
    assert row["lead_unit_name"] == "市政园林服务中心"
    assert row["title"].startswith("路灯不亮了,请联系138****5678")
    assert (row["light"], row["clock"]["light"]) == ("green", "green")
    assert row["clock"]["sentence"].startswith("还剩")
    assert 0 <= row["clock"]["ratio"] < 0.1
    english = office["handler"].ask("/worklist", **{"Accept-Language": "en"}).json()["items"][0]
    assert english["category_name"] == "Street light out"
    assert "left" in english["clock"]["sentence"]


@pytest.mark.parametrize(
    "state", ["registered", "accepted", "in_progress", "pending_review", "resolved", "closed"]
)
def test_the_sentence_of_a_row_is_that_of_the_page(office, state):
    code = office.until(state)
    viewer = "registrar" if state == "registered" else "supervisor"
    row = item(office[viewer], code, "?view=all")
    page = office[viewer].ask(f"/matters/{code}").json()
    main = next(each for each in page["clocks"] if each["name"] in {"handle", "accept"})
    assert row["clock"]["sentence"] == main["sentence"]
    assert row["clock"]["light"] == main["light"]
    assert row["clock"]["ratio"] == pytest.approx(main["ratio"], abs=0.02)


def test_decisions_that_wait_find_the_one_who_decides(office):
    code = office.until("dispatched")
    office["handler"].act(code, "request_return", reason="不归我们", suggested_unit="POWER")
    assert "returned" in item(office["dispatcher"], code)["flags"]
    office["dispatcher"].act(code, "refuse_return", reason="归你们")
    assert item(office["dispatcher"], code) is None
    office["handler"].act(code, "request_return", reason="再退", suggested_unit="POWER")
    assert item(office["dispatcher"], code) is None
    assert item(office["coordinator"], code) is not None
    office["coordinator"].act(code, "refuse_return", reason="已裁")
    office["handler"].act(code, "sign")
    office["handler"].act(code, "request_extension", amount=1, unit="working_day", reason="等配件")
    assert item(office["supervisor"], code) is not None
    office["supervisor"].act(code, "refuse_extension", reason="抓紧")
    assert item(office["supervisor"], code) is None


def test_a_called_unit_finds_the_whistle_and_the_whistling_one_the_rating(office):
    code = office.until("in_progress")
    assert item(office["other_handler"], code) is None
    office["coordinator"].act(code, "whistle", units=["WATER"], respond_within="30_minutes", type="emergency")
    assert "whistle" in item(office["other_handler"], code)["flags"]
    assert office["other_handler"].ask(f"/matters/{code}").json()["next_step"] == "report_in"
    office["other_handler"].act(code, "report_in")
    assert item(office["other_handler"], code) is None
    assert item(office["coordinator"], code) is not None
    office["coordinator"].act(code, "evaluate_whistle", ratings={"WATER": "满意"})
    assert item(office["coordinator"], code) is None


def test_a_supervised_unit_finds_the_letter_and_the_supervisor_its_answer(office):
    code = office.until("in_progress")
    office["supervisor"].act(code, "supervise")
    assert "supervised" in item(office["handler"], code, "?view=supervised")["flags"]
    assert item(office["supervisor"], code, "?view=supervised") is not None
    office["handler"].act(code, "reply_supervision", reply="正在修")
    assert item(office["supervisor"], code) is not None
    office["supervisor"].act(code, "approve_reply", unit="MUNICIPAL")
    assert item(office["supervisor"], code, "?view=supervised") is None


def later(office, name, days, view):
    """The list as it will be some days on."""
    post, unit = {
        "supervisor": (Post.SUPERVISOR, "COUNTY_SUPERVISION"),
        "handler": (Post.HANDLER, "MUNICIPAL"),
    }[name]
    at = datetime.now(UTC) + timedelta(days=days)
    viewer = Viewer(settings.TENANT, post, unit, settings.TENANT, at)
    with unit_of_work(settings.TENANT) as work:
        page = read_page(work, viewer, Asked(view=view))
    return {each["code"]: each for each in items(page, county(settings.TENANT), at=at)}


def test_what_is_late_is_red_for_its_unit_and_for_the_supervisor(office):
    code = office.until("in_progress")
    assert item(office["handler"], code, "?view=overdue") is None
    for name in ("handler", "supervisor"):
        row = later(office, name, 20, View.OVERDUE)[code]
        assert row["clock"]["light"] == "red"
        assert row["clock"]["ratio"] == 1.0
        assert "逾期" in row["clock"]["sentence"]


@pytest.mark.parametrize("written", ["now", "before the moment stood in its order"])
def test_what_is_due_soon_is_yellow(office, written):
    code = office.until("in_progress")
    if written != "now":
        with unit_of_work(settings.TENANT) as work:
            work.execute(
                "UPDATE ledger.work_order SET yellow_at = DEFAULT WHERE matter_id ="
                " (SELECT id FROM ledger.matter WHERE code = %(code)s)",
                {"code": code},
            )
    assert code not in later(office, "handler", 0, View.SOON)
    page = office["handler"].ask(f"/matters/{code}").json()
    due = datetime.fromisoformat(next(c["due"] for c in page["clocks"] if c["name"] == "handle"))
    days = (due - timedelta(minutes=30) - datetime.now(SHANGHAI)) / timedelta(days=1)
    for name in ("handler", "supervisor"):
        assert later(office, name, days, View.SOON)[code]["clock"]["light"] == "yellow"
        assert code not in later(office, name, days, View.OVERDUE)


def test_a_shelved_matter_is_neither_soon_nor_late(office):
    code = office.until("in_progress")
    review = (datetime.now(SHANGHAI) + timedelta(days=20)).date().isoformat()
    asked = office["handler"].act(
        code, "request_shelve", reason="等资金", plan="明年改造", next_review=review
    )
    assert asked.status_code == 200, asked.content.decode()
    assert item(office["duty_leader"], code) is not None
    office["duty_leader"].act(code, "approve_shelve")
    assert code not in later(office, "supervisor", 60, View.OVERDUE)
    row = item(office["handler"], code, "?view=all")
    assert (row["light"], row["clock"]["sentence"]) == ("paused", "已暂停计时：挂账")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_matter_that_is_being_verified_waits_and_is_not_late(office, language):
    code = office.register()
    assert office["registrar"].act(code, "verify").status_code == 200
    assert code not in later(office, "supervisor", 0.04, View.OVERDUE)
    row = item(office["registrar"], code, "?view=all")
    assert row["light"] == "paused"
    spoken = {"Accept-Language": language}
    page = office["registrar"].get(f"/api/v1/matters/{code}", headers=spoken).json()
    (clock,) = page["clocks"]
    said = {"zh": "已暂停计时：等待核实", "en": "Clock paused: waiting for verification"}[language]
    assert clock["sentence"].lower().startswith(said.lower())


def test_pages_follow_each_other_without_gap_or_repetition(office):
    made = {office.register(text=f"分页{number}") for number in range(MOST + 7)}
    for query in ("view=todo", "view=all", "q=分页", "state=registered"):
        seen, cursor, pages = [], "", 0
        while True:
            page = office["registrar"].ask(f"/worklist?{query}&cursor={cursor}").json()
            seen += [each["code"] for each in page["items"]]
            pages += 1
            assert (page["counts"] is None) == bool(cursor)
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert pages >= 2
        assert len(seen) == len(set(seen)), query
        assert made <= set(seen), query


def test_counts_stop_where_nobody_counts_on(office):
    counts = office["registrar"].ask("/worklist").json()["counts"]
    assert MOST < counts["todo"] <= MOST_COUNTED
    assert set(counts) == {"todo", "soon", "overdue"}


def test_filters_narrow_a_list(office):
    lamp, cover = office.until("in_progress"), office.until("in_progress", category="P0101", text="井盖缺失")
    assert cover in codes(office["supervisor"].ask("/worklist?view=all&category=P0101"))
    assert lamp not in codes(office["supervisor"].ask("/worklist?view=all&category=P0101"))
    assert codes(office["supervisor"].ask("/worklist?view=all&unit=WATER")) == []
    assert lamp in codes(office["supervisor"].ask("/worklist?view=all&unit=MUNICIPAL"))
    assert lamp not in codes(office["supervisor"].ask("/worklist?state=registered"))
    assert lamp in codes(office["handler"].ask("/worklist?state=in_progress"))


def test_words_find_matters_newest_first_and_a_code_finds_its_matter(office):
    first = office.register(text="瀑布公园的长椅坏了")
    second = office.register(text="瀑布公园没有灯")
    assert codes(office["registrar"].ask("/worklist?q=瀑布公园")) == [second, first]
    assert codes(office["registrar"].ask("/worklist?q=瀑布公园 长椅")) == [first]
    assert codes(office["registrar"].ask(f"/worklist?q={first.lower()}")) == [first]
    assert codes(office["registrar"].ask("/worklist?q=%2C%20%21")) == []
    assert codes(office["registrar"].ask("/worklist?q=瀑布公园&state=accepted")) == []


def test_a_search_does_not_tell_a_persons_number_from_a_guess(office):
    code = office.until("in_progress", text="天桥没有灯，回电13798765432或１３７９８７６５４３２")
    for whose in ("handler", "dispatcher", "leader"):
        right, guess = (
            codes(office[whose].ask(f"/worklist?q=天桥 {number}"))
            for number in ("13798765432", "13711115432")
        )
        assert right == guess
    assert codes(office["dispatcher"].ask("/worklist?q=天桥没有灯")) == [code]
    assert codes(office["dispatcher"].ask(f"/worklist?q={code}")) == [code]


@pytest.mark.parametrize(
    "query",
    ["q=' OR 1=1 --", "q=瀑%26布|!(:*", "q=%27%3A%2A", "q=" + "长" * 200, "unit=%25", "category=x%27"],
)
def test_signs_in_a_search_are_only_signs(office, query):
    assert office["registrar"].ask(f"/worklist?{query}").status_code == 200


def test_a_unit_finds_only_its_own_by_words(office):
    code = office.until("in_progress", text="彩虹桥的栏杆松了")
    assert codes(office["handler"].ask("/worklist?q=彩虹桥")) == [code]
    assert codes(office["other_handler"].ask("/worklist?q=彩虹桥")) == []
    assert codes(office["administrator"].ask("/worklist?q=彩虹桥")) == []


def test_a_town_sees_its_own_territory(office):
    here = office.register()
    nowhere = office.register(place={"area": office.county.tenant}, text="不知道在哪")
    for query in ("view=todo", "view=all", "q=不知道在哪", "state=registered"):
        assert nowhere not in codes(office["town_dispatcher"].ask(f"/worklist?{query}")), query
    assert here in codes(office["town_dispatcher"].ask("/worklist?view=all"))
    assert nowhere in codes(office["registrar"].ask("/worklist?q=不知道在哪"))


def test_restricted_matters_stay_out_of_the_lists_of_those_who_only_read(office):
    code = office.register(category="D0208", text="家里有人打人", kind="help")
    for name in ("analyst", "leader", "auditor"):
        assert code not in codes(office[name].ask("/worklist?view=all"))
        assert code not in codes(office[name].ask("/worklist?q=家里有人打人"))
    assert "restricted" in item(office["registrar"], code, "?view=all")["flags"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("view=nothing", "view"),
        ("state=flying", "state"),
        ("cursor=abc", "cursor"),
        ("cursor=WzEsMl0", "cursor"),
        (f"cursor={mark('a' * 36)}", "cursor"),
        (f"cursor={mark('0000' + '-' * 32)}", "cursor"),
        (f"cursor={mark('٠' * 36)}", "cursor"),
        (f"q=路灯&cursor={mark('a' * 36)}", "cursor"),
        ("q=a%00b", "q"),
        ("sort=title", "sort"),
        ("unit=" + "x" * 61, "unit"),
    ],
)
def test_a_wrong_question_names_its_field(office, query, field):
    answer = office["registrar"].ask(f"/worklist?{query}")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "invalid_data", field)


def test_every_view_answers_every_post(office):
    for name, browser in office.browsers.items():
        if name == "citizen":
            continue
        for view in View:
            assert browser.ask(f"/worklist?view={view.value}").status_code == 200, (name, view)


def test_a_list_is_one_statement_beside_sign_in_and_counts(office, statements):
    for name in ("registrar", "handler", "supervisor", "town_dispatcher"):
        for query in ("", "?view=all", "?q=路灯", "?state=registered"):
            office[name].ask("/me")  # if the idle time has to be written anew, it is written now
            with statements() as said:
                office[name].ask(f"/worklist{query}")
            assert len(said) <= 3, (name, query, said)


FILL = """
INSERT INTO ledger.matter (tenant, id, version, head_hash, registered_at, next_due, due_at, yellow_at, accept_due,
    text_id, round, reopened, followers, photos, is_open, paused, outside, history, urgent_prompt, whistle_open,
    supervision_open, shelved_ever, leader_case, code, state, kind, category, channel, source_system, external_id, urgency,
    visibility, level, area, grid, registered_unit, lead_unit, executing_unit, first_unit, light, case_risk,
    close_reason, signal, snapshot, attention)
SELECT '330999', gen_random_uuid(), 1, sha256('x'), now(), now() + n * interval '1 minute', now() + n * interval '1 minute',
    now(), now(), gen_random_uuid(), 1, 0, 0, 0, s.open, false, false, false, false, false, false, false, false,
    'X' || s.name || n, s.name, 'request', 'P0108', 'phone', '', '', 'normal', 'normal', 'county', '330999101',
    '', 'A', 'B' || n % 50, '', '', '', '', '', '', 'x', CASE WHEN n % 500 = 0 THEN ARRAY['return'] ELSE '{}'::text[] END
  FROM generate_series(1, 3000) AS n, (VALUES ('registered', true), ('in_progress', true), ('closed', false)) AS s (name, open);
INSERT INTO ledger.work_order (tenant, matter_id, no, is_open, due_at, issued_at, sign_due, waived, unit, executing_unit,
    role, state, rule)
SELECT tenant, id, 1, is_open, next_due, now(), now(), false, lead_unit, lead_unit, 'lead', 'signed', ''
  FROM ledger.matter WHERE code LIKE 'X%' AND state <> 'registered';
ANALYZE ledger.matter; ANALYZE ledger.work_order;
"""
SEATS = [
    (Post.REGISTRAR, "COUNTY_HALL", "330999"),
    (Post.TOWN_DISPATCHER, "TOWN_CENTER", "330999101"),
    (Post.DISPATCHER, "COUNTY_COORD", "330999"),
    (Post.COORDINATOR, "COUNTY_COORD", "330999"),
    (Post.HANDLER, "B7", "330999"),
    (Post.MEDIATOR, "B7", "330999"),
    (Post.GRID_WORKER, "GRID", "330999101201001"),
    (Post.SUPERVISOR, "COUNTY_SUPERVISION", "330999"),
    (Post.DUTY_LEADER, "COUNTY_CENTER", "330999"),
]


@pytest.fixture(scope="module")
def many(office, module_database):
    """Nine thousand matters, so that reading them all is a choice that the planner would have to make."""
    with psycopg.connect(module_database.superuser_url, autocommit=True) as admin:
        admin.execute(FILL)
    return office


def test_every_list_is_served_by_an_index_as_the_programs_role(many):
    from datetime import UTC, datetime

    asked = {"most": 51, "lead": "B7", "category": "P0108", "words": "路灯", "most_found": 300, "before": None,
             "after": datetime.now(UTC), "after_id": "01a201d0-60e3-759b-8124-179082da95ea"}  # fmt: skip
    looked = 0
    for post, unit, area in SEATS:
        viewer = Viewer("330999", post, unit, area, datetime.now(UTC))
        statements = [
            page_statement(branches(viewer, view), Narrowed(), after)
            for view in View
            for after in (After.START, After.ROW)
            if branches(viewer, view)
        ]
        statements.append(
            counts_statement(tuple(branches(viewer, v) for v in (View.TODO, View.SOON, View.OVERDUE)))
        )
        statements.append(search_statement(in_scope(viewer), Narrowed()))
        with unit_of_work(settings.TENANT) as work:
            assert work.execute("SELECT current_user").fetchone()[0] == "fengqiao_app"
            for statement in statements:
                plan = "\n".join(
                    row[0] for row in work.execute(f"EXPLAIN {statement}", asked | viewer.params())
                )
                assert "Seq Scan on matter" not in plan, f"{post} {statement}\n{plan}"
                assert "Seq Scan on work_order" not in plan, f"{post} {statement}\n{plan}"
                looked += 1
    assert looked > 60


def test_a_matter_is_found_by_how_its_title_sounds(office):
    code = office.register(text="永兴桥头井盖松动，怕有人摔倒")
    other = office.register(text="永兴桥头路灯不亮")
    sound(code, other)
    for typed in ("yxqtjgsd", "jgsd", "jinggaisongdong", "永兴 jgsd"):
        found = codes(office["registrar"].ask(f"/worklist?view=all&q={typed}"))
        assert code in found, typed
        assert other not in found, typed
    assert {code, other} <= set(codes(office["registrar"].ask("/worklist?view=all&q=yxqt")))
    assert code not in codes(office["other_handler"].ask("/worklist?view=all&q=jgsd"))


def test_nobody_is_found_by_the_sound_of_a_sealed_name(office):
    code = office.register(text="永宁路面塌陷", requester={"name": "翁小明", "phone": "13812341234"})
    sound(code)
    for typed in ("wxm", "wengxiaoming", "翁小明"):
        assert code not in codes(office["registrar"].ask(f"/worklist?view=all&q={typed}"))


def sound(*named: str) -> None:
    """What the worker does after a registration, done twice as it may be."""
    with unit_of_work(settings.TENANT) as work:
        for matter in read_coded(work, named).values():
            note_sound(work, matter.id, matter.text.id)
            note_sound(work, matter.id, matter.text.id)
