"""How many statements each address takes, beside BEGIN, COMMIT and set_config: a budget for every one of them."""

import json

import pytest
from county_office import API, noise

from fengqiao.api.application import api

pytestmark = pytest.mark.database

# Statements, sign-in (or the county's version) included: at most 3 for what is read often, 4 for a write. More only
# where a matter, a person or a merge of several is taken apart, with the reason.
BUDGET = {
    "GET /worklist": 3,
    "POST /matters": 2,
    "POST /matters/{code}/actions/{action}": 3,
    "GET /matters/{code}": 3,
    "GET /matters/{code}/documents": 3,
    "GET /matters/{code}/qr.svg": 2,
    "GET /matters/{code}/similar": 5,  # the words, what is alike, and what requesters called the same
    "POST /matters/{code}/merge": 5,  # ids of both, both rows locked, one write
    "POST /matters/{code}/unmerge": 5,  # the follower, its main one, both rows locked, one write
    "POST /ahead": 3,
    "GET /proposals": 2,
    "GET /actions": 1,
    "GET /replies": 1,
    "GET /me": 1,
    "GET /directory": 1,
    "GET /openapi.json": 1,
    "POST /public/matters": 2,
    "POST /public/track": 4,
    "GET /public/track/{secret}": 9,  # a page with everything around, read once by one person
    "POST /public/track/{secret}/material": 4,
    "POST /public/track/{secret}/withdraw": 4,
    "POST /public/track/{secret}/rate": 4,
    "GET /public/track/{secret}/photos/{attachment}": 10,
    "POST /public/uploads": 3,
    "POST /uploads": 2,
    "GET /photos/{attachment}": 3,
    "POST /suggest": 1,
    "POST /similar": 2,
    "POST /public/similar": 2,
    "GET /public/whereto": 3,  # who is on duty today, too
    "POST /matters/{code}/reveal": 5,  # the matter twice, the person, the trace
    "POST /search_by_phone": 4,
    "GET /signals": 2,
    "POST /signals": 3,
    "POST /signals/{signal}/confirm": 5,
    "POST /signals/{signal}/dismiss": 4,
    "POST /sources/{source}/token": 2,
}
ELSEWHERE = (
    "/views",
    "/worklist.xlsx",
    "/rights",
    "/sweeps",
    "/dead-letters",
    "/backlog",
    "/alerts",
    "/notices",
    "/public/track/{secret}/rights",
    "/public/track/{secret}/answers",
    "/public/questions",
    "/questions",
    "/figures",
    "/rooms",
    "/matters/{code}/accept_and_dispatch",
    "/matters/{code}/bookings",
    "/mediators",
    "/public/mediators",
    "/mediation/day",
    "/dockings",
    "/docked",
    "/referrals",
    "/bodies",
    "/matters/{code}/handover",
    "/matters/{code}/dispute",
    "/matters/{code}/evidence",
    "/matters/{code}/parties",
    "/public/party",
    "/matters/{code}/documents/",
    "/matters/{code}/dossier",
    "/papers/failed",
    "/public/track/{secret}/documents/",
    "/settings",
    "/knowledge",
    "/public/knowledge",
    "/public-notices",
    "/public/notices",
    "/answers",
    "/hall",
    "/halls/{unit}/kiosk-key",
    "/kiosk",
    "/bell",
    "/handover",
    "/duty/today",
)
"""Addresses whose budgets stand beside their own tests."""


def routes():
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield f"{method} {path}"


def test_every_address_has_a_budget():
    mine = {each for each in routes() if not each.partition(" ")[2].startswith(ELSEWHERE)}
    assert mine == set(BUDGET)


@pytest.fixture(scope="module")
def calls(office):
    """A call of every address, on matters of its own, with what was prepared for it."""
    citizen, clerk, dispatcher = office["citizen"], office["registrar"], office["dispatcher"]
    photo = citizen.send("/public/uploads", noise()).json()["id"]
    report = {"text": "路灯不亮", "category": "P0108", "place": office.place, "phone": "13912340000"}

    def reported(state=""):
        made = citizen.tell("/public/matters", report | {"photos": [photo]}).json()
        if state:
            for name, action, data in (
                ("registrar", "accept", {}), ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}), ("handler", "sign", {}),
                ("handler", "submit_result", {"reply": "好了", "photos": [photo]}), ("supervisor", "approve", {}),
            ):  # fmt: skip
                assert office[name].act(made["code"], action, **data).status_code == 200
        return made

    first, second, rated = reported(), reported(), reported("resolved")
    code = office.until("in_progress", photos=[photo])
    page = clerk.ask(f"/matters/{code}").json()
    follower, other = office.register(), office.register()
    dispatcher.tell(f"/matters/{code}/merge", {"followers": [other]})
    token = office["administrator"].tell("/sources/drone/token").json()["token"]

    def alarm(kind):
        body = {"source": "drone", "type": kind, "place": {"lon": 119.14, "lat": 28.08, "datum": "wgs84"}}
        return citizen.post(
            f"{API}/signals",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    made, dropped = (alarm(kind).json()["id"] for kind in ("straw", "river"))
    own = citizen.ask(f"/public/track/{first['secret']}").json()["photos"][0]["id"]
    way = f"/public/track/{first['secret']}"
    return {
        "GET /worklist": lambda: office["supervisor"].ask("/worklist"),
        "POST /matters": lambda: clerk.tell("/matters", {"text": "路灯", "channel": "phone"}, key="s1"),
        "POST /matters/{code}/actions/{action}": lambda: office["handler"].act(
            code, "add_progress", note="x", key="s2"
        ),
        "GET /matters/{code}": lambda: clerk.ask(f"/matters/{code}"),
        "GET /matters/{code}/documents": lambda: clerk.ask(f"/matters/{code}/documents"),
        "GET /matters/{code}/qr.svg": lambda: clerk.ask(f"/matters/{code}/qr.svg"),
        "GET /matters/{code}/similar": lambda: clerk.ask(f"/matters/{code}/similar"),
        "POST /matters/{code}/merge": lambda: dispatcher.tell(
            f"/matters/{code}/merge", {"followers": [follower]}
        ),
        "POST /matters/{code}/unmerge": lambda: dispatcher.tell(
            f"/matters/{code}/unmerge", {"follower": other, "reason": "不是一件"}
        ),
        "POST /ahead": lambda: clerk.tell("/ahead", {"action": "accept", "codes": [other, follower]}),
        "GET /proposals": lambda: office["supervisor"].ask("/proposals"),
        "GET /actions": lambda: citizen.ask("/actions"),
        "GET /replies": lambda: office["handler"].ask("/replies?category=P0108"),
        "GET /me": lambda: clerk.ask("/me"),
        "GET /directory": lambda: citizen.ask("/directory"),
        "GET /openapi.json": lambda: citizen.ask("/openapi.json"),
        "POST /public/matters": lambda: citizen.tell("/public/matters", report, key="s3"),
        "POST /public/track": lambda: citizen.tell("/public/track", {"code": first["code"], "last4": "0000"}),
        "GET /public/track/{secret}": lambda: citizen.ask(way),
        "POST /public/track/{secret}/material": lambda: citizen.tell(f"{way}/material", {"text": "补充"}),
        "POST /public/track/{secret}/withdraw": lambda: citizen.tell(
            f"/public/track/{second['secret']}/withdraw", {"reason": "好了"}
        ),
        "POST /public/track/{secret}/rate": lambda: citizen.tell(
            f"/public/track/{rated['secret']}/rate", {"solved": True, "satisfaction": "satisfied"}
        ),
        "GET /public/track/{secret}/photos/{attachment}": lambda: citizen.ask(f"{way}/photos/{own}"),
        "POST /public/uploads": lambda: citizen.send("/public/uploads", noise()),
        "POST /uploads": lambda: clerk.send("/uploads", noise()),
        "GET /photos/{attachment}": lambda: clerk.get(page["photos"][0]["url"]),
        "POST /suggest": lambda: clerk.tell("/suggest", {"text": "路灯不亮"}),
        "POST /similar": lambda: clerk.tell(
            "/similar", {"text": "路灯", "category": "P0108", "lon": 119.14, "lat": 28.08}
        ),
        "GET /public/whereto": lambda: citizen.ask("/public/whereto"),
        "POST /public/similar": lambda: citizen.tell(
            "/public/similar", {"text": "路灯", "category": "P0108", "lon": 119.14, "lat": 28.08}
        ),
        "POST /matters/{code}/reveal": lambda: clerk.tell(
            f"/matters/{code}/reveal", {"party": page["requester"]["party"], "purpose": "回访"}
        ),
        "POST /search_by_phone": lambda: clerk.tell(
            "/search_by_phone", {"phone": "13912340000", "purpose": "核对"}
        ),
        "GET /signals": lambda: clerk.ask("/signals"),
        "POST /signals": lambda: alarm("rubbish"),
        "POST /signals/{signal}/confirm": lambda: clerk.tell(
            f"/signals/{made}/confirm", {"category": "P0108"}
        ),
        "POST /signals/{signal}/dismiss": lambda: clerk.tell(
            f"/signals/{dropped}/dismiss", {"reason": "误报"}
        ),
        "POST /sources/{source}/token": lambda: office["administrator"].tell("/sources/drone/token"),
    }


@pytest.mark.parametrize("address", sorted(BUDGET))
def test_an_address_keeps_its_budget(office, calls, statements, address):
    for name in ("registrar", "handler", "supervisor", "dispatcher", "administrator"):
        office[name].ask("/me")  # if the idle time has to be written anew, it is written now
    office["citizen"].ask("/directory")
    office.register()  # a block of numbers for codes is taken now and then, every twentieth time
    with statements() as said:
        answer = calls[address]()
    assert answer.status_code < 300, answer.content.decode()
    said = [each for each in said if "ledger.counter" not in each]
    assert len(said) <= BUDGET[address], said
