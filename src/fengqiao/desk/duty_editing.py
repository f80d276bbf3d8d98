"""The duty directory at the desk: who may edit, dry-run and publish it; every change stands under a person's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.ports import Ports
from fengqiao.desk.refusing import refusing
from fengqiao.directory import duties, duty_drafts
from fengqiao.directory.duties import duty_table
from fengqiao.directory.duty_drafts import LineGone, LineValues, ShownLine, ShownVersion
from fengqiao.directory.models import DutyVersion
from fengqiao.directory.models.history import acting
from fengqiao.dispatch.duty_checks import Finding

JUST_NOW: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version with its lines and what is wrong with them."""

    version: DutyVersion
    lines: list[ShownLine]
    findings: list[Finding]


def versions(ports: Ports) -> list[ShownVersion]:
    """All versions, the newest first."""
    return duty_drafts.versions(ports.tenant)


def version(ports: Ports, number: int) -> DutyVersion:
    """The version of a number; NotFound when there is none."""
    found = duty_drafts.version_of(ports.tenant, number)
    if found is None:
        raise NotFound(Ref())
    return found


def edition(ports: Ports, number: int) -> Edition:
    """A version whole; a draft is held against the lines that it would replace."""
    found, county = version(ports, number), ports.county()
    lines = duty_drafts.lines_of(found)
    replaced = (
        duty_table(county, max(found.effective_from, ports.now())).lines.values() if found.is_draft else ()
    )
    return Edition(found, lines, duty_drafts.findings(found, lines, county, in_force=list(replaced)))


def draft(ports: Ports, who: str, *, effective_from: datetime, note: str) -> DutyVersion:
    """A new draft with the lines that will hold when it begins."""
    with _by(who):
        return duties.new_draft(
            ports.tenant, effective_from=effective_from, note=clean(note, "note", most=300)
        )


def redate(ports: Ports, who: str, number: int, *, effective_from: datetime, note: str) -> None:
    """Change when a draft is to begin and what it is about."""
    with _by(who):
        duty_drafts.redate(
            version(ports, number), effective_from=effective_from, note=clean(note, "note", most=300)
        )


def discard(ports: Ports, who: str, number: int) -> None:
    """Throw a draft away; a published version stays."""
    found = version(ports, number)
    with _by(who):
        duty_drafts.insist_on_draft(found)
        duty_drafts.discard([found])


def add_line(ports: Ports, who: str, number: int, values: LineValues) -> ShownLine:
    """Add a line to a draft."""
    with _by(who):
        return duty_drafts.add_line(version(ports, number), values)


def change_line(ports: Ports, who: str, number: int, key: int, values: LineValues, *, mark: str) -> ShownLine:
    """Change a line of a draft; ChangedMeanwhile when somebody else did meanwhile."""
    with _by(who):
        return duty_drafts.change_line(version(ports, number), key, values, mark=mark)


def drop_line(ports: Ports, who: str, number: int, key: int, *, mark: str) -> None:
    """Take a line out of a draft; ChangedMeanwhile when somebody else changed it meanwhile."""
    with _by(who):
        duty_drafts.drop_line(version(ports, number), key, mark=mark)


def publish(ports: Ports, who: str, number: int, *, effective_from: datetime) -> DutyVersion:
    """Publish a draft from a moment on. A clerk's clock does not go to the second: just now is now."""
    found, at = version(ports, number), ports.now()
    begins = at if at - JUST_NOW <= effective_from < at else effective_from
    with _by(who):
        duties.publish(found, at=at, effective_from=begins)
    return found


@contextmanager
def _by(who: str) -> Iterator[None]:
    try:
        with refusing(), acting(who):
            yield
    except LineGone:
        raise NotFound(Ref()) from None
