"""Many screens in a process of their own that holds their streams open and notes when an event came.

It knows nothing of the product and reads nothing until it is asked, so that it takes little of the machine.
"""

import json
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

Seen = tuple[float, str, int]


@contextmanager
def screens_at(port: int, requests: Sequence[bytes]) -> Iterator[Connection]:
    """A process that holds a stream open for each request and notes what comes. RuntimeError when one is refused."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_listen, args=(port, list(requests), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        if ours.recv() != "open":
            raise RuntimeError("a stream was refused")
        yield ours
    finally:
        process.terminate()
        process.join()


def seen_by(screens: Connection) -> list[Seen]:
    """Every event that reached a screen: when, the code of the matter, its version (0 for one that is gone)."""
    screens.send("stop")
    found: list[Seen] = screens.recv()
    return found


def _listen(port: int, requests: list[bytes], asked: Connection) -> None:
    """Open every stream, say so, and note every event until asked for them."""
    chosen = selectors.DefaultSelector()
    for request in requests:
        connection = socket.create_connection(("127.0.0.1", port), timeout=30)
        connection.sendall(request)
        if b" 200 " not in connection.recv(4096).split(b"\r\n", 1)[0]:
            asked.send("refused")
            return
        connection.setblocking(False)  # noqa: FBT003 -- as the socket has it
        chosen.register(connection, selectors.EVENT_READ, bytearray())
    asked.send("open")
    heard: list[tuple[float, bytes]] = []
    while not asked.poll():
        for key, _ in chosen.select(0.2):
            part = key.fileobj.recv(65536)  # type: ignore[union-attr]
            if not part:
                chosen.unregister(key.fileobj)
                continue
            at = time.time()
            key.data.extend(part)
            whole, mark, rest = bytes(key.data).rpartition(b"\n\n")
            if mark:
                heard.append((at, whole))
                key.data[:] = rest
    asked.send([event for at, whole in heard for event in _events(at, whole)])


def _events(at: float, whole: bytes) -> Iterator[Seen]:
    for line in whole.split(b"\n"):
        if line.startswith(b'data: {"code"'):
            said = json.loads(line[6:])
            yield at, said["code"], said.get("version", 0)
