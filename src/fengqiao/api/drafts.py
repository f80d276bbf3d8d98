"""What the routes of what is written, kept and published have in common: the answer to a writer, and who was slower."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fengqiao.api.problems import Stopped
from fengqiao.directory.changed import ChangedMeanwhile
from fengqiao.directory.models import KnowledgeItem, PublicNotice
from fengqiao.directory.publishing import mark_of


def marked(item: KnowledgeItem | PublicNotice) -> dict[str, Any]:
    """What a writer is told of a draft: its code, the version that is published, and the mark of what is written now."""
    return {"code": item.code, "version": item.version, "mark": mark_of(item)}


@contextmanager
def as_read(field: str, *, zh: str, en: str) -> Iterator[None]:
    """Change what was read; `zh` and `en` tell whoever was slower to read it again. `field` names what gave it away."""
    try:
        yield
    except ChangedMeanwhile:
        raise Stopped("lost_race", field=field, zh=zh, en=en) from None
