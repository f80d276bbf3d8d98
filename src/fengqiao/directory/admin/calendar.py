"""Admin of the county, its office hours, limits and working calendar."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from fengqiao.directory.admin.base import DirectoryAdmin
from fengqiao.directory.labels import label
from fengqiao.directory.models import CalendarDay, CalendarYear, County, LimitsProfile, OfficePeriod


@admin.register(County)
class CountyAdmin(DirectoryAdmin):
    """The county itself; new ones come from the template, and none is deleted here."""

    list_display = ("tenant", "name", "centre_phone", "sessions", "profile", "version")
    readonly_fields = ("version",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """A county needs its template, which the command line loads."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """A county's matters outlive every wish to delete it."""
        return False

    def has_import_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """There is one row."""
        return False

    def has_export_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """There is one row."""
        return False


@admin.register(OfficePeriod)
class OfficePeriodAdmin(DirectoryAdmin):
    """Seasons with other office hours."""

    list_display = ("name", "first", "last", "yearly", "sessions")
    ordering = ("first",)


@admin.register(LimitsProfile)
class LimitsProfileAdmin(DirectoryAdmin):
    """Platform limits."""

    list_display = ("code", "name", "values")
    ordering = ("code",)


@admin.register(CalendarDay)
class CalendarDayAdmin(DirectoryAdmin):
    """Free days and make-up days; the yearly notice comes in by import."""

    national = True
    list_display = ("date", "is_workday", "name", "source", "tenant")
    list_filter = ("is_workday", "name")
    date_hierarchy = "date"
    ordering = ("-date",)


@admin.register(CalendarYear)
class CalendarYearAdmin(DirectoryAdmin):
    """Years: an unpublished one makes due dates provisional."""

    national = True
    list_display = ("year", "published", "source", "tenant")
    list_filter = ("published",)
    ordering = ("-year",)
    actions = ("publish",)

    @admin.action(description=label("放假通知已录入，发布所选年份", "Publish: the holiday notice is entered"))
    def publish(self, request: HttpRequest, queryset: QuerySet[CalendarYear]) -> None:
        """Say that the notice of these years is in; due dates in them are no longer provisional."""
        years = [year for year in queryset if self.has_change_permission(request, year)]
        changed = CalendarYear.objects.filter(pk__in=[year.pk for year in years]).update(published=True)
        self.message_user(request, label(f"已发布{changed}个年份", f"{changed} years published"))
