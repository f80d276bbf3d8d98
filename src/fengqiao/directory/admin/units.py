"""Admin of unit types, units and categories."""

from __future__ import annotations

from django.contrib import admin

from fengqiao.directory.admin.base import DirectoryAdmin
from fengqiao.directory.models import Category, Unit, UnitType


@admin.register(UnitType)
class UnitTypeAdmin(DirectoryAdmin):
    """Unit types: what categories name."""

    list_display = ("code", "name_zh", "level", "category", "residency", "external", "transfer_target_only")
    list_filter = ("level", "category", "residency")
    search_fields = ("code", "name_zh", "name_en")
    ordering = ("code",)


@admin.register(Unit)
class UnitAdmin(DirectoryAdmin):
    """Units of the county. One that took part in a matter is switched off, not deleted."""

    list_display = ("code", "name_zh", "type", "level", "area", "parent", "phone", "is_active")
    list_filter = ("level", "category", "is_active", "residency")
    list_select_related = ("type", "parent")
    search_fields = ("code", "name_zh", "name_en", "area")
    autocomplete_fields = ("type", "parent")
    ordering = ("code",)


@admin.register(Category)
class CategoryAdmin(DirectoryAdmin):
    """Categories with their limits, guards and default units."""

    list_display = (
        "code", "name_zh", "kind", "default_unit_type", "urgency", "limit_amount", "limit_unit", "lane", "holder",
        "is_active",
    )  # fmt: skip
    list_filter = ("kind", "is_leaf", "urgency", "lane", "holder", "no_mediation", "restricted", "is_active")
    list_select_related = ("default_unit_type",)
    search_fields = ("code", "name_zh", "name_en")
    autocomplete_fields = ("parent", "default_unit_type")
    ordering = ("code",)
