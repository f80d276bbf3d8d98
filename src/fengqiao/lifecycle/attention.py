"""What in a matter waits for a person's decision or coming, beside its state: worklists find it by these words."""

from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Decision, Letter, State

RETURN = "return"
LATER_RETURN = "later_return"
EXTENSION = "extension"
SHELVE = "shelve"
LETTER = "letter"
CALLED = "called:"
SUPERVISED = "supervised:"
REPLIED = "replied"
UNRATED = "unrated:"
RAISED = "raised:"
TASKED = "tasked:"

_AT_THE_HIGHER_TABLE = frozenset({State.CONSENT_PENDING, State.MEDIATING, State.AGREED, State.PERFORMING})


def attention(matter: Matter) -> tuple[str, ...]:
    """What waits: a return (the coordinator decides later ones), an extension, a shelving, a proposed letter, a
    called unit that has not come, a supervised one that has not answered, an answer, a whistle to be rated, a task of
    a consultation, and the unit to which a dispute was raised, which has no order of it.

    Words that concern one unit end with its code.
    """
    waits: list[str] = []
    if matter.pending_return is not None:
        waits.append(LATER_RETURN if len(matter.returns) > 1 else RETURN)
    if matter.pending_extension is not None:
        waits.append(EXTENSION)
    if any(shelving.decision is Decision.PENDING for shelving in matter.shelvings):
        waits.append(SHELVE)
    if matter.proposals:
        waits.append(LETTER)
    for whistle in (each for each in matter.whistles if each.closed_at is None):
        waits += [CALLED + called.unit for called in whistle.units if called.reported_at is None]
        waits.append(UNRATED + whistle.by.unit)
    for letter in matter.supervisions:
        if letter.letter is Letter.SUPERVISE and letter.closed_at is None:
            waits.append(REPLIED if letter.replied_at is not None else SUPERVISED + letter.unit)
    waits += [
        TASKED + task.unit for held in matter.consultations for task in held.assigned if task.done_at is None
    ]
    raised = _raised_to(matter)
    if raised:
        waits.append(RAISED + raised)
    return tuple(dict.fromkeys(waits))


def _raised_to(matter: Matter) -> str:
    """The unit of the next level that has the dispute now, "" where an order leads to it anyway."""
    if matter.dispute is None or not matter.dispute.escalations or matter.state not in _AT_THE_HIGHER_TABLE:
        return ""
    to = matter.dispute.escalations[-1].to
    held = any(to in {order.unit, order.executing_unit} for order in matter.live_orders)
    return "" if held else to
