"""The tracking page for any browser, without a script: what the QR code on the receipt opens."""

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.urls import path

from fengqiao.api.bodies import ActBody
from fengqiao.api.guards import Caller, Everyone
from fengqiao.api.photos import insist_on_room
from fengqiao.api.plain_pages import page, rendered
from fengqiao.api.problems import DOOR, Stopped, sentence, speaks_english
from fengqiao.api.routing import Problem
from fengqiao.api.tracking import act_on_own, secret_of, tracked
from fengqiao.api.tracking_style import STYLE
from fengqiao.api.tracking_words import WORDS
from fengqiao.desk.photos import take_photo
from fengqiao.desk.tracking import open_by_secret
from fengqiao.gateways.files.pictures import LARGEST
from fengqiao.insight.clock_bars import until_words
from fengqiao.ledger.ids import uuid7
from fengqiao.shared.refused import WORDS as REFUSALS
from fengqiao.shared.refused import Refused, invalid

_MOST_PHOTOS: Final = 9
_ACTS: Final = {"material": "add_material", "withdraw": "withdraw", "rate": "record_visit"}
_UNREADABLE: Final = (
    MultiPartParserError, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent,
)  # fmt: skip


def enter(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Ask for code and digits; lead on to the own matter when they fit."""
    wrong = ""
    if request.method == "POST":
        try:
            posted = _posted(request)
            secret = secret_of(caller, posted.get("code", "")[:60], posted.get("typed", "")[:20])
        except (Refused, Stopped) as no:
            wrong = _said(request, no)
        else:
            return HttpResponseRedirect(f"/t/{secret}", status=303)
    known = request.GET.get("code", "")[:60]  # from the QR code of a paper, which holds no secret
    return _page(request, "enter.html", {"wrong": wrong, "code": known}, status=400 if wrong else 200)


def show(request: HttpRequest, caller: Caller, secret: str) -> HttpResponse:
    """The own matter, with the forms for what may be done now."""
    done = request.GET.get("done", "")
    return _matter(request, caller, secret, done=done if done in _ACTS else "")


def act(request: HttpRequest, caller: Caller, secret: str, what: str) -> HttpResponse:
    """Add material, withdraw or rate; afterwards the page again."""
    if request.method != "POST" or what not in _ACTS:
        return HttpResponseRedirect(f"/t/{secret}", status=303)
    try:
        posted = _posted(request)
        body = _body(request, caller, what, posted)
        act_on_own(caller, secret, _ACTS[what], body, key=posted.get("key", "")[:60])
    except (Refused, Stopped) as no:
        return _matter(request, caller, secret, wrong=_said(request, no), status=400)
    return HttpResponseRedirect(f"/t/{secret}?done={what}", status=303)


def style(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The page's style sheet."""
    del request, caller
    return HttpResponse(STYLE, content_type="text/css; charset=utf-8")


def _in_words(request: HttpRequest, problem: Problem) -> HttpResponse:
    """What went wrong as a page, with the way to try again. A secret that opens nothing says nothing of any matter."""
    if problem.code == "not_found":
        return _page(request, "void.html", {"phone": _centre_phone(request)}, status=problem.status)
    said = {"wrong": f"{problem.detail} {problem.next}"}
    return _page(request, "enter.html", said, status=problem.status)


def _matter(
    request: HttpRequest, caller: Caller, secret: str, *, done: str = "", wrong: str = "", status: int = 200
) -> HttpResponse:
    english = speaks_english(request)
    matter = tracked(caller, open_by_secret(caller.ports, secret), secret, english=english)
    for step in (*matter["timeline"], *matter["access"], *matter["documents"]):
        step["when"] = until_words(step["at"], caller.at, english=english)
    given = {
        "m": matter,
        "secret": secret,
        "key": uuid7(),
        "done": WORDS[english]["done"].get(done, "") if done else "",
        "wrong": wrong,
        "due": until_words(matter["due_at"], caller.at, english=english) if matter["due_at"] else "",
        "due_word": WORDS[english]["due"][matter["due_for"]],
        "open": any(matter["can"].values()),
    }
    return _page(request, "matter.html", given, status=status)


def _page(request: HttpRequest, name: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return rendered(request, name, WORDS, given, status=status)


def _centre_phone(request: HttpRequest) -> str:
    """The centre's number; none where the guard itself let nobody in."""
    caller: Caller | None = getattr(request, "auth", None)
    return caller.ports.county().centre_phone if caller is not None else ""


def _body(request: HttpRequest, caller: Caller, what: str, posted: Any) -> ActBody:
    if what == "material":
        text = posted.get("text", "").strip()
        return ActBody(data={"text": text} if text else {}, photos=_taken(request, caller))
    if what == "withdraw":
        return ActBody(data={"reason": posted.get("reason", "")})
    data = {"solved": posted.get("solved", ""), "satisfaction": posted.get("satisfaction", "")}
    reason = posted.get("reason", "").strip()
    return ActBody(data=data | ({"reason": reason} if reason else {}))


def _taken(request: HttpRequest, caller: Caller) -> list[str]:
    """The photos of the form, taken in like any other."""
    files = [file for file in request.FILES.getlist("photos") if file.size]
    if len(files) > _MOST_PHOTOS:
        raise invalid("photos", f"照片最多 {_MOST_PHOTOS} 张", f"at most {_MOST_PHOTOS} photos")
    taken: list[str] = []
    if files:
        insist_on_room(caller)
    for file in files:
        if (file.size or 0) > LARGEST:
            raise invalid("photos", "照片超过 20 MB", "the photo has more than 20 MB")
        taken.append(take_photo(caller.ports, settings.FILES, bytes(file.read())).id)
    return taken


def _posted(request: HttpRequest) -> Any:
    try:
        return request.POST
    except _UNREADABLE:
        raise Stopped("malformed_form") from None


def _said(request: HttpRequest, no: Refused | Stopped) -> str:
    """What went wrong and what to do, in two sentences for the person."""
    english = speaks_english(request)
    words = DOOR[no.code] if isinstance(no, Stopped) else REFUSALS[no.code]
    if english:
        return f"{sentence(words, no.en, english=True)} {words.en_next}"
    return f"{sentence(words, no.zh, english=False)}{words.zh_next}"


urlpatterns = [
    path("", page(Everyone(), enter, _in_words)),
    path("style.css", page(Everyone(), style, _in_words)),
    path("<str:secret>", page(Everyone(), show, _in_words)),
    path("<str:secret>/<str:what>", page(Everyone(), act, _in_words)),
]
