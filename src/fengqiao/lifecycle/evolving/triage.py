"""What triage's events do."""

from dataclasses import replace
from typing import assert_never

from fengqiao.lifecycle.evolving.parts import misfit
from fengqiao.matters.events.triage import (
    FollowerDropped,
    FollowerTaken,
    MainLeft,
    MainResolved,
    MatterMerged,
    MatterUnmerged,
    TriageEvent,
)
from fengqiao.matters.matter import Matter, Mergeable, Merged


def after_triage(matter: Matter, event: TriageEvent) -> Matter:
    """The matter after an event of triage."""
    match event:
        case MatterMerged():
            if not isinstance(matter.stage, Mergeable):
                raise misfit(matter, "merged")
            return replace(matter, stage=Merged(main=event.main, rule=event.rule, before=matter.stage))
        case FollowerTaken():
            return replace(matter, followers=(*matter.followers, event.follower))
        case MatterUnmerged():
            if not isinstance(matter.stage, Merged):
                raise misfit(matter, "unmerged")
            return replace(matter, stage=matter.stage.before)
        case FollowerDropped():
            return replace(matter, followers=tuple(f for f in matter.followers if f != event.follower))
        case MainResolved():
            if not isinstance(matter.stage, Merged):
                raise misfit(matter, "a follower")
            stage = replace(matter.stage, main_resolved_at=event.resolved_at)
            visits = (*matter.visits, event.visit) if event.visit is not None else matter.visits
            return replace(matter, stage=stage, visits=visits)
        case MainLeft():
            if not isinstance(matter.stage, Merged):
                raise misfit(matter, "a follower")
            return replace(matter, stage=replace(matter.stage, main_left=event.how))
        case _:
            assert_never(event)
