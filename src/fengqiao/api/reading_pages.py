"""What everybody may read, for any browser, without a script: notices, answers, houses with today's duty."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from fengqiao.api.guards import Caller, Everyone
from fengqiao.api.knowledge import answers_for_all
from fengqiao.api.plain_pages import page, rendered
from fengqiao.api.problems import speaks_english
from fengqiao.api.public_notices import notice_today, notices_today
from fengqiao.api.reading_words import WORDS
from fengqiao.api.routing import Problem
from fengqiao.api.whereto import places_around
from fengqiao.insight.clock_bars import until_words

_LONGEST = 200


def show_home(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What there is to read."""
    return _page(request, "home.html", {"phone": caller.ports.county().centre_phone})


def show_notices(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What is shown today."""
    found = [_told(request, caller, each) for each in notices_today(request)]
    return _page(request, "notices.html", {"notices": found})


def show_notice(request: HttpRequest, caller: Caller, code: str) -> HttpResponse:
    """One notice, while it is shown."""
    return _page(request, "notice.html", {"n": _told(request, caller, notice_today(request, code))})


def show_answers(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The published answers, all or those that fit the words."""
    said = request.GET.get("q", "")[:_LONGEST]
    return _page(
        request,
        "answers.html",
        {
            "answers": answers_for_all(request, said),
            "q": said,
            "phone": caller.ports.county().centre_phone,
        },
    )


def show_today(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The houses to go to, with who is on duty today as far as it is published."""
    english = speaks_english(request)
    houses = places_around(caller, "", english=english)
    for house in houses:
        for shift in house["duty"]:
            shift["from"], shift["to"] = (
                until_words(shift[end], caller.at, english=english) for end in ("starts", "ends")
            )
    return _page(request, "today.html", {"houses": houses})


def _told(request: HttpRequest, caller: Caller, notice: dict[str, Any]) -> dict[str, Any]:
    """A notice with its days in words."""
    english = speaks_english(request)
    told = {"at": until_words(notice["published_at"], caller.at, english=english)}
    if notice["corrected_at"] is not None:
        told["corrected"] = until_words(notice["corrected_at"], caller.at, english=english)
    return (
        notice
        | told
        | {
            "from": _day(notice["valid_from"], english=english),
            "to": _day(notice["valid_until"], english=english),
        }
    )


def _day(day: date, *, english: bool) -> str:
    return f"{day.day} {day:%b %Y}" if english else f"{day.year}年{day.month}月{day.day}日"


def _in_words(request: HttpRequest, problem: Problem) -> HttpResponse:
    """What went wrong, with the way back."""
    said = "" if problem.code == "not_found" else f"{problem.detail} {problem.next}"
    return _page(request, "wrong.html", {"wrong": said}, status=problem.status)


def _page(request: HttpRequest, name: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return rendered(request, f"reading/{name}", WORDS, given, status=status)


urlpatterns = [
    path("", page(Everyone(), show_home, _in_words)),
    path("notices", page(Everyone(), show_notices, _in_words)),
    path("notices/<str:code>", page(Everyone(), show_notice, _in_words)),
    path("answers", page(Everyone(), show_answers, _in_words)),
    path("today", page(Everyone(), show_today, _in_words)),
]
