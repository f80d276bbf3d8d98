"""Admin of planned sweeps."""

from __future__ import annotations

from django.contrib import admin

from fengqiao.directory.admin.base import DirectoryAdmin, OnlyRead
from fengqiao.directory.labels import label
from fengqiao.directory.models import Campaign, SweepVisit
from fengqiao.directory.sweeping import progress


@admin.register(Campaign)
class CampaignAdmin(DirectoryAdmin):
    """Sweeps and how far they are."""

    list_display = ("code", "name", "unit", "starts_on", "ends_on", "done", "found", "is_open")
    list_filter = ("is_open",)
    list_select_related = ("unit",)
    search_fields = ("code", "name")
    autocomplete_fields = ("unit", "category")
    ordering = ("-starts_on",)

    @admin.display(description=label("已排查网格", "Grids visited"))
    def done(self, campaign: Campaign) -> str:
        """Visited of all."""
        now = progress(campaign)
        return f"{now.visited}/{now.grids}"

    @admin.display(description=label("发现（已整改）", "Found (put right)"))
    def found(self, campaign: Campaign) -> str:
        """Findings, and those put right."""
        now = progress(campaign)
        return f"{now.found} ({now.settled})"


@admin.register(SweepVisit)
class SweepVisitAdmin(OnlyRead, DirectoryAdmin):
    """Visits, to read: they come from the field."""

    list_display = ("campaign", "grid", "place", "result", "on", "matter_code", "settled_on")
    list_filter = ("result", "campaign")
    list_select_related = ("campaign", "place")
    search_fields = ("grid", "matter_code")
    date_hierarchy = "on"
    ordering = ("-on",)
