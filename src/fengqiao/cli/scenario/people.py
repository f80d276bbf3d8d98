"""Persons of a scenario: the same post and unit are the same person (section 2 of the format)."""

from fengqiao.cli.scenario.format import Step
from fengqiao.desk.tracking import requester_of
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import SYSTEM, Actor, Post

CENTRE = "COUNTY_CENTER"


def actor_of(step: Step, matter: Matter | None) -> Actor:
    """Who acts: the requester, nobody, or post and unit; a post without a unit belongs to the county centre."""
    return actor(step.post, step.unit, matter)


def actor(post: Post, unit: str, matter: Matter | None) -> Actor:
    """The person of a post and unit."""
    if post is Post.SYSTEM:
        return SYSTEM
    if post is Post.CITIZEN:
        return requester_of(matter) if matter is not None else Actor("citizen", Post.CITIZEN)
    unit = unit or CENTRE
    return Actor(f"{post.value}@{unit}", post, unit)
