"""Admin of the duty directory: drafts are edited, published versions only read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from fengqiao.directory.admin.base import DirectoryAdmin, county_of
from fengqiao.directory.duties import new_draft, publish
from fengqiao.directory.duty_drafts import discard
from fengqiao.directory.labels import label
from fengqiao.directory.models import Area, Category, DutyLine, DutyVersion, Unit


class _NamedLines(ChangeList):
    """Looks up what the codes of the shown lines are called: one query for each kind of code, not one for each line."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page's lines, and the names beside them."""
        super().get_results(request)
        lines = list(self.result_list)
        tenants = {line.tenant for line in lines}
        codes = {code for line in lines for code in (line.category, line.area, *line.co)}
        names = {
            (model, each.tenant, each.code): _spoken_name(each)
            for model in (Category, Area, Unit)
            for each in model.objects.filter(tenant__in=tenants, code__in=codes)
        }
        for line in lines:
            line.names = names
        self.result_list = lines


def _named(line: Any, model: type[Model], code: str) -> str:
    return str(line.names.get((model, line.tenant, code), code))


def _spoken_name(row: Any) -> str:
    """The name of a row that has one in each language, or only one."""
    if isinstance(row, Area):
        return str(row.name)
    return str(label(row.name_zh, row.name_en or row.name_zh))


@admin.register(DutyVersion)
class DutyVersionAdmin(DirectoryAdmin):
    """Versions; adding one copies the lines that hold when it begins."""

    list_display = ("number", "effective_from", "published_at", "note")
    readonly_fields = ("number", "published_at")
    ordering = ("-number",)
    actions = ("publish_drafts", "discard_drafts")

    def save_model(self, request: HttpRequest, obj: DutyVersion, form: Any, change: bool) -> None:  # noqa: FBT001
        """Number a new draft and fill it."""
        if change:
            super().save_model(request, obj, form, change)
            return
        draft = new_draft(county_of(request), effective_from=obj.effective_from, note=obj.note)
        obj.pk, obj.tenant, obj.number = draft.pk, draft.tenant, draft.number
        obj._state.adding = False

    def has_change_permission(self, request: HttpRequest, obj: DutyVersion | None = None) -> bool:
        """Only drafts change."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: DutyVersion | None = None) -> bool:  # noqa: ARG002
        """Drafts are discarded by their action; published versions stay."""
        return False

    def has_import_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Lines are imported, versions are not."""
        return False

    def has_export_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Lines are exported, versions are not."""
        return False

    @admin.action(description=label("发布所选草稿", "Publish the drafts"), permissions=["change"])
    def publish_drafts(self, request: HttpRequest, queryset: QuerySet[DutyVersion]) -> None:
        """Publish drafts; each that cannot be says why."""
        for version in queryset.order_by("number"):
            try:
                publish(version, at=timezone.now())
            except ValidationError as error:
                self.message_user(request, f"{version}: {' '.join(error.messages)}", messages.ERROR)
            else:
                self.message_user(request, label(f"{version}已发布", f"{version} is published"))

    @admin.action(description=label("废弃所选草稿", "Discard the drafts"), permissions=["change"])
    def discard_drafts(self, request: HttpRequest, queryset: QuerySet[DutyVersion]) -> None:
        """Delete drafts with their lines."""
        gone = discard(queryset)
        self.message_user(request, label(f"已废弃{gone}个草稿", f"{gone} drafts discarded"))


@admin.register(DutyLine)
class DutyLineAdmin(DirectoryAdmin):
    """Lines of all versions; those of drafts can be edited, imported into and deleted."""

    list_display = ("version", "about", "where", "led_by", "assisted_by", "lane", "holder", "source", "basis")
    list_filter = ("version", "lane", "holder", "source")
    list_select_related = ("version", "lead")
    search_fields = ("category", "area", "lead__name_zh", "lead__code", "basis")
    autocomplete_fields = ("lead",)
    readonly_fields = ("source", "matter_code")
    ordering = ("-version__number", "category", "area")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """A list whose lines know the names of their codes."""
        return type("NamedLines", (_NamedLines, super().get_changelist(request, **kwargs)), {})

    @admin.display(description=label("分类", "Category"), ordering="category")
    def about(self, line: DutyLine) -> str:
        """The category by name and code."""
        return _named(line, Category, line.category) or str(label("全部分类", "All"))

    @admin.display(description=label("区划", "Area"), ordering="area")
    def where(self, line: DutyLine) -> str:
        """The place by name."""
        return _named(line, Area, line.area) or str(label("全县", "Whole county"))

    @admin.display(description=label("主办", "Lead"), ordering="lead__name_zh")
    def led_by(self, line: DutyLine) -> str:
        """The lead by name."""
        return _spoken_name(line.lead)

    @admin.display(description=label("协办", "Assists"))
    def assisted_by(self, line: DutyLine) -> str:
        """The assisting units by name."""
        return "、".join(_named(line, Unit, code) for code in line.co)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer drafts only."""
        if db_field.name == "version":
            kwargs["queryset"] = DutyVersion.objects.filter(
                tenant=county_of(request), published_at__isnull=True
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: DutyLine | None = None) -> bool:
        """Only lines of drafts change."""
        return super().has_change_permission(request, obj) and (obj is None or obj.version.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: DutyLine | None = None) -> bool:
        """Only lines of drafts go."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.version.is_draft)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[DutyLine]) -> None:
        """Delete what may be deleted and say what may not."""
        drafts = queryset.filter(version__published_at__isnull=True)
        kept = queryset.count() - drafts.count()
        drafts.delete()
        if kept:
            words = label(f"{kept}条属于已发布版本，未删除", f"{kept} lines are published and stay")
            self.message_user(request, words, messages.WARNING)
