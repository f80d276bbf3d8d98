"""Who acts: posts (DOMAIN 2.2) and the actor that every command carries."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Post(StrEnum):
    """Posts, named as in DOMAIN 2.2."""

    CITIZEN = "citizen"
    REGISTRAR = "registrar"
    DISPATCHER = "dispatcher"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    MEDIATOR = "mediator"
    HANDLER = "handler"
    TOWN_DISPATCHER = "town_dispatcher"
    GRID_WORKER = "grid_worker"
    SUPERVISOR = "supervisor"
    DUTY_LEADER = "duty_leader"
    UNIT_LEADER = "unit_leader"
    LEADER = "leader"
    AUDITOR = "auditor"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


KEEPERS: Final = frozenset({Post.ADMINISTRATOR, Post.COORDINATOR})
"""Who keeps what the whole county works by: the administrator, and the post whose rulings become duty lines (DOMAIN 2.2)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the person's id, the post in force and the unit it belongs to ("" for citizens and the system)."""

    person: str
    post: Post
    unit: str = ""


SYSTEM = Actor(person="system", post=Post.SYSTEM)
