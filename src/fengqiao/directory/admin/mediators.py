"""Admin of committees, studios, mediators, rooms and halls."""

from __future__ import annotations

from django.contrib import admin

from fengqiao.directory.admin.base import DirectoryAdmin
from fengqiao.directory.models import Committee, HallService, Mediator, Room, Studio


@admin.register(Committee)
class CommitteeAdmin(DirectoryAdmin):
    """Mediation committees by level and sector."""

    list_display = ("code", "name", "short_name", "level", "sector", "unit", "is_active")
    list_filter = ("level", "sector", "is_active")
    list_select_related = ("unit",)
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("unit",)
    ordering = ("code",)


@admin.register(Studio)
class StudioAdmin(DirectoryAdmin):
    """Named studios."""

    list_display = ("code", "name", "committee", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("committee",)
    search_fields = ("code", "name")
    autocomplete_fields = ("committee",)
    ordering = ("code",)


@admin.register(Mediator)
class MediatorAdmin(DirectoryAdmin):
    """Mediators by code; no column and no order says who settles more."""

    list_display = (
        "code",
        "name",
        "committee",
        "studio",
        "languages",
        "work_contact",
        "on_public_board",
        "is_active",
    )
    list_filter = ("on_public_board", "is_active", "committee__level", "committee__sector")
    list_select_related = ("committee", "studio")
    search_fields = ("code", "name")
    autocomplete_fields = ("user", "committee", "studio")
    ordering = ("code",)


@admin.register(Room)
class RoomAdmin(DirectoryAdmin):
    """Rooms of the centres."""

    list_display = ("code", "name", "kind", "unit", "where", "seats", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("unit",)
    search_fields = ("code", "name")
    autocomplete_fields = ("unit",)
    ordering = ("code",)


@admin.register(HallService)
class HallServiceAdmin(DirectoryAdmin):
    """What tickets are taken for in a hall."""

    list_display = ("letter", "name_zh", "name_en", "unit", "priority_minutes", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("unit",)
    search_fields = ("letter", "name_zh")
    autocomplete_fields = ("unit",)
    ordering = ("unit", "letter")
