"""Every page that a router knows, in every mode and both languages: no barrier, nothing wider than the screen.

The routers are read, so that a new page is looked at without a word here; one that needs a new kind of value in its
address fails until somebody says which.
"""

import re
from itertools import product
from pathlib import Path

import pytest
from people import Citizen, Clerk
from playwright.sync_api import expect
from visitors import DESK, PHONE, visiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

FRONTEND = Path(__file__).parents[2] / "frontend"
PATH = re.compile(r"\{ path: '(?P<path>[^']+)'(?P<rest>[^\n]*)")
VALUE = re.compile(r":(\w+)(?:\(([^)]*)\))?[?*]*(\))?\*?")
LANGUAGES = ("zh-Hans", "en")
BARE = "() => document.querySelector('#app')?.childElementCount > 0"


def addresses(entry: str, values: dict[str, str]) -> list[str]:
    """Every address of an entry's router, its values filled in; all choices of a value that has some."""
    source = (FRONTEND / entry / "src" / "router.ts").read_text(encoding="utf-8")
    found = []
    for route in PATH.finditer(source):
        if "redirect:" not in route["rest"]:
            found += filled(route["path"], values)
    assert len(found) > 5
    return found


def filled(path: str, values: dict[str, str]) -> list[str]:
    parts = re.split(r"(?<=/)(:\w+(?:\([^)]*\)+)?[?*]*)", path)
    choices = [choices_of(part, values) if part.startswith(":") else [part] for part in parts if part]
    return ["".join(each) for each in product(*choices)]


def choices_of(part: str, values: dict[str, str]) -> list[str]:
    name, _, given = part[1:].partition("(")
    choices = given.partition(")")[0]
    if "|" in choices:
        return [*choices.split("|"), *([""] if part.endswith("?") else [])]
    return [values[re.sub(r"\W", "", name)]]


@pytest.fixture(scope="module")
def staged(county):
    """A matter with a report behind it, and a dispute."""
    with county.citizen() as citizen:
        citizen.report("文昌路的路灯不亮了。", address="文昌路 20 号", phone="13900005678")
        citizen.page.get_by_role("button", name="看进度").click()
        expect(citizen.page.get_by_role("heading", name="办到哪一步了")).to_be_visible()
        secret = citizen.page.url.rsplit("/", 1)[-1]
    with county.desk("registrar") as desk:
        matter = desk.register("井盖松动。")
        dispute = desk.register("邻居漏水。", category="D0103")
        desk.act(matter, "accept", category="P0102")
        desk.act(dispute, "accept", category="D0103")
    return {
        "secret": secret,
        "code": matter,
        "dispute": dispute,
        "rest": "no-such-page",
        "id": "none",
        "grid": "none",
        "number": "1",
        "category": "P0108",
        "template": "SLIP_ACCEPT",
    }


def dressed(visitor, language, theme, scale=""):
    """The language, theme and scale that were chosen before."""
    chosen = {"locale": language, "theme": theme} | ({"scale": scale} if scale else {})
    put = "".join(f"localStorage.setItem('fengqiao.{name}', '{value}');" for name, value in chosen.items())
    # An empty page between two visits has no storage.
    visitor.page.add_init_script(f"if (location.protocol !== 'about:') {{ {put} }}")


def walked(visitor, paths):
    """Look at each page once it has said all; what a page that is not there answers is no fault."""
    for path in paths:
        visitor.page.goto("about:blank")
        visitor.go(path)
        visitor.page.wait_for_function(BARE)
        visitor.page.wait_for_load_state("networkidle")
        visitor.look()
    visitor.faults = [
        each for each in visitor.faults if "the server responded with a status of 4" not in each
    ]


@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_citizens(county, staged, language, mode):
    with visiting(county.browser, county.origin, Citizen, screen=PHONE) as citizen:
        dressed(
            citizen,
            language,
            "dark" if mode == "dark" else "light",
            "elder" if mode == "elder" else "citizen",
        )
        walked(citizen, [f"/citizen/#{path}" for path in addresses("citizen", staged)])


@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_patrol(county, staged, language, mode):
    with county.worker() as worker:
        dressed(
            worker, language, "dark" if mode == "dark" else "light", "elder" if mode == "elder" else "citizen"
        )
        walked(worker, [f"/patrol/#{path}" for path in addresses("patrol", staged)])


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_staff(county, staged, language, theme, screen):
    with visiting(county.browser, county.origin, Clerk, screen=screen) as clerk:
        clerk.sign_in("supervisor", county.password("supervisor"))
        dressed(clerk, language, theme)
        for path in addresses("staff", staged):
            at = path.replace(staged["code"], staged["dispute"]) if path.startswith("/disputes") else path
            walked(clerk, [f"/staff{at}"])


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_of_the_hall(county, language, screen):
    source = (FRONTEND / "screen" / "src" / "main.ts").read_text(encoding="utf-8")
    screens = re.findall(r"'(/screen/\w+)':", source)
    assert len(screens) > 1
    with visiting(county.browser, county.origin, Clerk, screen=screen) as clerk:
        walked(clerk, screens)
        clerk.sign_in("registrar", county.password("registrar"))
        dressed(clerk, language, "light")
        walked(clerk, screens)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_screen_shows_what_is_due_and_nobody_s_words(county, staged, language):
    title = {"zh-Hans": "最先到期", "en": "Due next"}[language]
    with visiting(county.browser, county.origin, Clerk, screen=DESK) as clerk:
        walked(clerk, ["/screen/"])
        clerk.sign_in("duty_leader", county.password("duty_leader"))
        dressed(clerk, language, "dark")
        walked(clerk, ["/screen/"])
        expect(clerk.page.get_by_role("heading", name=title)).to_be_visible()
        said = clerk.page.locator("main").inner_text()
        assert "井盖松动" not in said
        assert "翁" not in said
