"""Steps into acts: the step's data, what the runner supplies (section 4 of the format), and the desk."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from fengqiao.cli.scenario.format import Scenario, Step
from fengqiao.cli.scenario.people import actor, actor_of
from fengqiao.cli.scenario.world import OTHER_PHONE, PHONE, SECOND_PHONE, World
from fengqiao.desk import acts, auditing, looking, merging, rights, signals
from fengqiao.desk.acts import Done, Ref
from fengqiao.desk.entries import read_entry
from fengqiao.desk.forms import Texts
from fengqiao.matters.categories import Kind
from fengqiao.matters.commands import Accept
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import SIGNAL_CHANNELS, Proof
from fengqiao.people.actors import Actor, Post

Answer = dict[str, Any]
Chained = tuple[str, Post, str, str, dict[str, Any]]
PERFORMANCE_LATER = timedelta(days=60)
REQUESTER, OTHER = "群众甲", "相邻方乙"


class Steps:
    """The acts of one scenario in its world; the first registered or confirmed matter is the current one."""

    def __init__(self, world: World, scenario: Scenario) -> None:
        self.world = world
        self.scenario = scenario
        self.current = ""
        self._source = next(
            (str(step.data["source"]) for step in scenario.steps if "source" in step.data), "ai_camera"
        )
        self._likes: list[Ref] = []
        self._others = ""
        self._signal = ""

    @property
    def matter(self) -> Matter | None:
        """The current matter as it stands."""
        return self.world.load(self.current) if self.current else None

    def prepare(self, step: Step) -> None:
        """What the runner itself brings before the act: like matters, another's matter, a fresh signal."""
        if step.action == "merge":
            clerk = actor(Post.REGISTRAR, "COUNTY_HOTLINE", None)
            count = int(step.data.get("merged", 0))
            self._likes = [Ref(id=self._open(clerk, {}, number=n + 1).matter.id) for n in range(count)]
        elif step.action == "view_matter" and step.data.get("matter") == "other_unit":
            self._others = self._others_matter(step.unit)
        elif step.action in {"confirm_signal", "dismiss_signal"}:
            self._signal = self._open_signal()

    def act(self, step: Step) -> Answer:
        """Carry out a step; raises Refused."""
        who = actor_of(step, self.matter)
        special = self.SPECIAL.get(step.action)
        if special is not None:
            return special(self, step, who)
        return _answer(
            acts.handle(self.world.ports, who, Ref(id=self.current), step.action, self._data(step))
        )

    def _data(self, step: Step) -> Mapping[str, Any]:
        """The step's data with what the product demands; never a reason, basis, approval or photo after."""
        data = dict(step.data)
        match step.action:
            case "accept":
                return {
                    "category": self.scenario.category,
                    "secondary": list(self.scenario.secondary),
                } | self._kind()
            case "submit_result":
                return {"reply": self.scenario.title} | data
            case "evaluate_whistle":
                return {"ratings": data}
            case "hold_consultation":
                return {"attendees": 2, "minutes": self.scenario.title} | data
            case "hold_session":
                table = {"place": "调解室", "attendees": 3, "record": self.scenario.title}
                return table | data
            case "conclude_agreement":
                return {"content": self.scenario.title} | _signed(data)
            case "record_performance":
                return data | _proof(data)
            case _:
                return data

    def _kind(self) -> dict[str, str]:
        kind = self.scenario.kind
        return {"kind": kind} if kind and kind != "rights_request" else {}

    # --- registering --------------------------------------------------------------------------------------------

    def _register(self, step: Step, who: Actor) -> Answer:
        then = (Accept(category=self.scenario.category),) if step.action == "register_and_accept" else ()
        done = self._open(who, step.data, then=then)
        self.current = self.current or done.matter.id
        return _answer(done)

    def _open(
        self,
        who: Actor,
        data: Mapping[str, Any],
        *,
        then: tuple[Accept, ...] = (),
        number: int = 0,
        others: int = 0,
    ) -> Done:
        entry = read_entry(
            self._entry(data, number=number, others=others),
            county=self.world.county,
            texts=Texts(),
            now=self.world.ports.now(),
        )
        return acts.open_matter(self.world.ports, who, entry, then=then)

    def _entry(self, data: Mapping[str, Any], *, number: int, others: int) -> dict[str, Any]:
        channel = str(data.get("channel", "phone"))
        external = data.get("external_id", "")
        entry: dict[str, Any] = {
            "text": self.scenario.title,
            "channel": channel,
            "category": self.scenario.category,
            "secondary": list(self.scenario.secondary),
            "place": self._place(data),
            "photos": [f"photo-{n}" for n in range(int(data.get("photos", 0)))],
            "external_id": external,
            "source_system": channel if external else "",
        } | self._kind()
        entry |= {key: data[key] for key in ("demand", "amount_cny", "sector") if key in data}
        if channel not in {one.value for one in SIGNAL_CHANNELS}:
            entry["requester"] = self._requester(data, number)
        entry["parties"] = self._parties(data, others)
        return entry

    def _parties(self, data: Mapping[str, Any], others: int) -> list[dict[str, str]]:
        """Named parties; of a dispute the first applies and the others respond, and there is always a respondent."""
        named, dispute = list(data.get("parties", ())), self.scenario.kind == Kind.DISPUTE
        roles = [
            "applicant" if dispute else "affected",
            *["respondent" if dispute else "affected"] * len(named),
        ]
        kind = {"organisation": "是"} if data.get("party_type") == "organisation" else {}
        parties = [{"role": role, "name": name} | kind for role, name in zip(roles, named, strict=False)]
        role = "respondent" if dispute else "affected"
        more = max(others, 1 if dispute and len(named) < 2 else 0)
        return parties + [{"role": role, "name": OTHER, "phone": OTHER_PHONE} for _ in range(more)]

    def _requester(self, data: Mapping[str, Any], number: int) -> dict[str, str]:
        """A fictional person; with `fields` exactly those personal fields."""
        phone = f"138{int(PHONE[3:]) + number:08d}"
        if "fields" in data:
            known = {"contact_phone": "phone"}
            values = {"phone": phone, "address": "松溪村文化路8号3栋2单元", "second_phone": SECOND_PHONE}
            return {
                known.get(name, name): values.get(known.get(name, name), f"{name}-1")
                for name in data["fields"]
            }
        person = {"name": str(data.get("requester", REQUESTER)), "phone": phone}
        if self.scenario.kind == "rights_request":
            person["second_phone"] = SECOND_PHONE
        return person

    def _place(self, data: Mapping[str, Any]) -> dict[str, Any]:
        default = self.world.place.point
        lon, lat = data.get("lon_lat", (default.lon, default.lat))
        return {
            "lon": lon,
            "lat": lat,
            "datum": "wgs84",
            "address": str(data.get("place", self.world.place.place)),
        }

    def given(self, day: date) -> tuple[Chained, ...]:
        """The shortest legal chain to the given state: time of day, post, unit, action, data."""
        unit, state = self._given_lead(), self.scenario.given.get("state")
        chain: list[Chained] = [
            ("09:00", Post.REGISTRAR, "COUNTY_HALL", "register_and_accept", {}),
            ("09:04", Post.DISPATCHER, "COUNTY_COORD", "dispatch", {"lead": unit}),
            ("09:20", Post.HANDLER, unit, "sign", {}),
        ]
        if state == "in_progress":
            return tuple(chain)
        agree = {"applicant": "agree", "respondent": "agree"}
        chain.append(("09:40", Post.MEDIATOR, unit, "record_consent", agree))
        if state == "mediating":
            return tuple(chain)
        form = {"form": self.scenario.given.get("form", "written"), "content": self.scenario.title}
        by = {"perform_by": (day + PERFORMANCE_LATER).isoformat()} if state == "performing" else {}
        mode = {"performance": "deferred" if by else "immediate"}
        chain.append(("10:00", Post.MEDIATOR, unit, "conclude_agreement", _signed(form) | mode | by))
        return tuple(chain)

    def _given_lead(self) -> str:
        """The mediation unit of the first step that has one, else the category's own unit."""
        county = self.world.county
        for step in self.scenario.steps:
            found = county.units.get(step.unit)
            if found is not None and found.mediates:
                return step.unit
        category = county.categories[self.scenario.category]
        lead = county.unit_for_type(category.default_unit_type, self.world.place.grid)
        return lead.code if lead is not None else category.default_unit_type

    def register_given(self, who: Actor) -> None:
        """Register the matter that `given` describes, with its parties."""
        given = self.scenario.given
        others = max(int(given.get("parties", 1)), int(given.get("agreement_parties", 1))) - 1
        done = self._open(who, {}, then=(Accept(category=self.scenario.category),), others=others)
        self.current = done.matter.id

    # --- many matters -------------------------------------------------------------------------------------------

    def _merge(self, step: Step, who: Actor) -> Answer:
        main = Ref(id=self.current if step.data.get("main") == "first" else str(step.data.get("main", "")))
        return _answer(
            merging.merge(self.world.ports, who, main, self._likes, rule=str(step.data.get("rule", "")))
        )

    # --- signals ------------------------------------------------------------------------------------------------

    def _ingest(self, step: Step, who: Actor) -> Answer:
        del who
        data = step.data
        signal = ""
        for number in range(int(data.get("alarms", 1))):
            place = self._place(data)
            if not data.get("same_place", True):
                place["lon"] += 0.002 * number
            signal = signals.ingest(
                self.world.ports, str(data.get("source", "")), self.scenario.category, place,
                photos=self._pictures(data),
            ).signal_id  # fmt: skip
        return {"signal": signal}

    def _pictures(self, data: Mapping[str, Any]) -> int:
        """Cameras and drones bring a picture."""
        machine = str(data.get("source", self._source)) in {"ai_camera", "drone"}
        return int(data.get("photo", 1 if machine else 0))

    def _open_signal(self) -> str:
        standing = sorted(self.world.open_signal_ids())
        if standing:
            return standing[0]
        place = self._place({})
        return signals.ingest(
            self.world.ports, self._source, self.scenario.category, place, photos=self._pictures({})
        ).signal_id

    def _confirm(self, step: Step, who: Actor) -> Answer:
        del step
        data = {"text": self.scenario.title, "category": self.scenario.category} | self._kind()
        done = signals.confirm(self.world.ports, who, self._signal, data)
        self.current = self.current or done.matter.id
        return _answer(done) | {"signal": self._signal}

    def _dismiss(self, step: Step, who: Actor) -> Answer:
        signals.dismiss(self.world.ports, who, self._signal, str(step.data.get("reason", "")))
        return {"signal": self._signal}

    # --- audit and rights ---------------------------------------------------------------------------------------

    def _tick(self, step: Step, who: Actor) -> Answer:
        del step, who
        self.world.settle()
        return {}

    def _verify(self, step: Step, who: Actor) -> Answer:
        del step
        verdict = auditing.verify_chains(self.world.ports, who)
        return {"chain_ok": verdict.ok, "verify_audit_chain": "ok" if verdict.ok else "broken"}

    def _tamper(self, step: Step, who: Actor) -> Answer:
        del step
        seq = self.world.tamper(self.current)
        verdict = auditing.verify_chains(self.world.ports, who)
        bad = verdict.first_bad
        if bad is None:
            return {"chain_ok": True, "verify_audit_chain": "ok"}
        found = (bad.matter, bad.seq) == (self.current, seq)
        return {
            "chain_ok": False,
            "verify_audit_chain": "broken_at_that_row" if found else f"{bad.matter}/{bad.seq}",
        }

    def _request_access(self, step: Step, who: Actor) -> Answer:
        check = str(step.data.get("identity_check", ""))
        request = rights.request_access(self.world.ports, who, Ref(id=self.current), identity_check=check)
        return {"request": request.id}

    def _request_erasure(self, step: Step, who: Actor) -> Answer:
        del step
        return {"request": rights.request_erasure(self.world.ports, who, Ref(id=self.current)).id}

    def _export(self, step: Step, who: Actor) -> Answer:
        del step
        export = rights.export_own_data(self.world.ports, who, Ref(id=self.current))
        return {"request": export.request_id, "export": export.content, "other_name": OTHER}

    def _search(self, step: Step, who: Actor) -> Answer:
        found = looking.search_by_phone(self.world.ports, who, PHONE, str(step.data.get("purpose", "")))
        return {"found": len(found)}

    def _view(self, step: Step, who: Actor) -> Answer:
        if step.data.get("matter") == "other_unit":
            looking.view_matter(self.world.ports, who, Ref(id=self._others))
        else:
            looking.view_matter(self.world.ports, who, Ref(id=self.current))
        return {}

    def _others_matter(self, unit: str) -> str:
        """A matter that is with another unit than the actor's (section 4.9)."""
        clerk = actor(Post.REGISTRAR, "COUNTY_HALL", None)
        done = self._open(clerk, {}, then=(Accept(category=self.scenario.category),), number=7)
        lead = "URBAN_LE" if unit != "URBAN_LE" else "HOUSING"
        desk = actor(Post.DISPATCHER, "COUNTY_COORD", None)
        acts.handle(self.world.ports, desk, Ref(id=done.matter.id), "dispatch", {"lead": lead})
        return done.matter.id

    SPECIAL: ClassVar[Mapping[str, Callable[["Steps", Step, Actor], Answer]]] = {
        "register": _register,
        "register_and_accept": _register,
        "merge": _merge,
        "ingest_signal": _ingest,
        "confirm_signal": _confirm,
        "dismiss_signal": _dismiss,
        "tick": _tick,
        "verify_audit_chain": _verify,
        "tamper_one_audit_row": _tamper,
        "request_access": _request_access,
        "request_erasure": _request_erasure,
        "export_own_data": _export,
        "search_by_phone": _search,
        "view_matter": _view,
    }


def _signed(data: Mapping[str, Any]) -> dict[str, Any]:
    """A written agreement with everybody's signature, unless the file says who signed."""
    written = data.get("form") == "written"
    signers = ["applicant", "respondent", "mediator", "committee_seal"]
    return ({"signed_by": signers} if written else {}) | dict(data)


def _proof(data: Mapping[str, Any]) -> dict[str, str]:
    """The kind of a proof, where the file's word is one."""
    proof = data.get("proof")
    return {"kind": str(proof)} if proof in set(Proof) else {}


def _answer(done: Done) -> Answer:
    return {
        "id": done.matter.id,
        "created": done.created,
        "prompt": done.prompt,
        "version": done.matter.version,
    }
