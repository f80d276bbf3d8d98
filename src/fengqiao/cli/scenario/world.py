"""One scenario's world: a throwaway county, a virtual clock, and the reads that its expectations need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, cast

from fengqiao.clocks import working_days_between
from fengqiao.desk import looking, tracking
from fengqiao.desk.ports import Ports
from fengqiao.desk.worker import run_until_quiet
from fengqiao.directory.duties import propose
from fengqiao.directory.snapshot import CountyDirectory, county
from fengqiao.directory.throwaway import ThrowawayCounty, remove, throwaway_county
from fengqiao.dispatch.duty import DutySource
from fengqiao.gateways.messages import Gateways
from fengqiao.insight.dispute_figures import dispute_figures
from fengqiao.insight.figures import figures
from fengqiao.intake.same_place import place_key
from fengqiao.ledger import deliveries, wakes
from fengqiao.ledger.alerts import has_alert
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.papers import papers_of
from fengqiao.ledger.persons import purge_on
from fengqiao.ledger.rehearsal import empty_county, touch_last_event
from fengqiao.ledger.rights import RightsRequest, read_request
from fengqiao.ledger.sealed import KeyRing
from fengqiao.ledger.signals import open_signals, read_signal, signal_counts
from fengqiao.ledger.store import load
from fengqiao.ledger.tracking import secret_of
from fengqiao.matters.matter import Matter, Order, Verdict
from fengqiao.metrics.disputes import Period
from fengqiao.people.actors import Actor, Post
from fengqiao.places.coordinates import Datum, Point
from fengqiao.shared.forbidden import forbidden

PHONE, SECOND_PHONE, OTHER_PHONE = "13800001234", "13900005678", "13700009999"
"""Fictional numbers of the requester and of the other party."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a step made: its own act, and what timers did since the step before."""

    documents: tuple[str, ...]
    copies: tuple[str, ...]
    notified: tuple[str, ...]
    requesters: frozenset[str]
    pushed_to: tuple[str, ...]
    first_seq: int
    before_signals: frozenset[str]


class World:
    """A throwaway county under a virtual clock; use it as a context manager, it takes itself away again."""

    def __init__(
        self,
        ring: KeyRing,
        *,
        owner_url: str,
        profile: Mapping[str, object],
        sessions: Sequence[str] = (),
        points: Sequence[tuple[float, float]] = (),
    ) -> None:
        self.place: ThrowawayCounty = throwaway_county(
            profile=profile,
            sessions=sessions,
            points=tuple(Point(lon, lat, Datum.WGS84) for lon, lat in points),
        )
        self.tenant = self.place.tenant
        self.owner_url = owner_url
        self.clock: datetime | None = None
        self.first_verdict: Verdict | None = None
        self.ports = Ports(
            tenant=self.tenant,
            county=lambda: county(self.tenant),
            now=self._now,
            ring=ring,
        )
        self._made: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        empty_county(self.owner_url, self.tenant)
        remove(self.tenant)

    @property
    def county(self) -> CountyDirectory:
        """The county as it is configured now."""
        return self.ports.county()

    def _now(self) -> datetime:
        if self.clock is None:
            raise LookupError("the clock was not set")
        return self.clock

    # --- time -------------------------------------------------------------------------------------------------

    def advance(self, at: datetime) -> None:
        """Go to a moment; timers, reactions and deliveries that fall due on the way run in order, each at its own."""
        while True:
            with unit_of_work(self.tenant) as work:
                moment = wakes.next_moment(work)
            if moment is None or moment > at:
                break
            self.clock = moment if self.clock is None else max(self.clock, moment)
            self.settle()
        self.clock = at
        self.settle()

    def settle(self) -> None:
        """Do everything that is due at this moment."""
        run_until_quiet(self.ports, Gateways())

    # --- what was made ------------------------------------------------------------------------------------------

    def made(self, since: frozenset[str], *, first_seq: int, before_signals: frozenset[str]) -> Made:
        """What stands now and did not when `since` was taken."""
        documents: list[str] = []
        copies: list[str] = []
        notified: list[str] = []
        requesters: set[str] = set()
        pushed: list[str] = []
        with unit_of_work(self.tenant) as work:
            for matter_id in self._matters():
                for paper in papers_of(work, matter_id):
                    if paper.id not in since:
                        documents.append(paper.template)
                        copies += paper.copies
                for sent in deliveries.of_matter(work, matter_id):
                    one = sent.delivery
                    if one.id in since:
                        continue
                    if one.kind == deliveries.SYNC:
                        pushed.append(one.recipient)
                    elif one.recipient_kind == "party":
                        notified.append("requester")
                        requesters.add(one.recipient)
                    elif one.recipient_kind == "unit":
                        notified.append(one.recipient)
                    elif one.recipient_kind == "unit_leader":
                        notified.append("unit_leader")
                    else:
                        notified.append(one.recipient)
        return Made(
            documents=tuple(documents),
            copies=tuple(copies),
            notified=tuple(notified),
            requesters=frozenset(requesters),
            pushed_to=tuple(pushed),
            first_seq=first_seq,
            before_signals=before_signals,
        )

    def standing(self) -> frozenset[str]:
        """The ids of every paper and message of the county."""
        with unit_of_work(self.tenant) as work:
            ids = [
                row[0]
                for statement in ("SELECT id FROM ledger.document", "SELECT id FROM ledger.delivery")
                for row in work.execute(f"{statement} WHERE tenant = ledger.tenant()").fetchall()
            ]
        return frozenset(ids)

    def digest(self) -> tuple[Any, ...]:
        """Everything that a refusal must leave as it is: matters, orders, timers, papers, messages."""
        with unit_of_work(self.tenant) as work:
            rows = work.execute(
                "SELECT id, version, head_hash, wake_at FROM ledger.matter WHERE tenant = ledger.tenant() ORDER BY id"
            ).fetchall()
            signals = work.execute(
                "SELECT id, state, alarms FROM ledger.signal WHERE tenant = ledger.tenant() ORDER BY id"
            ).fetchall()
            requests = work.execute(
                "SELECT id, state FROM ledger.rights_request WHERE tenant = ledger.tenant() ORDER BY id"
            ).fetchall()
        return tuple(rows), tuple(signals), tuple(requests), self.standing()

    # --- reads --------------------------------------------------------------------------------------------------

    def load(self, matter_id: str) -> Matter:
        """A matter as it stands."""
        with unit_of_work(self.tenant) as work:
            matter = load(work, matter_id).matter
        if matter is None:
            raise LookupError(f"there is no matter {matter_id}")
        return matter

    def _one(self, statement: str, **params: Any) -> Any:
        with unit_of_work(self.tenant) as work:
            row = work.execute(statement, params).fetchone()
        return row[0] if row is not None else None

    def _matters(self) -> list[str]:
        with unit_of_work(self.tenant) as work:
            rows = work.execute(
                "SELECT id FROM ledger.matter WHERE tenant = ledger.tenant() ORDER BY id"
            ).fetchall()
        return [row[0] for row in rows]

    def count_matters(self) -> int:
        """How many matters the county has."""
        return len(self._matters())

    def count_at_place(self, matter: Matter) -> int:
        """Matters at this matter's place."""
        places = [place_key(self.load(one).place) for one in self._matters()]
        return places.count(place_key(matter.place))

    def is_unique(self, matter: Matter) -> bool:
        """Whether no other matter has this code."""
        statement = "SELECT count(*) FROM ledger.matter WHERE tenant = ledger.tenant() AND code = %(code)s"
        return bool(self._one(statement, code=matter.code) == 1)

    def has_query_code(self, matter: Matter) -> bool:
        """Whether the requester has a way back."""
        with unit_of_work(self.tenant) as work:
            return secret_of(work, self.ports.ring, matter.id) is not None

    def stored_fields(self, matter: Matter) -> list[str]:
        """The personal fields that the sealed tables hold for this matter."""
        statement = (
            "SELECT coalesce(array_agg(DISTINCT f), '{}') FROM sealed.person, unnest(fields) AS f"
            " WHERE tenant = ledger.tenant() AND matter_id = %(id)s::uuid AND erased_at IS NULL"
        )
        return list(self._one(statement, id=matter.id))

    def purge_on(self, matter: Matter) -> str | None:
        """The day on which the persons of this matter go."""
        with unit_of_work(self.tenant) as work:
            day = purge_on(work, matter.id)
        return day.isoformat() if day is not None else None

    def optional_fields_erased(self, matter: Matter) -> bool:
        """Whether the requester's second phone is gone and the needed fields stand."""
        requester = matter.requester
        statement = "SELECT fields FROM sealed.person WHERE tenant = ledger.tenant() AND id = %(id)s::uuid"
        fields = self._one(statement, id=requester.id) if requester is not None else []
        sent = requester.fields if requester is not None else ()
        return "second_phone" in sent and "second_phone" not in fields

    def tracking_shows(self, matter: Matter, seq: int) -> bool:
        """Whether the requester's tracking page shows the entry with this seq."""
        return any(entry.seq == seq for entry in tracking.page_of(self.ports, matter.id).timeline)

    def address_masked_for(self, matter: Matter) -> str:
        """Read the matter as a handler of each order: is the address masked for all but the lead?"""

        def shown(order: Order) -> bool:
            actor = Actor(f"handler@{order.unit}", Post.HANDLER, order.unit)
            return looking.shows_address(self.ports, actor, matter)

        lead = matter.lead
        others = [shown(order) for order in matter.live_orders if order is not lead]
        if lead is None or not shown(lead):
            return "all"
        if all(others):
            return "none"
        return "some" if any(others) else "all_but_lead"

    def has_alert(self, matter: Matter) -> bool:
        """Whether an alert for this category and place exists."""
        with unit_of_work(self.tenant) as work:
            return has_alert(work, category=matter.category, place=place_key(matter.place))

    def open_signal_ids(self) -> frozenset[str]:
        """The open signals."""
        with unit_of_work(self.tenant) as work:
            return frozenset(signal.id for signal in open_signals(work))

    def open_signals_since(self, before: frozenset[str]) -> int:
        """How many signals opened that were not open before."""
        return len(self.open_signal_ids() - before)

    def signal_matter(self, answer: Mapping[str, Any]) -> str | None:
        """The matter of the signal that this step was about."""
        with unit_of_work(self.tenant) as work:
            signal = read_signal(work, str(answer["signal"]))
        if signal is None:
            raise LookupError("the signal was not kept")
        return signal.matter_id

    def signal_counts(self) -> dict[str, int]:
        """The parts of ai_precision."""
        with unit_of_work(self.tenant) as work:
            confirmed, dismissed = signal_counts(work)
        return {"confirmed": confirmed, "dismissed": dismissed}

    def rights_request(self, answer: Mapping[str, Any]) -> "Ticket":
        """The request that this step opened or answered."""
        with unit_of_work(self.tenant) as work:
            request = read_request(work, str(answer["request"]))
        if request is None:
            raise LookupError("the request was not kept")
        return Ticket(request, self.county)

    def export_is_own(self, answer: Mapping[str, Any]) -> bool:
        """Whether the exported file holds the requester's data and nobody else's in full."""
        text = repr(answer["export"])
        return PHONE in text and OTHER_PHONE not in text and answer["other_name"] not in text

    def export_masks_others(self, answer: Mapping[str, Any]) -> bool:
        """Whether the other party appears, and only masked."""
        others = cast("dict[str, Any]", answer["export"]).get("others", [])
        return bool(others) and all("**" in one["name"] for one in others)

    def was_logged(self, act: str, person: str, at: datetime) -> bool:
        """Whether an audit row of this moment, person and act stands, in a chain or in the access log."""
        statement = (
            "SELECT count(*) FROM ledger.access_log WHERE tenant = ledger.tenant() AND at = %(at)s"
            " AND person = %(person)s AND act = %(act)s"
        )
        if self._one(statement, at=at, person=person, act=act):
            return True
        statement = "SELECT count(*) FROM ledger.event WHERE tenant = ledger.tenant() AND at = %(at)s AND person = %(person)s"
        return bool(self._one(statement, at=at, person=person))

    def ruling_saved(self, matter: Matter) -> bool:
        """Whether the duty directory sends this category at this place to the ruled lead, by ruling."""
        lead = matter.lead
        choice = propose(self.county, matter.category, matter.place.area, at=self._now())
        statement = "SELECT source FROM directory_dutyline WHERE id = %(id)s"
        source = self._one(statement, id=choice.line_id) if choice.line_id is not None else None
        return lead is not None and choice.lead == lead.unit and source == DutySource.RULING.value

    def sync_events(self, matter: Matter) -> list[str]:
        """Events that went back to the source system, in order."""
        with unit_of_work(self.tenant) as work:
            rows = deliveries.of_matter(work, matter.id)
        return [sent.delivery.template for sent in rows if sent.delivery.kind == deliveries.SYNC]

    def metrics(self) -> dict[str, int]:
        """Counts of the county (section 7 `metrics`)."""
        found = figures(self.tenant)
        with unit_of_work(self.tenant) as work:
            disputes = dispute_figures(work, self.county, Period(), at=self._now())
        settlement = disputes.of("settlement_rate")
        return {
            "received": found.received,
            "handled": found.handled,
            "visits": found.visits,
            "settlement_numerator": settlement.numerator,
            "settlement_denominator": settlement.denominator,
        }

    def shelved_excluded(self, matter: Matter) -> bool:
        """Whether this matter stands outside the on-time rate."""
        return matter.id not in figures(self.tenant).on_time_basis

    def shelved_listed(self, matter: Matter) -> bool:
        """Whether it is listed apart."""
        return matter.id in figures(self.tenant).shelved

    def forbidden_found(self) -> list[str]:
        """Names in the database's schema that the linter forbids."""
        with unit_of_work(self.tenant) as work:
            rows = work.execute(
                "SELECT table_name FROM information_schema.tables UNION SELECT column_name FROM"
                " information_schema.columns WHERE table_schema IN ('ledger', 'sealed', 'public')"
            ).fetchall()
        return list(forbidden(row[0] for row in rows))

    # --- past the product ---------------------------------------------------------------------------------------

    def tamper(self, matter_id: str) -> int:
        """Change one stored event, past the product; returns its seq."""
        return touch_last_event(self.owner_url, self.tenant, matter_id)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A rights request in the words of a scenario file."""

    request: RightsRequest
    county: CountyDirectory

    @property
    def state(self) -> str:
        """Open or answered; a partial answer is an answer."""
        return "open" if self.request.state == "open" else "answered"

    @property
    def partly_refused(self) -> bool:
        """Whether something was kept."""
        return self.request.state == "partly_refused"

    @property
    def reason(self) -> str:
        """Why."""
        return self.request.reason

    @property
    def answer_within_working_days(self) -> int:
        """Working days from the asking to the limit."""
        return working_days_between(
            self.request.asked_at, self.request.answer_by, calendar=self.county.calendar
        )
