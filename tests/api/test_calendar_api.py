"""The yearly notice: what it would move is shown first, then it is taken, and the worker moves just that."""

from datetime import date, timedelta

import pytest

from fengqiao.api.ports import now
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.ports import Ports
from fengqiao.desk.recomputing import recompute_provisional
from fengqiao.desk.settled import ring
from fengqiao.directory.models import CalendarDay, CalendarYear, History
from fengqiao.directory.snapshot import county
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def year(office):
    """The year of tomorrow is provisional, and so are due moments in it."""
    this = tomorrow().year
    CalendarYear.objects.filter(tenant="", year__gte=this).delete()
    CalendarDay.objects.filter(tenant="", date__year__gte=this).delete()
    assert CalendarYear.objects.filter(tenant="", year=this - 1, published=True).exists()
    return this


def tomorrow() -> date:
    return now().astimezone(SHANGHAI).date() + timedelta(days=1)


def notice(year: int, first: date | None = None, last: date | None = None) -> str:
    """What is always free, and a span beside it."""
    always = [date(year, month, day) for month, day in ((1, 1), (5, 1), (10, 1))]
    lines = [f"{day} 休 节日" for day in always if first is None or not first <= day <= last]
    return "\n".join([*lines, *([f"{first} 至 {last} 休 临时放假"] if first else [])])


def ports(office) -> Ports:
    tenant = office.county.tenant
    return Ports(tenant, lambda: county(tenant), now, ring())


def sent(office, path, year, table, who="administrator", **more):
    return office[who].tell(f"/settings/calendar{path}", {"year": year, "table": table} | more)


def span(year: int) -> tuple[date, date]:
    """Days from tomorrow on that are to be free, so that limits of some working days end later."""
    first = tomorrow()
    return first, min(first + timedelta(days=13), date(year, 12, 31))


def dues(office) -> dict[str, object]:
    with unit_of_work(office.county.tenant) as work:
        return dict(
            work.execute("SELECT code, due_at FROM ledger.matter WHERE due_at IS NOT NULL").fetchall()
        )


def test_the_preview_says_what_moves_and_the_worker_moves_just_that(office, year):
    recompute_provisional(ports(office))  # what it knows so far
    codes = [office.until("in_progress"), office.until("accepted", category="R0201")]
    hidden = office.until("accepted", category="R0904")
    before, trail = dues(office), History.objects.count()
    first, last = span(year)
    table = notice(year, first, last)
    found = sent(office, "/preview", year, table)
    assert found.status_code == 200, found.content.decode()
    told = found.json()
    assert (dues(office), History.objects.count()) == (before, trail), "a preview writes nothing"
    assert told["moved"] >= len(codes) + 1
    assert set(codes) <= {each["code"] for each in told["items"]}
    assert hidden not in {each["code"] for each in told["items"]}
    assert not any(each["may_open"] for each in told["items"])

    taken = sent(office, "", year, table, source="国办发明电〔2026〕1号")
    assert taken.status_code == 201, taken.content.decode()
    assert taken.json() == {"year": year, "days": len(told["days"])}
    assert History.objects.filter(kind="calendaryear").latest("id").who != "system"
    recompute_provisional(ports(office))
    moved = {code: due for code, due in dues(office).items() if due != before[code]}
    assert len(moved) == told["moved"]
    for each in told["items"]:
        assert moved[each["code"]].isoformat() == each["after"].replace("Z", "+00:00")

    again = sent(office, "", year, table, source="x")
    assert (again.status_code, again.json()["field"]) == (400, "year")
    shown = office["administrator"].ask("/settings/calendar").json()
    assert shown["years"][0] == {"year": year, "published": True, "source": "国办发明电〔2026〕1号"}
    assert shown["next_year"] == year + 1
    assert {"day": first.isoformat(), "worked": False, "name": "临时放假"} in shown["days"]


@pytest.mark.parametrize(
    ("table", "field", "said"),
    [("x", "table", "第 1 行"), ("", "table", "没有读到"), ("{y}-01-01 休", "table", "不完整")],
)
def test_a_notice_that_cannot_be_right_is_refused_with_its_line(office, year, table, field, said):
    wanted = office["administrator"].ask("/settings/calendar").json()["next_year"]
    for path in ("/preview", ""):
        refused = sent(office, path, wanted, table.format(y=wanted), source="s")
        assert (refused.status_code, refused.json()["field"]) == (400, field)
        assert said in refused.json()["detail"]


def test_years_come_one_after_the_other_and_the_notice_has_a_number(office, year):
    wanted = office["administrator"].ask("/settings/calendar").json()["next_year"]
    for other in (wanted - 1, wanted + 1):
        refused = sent(office, "/preview", other, notice(other))
        assert (refused.status_code, refused.json()["field"]) == (400, "year")
    refused = sent(office, "", wanted, notice(wanted))
    assert (refused.status_code, refused.json()["field"]) == (400, "source")
    assert not CalendarYear.objects.filter(year=wanted, published=True).exists()


def test_the_calendar_is_the_administrators(office, year):
    assert office["citizen"].ask("/settings/calendar").status_code == 401
    for name in ("coordinator", "registrar", "supervisor", "leader"):
        assert office[name].ask("/settings/calendar").status_code == 403
        assert sent(office, "/preview", year, notice(year), name).status_code == 403
        assert sent(office, "", year, notice(year), name, source="s").status_code == 403


def test_the_budget_is_kept(office, year, statements):
    office["administrator"].ask("/settings/calendar")
    with statements() as said:
        assert office["administrator"].ask("/settings/calendar").status_code == 200
    assert len(said) <= 3, [each[:60] for each in said]
