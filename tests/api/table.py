"""A county with rooms and a register of mediators, and the short way to a dispute at the table."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from county_office import Office

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.models import Committee, Mediator, Room, Studio, Unit, User
from fengqiao.directory.people import person
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load
from fengqiao.people.actors import Post


def furnish(office: Office) -> None:
    """Two mediation rooms, a counselling room, a town's room; mediators of the county's and the town's committee."""
    tenant = office.county.tenant
    units = {unit.code: unit for unit in Unit.objects.filter(tenant=tenant)}
    for code, kind, unit in (
        ("R1", "mediation", "COUNTY_CENTER"), ("R2", "mediation", "COUNTY_CENTER"),
        ("C1", "counselling", "COUNTY_CENTER"), ("T1", "mediation", "TOWN_CENTER"),
    ):  # fmt: skip
        Room.objects.create(
            tenant=tenant, code=code, name=f"房间{code}", kind=kind, unit=units[unit], where="二楼", seats=8
        )
    county = Committee.objects.create(
        tenant=tenant, code="MC", name="县调委会", short_name="县", unit=units["MC_COUNTY"], level="county"
    )
    labour = Committee.objects.create(
        tenant=tenant, code="ML", name="劳调委", unit=units["MC_LABOR"], level="county", sector="labour"
    )
    studio = Studio.objects.create(tenant=tenant, code="S1", name="惠琳工作室", committee=county)
    own = person(tenant, Post.MEDIATOR, "MC_COUNTY")
    rows: list[tuple[str, str, User | None, Committee, Studio | None, list[str], list[str], bool]] = [
        ("M1", "林知秋", own, county, studio, ["普通话", "方言"], [], True),
        ("M2", "何远山", None, county, None, ["普通话", "手语"], ["周二 09:00-12:00"], True),
        ("M3", "孙望", None, labour, None, ["普通话"], [], False),
    ]
    for code, name, user, committee, of, languages, hours, public in rows:
        Mediator.objects.create(
            tenant=tenant, code=code, name=name, user=user, committee=committee, studio=of, languages=languages,
            hours=hours, work_contact="0000-1234", on_public_board=public, experience="八年",
        )  # fmt: skip


def dispute(office: Office, state: str = "mediating", *, lead: str = "MC_COUNTY", **more: Any) -> str:
    """A dispute between two people, registered at the window and brought to a state."""
    given = {
        "text": f"楼上漏水，协商不成 {uuid.uuid4().hex[:6]}",
        "channel": "walk_in",
        "category": "D0101",
        "requester": {"name": "翁小明"},
        "parties": [{"role": "respondent", "name": "季大海"}],
    } | more
    code = office.register(**given)
    steps = {
        "accepted": ("registrar", "accept", {}),
        "dispatched": ("dispatcher", "dispatch", {"lead": lead}),
        "consent_pending": ("mediator", "sign", {}),
        "mediating": ("mediator", "record_consent", {"applicant": "agree", "respondent": "agree"}),
    }
    for name, (post, action, data) in steps.items():
        answer = office[post].act(code, action, **data)
        assert answer.status_code == 200, (name, answer.content.decode())
        if name == state:
            break
    return code


def parties(office: Office, code: str) -> list[str]:
    """The ids of the disputants."""
    with unit_of_work(office.county.tenant) as work:
        matter = load(work, code=code).matter
    assert matter is not None
    return [party.id for party in matter.disputants]


def workday(days: int = 1, hour: int = 9, minute: int = 0) -> datetime:
    """An hour on a Tuesday so many weeks ahead."""
    now = datetime.now(SHANGHAI)
    tuesday = now + timedelta(days=(1 - now.weekday()) % 7 + 7 * days)
    return tuesday.replace(hour=hour, minute=minute, second=0, microsecond=0)


def session(starts: datetime, *, hours: float = 1, room: str = "R1", **more: Any) -> dict[str, Any]:
    """The body of a booking."""
    return {
        "starts": starts.isoformat(),
        "ends": (starts + timedelta(hours=hours)).isoformat(),
        "room": room,
    } | more
