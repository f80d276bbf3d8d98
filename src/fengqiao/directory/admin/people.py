"""Admin of accounts, posts and the roster; kept by the security administrator (DOMAIN 6.4)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from unfold.admin import TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from fengqiao.directory.admin.base import CountyForm, DirectoryAdmin, county_of, user_of
from fengqiao.directory.labels import label
from fengqiao.directory.models import Assignment, DutyRoster, User, acting

with suppress(NotRegistered):
    admin.site.unregister(Group)  # rights follow from posts and the three administrators, not from groups


class NewUserForm(CountyForm, UserCreationForm):  # type: ignore[misc]  # unfold ships no types
    """A new account with its first password."""

    class Meta:
        model = User
        fields = ("username", "display_name")


class UserForm(CountyForm, UserChangeForm):  # type: ignore[misc]
    """An account; its password is set on a page of its own."""

    class Meta:
        model = User
        fields = "__all__"


class AssignmentInline(TabularInline):  # type: ignore[misc]
    """The posts of an account."""

    model = Assignment
    extra = 0
    fields = ("post", "unit", "area", "valid_from", "valid_to")
    autocomplete_fields = ("unit",)
    form = CountyForm

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Bind new rows to the county in force."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type(formset.form.__name__, (formset.form,), {"county": county_of(request)})
        return formset


if TYPE_CHECKING:
    _DjangoUserAdmin = DjangoUserAdmin[User]
else:
    _DjangoUserAdmin = DjangoUserAdmin


@admin.register(User)
class UserAdmin(DirectoryAdmin, _DjangoUserAdmin):
    """Accounts are switched off, never deleted: the ledger names them for ever."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "display_name", "tenant", "admin_role", "is_active", "last_login")
    list_filter = ("is_active", "admin_role", "assignments__post")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (AssignmentInline,)
    readonly_fields = ("last_login", "password_changed_at", "created_at")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "work_phone", "email", "locale")}),
        (
            label("权限", "Rights"),
            {"fields": ("is_active", "must_change_password", "admin_role", "is_superuser")},
        ),
        (label("记录", "Record"), {"fields": ("last_login", "password_changed_at", "created_at")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "display_name", "password1", "password2")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only a superuser makes superusers, and nobody gives another role to the own account."""
        fields = tuple(super().get_readonly_fields(request, obj))
        if user_of(request).is_superuser:
            return fields
        own = ("admin_role",) if obj is not None and obj.pk == request.user.pk else ()
        return (*fields, "is_superuser", *own)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Let a superuser choose the county of an account."""
        excluded = list(super().get_exclude(request, obj))
        return [name for name in excluded if name != "tenant"] if user_of(request).is_superuser else excluded

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[TabularInline], ...]:
        """Show posts once the account is there."""
        return tuple(super().get_inlines(request, obj)) if obj is not None else ()

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[Any], change: bool) -> None:  # noqa: FBT001
        """Make whoever gets a password from somebody else choose an own one."""
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set a password, under the name of whoever sets it; it has to be changed at the next sign-in."""
        with acting(request.user.get_username()):
            before = User.objects.filter(pk=id).values_list("password", flat=True).first()
            answer: HttpResponse = super().user_change_password(request, id, form_url)
            after = User.objects.filter(pk=id).values_list("password", flat=True).first()
            if before != after and str(request.user.pk) != str(id):
                User.objects.filter(pk=id).update(must_change_password=True)
            return answer

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Accounts stay."""
        return False

    def has_export_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody takes all names and numbers out alone (DOMAIN 6.3, rule 7)."""
        return False


@admin.register(Assignment)
class AssignmentAdmin(DirectoryAdmin):
    """Who holds which post where and until when."""

    list_display = ("user", "post", "unit", "area", "valid_from", "valid_to")
    list_filter = ("post",)
    list_select_related = ("user", "unit")
    search_fields = ("user__username", "user__display_name", "unit__code", "unit__name_zh")
    autocomplete_fields = ("user", "unit")
    ordering = ("unit__code", "post")


@admin.register(DutyRoster)
class DutyRosterAdmin(DirectoryAdmin):
    """The roster: a plan of who is on duty, not a record of who was."""

    list_display = ("starts", "ends", "unit", "post", "user", "note", "is_published")
    list_filter = ("post",)
    list_select_related = ("user", "unit")
    autocomplete_fields = ("user", "unit")
    date_hierarchy = "starts"
    ordering = ("-starts",)
