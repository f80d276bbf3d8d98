"""Who asks: session, account, posts in force and the county's version, in one statement (ARCHITECTURE section 3)."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import Any, Final

import msgspec
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare, salted_hmac

from fengqiao.clocks import SHANGHAI
from fengqiao.insight.glance import glance
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.trips import Row
from fengqiao.people.actors import Post

COUNTY: Final = "SELECT version FROM directory_county WHERE tenant = %(tenant)s"
# The county comes first, so that its version is known even to nobody.
WHO: Final = """
SELECT c.version, s.session_data, s.expire_date, u.id, u.username, u.display_name, u.locale, u.password,
       u.must_change_password,
       (SELECT json_agg(json_build_array(a.post, n.code, coalesce(nullif(a.area, ''), n.area)) ORDER BY a.id)::text
          FROM directory_assignment AS a JOIN directory_unit AS n ON n.id = a.unit_id
         WHERE a.user_id = u.id AND a.tenant = c.tenant AND n.is_active AND a.valid_from <= %(today)s
           AND (a.valid_to IS NULL OR a.valid_to >= %(today)s))
  FROM directory_county AS c
  LEFT JOIN django_session AS s ON s.session_key = %(key)s AND s.expire_date > %(now)s
  LEFT JOIN directory_user AS u ON u.id = %(user)s AND u.is_active AND u.tenant IN (c.tenant, '')
 WHERE c.tenant = %(tenant)s
"""
SLIDE: Final = (
    "UPDATE django_session SET expire_date = %(until)s"
    " WHERE session_key = %(key)s AND expire_date > %(now)s AND expire_date < %(until)s"
)
SLIDE_EVERY: Final = timedelta(minutes=1)
"""A session is not written more often than this only because it was used."""

ENROL_ONLY: Final = "enrol_only"
"""The site's mark in the session of somebody who has to enrol a second factor before anything else."""

VERSION_KEPT: Final = 1.0
"""Seconds for which the county's version is believed where nobody is signed in."""

_HASHED_FOR: Final = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
_MOST_KEPT: Final = 4096

Said = tuple[str, Mapping[str, Any]]
Along = Callable[[str], Said]


class UnknownCounty(LookupError):  # noqa: N818  it names what happened
    """The county that this installation serves was not loaded yet."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A post in force: where, and for which territory (significant area code)."""

    post: Post
    unit: str
    area: str

    @property
    def name(self) -> str:
        """As the header names it: post@unit."""
        return f"{self.post.value}@{self.unit}"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody signed in, with the posts in force today, in the order in which they were given."""

    person: str
    username: str
    name: str
    locale: str
    seats: tuple[Seat, ...]
    must_change_password: bool = False
    enrol_only: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the door knows of a request: the county's version, and who came, if that was proved.

    `row`: what was asked along with it, where it was.
    """

    version: int
    who: Who | None = None
    row: Row | None = None


# Which account a session belongs to stands inside its signed data; remembering it makes one statement of two. The
# data is looked at every time, so a wrong memory only costs the second statement.
_users: OrderedDict[str, int] = OrderedDict()
_versions: dict[tuple[str, str], tuple[int, float]] = {}
_lock = Lock()


def county_version(tenant: str) -> int:
    """The version of the county's configuration, of a second ago at most; UnknownCounty when there is none.

    Somebody without a session asks nothing else before the own statement, so the look would be a round trip of its own.
    """
    key, now = (settings.DATABASE_URL, tenant), time.monotonic()
    seen = _versions.get(key)
    if seen is not None and now - seen[1] < VERSION_KEPT:
        return seen[0]
    row = glance(COUNTY, {"tenant": tenant})
    if row is None:
        raise UnknownCounty(tenant)
    _versions[key] = int(row[0]), now
    return int(row[0])


def arrive(
    tenant: str, session_key: str | None, *, now: datetime, along: Along | None = None, idle: bool = False
) -> Arrival:
    """Find out who has this session and let its idle time begin anew, unless it is `idle`; nobody without a session that holds.

    `along`: what the route will ask the ledger first, by the person who comes; it travels along where the session's
    account is remembered. UnknownCounty when the county was not loaded, DatabaseAway when the database is.
    """
    if not session_key or not session_key.isalnum():
        return Arrival(county_version(tenant))
    asked = {"tenant": tenant, "key": session_key, "now": now, "today": now.astimezone(SHANGHAI).date()}
    user = _users.get(session_key)
    while True:
        if along is not None and user is not None:
            row, found = _both(tenant, (WHO, asked | {"user": user}), along(str(user)))
        else:
            row, found = glance(WHO, asked | {"user": user}), None
        if row is None:
            raise UnknownCounty(tenant)
        version, data, expires = row[:3]
        session = _opened(data) if data is not None else None
        if session is None:
            return Arrival(version)
        if session.user != user:
            user = session.user
            _remember(session_key, user)
            continue
        who = _proved(session, row)
        if who is not None and not idle:
            _slide(session_key, expires, now)
        return Arrival(version, who, found)


def _both(tenant: str, first: Said, second: Said) -> tuple[Row | None, Row | None]:
    """The first row of each of two statements, in one round trip."""
    with unit_of_work(tenant) as work:
        one, other = work.read_all(first, second)
        return one.fetchone(), other.fetchone()


@dataclass(frozen=True, slots=True)
class _Session:
    user: int
    hash: str
    enrol_only: bool


@lru_cache(maxsize=_MOST_KEPT)
def _opened(data: str) -> _Session | None:
    """What the signed data of a session says; None for data that nobody of us signed or that names no account."""
    values = import_module(settings.SESSION_ENGINE).SessionStore().decode(data)
    try:
        user = int(values[SESSION_KEY])
    except (KeyError, ValueError):
        return None
    return _Session(user, str(values.get(HASH_SESSION_KEY, "")), bool(values.get(ENROL_ONLY)))


def _proved(session: _Session, row: tuple[Any, ...]) -> Who | None:
    """The person, if the account stands and its password is still the one of the sign-in."""
    _, _, _, user, username, name, locale, password, must_change, seats = row
    if user is None or not any(constant_time_compare(session.hash, known) for known in _hashes(password)):
        return None
    held = msgspec.json.decode(seats, type=list[tuple[Post, str, str]]) if seats is not None else []
    return Who(
        person=str(user),
        username=username,
        name=name,
        locale=locale,
        seats=tuple(Seat(*one) for one in held),
        must_change_password=must_change,
        enrol_only=session.enrol_only,
    )


@lru_cache(maxsize=_MOST_KEPT)
def _hashes(password: str) -> tuple[str, ...]:
    """What Django writes into a session for this password, under the present key and those before it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return tuple(
        salted_hmac(_HASHED_FOR, password, secret=key, algorithm="sha256").hexdigest() for key in keys
    )


def _remember(session_key: str, user: int) -> None:
    with _lock:
        _users[session_key] = user
        _users.move_to_end(session_key)
        while len(_users) > _MOST_KEPT:
            _users.popitem(last=False)


def _slide(session_key: str, expires: datetime, now: datetime) -> None:
    until = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    if until - expires >= SLIDE_EVERY:
        glance(SLIDE, {"key": session_key, "now": now, "until": until})
