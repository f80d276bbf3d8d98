from collections.abc import Iterator

import pytest
from people import County
from playwright.sync_api import sync_playwright
from visitors import launched

from installations import running


@pytest.fixture(scope="module")
def county(own_folder, servers_of_its_own) -> Iterator[County]:
    """A new county, as `make run` starts it, and a browser to visit it with."""
    with running(own_folder / "data") as installation, sync_playwright() as playwright:
        browser = launched(playwright)
        try:
            yield County(browser, installation)
        finally:
            browser.close()
