"""The duty roster: a week planned whole, today's duty for colleagues, and what citizens read of it."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from county_office import API, signed_in
from django.db import connections

from fengqiao.api.ports import now
from fengqiao.clocks import SHANGHAI
from fengqiao.directory.models import DutyRoster, History, User

pytestmark = pytest.mark.database
CENTRE = "COUNTY_CENTER"


def today() -> date:
    return now().astimezone(SHANGHAI).date()


def monday(weeks: int = 0) -> date:
    return today() - timedelta(days=today().weekday()) + timedelta(weeks=weeks)


@pytest.fixture
def people(office):
    """Two people with work phones, and an empty roster before and after."""
    found = list(User.objects.filter(tenant=office.county.tenant).order_by("username")[:2])
    for number, user in enumerate(found):
        user.work_phone = f"0570-88001{number}"
        user.save()
    DutyRoster.objects.all().delete()
    yield [user.username for user in found]
    DutyRoster.objects.all().delete()


def shift(day: date, user: str, role: str = "duty_leader", **more):
    return {"day": str(day), "starts": "08:30", "ends": "08:30", "role": role, "user": user} | more


def whole_week(first: date, user: str, **more):
    return [shift(first + timedelta(days=n), user, **more) for n in range(7)]


def read(office, first: date, unit: str = CENTRE, who: str = "administrator", **headers):
    return office[who].ask(f"/settings/roster?unit={unit}&monday={first}", **headers)


def save(office, first: date, shifts, *, mark=None, unit=CENTRE, who="administrator", **headers):
    mark = read(office, first, unit).json()["mark"] if mark is None else mark
    body = {"unit": unit, "monday": str(first), "mark": mark, "shifts": shifts}
    return office[who].put(
        f"{API}/settings/roster", json.dumps(body), content_type="application/json", headers=headers
    )


def test_a_week_is_saved_whole_and_read_back(office, people):
    answer = save(
        office, monday(), whole_week(monday(), people[0], is_published=True, published_name="王主任")
    )
    assert answer.status_code == 200, answer.content.decode()
    told = read(office, monday()).json()
    assert [each["day"] for each in told["shifts"]] == [str(monday() + timedelta(days=n)) for n in range(7)]
    assert {each["published_name"] for each in told["shifts"]} == {"王主任"}
    assert told["mark"] == answer.json()["mark"]
    trail = History.objects.filter(kind="dutyroster").count()
    assert save(office, monday(), told["shifts"]).status_code == 200
    assert History.objects.filter(kind="dutyroster").count() == trail, "what stays is not written again"
    copied = [
        each | {"day": str(date.fromisoformat(each["day"]) + timedelta(days=7))} for each in told["shifts"]
    ]
    assert save(office, monday(1), copied).status_code == 200, "last week's plan serves the next"
    assert save(office, monday(), []).json()["shifts"] == []


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        (lambda week, _: week.pop(2), "shifts", ("没有安排值班领导", "no duty leader")),
        (lambda week, _: week[1].update(user="nobody"), "shifts[1].user", ("没有这个人员", "no such person")),
        (
            lambda week, _: week.append(week[0] | {"role": "duty_officer"}),
            "shifts[7].user",
            ("已有班次", "another shift"),
        ),
        (
            lambda week, other: week.append(week[0] | {"user": other}),
            "shifts[7].starts",
            ("重叠", "another duty leader"),
        ),
        (lambda week, _: week[3].update(starts="25:00"), "shifts[3].starts", ("应为时刻", "time of day")),
        (
            lambda week, _: week[3].update(day=str(monday(1))),
            "shifts[3].day",
            ("不在这一周", "not a day of this week"),
        ),
        (
            lambda week, _: week[3].update(role="boss"),
            "shifts[3].role",
            ("可选范围", "not one of the choices"),
        ),
        (
            lambda week, _: week[3].update(published_name="长" * 41),
            "shifts[3].published_name",
            ("过长", "too long"),
        ),
    ],
    ids=["missing-day", "unknown", "one-person-twice", "two-leaders", "time", "other-week", "role", "name"],
)
def test_what_is_no_plan_is_refused_by_its_field(office, people, change, field, said):
    week = whole_week(monday(), people[0])
    change(week, people[1])
    refused = save(office, monday(), week)
    assert (refused.status_code, refused.json()["field"].replace(".[", "[")) == (400, field), (
        refused.content.decode()
    )
    assert said[0] in refused.json()["detail"]
    assert said[1] in refused.json()["detail_en"].lower()
    assert not DutyRoster.objects.exists(), "nothing is half-written"


def test_nobody_is_in_two_units_at_once(office, people):
    assert save(office, monday(), whole_week(monday(), people[0])).status_code == 200
    refused = save(office, monday(), whole_week(monday(), people[0]), unit="COUNTY_HALL")
    assert (refused.status_code, refused.json()["field"]) == (400, "shifts[0].user")
    assert save(office, monday(), whole_week(monday(), people[1]), unit="COUNTY_HALL").status_code == 200


def test_units_and_weeks_that_are_none_are_refused(office, people):
    assert read(office, monday(), "NOWHERE").json()["field"] == "unit"
    first = monday() + timedelta(days=1)
    refused = save(office, first, [], mark="x")
    assert (refused.status_code, refused.json()["field"]) == (400, "monday")


def test_whoever_read_an_older_week_is_told(office, people):
    old = read(office, monday()).json()["mark"]
    assert save(office, monday(), whole_week(monday(), people[0]), mark=old).status_code == 200
    late = save(office, monday(), whole_week(monday(), people[1]), mark=old)
    assert (late.status_code, late.json()["field"]) == (409, "mark")
    assert {each["user"] for each in read(office, monday()).json()["shifts"]} == {people[0]}


def test_of_two_who_save_at_once_one_is_told(office, people):
    old = read(office, monday()).json()["mark"]

    def one(user):
        try:
            browser = {"administrator": signed_in("administrator", office.county.tenant)}
            return save(browser, monday(), whole_week(monday(), user), mark=old).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, people)) == [200, 409]
    assert len({each["user"] for each in read(office, monday()).json()["shifts"]}) == 1


def test_the_roster_is_kept_by_administrator_and_coordinator(office, people):
    assert office["citizen"].ask(f"/settings/roster?unit={CENTRE}&monday={monday()}").status_code == 401
    assert office["citizen"].ask("/duty/today").status_code == 401
    for name in ("registrar", "handler", "duty_leader", "town_dispatcher", "auditor"):
        assert read(office, monday(), who=name).status_code == 403
        assert save(office, monday(), [], mark="x", who=name).status_code == 403
        assert office[name].ask("/settings/roster/file").status_code == 403
        assert office[name].send("/settings/roster/file", b"x", name="a.csv").status_code == 403
        assert office[name].ask("/duty/today").status_code == 200
    assert read(office, monday(), who="coordinator").status_code == 200


def test_colleagues_read_todays_duty_with_name_and_work_phone(office, people):
    save(office, monday(), whole_week(monday(), people[0], starts="00:00", ends="00:00"))
    told = office["handler"].ask("/duty/today").json()["items"]
    assert [(each["unit"], each["role_name"], each["phone"], each["now"]) for each in told] == [
        (CENTRE, "值班领导", "0570-880010", True)
    ]
    assert (
        office["handler"].ask("/duty/today", **{"Accept-Language": "en"}).json()["items"][0]["role_name"]
        == "Duty leader"
    )


def test_citizens_read_post_published_name_and_work_phone_where_it_is_ticked(office, people):
    def seen():
        houses = office["citizen"].ask("/public/whereto").json()["items"]
        return next(each for each in houses if each["kind"] == CENTRE)["duty"], json.dumps(
            houses, ensure_ascii=False
        )

    hidden = whole_week(monday(), people[0], starts="00:00", ends="00:00", published_name="王主任")
    save(office, monday(), hidden)
    duty, said = seen()
    assert duty == []
    assert "0570-880010" not in said
    save(office, monday(), [each | {"is_published": True} for each in hidden])
    duty, said = seen()
    midnight = datetime.combine(today() + timedelta(days=1), datetime.min.time(), tzinfo=SHANGHAI)
    assert [(each["role_name"], each["name"], each["phone"]) for each in duty] == [
        ("值班领导", "王主任", "0570-880010")
    ]
    assert datetime.fromisoformat(duty[0]["ends"]) == midnight
    assert set(duty[0]) == {"role", "role_name", "name", "phone", "starts", "ends"}
    assert people[0] not in said
    assert User.objects.get(username=people[0]).display_name not in said


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_roster_goes_out_and_comes_in_by_a_table(office, people, kind):
    save(office, monday(), whole_week(monday(), people[0], is_published=True, published_name="王主任"))
    taken = office["administrator"].ask(f"/settings/roster/file?kind={kind}")
    assert taken.status_code == 200
    before = read(office, monday()).json()["shifts"]
    DutyRoster.objects.all().delete()
    answer = office["administrator"].send("/settings/roster/file", taken.content, name=f"roster.{kind}")
    assert answer.json() == {"written": 7, "faults": []}, answer.content.decode()
    assert read(office, monday()).json()["shifts"] == before


def test_a_file_that_is_wrong_names_row_and_field_and_writes_nothing(office, people):
    save(office, monday(), whole_week(monday(), people[0]))
    taken = office["administrator"].ask("/settings/roster/file?kind=csv").content.decode("utf-8-sig")
    DutyRoster.objects.all().delete()
    lines = taken.splitlines()
    wrong = [
        lines[0],
        lines[1],
        lines[2].replace(people[0], "nobody"),
        lines[1].replace(people[0], people[1]),
    ]
    answer = office["administrator"].send(
        "/settings/roster/file", "\r\n".join(wrong).encode("utf-8-sig"), name="roster.csv"
    )
    told = answer.json()
    assert told["written"] == 0
    assert {(each["row"], each["field"]) for each in told["faults"]} >= {(3, "user"), (4, "starts")}
    assert not DutyRoster.objects.exists()
    refused = office["administrator"].send("/settings/roster/file", b"x", name="roster.pdf")
    assert (refused.status_code, refused.json()["field"]) == (400, "file")
    broken = office["administrator"].send(
        "/settings/roster/file", io.BytesIO(b"x").read(), name="roster.xlsx"
    )
    assert (broken.status_code, broken.json()["field"]) == (400, "file")


def test_the_budgets_are_kept(office, people, statements):
    save(office, monday(), whole_week(monday(), people[0], is_published=True))
    for who, path in (
        ("administrator", f"/settings/roster?unit={CENTRE}&monday={monday()}"),
        ("handler", "/duty/today"),
        ("citizen", "/public/whereto"),
    ):
        office[who].ask(path)
        with statements() as said:
            assert office[who].ask(path).status_code == 200
        assert len(said) <= 6, (path, [each[:60] for each in said])
