"""What a door received for a new matter, read into a registration, its persons and its texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fengqiao.desk.cleaning import CODE_LENGTH, clean
from fengqiao.desk.forms import Texts, moment, read_answers, read_value
from fengqiao.desk.persons import Person, read_person
from fengqiao.directory.grids import locate
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.intake.acceptance import MOST_PARTIES, TOO_MANY_PARTIES
from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.commands import Register
from fengqiao.matters.matter import Place
from fengqiao.matters.words import Channel, GridFound, PartyRole
from fengqiao.people.masking import mask_text
from fengqiao.places.areas import significant
from fengqiao.places.coordinates import Datum, Point, metres_between, to_wgs84
from fengqiao.shared.refused import invalid

MOST_PHOTOS = 9
TITLE_LENGTH = 60
MOST_AMOUNT = 10**12

PERSON_FIELDS = ("name", "phone", "second_phone", "email", "address", "organisation", "instruction_no")


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration ready for the rules, with everything that is written beside it."""

    register: Register
    persons: tuple[Person, ...]
    texts: Texts
    body: str
    photo_ids: tuple[str, ...]
    pin: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def phone(self) -> str:
        """The requester's phone, "" if none was left."""
        found = next((p for p in self.persons if p.party.role == "requester"), None)
        return found.values.get("contact_phone", "") if found is not None else ""


KEYS = frozenset({
    "text", "category", "kind", "urgency", "channel", "place", "requester", "parties", "photos", "source_system",
    "external_id", "occurred_at", "demand", "amount_cny", "sector", "secondary", "pin",
    "answers",
})  # fmt: skip


def read_entry(
    data: Mapping[str, Any],
    *,
    county: CountyDirectory,
    texts: Texts,
    now: datetime,
    signal: str = "",
    history: bool = False,
    pictures: int = 0,
) -> Entry:
    """Read a door's data. `pictures`: those that a signal brought. Refuses unknown fields, wrong types and values, naming the field."""
    for name in data:
        if name not in KEYS:
            raise invalid(str(name)[:50], "没有这一项", "there is no such field")
    body = clean(data.get("text"), "text") if data.get("text") is not None else ""
    if not body:
        raise invalid("text", "请写明诉求内容", "say what it is about")
    channel = read_value(Channel, data.get("channel"), "channel", texts)
    place, notes = read_place(data.get("place"), county=county, texts=texts)
    persons = tuple(_persons(data, channel))
    photos = _photos(data.get("photos"))
    occurred = data.get("occurred_at")
    occurred_at = (
        occurred if isinstance(occurred, datetime) else moment(occurred, "occurred_at") if occurred else None
    )
    if occurred_at is not None and occurred_at > now and not history:
        raise invalid("occurred_at", "发生时间不能在将来", "lies in the future")
    register = Register(
        channel=channel,
        text=texts.keep("text", body, title=_title(body)),
        place=place,
        category=_category(data.get("category"), county),
        kind=read_value(Kind | None, data.get("kind"), "kind", texts),
        urgency=read_value(Urgency | None, data.get("urgency"), "urgency", texts),
        secondary=tuple(
            _category(code, county, "secondary") for code in _list(data.get("secondary"), "secondary")
        ),
        parties=tuple(person.party for person in persons),
        photos=len(photos) + pictures,
        source_system=_code(data.get("source_system"), "source_system"),
        external_id=_code(data.get("external_id"), "external_id"),
        occurred_at=occurred_at,
        signal=signal,
        history=history,
        demand=_text(data.get("demand"), "demand", texts),
        amount_cny=_amount(data.get("amount_cny")),
        sector=_text(data.get("sector"), "sector", texts),
        answers=None if data.get("answers") is None else read_answers(data["answers"], "answers", texts),
    )
    pin = _code(data.get("pin"), "pin")
    if pin and not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise invalid("pin", "查询密码为 4 至 8 位数字", "a PIN has 4 to 8 digits")
    return Entry(register, persons, texts, body, photos, pin, notes)


def read_place(data: object, *, county: CountyDirectory, texts: Texts) -> tuple[Place, tuple[str, ...]]:
    """Where it is: grid by the point, else as chosen. A place outside is flagged, never refused (RULINGS 37)."""
    if data is None:
        return Place(), ()
    if not isinstance(data, Mapping):
        raise invalid("place", "地点格式有误", "must be an object")
    for name in data:
        if name not in {"address", "area", "grid", "lon", "lat", "datum"}:
            raise invalid(f"place.{name}"[:60], "没有这一项", "there is no such field")
    address = _text(data.get("address"), "place.address", texts)
    area, grid = _area(data.get("area"), county), _code(data.get("grid"), "place.grid")
    if grid and grid not in county.grids:
        raise invalid("place.grid", f"没有网格 {grid}", f"there is no grid {grid}")
    point = read_point(data)
    if point is None:
        found = GridFound.CHOSEN if grid else GridFound.NONE
        return Place(area=grid or area, grid=grid, grid_found=found, address=address), ()
    standard = to_wgs84(point)
    located = locate(county, standard)
    outside = located.inside is False
    if located.grid is not None:
        grid, found = located.grid.code, GridFound.POINT_IN_POLYGON
    else:
        found = GridFound.CHOSEN if grid else GridFound.NONE
    place = Place(
        area=grid or area,
        grid=grid,
        grid_found=found,
        lon=standard.lon,
        lat=standard.lat,
        datum=point.datum.value,
        address=address,
        outside=outside,
    )
    return place, ("outside_county",) if outside else ()


def _area(raw: object, county: CountyDirectory) -> str:
    """An area of the county in significant form, also when it came with zeros behind; "" for none."""
    code = _code(raw, "place.area")
    if not code or code in county.areas:
        return code
    try:
        area = significant(code)
    except ValueError:
        area = ""
    if not area.startswith(county.tenant):
        raise invalid("place.area", f"没有区域 {code}", f"there is no area {code}")
    return area


def read_point(data: Mapping[str, Any]) -> Point | None:
    """The point, with its datum: without one a point is worthless and refused."""
    lon, lat, datum = data.get("lon"), data.get("lat"), data.get("datum")
    if lon is None and lat is None:
        return None
    for name, value in (("place.lon", lon), ("place.lat", lat)):
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise invalid(name, "坐标须为数字", "must be a number")
    if not datum:
        raise invalid(
            "place.datum", "须注明坐标系：wgs84、cgcs2000、gcj02 或 bd09", "name the datum of the point"
        )
    try:
        known = Datum(str(datum).lower())
    except ValueError:
        raise invalid("place.datum", "坐标系只能是 wgs84、cgcs2000、gcj02 或 bd09", "unknown datum") from None
    try:
        return Point(float(lon), float(lat), known)  # type: ignore[arg-type]
    except ValueError as fault:
        name = "place.lat" if str(fault).startswith("lat") else "place.lon"
        raise invalid(name, "坐标超出范围", str(fault)) from None


def distance(one: Place, other: Place) -> float | None:
    """Metres between two places, None when one has no point."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return None
    return metres_between(Point(one.lon, one.lat, Datum.WGS84), Point(other.lon, other.lat, Datum.WGS84))


def _persons(data: Mapping[str, Any], channel: Channel) -> list[Person]:
    raw = [("requester", data["requester"])] if data.get("requester") else []
    for one in _list(data.get("parties"), "parties"):
        role = one.get("role", "affected") if isinstance(one, Mapping) else None
        if role not in set(PartyRole):
            raise invalid(
                "parties", "当事人身份有误", "a party's role is applicant, respondent, agent or affected"
            )
        raw.append((role, {key: value for key, value in one.items() if key != "role"}))
    if len(raw) > MOST_PARTIES:
        raise invalid("parties", *TOO_MANY_PARTIES)
    return [person for role, values in raw if (person := read_person(role, values, channel)) is not None]


def _photos(raw: object) -> tuple[str, ...]:
    photos = tuple(_code(one, "photos") for one in _list(raw, "photos"))
    if len(photos) > MOST_PHOTOS:
        raise invalid("photos", f"照片最多 {MOST_PHOTOS} 张", f"at most {MOST_PHOTOS} photos")
    return photos


def _title(body: str) -> str:
    """The first line, short enough for a list, with numbers masked."""
    return mask_text(body.split("\n", 1)[0])[:TITLE_LENGTH]


def _category(raw: object, county: CountyDirectory, name: str = "category") -> str:
    code = _code(raw, name)
    if code and code not in county.categories:
        raise invalid(name, f"没有分类 {code}", f"there is no category {code}")
    return code


def _amount(raw: object) -> int | None:
    if raw is None:
        return None
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw <= MOST_AMOUNT:
        raise invalid("amount_cny", "金额有误", "not an amount")
    return raw


def _text(raw: object, name: str, texts: Texts) -> Any:
    if raw is None:
        return None
    body = clean(raw, name)
    return texts.keep(name, body) if body else None


def _code(raw: object, name: str) -> str:
    return "" if raw is None else clean(raw, name, most=CODE_LENGTH)


def _list(raw: object, name: str) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, list | tuple):
        raise invalid(name, "应为列表", "must be a list")
    return list(raw)
