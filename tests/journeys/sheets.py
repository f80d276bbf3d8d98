"""Files that a page shows in a page of their own: what stands in them, and whether the printer was asked for."""

from playwright.sync_api import Page

# What a page is given to show, and what it asks of the printer, as the page that opened it is told.
WATCH = """
window.print = () => { window.opener.printed = (window.opener.printed ?? 0) + 1 }
const given = URL.createObjectURL
URL.createObjectURL = (file) => { window.given = file; return given.call(URL, file) }
"""


def shown(page: Page, press) -> tuple[Page, bytes]:
    """The page that opens for a file, and the bytes that it shows."""
    with page.context.expect_page() as opened:
        press()
    assert opened.value.evaluate("() => location.href").startswith("blob:")
    assert page.evaluate("() => window.given.type") == "application/pdf"
    body = page.evaluate("async () => Array.from(new Uint8Array(await window.given.arrayBuffer()))")
    return opened.value, bytes(body)
