"""One reader for all screens: it reads on, asks once for each seat what may be told, and fills the screens' queues.

It reads only while somebody listens. A screen that comes back is told what it missed, as far as that is kept; else, and
when it is too slow, it is told to load anew, and loses nothing by it.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
import structlog

from fengqiao.ledger.changes import START, Change, Mark
from fengqiao.ledger.connection import DatabaseAway
from fengqiao.live.reading import AT_ONCE, Batch, Said, ids_of, look_up, read_on, said_to, what_is_kept
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import Actor

EVERY: Final = 0.25
"""Seconds between two looks."""

AWAY: Final = 2.0
MOST_KEPT: Final = 20_000
MOST_WAITING: Final = 200
"""Messages that wait for one screen before it is told to load anew."""

RESET: Final = b"event: reset\ndata: {}\n\n"

log = structlog.get_logger(__name__)
_encode: Final = msgspec.json.Encoder().encode


class Screen:
    """One open stream: whose, and what waits for it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.waiting: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)

    def tell(self, messages: Sequence[bytes]) -> None:
        """Put messages into the queue; what does not fit is replaced by one word: load anew."""
        if self.waiting.qsize() + len(messages) < MOST_WAITING:
            for message in messages:
                self.waiting.put_nowait(message)
            return
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(RESET)


class Hub:
    """The screens that listen, and how far was read."""

    def __init__(self) -> None:
        self._screens: set[Screen] = set()
        self._kept: deque[Change] = deque(maxlen=MOST_KEPT)
        self._floor = self._mark = START
        self._ready = asyncio.Event()
        self._broken = False
        self._reader: asyncio.Task[None] | None = None

    @property
    def mark(self) -> str:
        """How far was read, as a stream names it."""
        return str(self._mark) if self._ready.is_set() else ""

    @property
    def count(self) -> int:
        """How many screens listen."""
        return len(self._screens)

    def count_of(self, person: str) -> int:
        """How many screens of one person listen."""
        return sum(screen.actor.person == person for screen in self._screens)

    @contextlib.contextmanager
    def listening(self, actor: Actor) -> Iterator[Screen]:
        """A screen that is told from now on."""
        screen = Screen(actor)
        self._screens.add(screen)
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read())
        try:
            yield screen
        finally:
            self._screens.discard(screen)

    async def missed(self, screen: Screen, after: Mark) -> None:
        """Tell a screen that comes back what it missed since a mark; to load anew when that is not known any more."""
        await self._ready.wait()
        if not self._floor <= after <= self._mark:
            screen.tell([RESET])
            return
        since = [change for change in self._kept if change.mark > after]
        ids = ids_of(since)
        if len(ids) > AT_ONCE:
            screen.tell([RESET])
            return
        try:
            matters = await asyncio.to_thread(look_up, ids) if ids else []
            told = await asyncio.to_thread(said_to, [screen.actor], matters)
        except DatabaseAway:
            screen.tell([RESET])
            return
        screen.tell(_messages(told[screen.actor], since[-1].mark if since else after))

    async def _read(self) -> None:
        """Read on until nobody listens; whatever goes wrong, screens are told to load anew and reading goes on."""
        while self._screens:
            try:
                await self._round()
            except DatabaseAway as error:
                log.warning("database_away", error=str(error))
                await self._start_anew()
            except Exception:
                log.exception("reading_failed")
                await self._start_anew()
        # Whoever comes next begins with what is kept in the table, not with an old place.
        self._ready.clear()

    async def _round(self) -> None:
        if not self._ready.is_set():
            kept, self._mark = await asyncio.to_thread(what_is_kept, MOST_KEPT)
            self._kept = deque(kept, maxlen=MOST_KEPT)
            self._floor = kept[0].mark if kept else self._mark
            self._ready.set()
            if self._broken:
                # Not before: what changes between a screen's loading and the new mark would never be told.
                self._broken = False
                for screen in self._screens:
                    screen.tell([RESET])
        batch = await asyncio.to_thread(read_on, self._mark)
        if batch is None:
            await asyncio.sleep(EVERY)
            return
        await self._pass_on(batch)

    async def _pass_on(self, batch: Batch) -> None:
        full = len(self._kept) + len(batch.changes) > MOST_KEPT
        self._kept.extend(batch.changes)
        self._mark = batch.mark
        if full:
            self._floor = self._kept[0].mark
        screens = list(self._screens)
        told = await asyncio.to_thread(said_to, {screen.actor for screen in screens}, batch.matters)
        messages = {actor: _messages(said, batch.mark) for actor, said in told.items()}
        for screen in screens:
            screen.tell(messages[screen.actor])

    async def _start_anew(self) -> None:
        self._ready.clear()
        self._broken = True
        await asyncio.sleep(AWAY)


def _messages(said: Sequence[Said], mark: Mark) -> list[bytes]:
    """What one is told as it is sent; the last message carries the mark up to which all is told."""
    messages = [_message(matter, gone=gone) for matter, gone in said]
    if messages:
        messages[-1] = f"id: {mark}\n".encode() + messages[-1]
    return messages


def _message(matter: Matter, *, gone: bool) -> bytes:
    data: dict[str, object] = {"code": matter.code}
    if not gone:
        data |= {"version": matter.version, "state": matter.state.value}
    return b"event: %s\ndata: %s\n\n" % (b"gone" if gone else b"matter", _encode(data))
