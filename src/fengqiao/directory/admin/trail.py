"""Admin of the history: to read, never to touch."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin

from fengqiao.directory.admin.base import OnlyRead, county_of, user_of
from fengqiao.directory.labels import label
from fengqiao.directory.models import DirectoryModel, History


class SortFilter(admin.SimpleListFilter):
    """Which sort of row was changed, by its word."""

    title = label("对象", "Object")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Every sort of directory row."""
        models = apps.get_app_config("directory").get_models()
        kept = (model for model in models if issubclass(model, DirectoryModel))
        return [(str(model._meta.model_name), str(model._meta.verbose_name)) for model in kept]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """The changes of that sort."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(History)
class HistoryAdmin(OnlyRead, ModelAdmin):  # type: ignore[misc]  # unfold ships no types
    """Who changed what, when, from what to what."""

    list_display = ("at", "who", "sort", "name", "change")
    list_filter = ("change", SortFilter)
    search_fields = ("who",)
    ordering = ("-id",)
    fields = ("at", "who", "sort", "name", "change", "content")
    readonly_fields = fields
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The county's changes and the country's; all for a superuser."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows if user_of(request).is_superuser else rows.filter(tenant__in=["", county_of(request)])

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Let a row's own page ask for its history by key."""
        return lookup == "row" or bool(super().lookup_allowed(lookup, value, request))

    @admin.display(description=label("对象", "Object"))
    def sort(self, change: History) -> str:
        """What sort of row it is."""
        return change.sort

    @admin.display(description=label("名称", "Name"))
    def name(self, change: History) -> str:
        """What people call the row."""
        return change.name

    @admin.display(description=label("内容", "Content"))
    def content(self, change: History) -> SafeString:
        """The fields that differ."""
        rows = format_html_join(
            "",
            "<tr><th>{}</th><td>{}</td><td>{}</td></tr>",
            ((field, _shown(before), _shown(after)) for field, before, after in change.differences()),
        )
        head = format_html(
            "<tr><th></th><th>{}</th><th>{}</th></tr>", label("修改前", "Before"), label("修改后", "After")
        )
        return format_html("<table>{}{}</table>", head, rows)


def _shown(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 500 else f"{text[:500]}…"
