"""The county at work, for tests of the API: browsers by post, and the short ways to a matter in a state."""

import io
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from PIL import Image

from fengqiao.directory.people import person
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.people.actors import Post

API = "/api/v1"
PASSWORD = "Qingfeng-2026-Fengqiao"
SEATS = {
    "registrar": (Post.REGISTRAR, "COUNTY_HALL"),
    "dispatcher": (Post.DISPATCHER, "COUNTY_COORD"),
    "coordinator": (Post.COORDINATOR, "COUNTY_COORD"),
    "analyst": (Post.ANALYST, "COUNTY_ANALYSIS"),
    "handler": (Post.HANDLER, "MUNICIPAL"),
    "other_handler": (Post.HANDLER, "WATER"),
    "town_dispatcher": (Post.TOWN_DISPATCHER, "TOWN_CENTER"),
    "grid_worker": (Post.GRID_WORKER, "GRID"),
    "supervisor": (Post.SUPERVISOR, "COUNTY_SUPERVISION"),
    "duty_leader": (Post.DUTY_LEADER, "COUNTY_CENTER"),
    "unit_leader": (Post.UNIT_LEADER, "MUNICIPAL"),
    "leader": (Post.LEADER, "COUNTY_GOV_OFFICE"),
    "auditor": (Post.AUDITOR, "COUNTY_CENTER"),
    "privacy_officer": (Post.PRIVACY_OFFICER, "COUNTY_CENTER"),
    "administrator": (Post.ADMINISTRATOR, "COUNTY_CENTER"),
    "mediator": (Post.MEDIATOR, "MC_COUNTY"),
}


class Browser(Client):
    """A client that speaks JSON, and never lets an exception of ours out."""

    def __init__(self, **given: Any) -> None:
        super().__init__(raise_request_exception=False, **given)

    def ask(self, path: str, **headers: str) -> Any:
        return self.get(f"{API}{path}", headers=headers)

    def tell(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
        raw = body if isinstance(body, bytes | str) else json.dumps({} if body is None else body)
        if key:
            headers["Idempotency-Key"] = key
        return self.post(f"{API}{path}", raw, content_type="application/json", headers=headers)

    def send(self, path: str, raw: bytes, *, name: str = "photo.jpg") -> Any:
        file = io.BytesIO(raw)
        file.name = name
        return self.post(f"{API}{path}", {"file": file})

    def change(self, path: str, body: Any = None, *, key: str = "") -> Any:
        raw = json.dumps({} if body is None else body)
        headers = {"Idempotency-Key": key} if key else {}
        return self.patch(f"{API}{path}", raw, content_type="application/json", headers=headers)

    def drop(self, path: str, *, key: str = "") -> Any:
        return self.delete(f"{API}{path}", headers={"Idempotency-Key": key} if key else {})

    def act(
        self, code: str, action: str, *, version: int | None = None, photos=(), key: str = "", **data
    ) -> Any:
        body = {"data": data, "photos": list(photos)} | ({"version": version} if version else {})
        return self.tell(f"/matters/{code}/actions/{action}", body, key=key)


@dataclass
class Office:
    """The county at work: browsers by post, and the short ways to a matter in a state."""

    county: ThrowawayCounty
    browsers: dict[str, Browser] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Browser:
        return self.browsers[name]

    @property
    def place(self) -> dict[str, Any]:
        point = self.county.point
        return {
            "address": "松溪村文化广场3号楼2单元501室",
            "lon": point.lon,
            "lat": point.lat,
            "datum": "wgs84",
        }

    def register(self, **more: Any) -> str:
        """A lamp that is dark, asked about by Weng."""
        body = {
            "text": f"路灯不亮了,请联系13812345678 {uuid.uuid4().hex[:6]}",
            "channel": "phone",
            "category": "P0108",
            "place": self.place,
            "requester": {"name": "翁小明", "phone": "13812341234"},
        } | more
        response = self["registrar"].tell("/matters", body)
        assert response.status_code == 201, response.content.decode()
        return response.json()["code"]

    def until(self, state: str, **more: Any) -> str:
        """A matter in a state, led by the municipal company."""
        code = self.register(**more)
        steps = {
            "accepted": ("registrar", "accept", {}),
            "dispatched": ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}),
            "in_progress": ("handler", "sign", {}),
            "pending_review": ("handler", "submit_result", {"reply": "已更换灯泡"}),
            "resolved": ("supervisor", "approve", {}),
            "closed": ("supervisor", "record_visit", {"solved": "true", "satisfaction": "satisfied"}),
        }
        for name, (post, action, data) in steps.items():
            if state == "registered":
                break
            response = self[post].act(code, action, **data)
            assert response.status_code == 200, (name, response.content.decode())
            if name == state:
                break
        return code


def signed_in(name: str, tenant: str, *, csrf: bool = False) -> Browser:
    """A browser of somebody who holds a post."""
    post, unit = SEATS[name]
    browser = Browser(enforce_csrf_checks=csrf)
    browser.force_login(
        person(tenant, post, unit, password=PASSWORD), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    return browser


def noise(size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo like no other."""
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()
