"""Two people on one matter: what one does stands on the other's screen without a touch."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def test_what_the_dispatcher_does_comes_to_the_open_screens_of_others(county):
    with county.citizen() as citizen:
        code = citizen.report("文昌路路口的井盖松动了，车一过就响。", address="文昌路 18 号门口")
    with (
        county.clerk("supervisor") as supervisor,
        county.clerk("dispatcher") as dispatcher,
        county.clerk("registrar") as registrar,
    ):
        registrar.go(f"/staff/matters/{code}")
        registrar.stands("待受理")
        supervisor.go(f"/staff/matters/{code}")
        supervisor.stands("待受理")
        dispatched = dispatcher.page.locator(f"a[href$='/matters/{code}']")
        expect(dispatched).to_have_count(0)
        with registrar.form("受理") as page:
            page.get_by_role("button", name="污水井盖破损").click()
        registrar.stands("待交办")
        supervisor.stands("待交办")
        expect(dispatched).to_be_visible()
