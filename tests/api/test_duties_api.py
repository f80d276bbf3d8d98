"""Settings of the duty directory: drafts, lines, findings, the dry run over real matters, publishing."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from county_office import API

from fengqiao.api.ports import now
from fengqiao.directory.duties import save_ruling
from fengqiao.directory.models import DutyLine, DutyVersion, History, Unit
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database


def later(**span) -> str:
    return (now() + timedelta(**span)).isoformat()


@pytest.fixture
def draft(office):
    made = office["administrator"].tell("/settings/duties", {"effective_from": later(days=1), "note": "修订"})
    assert made.status_code == 201, made.content.decode()
    number = made.json()["number"]
    yield number
    office["administrator"].drop(f"/settings/duties/{number}")


def add(office, number, who="administrator", **values):
    return office[who].tell(f"/settings/duties/{number}/lines", {"lead": "WATER"} | values)


def put(office, number, line, **values):
    return office["administrator"].put(
        f"{API}/settings/duties/{number}/lines/{line}", json.dumps(values), content_type="application/json"
    )


def shown(office, number, who="administrator"):
    answer = office[who].ask(f"/settings/duties/{number}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def tried(office, number, who="administrator", **asked):
    answer = office[who].get(f"{API}/settings/duties/{number}/dry-run", asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_versions_say_which_one_holds(office, draft):
    found = office["administrator"].ask("/settings/duties").json()["items"]
    assert [each["in_force"] for each in found].count(True) == 1
    assert found[0] | {"effective_from": "", "lines": 0} == {
        "number": draft, "effective_from": "", "published_at": None, "note": "修订", "lines": 0, "in_force": False,
    }  # fmt: skip


def test_a_line_is_added_changed_and_taken_out_under_the_persons_name(office, draft):
    made = add(office, draft, category="p0108", area=office.county.town, co=["MUNICIPAL"], basis="三定方案")
    assert made.status_code == 201, made.content.decode()
    line = made.json()
    assert (line["category"], line["area_name"], line["source"]) == ("P0108", "松溪镇", "edit")
    assert (line["lead"]["code"], line["co"][0]["code"]) == ("WATER", "MUNICIPAL")
    changed = put(
        office,
        draft,
        line["id"],
        lead="HOUSING",
        category="P0108",
        area=office.county.town,
        mark=line["mark"],
    )
    assert changed.status_code == 200, changed.content.decode()
    assert (changed.json()["lead"]["code"], changed.json()["co"]) == ("HOUSING", [])
    gone = office["administrator"].drop(
        f"/settings/duties/{draft}/lines/{line['id']}?mark={changed.json()['mark']}"
    )
    assert gone.status_code == 200, gone.content.decode()
    assert shown(office, draft)["lines"] == []
    trail = History.objects.filter(kind="dutyline", row=line["id"]).order_by("id")
    assert [each.change for each in trail] == ["created", "changed", "deleted"]
    assert {each.who for each in trail} == {office["administrator"].ask("/me").json()["username"]}


def test_two_people_on_one_line_the_second_is_told_and_nothing_is_lost(office, draft):
    line = add(office, draft, category="P0108").json()
    first = put(office, draft, line["id"], lead="HOUSING", category="P0108", mark=line["mark"])
    assert first.status_code == 200
    second = put(office, draft, line["id"], lead="MUNICIPAL", category="P0108", mark=line["mark"])
    assert (second.status_code, second.json()["code"]) == (409, "lost_race")
    dropped = office["administrator"].drop(f"/settings/duties/{draft}/lines/{line['id']}?mark={line['mark']}")
    assert dropped.status_code == 409
    assert shown(office, draft)["lines"][0]["lead"]["code"] == "HOUSING"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lead": "NOBODY"}, "lead"),
        ({"category": "X99"}, "category"),
        ({"category": "P-1"}, "category"),
        ({"area": "110101"}, "area"),
        ({"area": "12"}, "area"),
        ({"co": ["NOBODY"]}, "co"),
        ({"co": ["WATER"]}, "co"),
        ({"lane": "fast"}, "lane"),
        ({"holder": "nobody"}, "holder"),
        ({"basis": "字" * 501}, "basis"),
        ({"more": 1}, "more"),
    ],
)
def test_a_wrong_line_names_the_field_in_both_languages(office, draft, wrong, field):
    refused = add(office, draft, **wrong)
    assert (refused.status_code, refused.json()["field"]) == (400, field), refused.content.decode()
    assert refused.json()["detail_en"].isascii()
    assert not refused.json()["detail"].isascii()
    assert shown(office, draft)["lines"] == []


def test_one_line_for_a_category_and_place(office, draft):
    assert add(office, draft, category="P0108").status_code == 201
    again = add(office, draft, category="P0108", lead="HOUSING")
    assert (again.status_code, again.json()["field"]) == (400, "area")


def test_a_finding_names_its_line_and_a_grave_one_stands_in_the_way(office, draft):
    line = add(office, draft, category="P0108").json()
    Unit.objects.filter(tenant=office.county.tenant, code="WATER").update(is_active=False)
    try:
        found = [each for each in shown(office, draft)["findings"] if each["line"] == line["id"]]
        assert [(each["fault"], each["field"], each["grave"]) for each in found] == [
            ("unknown_unit", "lead", True)
        ]
        refused = office["administrator"].tell(
            f"/settings/duties/{draft}/publish", {"effective_from": later(days=1)}
        )
        assert (refused.status_code, refused.json()["field"]) == (400, "lines")
        assert f"第{line['id']}号" in refused.json()["detail"]
        assert DutyVersion.objects.get(tenant=office.county.tenant, number=draft).is_draft
    finally:
        Unit.objects.filter(tenant=office.county.tenant, code="WATER").update(is_active=True)


def test_a_ruling_made_while_the_draft_was_edited_is_told(office, draft):
    save_ruling(
        office.county.tenant, category="P0102", area="", lead="HOUSING", basis="裁定", matter_code="M1", at=now(),
    )  # fmt: skip
    assert "ruling_missing" in [each["fault"] for each in shown(office, draft)["findings"]]


@pytest.fixture
def moved(office, draft):
    """Three lamps that the municipal company was given, one of them restricted by what it is about."""
    codes = [office.until("dispatched") for _ in range(3)]
    assert add(office, draft, category="P0108", lead="WATER").status_code == 201
    return codes


def test_the_dry_run_says_which_matters_would_have_gone_elsewhere_and_writes_nothing(office, draft, moved):
    def everything() -> tuple[object, ...]:
        with unit_of_work(office.county.tenant) as work:
            counted = work.execute(
                "SELECT (SELECT count(*) FROM ledger.event), (SELECT sum(version) FROM ledger.matter),"
                " (SELECT count(*) FROM ledger.work_order), (SELECT count(*) FROM ledger.access_log)"
            ).fetchone()
        return (*counted, History.objects.count(), DutyLine.objects.count())

    before = everything()
    found = tried(office, draft)
    assert everything() == before
    group = next(each for each in found["moves"] if each["category"] == "P0108")
    assert group["after"]["code"] == "WATER"
    assert group["n"] >= 3
    assert found["moved"] == sum(each["n"] for each in found["moves"])
    assert found["compared"] >= found["moved"]
    mine = [each for each in found["items"] if each["code"] in moved]
    assert len(mine) == 3
    assert {(each["went"]["code"], each["after"]["code"]) for each in mine} == {("MUNICIPAL", "WATER")}
    assert {each["area_name"] for each in mine} == {"松溪村第一网格"}


def test_what_holds_already_moves_nothing(office):
    number = next(
        each["number"] for each in office["administrator"].ask("/settings/duties").json()["items"] if each["in_force"]
    )  # fmt: skip
    found = tried(office, number)
    assert (found["moved"], found["others"], found["items"]) == (0, 0, [])


def test_only_an_assist_more_is_counted_apart(office, draft, moved):
    lead = next(each for each in tried(office, draft)["moves"] if each["category"] == "P0108")["before"][
        "code"
    ]
    line = next(each for each in shown(office, draft)["lines"] if each["category"] == "P0108")
    put(office, draft, line["id"], category="P0108", lead=lead, co=["HOUSING"], mark=line["mark"])
    found = tried(office, draft)
    assert found["moved"] == 0
    assert found["others"] >= 3


def test_an_administrator_opens_no_matter_and_is_named_no_restricted_one(office, draft, moved):
    hidden = office.until("dispatched", category="D0203")
    assert add(office, draft, category="D0203", lead="WATER").status_code == 201
    seen = {each["code"]: each["may_open"] for each in tried(office, draft)["items"]}
    assert set(moved) <= set(seen)
    assert not any(seen.values())
    assert hidden not in seen
    group = [each for each in tried(office, draft)["moves"] if each["category"] == "D0203"]
    assert [each["n"] for each in group] == [1]
    by_coordinator = {each["code"]: each["may_open"] for each in tried(office, draft, "coordinator")["items"]}
    assert by_coordinator[hidden]
    assert all(by_coordinator.values())
    for code in by_coordinator:
        assert office["coordinator"].ask(f"/matters/{code}").status_code == 200


def test_the_list_goes_on_page_by_page_and_by_group(office, draft, moved, monkeypatch):
    monkeypatch.setattr("fengqiao.insight.dry_run.MOST", 2)
    add(office, draft, category="P0102", lead="HOUSING")
    office.until("dispatched", category="P0102")
    asked = {"category": "P0108", "after": "WATER"}
    pages, cursor = [], ""
    while True:
        page = tried(office, draft, **asked, cursor=cursor)
        pages.append([each["code"] for each in page["items"]])
        cursor = page["next_cursor"]
        if not cursor:
            break
    codes = [code for page in pages for code in page]
    assert len(codes) == len(set(codes)) == next(n["n"] for n in page["moves"] if n["category"] == "P0108")
    assert set(moved) <= set(codes)
    assert all(len(page) == 2 for page in pages[:-1])
    assert tried(office, draft, before="NOBODY")["items"] == []


def test_only_the_days_asked_for_count(office, draft, moved):
    long_ago = now() - timedelta(days=100)
    with unit_of_work(office.county.tenant) as work:
        work.execute(
            "UPDATE ledger.matter SET first_dispatched_at = %(at)s WHERE code = %(code)s",
            {"at": long_ago, "code": moved[0]},
        )
    assert moved[0] not in {each["code"] for each in tried(office, draft)["items"]}
    assert moved[0] in {each["code"] for each in tried(office, draft, days=120)["items"]}


@pytest.mark.parametrize("asked", ["days=0", "days=367", "days=x", "sort=n"])
def test_a_wrong_question_is_refused(office, draft, asked):
    assert office["administrator"].ask(f"/settings/duties/{draft}/dry-run?{asked}").status_code == 400


def test_a_draft_is_published_from_a_day_and_then_closed(office):
    admin = office["administrator"]
    number = admin.tell("/settings/duties", {"effective_from": later(days=3)}).json()["number"]
    line = add(office, number, category="P0101", lead="WATER").json()
    early = admin.tell(
        f"/settings/duties/{number}/publish", {"effective_from": datetime(2020, 1, 1, tzinfo=UTC).isoformat()}
    )
    assert (early.status_code, early.json()["field"]) == (400, "effective_from")
    done = admin.tell(f"/settings/duties/{number}/publish", {"effective_from": later(days=5)})
    assert done.status_code == 200, done.content.decode()
    version = DutyVersion.objects.get(tenant=office.county.tenant, number=number)
    assert version.effective_from - now() > timedelta(days=4)
    for refused in (
        put(office, number, line["id"], lead="HOUSING", category="P0101", mark=line["mark"]),
        add(office, number, category="P0103"),
        admin.drop(f"/settings/duties/{number}/lines/{line['id']}?mark={line['mark']}"),
        admin.drop(f"/settings/duties/{number}"),
        admin.change(f"/settings/duties/{number}", {"effective_from": later(days=9)}),
        admin.tell(f"/settings/duties/{number}/publish", {"effective_from": later(days=9)}),
    ):
        assert refused.status_code == 400, refused.content.decode()
    assert shown(office, number)["lines"][0]["lead"]["code"] == "WATER"


def test_published_now_holds_at_once(office):
    admin = office["administrator"]
    number = admin.tell("/settings/duties", {"effective_from": later(days=3)}).json()["number"]
    add(office, number, category="P0109", lead="WATER")
    assert (
        admin.tell(f"/settings/duties/{number}/publish", {"effective_from": later(seconds=-20)}).status_code
        == 200
    )
    version = DutyVersion.objects.get(tenant=office.county.tenant, number=number)
    assert version.effective_from - now() < timedelta(seconds=2)
    assert version.effective_from == version.published_at


def test_a_draft_is_dated_anew_and_thrown_away(office, draft):
    admin = office["administrator"]
    add(office, draft, category="P0108")
    assert admin.change(
        f"/settings/duties/{draft}", {"effective_from": later(days=9), "note": "改期"}
    ).status_code == 200  # fmt: skip
    assert shown(office, draft)["version"]["note"] == "改期"
    assert admin.drop(f"/settings/duties/{draft}").status_code == 200
    assert admin.ask(f"/settings/duties/{draft}").status_code == 404
    assert not DutyVersion.objects.filter(tenant=office.county.tenant, number=draft).exists()


def test_settings_are_for_whoever_keeps_the_directory(office, draft):
    assert office["citizen"].ask("/settings/duties").status_code == 401
    for name in ("registrar", "dispatcher", "handler", "supervisor", "town_dispatcher", "leader", "analyst"):
        for path in ("", f"/{draft}", f"/{draft}/dry-run"):
            assert office[name].ask(f"/settings/duties{path}").status_code == 403, name
        assert add(office, draft, name, category="P0108").status_code == 403
    assert office["coordinator"].ask("/settings/duties").status_code == 200


def test_a_coordinator_of_a_town_does_not_keep_the_countys_directory(office):
    from fengqiao.directory.models import Assignment

    Assignment.objects.filter(tenant=office.county.tenant, post="coordinator").update(area=office.county.town)
    try:
        assert office["coordinator"].ask("/settings/duties").status_code == 403
    finally:
        Assignment.objects.filter(tenant=office.county.tenant, post="coordinator").update(area="")


@pytest.mark.parametrize(
    "path", ["/settings/duties/x", "/settings/duties/999999", "/settings/duties/1/dry-runs"]
)
def test_what_is_not_there_is_not_found(office, path):
    assert office["administrator"].ask(path).status_code == 404


def test_the_budgets_are_kept(office, draft, moved, statements):
    for path, most in (("", 2), (f"/{draft}", 4), (f"/{draft}/dry-run", 5)):
        office["administrator"].ask(f"/settings/duties{path}")
        with statements() as said:
            assert office["administrator"].ask(f"/settings/duties{path}").status_code == 200
        assert len(said) <= most, [each[:60] for each in said]
