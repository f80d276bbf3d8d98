"""Admin of areas, places and grids."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from fengqiao.directory.admin.base import DirectoryAdmin
from fengqiao.directory.labels import label
from fengqiao.directory.models import Area, Grid, Place


@admin.register(Area)
class AreaAdmin(DirectoryAdmin):
    """Towns and villages."""

    list_display = ("code", "name", "level")
    list_filter = ("level",)
    search_fields = ("code", "name")
    ordering = ("code",)


@admin.register(Place)
class PlaceAdmin(DirectoryAdmin):
    """Estates, roads, markets and the like."""

    list_display = ("code", "name", "kind", "area", "lon", "lat")
    list_filter = ("kind",)
    search_fields = ("code", "name", "area")
    ordering = ("code",)


@admin.register(Grid)
class GridAdmin(DirectoryAdmin):
    """Grids with their outlines; a GIS file becomes a column of GeoJSON in the table that is imported."""

    list_display = ("code", "name", "kind", "unit", "drawn", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("unit",)
    search_fields = ("code", "name")
    autocomplete_fields = ("unit",)
    ordering = ("code",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the corners in the database where a list only asks whether there are any."""
        rows: QuerySet[Any] = super().get_queryset(request).annotate(has_outline=Q(outline__isnull=False))
        return rows.defer("outline") if request.path.endswith("/grid/") else rows

    @admin.display(description=label("已绘制", "Drawn"), boolean=True)
    def drawn(self, grid: Any) -> bool:
        """Whether points can be found in it."""
        return bool(grid.has_outline)
