"""Handing over to the next shift (交接班): written before leaving, read and taken over by whoever comes."""

from collections.abc import Collection, Sequence
from typing import Final

from fengqiao.desk.cleaning import clean
from fengqiao.desk.ports import Ports
from fengqiao.ledger import handovers
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.handovers import HandoverNote, standing
from fengqiao.people.actors import Actor
from fengqiao.people.masking import mask_text
from fengqiao.shared.refused import invalid

LONGEST: Final = 4000
MOST_MATTERS: Final = 30


def write_note(
    ports: Ports, actor: Actor, *, version: int, words: str, codes: Sequence[str], seen: Collection[str]
) -> None:
    """Write the open note of the actor's post at its unit; NoteChanged when another one stands.

    `seen`: those of the codes whose matters this actor may see.
    """
    said = mask_text(clean(words, "words", most=LONGEST))
    if not said:
        raise invalid("words", "请写明交接内容", "say what is handed over")
    for number, code in enumerate(codes):
        if code not in seen:
            zh, en = (
                "没有这件事项，或本岗位不能打开",
                "there is no such matter, or this post does not open it",
            )
            raise invalid(f"codes[{number}]", zh, en)
    at, post = ports.now(), actor.post.value
    with unit_of_work(ports.tenant) as work:
        handovers.write(
            work, actor.unit, post, version=version, words=said, codes=codes, by=actor.person, at=at
        )


def take_over(ports: Ports, actor: Actor, *, version: int) -> None:
    """Acknowledge the open note; it is for somebody else than its writer. NoteChanged when another one stands."""
    with unit_of_work(ports.tenant) as work:
        note, _ = standing(work, actor.unit, actor.post.value)
        if note is None:
            raise handovers.NoteChanged
        _insist_on_another(note, actor)
        handovers.acknowledge(work, actor.unit, actor.post.value, version=version, at=ports.now())


def _insist_on_another(note: HandoverNote, actor: Actor) -> None:
    if note.written_by == actor.person:
        raise invalid(
            "version",
            "请由接班人确认，写的人不能自己确认",
            "whoever takes over acknowledges it, not the writer",
        )
