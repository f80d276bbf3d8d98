"""A grid worker on foot: a phone whose network comes and goes."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import APIRequestContext, APIResponse, expect
from visitors import Visitor

from fengqiao.clocks import SHANGHAI

GRID = "330999001001001"
"""The grid of the demo county's grid worker."""


def picture(folder: Path, name: str, *, colour: str = "grey", size: tuple[int, int] = (4000, 3000)) -> Path:
    """A photo as a phone takes it: large, and with the place written into it."""
    file = folder / name
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 4.0, 30.0), 3: "E", 4: (119.0, 8.0, 24.0)})
    Image.new("RGB", size, colour).save(file, "JPEG", exif=exif)
    return file


def noisy(folder: Path) -> Path:
    """A photo that does not compress."""
    file = folder / "noisy.jpg"
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(file, "JPEG", quality=90)
    return file


class Desk:
    """Somebody at a desk, through the API."""

    def __init__(self, asked: APIRequestContext, user: str, password: str) -> None:
        self._asked = asked
        asked.get("/api/v1/me")
        signed_in = self.post("/_allauth/browser/v1/auth/login", {"username": user, "password": password})
        assert signed_in.ok, signed_in.text()

    def post(self, path: str, body: dict[str, Any]) -> APIResponse:
        token = next(
            each["value"] for each in self._asked.storage_state()["cookies"] if each["name"] == "csrftoken"
        )
        return self._asked.post(path, data=body, headers={"X-CSRFToken": token})

    def get(self, path: str) -> APIResponse:
        return self._asked.get(path)

    def upload(self, file: Path) -> str:
        token = next(
            each["value"] for each in self._asked.storage_state()["cookies"] if each["name"] == "csrftoken"
        )
        given = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": file.read_bytes()}
        answer = self._asked.post(
            "/api/v1/uploads", multipart={"file": given}, headers={"X-CSRFToken": token}
        )
        return str(answer.json()["id"])

    def register(self, text: str, **more: Any) -> str:
        """Something asked for by telephone, in the worker's own grid."""
        body = {
            "text": text,
            "channel": "phone",
            "category": "P0102",
            "place": {"grid": GRID},
            "requester": {"name": "翁小明", "phone": "13812341234"},
        } | more
        answer = self.post("/api/v1/matters", body)
        assert answer.ok, answer.text()
        return str(answer.json()["code"])

    def act(self, code: str, action: str, *, photos: Sequence[str] = (), **data: Any) -> dict[str, Any]:
        answer = self.post(f"/api/v1/matters/{code}/actions/{action}", {"data": data, "photos": list(photos)})
        assert answer.ok, answer.text()
        return dict(answer.json())

    def open_sweep(self, name: str, *, category: str) -> None:
        """Open a campaign over all grids, from today on."""
        today = datetime.now(SHANGHAI).date()
        plan = {
            "code": f"S-{uuid.uuid4().hex[:8]}",
            "name": name,
            "question": "楼道是否堆放可燃物",
            "category": category,
            "starts_on": today.isoformat(),
            "ends_on": (today + timedelta(days=30)).isoformat(),
            "grids": [GRID],
        }
        answer = self.post("/api/v1/sweeps", plan)
        assert answer.ok, answer.text()

    @property
    def county(self) -> str:
        return str(self._asked.get("/api/v1/me").json()["county"]["tenant"])

    def see(self, code: str) -> dict[str, Any]:
        return dict(self._asked.get(f"/api/v1/matters/{code}").json())

    def proposals(self) -> list[dict[str, Any]]:
        """The letters that the clocks propose, the most pressing matter first."""
        return list(self._asked.get("/api/v1/proposals").json()["items"])

    def found(self, words: str) -> list[dict[str, Any]]:
        """The matters that hold these words."""
        return list(self._asked.get("/api/v1/worklist", params={"view": "all", "q": words}).json()["items"])


class Worker(Visitor):
    """Somebody of a grid, with the patrol page on the phone."""

    def open(self) -> None:
        self.go("/patrol/")

    def task(self, title: str) -> None:
        """Open a task from the list."""
        self.page.get_by_role("link", name="任务", exact=True).click()
        self.page.get_by_role("link", name=title).click()
        self.heads(title)

    def sign_in(self, user: str, password: str) -> None:
        page = self.page
        self.open()
        page.get_by_role("link", name="登录").click()
        page.get_by_label("账号").fill(user)
        page.get_by_label("密码").fill(password)
        self.look()
        page.get_by_role("button", name="登录").click()
        self.strip("已同步")

    def strip(self, words: str) -> None:
        expect(self.page.locator(".strip")).to_have_text(words)

    def photograph(self, label: str, file: Path) -> None:
        """Press the camera; the phone's own camera gives the file."""
        self.page.get_by_label(label).set_input_files(file)

    def heads(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def refresh(self) -> None:
        """Read the tasks anew, and wait until they are there: the next thing may be that the network goes."""
        self.press("刷新")
        expect(self.page.get_by_role("button", name="刷新", exact=True)).to_be_enabled()

    def states(self) -> list[str]:
        """How each record of the outbox stands, the open ones first."""
        return self.page.locator("main li .state").all_inner_texts()

    def kept(self, store: str) -> list[dict]:
        """What stands in a store of the phone; blobs as their size and type."""
        return self.page.evaluate(
            """(name) => new Promise((resolve, reject) => {
              const opening = indexedDB.open('fengqiao.patrol')
              opening.onerror = () => reject(opening.error)
              opening.onsuccess = () => {
                const db = opening.result
                const asked = db.transaction(name).objectStore(name).getAll()
                asked.onsuccess = () => {
                  db.close()
                  const flat = (value) => value instanceof Blob ? { size: value.size, type: value.type }
                    : Array.isArray(value) ? value.map(flat)
                    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, flat(each)]))
                    : value
                  resolve(asked.result.map(flat))
                }
              }
            })""",
            store,
        )
