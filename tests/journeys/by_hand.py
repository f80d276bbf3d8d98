"""Steps that a journey does not tell, done by the same accounts through the API of the page that they have open."""

from typing import Any

from people import Clerk


def tell(clerk: Clerk, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """A write of whoever is signed in."""
    page = clerk.page
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
    answer = page.request.post(
        f"{clerk.origin}/api/v1{path}",
        data=body,
        headers={"X-CSRFToken": token, "Origin": clerk.origin, "Referer": f"{clerk.origin}/staff/"},
    )
    assert answer.ok, answer.text()
    return answer.json()


def act(clerk: Clerk, code: str, action: str, **data: Any) -> dict[str, Any]:
    """An act on a matter."""
    return tell(clerk, f"/matters/{code}/actions/{action}", {"data": data})
