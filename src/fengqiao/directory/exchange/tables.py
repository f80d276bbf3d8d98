"""The tables that people take out and bring back, one for each sort of row they edit."""

from __future__ import annotations

from typing import Any

import tablib
from django.core.exceptions import ValidationError

from fengqiao.directory import models as rows
from fengqiao.directory.exchange.resources import DirectoryResource
from fengqiao.directory.labels import label
from fengqiao.dispatch.duty import DutySource


def _table(row: type[rows.DirectoryModel], columns: str, *, names: str = "code") -> type[DirectoryResource]:
    return type(
        f"{row.__name__}Table",
        (DirectoryResource,),
        {
            "model": row,
            "columns": tuple(columns.split()),
            "names": tuple(names.split()),
            "__doc__": f"The table of {row.__name__} rows.",
        },
    )


class UserTable(DirectoryResource):
    """Accounts without their secrets: whoever comes in by a file cannot sign in before a password is set."""

    model = rows.User
    columns = ("username", "display_name", "work_phone", "email", "locale", "is_active")
    names = ("username",)

    def init_instance(self, row: Any = None) -> rows.User:  # noqa: ARG002  the library's signature
        """A new account gets a password that nobody knows."""
        made = rows.User(tenant=self.tenant, must_change_password=True)
        made.set_unusable_password()
        return made


class DutyLineTable(DirectoryResource):
    """The duty directory as a table: what goes out is a version, what comes in fills the draft."""

    model = rows.DutyLine
    columns = ("category", "area", "lead", "co", "lane", "holder", "basis", "matter_code")
    names = ("category", "area")

    def __init__(self, *, tenant: str, version: rows.DutyVersion | None = None, **_: Any) -> None:
        """Bind to a version; without one, to the county's latest draft (if there is one)."""
        super().__init__(tenant=tenant)
        drafts = rows.DutyVersion.objects.filter(tenant=tenant, published_at__isnull=True)
        self.version = version or drafts.order_by("-number").first()

    def get_queryset(self) -> Any:
        """The lines of the version."""
        return super().get_queryset().filter(version=self.version)

    def init_instance(self, row: Any = None) -> rows.DutyLine:  # noqa: ARG002
        """A new line of the version; it comes from a file that somebody edited."""
        return rows.DutyLine(tenant=self.tenant, version=self.version, source=DutySource.EDIT.value)

    def before_import(self, dataset: tablib.Dataset, **more: Any) -> None:
        """Refuse to fill what is published, or nothing."""
        if self.version is None or not self.version.is_draft:
            raise ValidationError(
                label(
                    "请先新建职责清单版本（草稿）", "Make a new version of the duty directory (a draft) first"
                )
            )
        super().before_import(dataset, **more)


_PLAIN = (
    _table(
        rows.Category,
        "code parent is_leaf name_zh name_en kind default_unit_type co_unit_types urgency limit_amount limit_unit "
        "lane holder keywords legal_ref filing_condition closing_condition no_mediation restricted "
        "confirmation_excluded photos confidence note is_active",
    ),
    _table(
        rows.UnitType,
        "code name_zh name_en level category residency parent_code duties aliases external transfer_target_only note",
    ),
    _table(
        rows.Unit,
        "code type name_zh name_en level category residency parent area phone duties aliases external "
        "transfer_target_only short_name note is_active",
    ),
    _table(rows.Area, "code name aliases"),
    _table(rows.Place, "code name kind area aliases lon lat"),
    _table(rows.Grid, "code kind name unit outline is_active"),
    _table(rows.LimitsProfile, "code name name_en values"),
    _table(rows.OfficePeriod, "name first last yearly sessions", names="name"),
    # The yearly notice of the State Council, typed off as a table.
    _table(rows.CalendarDay, "date is_workday name source", names="date"),
    _table(rows.CalendarYear, "year published source", names="year"),
    _table(rows.DocumentTemplate, "code name_zh name_en word body is_active"),
    _table(
        rows.KnowledgeItem,
        "code question answer keywords category basis unit valid_for valid_from valid_until reviewed_on is_active",
    ),
    # Versions are published in the workbench: they are for taking out, here and below.
    _table(
        rows.KnowledgeVersion,
        "item number question answer keywords category basis valid_for valid_from valid_until at who",
        names="item number",
    ),
    _table(
        rows.PublicNotice,
        "code title title_en text text_en area link unit valid_from valid_until is_active",
    ),
    _table(
        rows.PublicNoticeVersion,
        "item number title title_en text text_en area link valid_from valid_until correction at who",
        names="item number",
    ),
    _table(
        rows.Assignment, "user post unit area valid_from valid_to", names="user post unit area valid_from"
    ),
    _table(
        rows.DutyRoster,
        "unit post user starts ends note is_published published_name",
        names="unit post user starts",
    ),
    _table(rows.Committee, "code name short_name unit level sector is_active"),
    _table(rows.Studio, "code name committee introduction is_active"),
    _table(
        rows.Mediator,
        "code name user committee studio languages experience hours work_contact on_public_board is_active",
    ),
    _table(rows.Room, "code name kind unit where seats is_active"),
    _table(rows.HallService, "unit letter name_zh name_en priority_minutes is_active", names="unit letter"),
    _table(rows.Campaign, "code name question category unit starts_on ends_on grids is_open"),
    # Visits come from the field: this one is for taking out.
    _table(rows.SweepVisit, "campaign grid place result on matter_code settled_on", names="campaign grid on"),
)

TABLES: dict[type[rows.DirectoryModel], type[DirectoryResource]] = {
    table.model: table for table in (*_PLAIN, UserTable, DutyLineTable)
}
