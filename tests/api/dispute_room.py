"""Three disputes in three stages, and everybody who may open them, each in a browser of the own."""

from dataclasses import dataclass

from county_office import PASSWORD, Browser, Office
from dispute_table import Table, agreed, drafted, laid, talked
from django.conf import settings

from fengqiao.directory.people import person
from fengqiao.people.actors import Post

LEAD = "TOWN_GOV"
AGENT = "陈律师"

STANDINGS = {
    "mediator": "table", "lead": "lead", "court": "court", "supervisor": "approving", "duty_leader": "approving",
    "registrar": "desk", "town_dispatcher": "desk", "dispatcher": "desk", "coordinator": "desk", "analyst": "apart",
    "leader": "apart", "unit_leader": "apart", "grid_worker": "apart", "privacy_officer": "apart", "auditor": "apart",
    "handler": "apart", "withdrawn": "apart",
}  # fmt: skip
"""Everybody who opens the disputes below, and how each stands to them; an administrator opens none."""

MORE = {
    "lead": (Post.HANDLER, LEAD),
    "court": (Post.HANDLER, "COURT"),
    "withdrawn": (Post.MEDIATOR, "JUSTICE"),
}


@dataclass
class Room:
    """Three disputes: one in the middle of talking, one that is being performed, one that went another way."""

    talking: Table
    performing: Table
    elsewhere: Table

    def of(self, field: str) -> Table:
        if field.startswith(("agreement.", "performance", "confirmation")):
            return self.performing
        return self.elsewhere if field.startswith(("diversion", "escalations")) else self.talking


def furnished(office: Office) -> Room:
    """The three disputes, with seats for everybody who stands to them."""
    for name, (post, unit) in MORE.items():
        browser = Browser()
        browser.force_login(
            person(office.county.tenant, post, unit, password=PASSWORD),
            backend=settings.AUTHENTICATION_BACKENDS[0],
        )
        office.browsers[name] = browser
    made = [led(office) for _ in range(3)]
    for table in made:
        talked(table)
    drafted(made[0])
    agreed(drafted(made[1]))
    made[1].act("apply_judicial_confirmation", applied_by=["applicant", "respondent"], court="COURT")
    made[2].act("escalate", to="COUNTY_CENTER", reason="村里谈不拢")
    made[2].act("fail_mediation", reason="各执己见")
    made[2].act("divert", seat="dispatcher", route="litigation", to="COURT")
    made[2].act("record_outcome", seat="court", outcome="法院判令支付", amount_cny=1800)
    return Room(*made)


def led(office: Office) -> Table:
    """A dispute that a town department leads, whose mediators assist; one of them has withdrawn."""

    def signed(table: Table) -> None:
        table.act("dispatch", seat="dispatcher", lead=LEAD, co=["MC_COUNTY", "JUSTICE", "MUNICIPAL", "GRID"])
        table.act("sign", seat="lead")
        first = table.page()["parties"][0]["party"]
        table.act("add_party", role="agent", name=AGENT, speaks_for=first, authority="general")

    table = laid(office, signed=signed)
    table.act("recuse_mediator", seat="withdrawn", reason="与一方有亲属关系")
    return table
