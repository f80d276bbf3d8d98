"""Public notices at the desk: who writes, publishes, corrects and withdraws what everybody reads."""

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.drafting import insist_on_writing, written_by
from fengqiao.desk.ports import Ports
from fengqiao.directory import public_notices
from fengqiao.directory.models import PublicNotice
from fengqiao.directory.public_notices import NoticeValues
from fengqiao.people.actors import Actor


def notice(ports: Ports, code: str) -> PublicNotice:
    """The notice of a number; NotFound when there is none."""
    found = public_notices.notice_of(ports.tenant, code)
    if found is None:
        raise NotFound(Ref())
    return found


def draft(ports: Ports, actor: Actor, who: str, values: NoticeValues, *, for_county: bool) -> PublicNotice:
    """Write a new notice; it is told to nobody before it is published."""
    insist_on_writing(actor, values.unit, for_county=for_county)
    day = ports.now().astimezone(SHANGHAI).date()
    with written_by(who):
        return public_notices.add_notice(ports.tenant, values, day=day)


def change(
    ports: Ports, actor: Actor, who: str, code: str, values: NoticeValues, *, mark: str, for_county: bool
) -> PublicNotice:
    """Write a notice anew; its unit's clerks may, and do not give it to another unit."""
    standing = notice(ports, code)
    insist_on_writing(actor, standing.unit.code if standing.unit else "", for_county=for_county)
    insist_on_writing(actor, values.unit, for_county=for_county)
    with written_by(who):
        return public_notices.change_notice(standing, values, mark=mark)


def publish(ports: Ports, who: str, code: str, *, mark: str, correction: str) -> PublicNotice:
    """Publish a notice as its next version, with what it corrects."""
    standing = notice(ports, code)
    with written_by(who):
        return public_notices.publish_notice(
            standing, mark=mark, at=ports.now(), who=who, correction=correction
        )


def withdraw(ports: Ports, who: str, code: str, *, mark: str) -> PublicNotice:
    """Take a notice down."""
    standing = notice(ports, code)
    with written_by(who):
        return public_notices.withdraw_notice(standing, mark=mark)
