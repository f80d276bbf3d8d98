"""Eight clients, each a process of its own that sends what it was given over one connection and notes what came back.

They know nothing of the product and read nothing but lengths, so that they take little of the machine they share.
"""

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType
from typing import Final, Self

CLIENTS: Final = 8
HEAD_START: Final = 0.2  # seconds in which every client connects before all begin together
PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: its status, its body, how long it took, and when it was there (seconds since 1970)."""

    status: int
    body: bytes
    seconds: float
    at: float


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a load: the replies of every client in the order of its requests, and how long the whole took."""

    replies: list[list[Reply]]
    seconds: float

    @property
    def all(self) -> list[Reply]:
        """Every reply."""
        return [reply for mine in self.replies for reply in mine]


class Clients:
    """The clients of one port."""

    def __init__(self, port: int, count: int = CLIENTS) -> None:
        self._port = port
        # Spawned: a forked child would hold our connections to the database.
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
        self._count = count

    def send(self, requests: Sequence[Sequence[bytes]]) -> Sent:
        """Send each client its requests, one after the other, all clients at a time."""
        start = time.time() + HEAD_START
        tasks = [self._pool.submit(_send, self._port, list(mine), start) for mine in requests]
        done = [task.result() for task in tasks]
        return Sent([replies for replies, _ in done], max(end for _, end in done) - start)

    def __enter__(self) -> Self:
        """Start every client now rather than inside a measurement."""
        for task in [self._pool.submit(time.sleep, 0.3) for _ in range(self._count)]:
            task.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them."""
        self._pool.shutdown()


def _send(port: int, requests: list[bytes], start: float) -> tuple[list[Reply], float]:
    """What one client does; gives its replies and the moment of the last one."""
    replies = []
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        time.sleep(max(0.0, start - time.time()))
        for request in requests:
            since = time.perf_counter()
            connection.sendall(request)
            status, body = _read(connection)
            replies.append(Reply(status, body, time.perf_counter() - since, time.time()))
    return replies, time.time()


def _read(connection: socket.socket) -> tuple[int, bytes]:
    """One answer of a server that names its length, as ours does."""
    received = connection.recv(65536)
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    _, _, rest = head.lower().partition(b"\r\ncontent-length:")
    length = int(rest.partition(b"\r\n")[0]) if rest else 0
    while len(body) < length:
        body += _more(connection)
    return int(head[9:12]), body


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        raise ConnectionError("the web closed the connection in the middle of an answer")
    return received
