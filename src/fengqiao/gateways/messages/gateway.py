"""The shape of a gateway, and its Null twin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class GatewayError(Exception):
    """A message did not leave. `permanent`: trying again is useless (unknown number, refused content)."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Letterbox:
    """One message on its way out: its stable id (a receiver drops what it has seen), to whom, and the words' code.

    `address` is a phone number and only there when the gateway asked for it.
    """

    id: str
    recipient_kind: str
    recipient: str
    template: str
    payload: Mapping[str, object]
    urgent: bool = False
    address: str = ""


class Gateway(Protocol):
    """A way out. `needs_address`: the sealed number is opened for it, with a trace."""

    needs_address: bool

    def send(self, letter: Letterbox) -> None:
        """Send one message, which may come twice; raises GatewayError."""


class NullGateway:
    """Takes every message and sends nothing: the default, and the twin for tests."""

    needs_address = False

    def send(self, letter: Letterbox) -> None:
        """Do nothing: the record of the delivery is what is left."""


@dataclass(frozen=True, slots=True)
class Gateways:
    """The county's ways out by channel; a channel without one has the Null twin."""

    by_channel: Mapping[str, Gateway] = field(default_factory=dict)

    def of(self, channel: str) -> Gateway:
        """The gateway of a channel."""
        return self.by_channel.get(channel, _NULL)


_NULL = NullGateway()
