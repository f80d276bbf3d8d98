"""Photos: uploads by anybody, pictures of a matter for whoever may see them."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import Uploaded
from fengqiao.api.guards import READING, Caller, Everyone, Staff, caller_of
from fengqiao.api.problems import Stopped
from fengqiao.api.routing import answered, raw, route
from fengqiao.api.uploads import PHOTO, uploaded
from fengqiao.desk.acts import Ref
from fengqiao.desk.looking import view_matter
from fengqiao.desk.photos import Taken, find_photo, has_room, read_photo, take_photo
from fengqiao.gateways.files.pictures import MIME
from fengqiao.lifecycle.viewing import what_is_shown
from fengqiao.shared.refused import Refusal, Refused

router = Router(tags=["photos"])
public = Router(tags=["public"])

RETRY_AFTER: Final = 600


@route(public, "POST", "/public/uploads", guard=Everyone(), upload="file", answer=Uploaded, status=201)
def upload_photo(request: HttpRequest) -> HttpResponse:
    """Send a photo ahead of a report: JPEG, PNG, WebP or HEIC up to 20 MB; it is kept without its metadata."""
    insist_on_room(caller_of(request))
    return _taken(request)


@route(router, "POST", "/uploads", guard=Staff(), upload="file", answer=Uploaded, status=201)
def upload_staff_photo(request: HttpRequest) -> HttpResponse:
    """Send a photo ahead of a registration or an act."""
    return _taken(request)


@route(router, "GET", "/photos/{attachment}", guard=Staff(READING), answer=MIME)
def show_photo(request: HttpRequest, attachment: str) -> HttpResponse:
    """A photo of a matter, in small with `?small=1`, for whoever may see the matter and its photos."""
    caller = caller_of(request)
    found = find_photo(caller.ports, attachment)
    seen = view_matter(caller.ports, caller.actor, Ref(id=found.matter_id))
    if not what_is_shown(seen.matter, seen.facts).photos:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    shot = read_photo(caller.ports, settings.FILES, found, small=request.GET.get("small") == "1")
    return photo(shot.body, shot.mime)


def insist_on_room(caller: Caller) -> None:
    """Refuse a stranger's photo while too many wait for a use; words are taken all the same."""
    if not has_room(caller.ports):
        raise Stopped("uploads_full", field="file", retry_after=RETRY_AFTER)


def photo(body: bytes, mime: str) -> HttpResponse:
    """Answer a picture; the browser may keep it, nobody between may."""
    response = raw(body, kind=mime)
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Disposition"] = "inline"
    return response


def _taken(request: HttpRequest) -> HttpResponse:
    taken = take_photo(caller_of(request).ports, settings.FILES, uploaded(request, PHOTO)[0])
    return answered(_told(taken), status=201)


def _told(taken: Taken) -> dict[str, object]:
    place = {"lon": taken.place[0], "lat": taken.place[1]} if taken.place is not None else None
    return {"id": taken.id, "width": taken.width, "height": taken.height, "size": taken.size, "place": place}
