"""From the characters of messages to the features that a linear model weighs: hashed character n-grams."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fengqiao.gateways.classifier.reading import Numbers, Readings

Hashes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grams:
    """All n-grams of one length: which kept character each begins at, in ascending order, and its hash."""

    size: int
    begins: Numbers
    hashes: Hashes


def grams(readings: Readings, *, longest: int) -> list[Grams]:
    """The n-grams of messages for n = 1 … longest; none reaches from one message into the next."""
    room = np.repeat(readings.bounds[1:], np.diff(readings.bounds)) - np.arange(readings.kept.size)
    base = (readings.kept.astype(np.uint64) + _SALT) * _ONE
    base ^= base >> np.uint64(29)
    base *= _TWO
    rolling = base
    found: list[Grams] = []
    for size in range(1, longest + 1):
        if size > 1:
            rolling = rolling[:-1] * _ONE + base[size - 1 :]
        mixed = (rolling ^ (rolling >> np.uint64(31))) * _TWO
        begins = np.flatnonzero(room >= size)
        found.append(Grams(size, begins, (mixed >> np.uint64(32)).astype(np.uint32).take(begins)))
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """The different n-grams of messages: those of message m are `starts[m]` to `starts[m + 1]`, in ascending order.

    `times` says how much each is there: 1 + ln(times).
    """

    starts: Numbers
    hashes: Hashes
    times: Floats


def counted(readings: Readings, found: list[Grams]) -> Counted:
    """Count the n-grams of messages."""
    owner = readings.owner
    keys = np.concatenate([(owner[one.begins] << 32) | one.hashes for one in found])
    different, times = np.unique(keys, return_counts=True)
    starts = np.searchsorted(different, np.arange(len(readings.texts) + 1) << 32)
    return Counted(starts, different.astype(np.uint32), (1 + np.log(times)).astype(np.float32))


_SALT: Final = np.uint64(1)
_ONE: Final = np.uint64(0x9E3779B97F4A7C15)
_TWO: Final = np.uint64(0xC2B2AE3D27D4EB4F)
