"""Names that must not stand in any table, record or form (DOMAIN 6.3): the linter of the schema reads them."""

import re
from collections.abc import Iterable

FORBIDDEN_NAMES = (
    "religion",
    "ethnicity",
    "ethnic_group",
    "nationality_group",
    "political_status",
    "party_member",
    "family_faction",
    "origin_place",
    "face_vector",
    "face_id",
    "gait",
    "voice_print",
    "plate_number",
    "person_risk_score",
    "person_score",
    "credit_score",
    "behaviour_score",
    "watch_list",
    "key_person",
    "staff_location",
    "staff_track",
    "check_in",
    "online_minutes",
    "upload_count",
    "worker_rank",
    "native_place",
    "hometown",
    "birthplace",
    "mediator_rank",
    "mediator_ranking",
    "mediator_score",
    "mediator_rating",
    "mediator_success",
    "success_count",
    "settled_count",
)
"""Each one with what it would lead to is left out for good (PRODUCT)."""

_WORDS = re.compile(r"[^a-z0-9]+")


def forbidden(names: Iterable[str]) -> tuple[str, ...]:
    """Those names that carry a forbidden one as whole words, in any case or spelling, in the order given."""
    return tuple(name for name in names if _carries(name))


def _carries(name: str) -> bool:
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    padded = f"_{_WORDS.sub('_', snake).strip('_')}_"
    return any(f"_{word}_" in padded for word in FORBIDDEN_NAMES)
