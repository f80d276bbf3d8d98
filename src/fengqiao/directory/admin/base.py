"""What every page of the admin has in common: one county, a name beside every change, tables in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportModelAdmin
from unfold.admin import ModelAdmin
from unfold.contrib.import_export.forms import ExportForm, ImportForm
from unfold.widgets import UnfoldAdminTextInputWidget

from fengqiao.directory.codelist import CodeList
from fengqiao.directory.exchange.files import Csv, UnreadableFile, Xlsx
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import DirectoryModel, User, acting

FILE_GONE: Final = (
    "待导入的文件已不在服务器上，什么也没有导入；请重新上传。 / "
    "the file to be imported is no longer on the server and nothing was imported; please upload it again."
)


def user_of(request: HttpRequest) -> User:
    """The account behind a request; the admin lets nobody in without one."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("the admin is for signed-in staff")
    return user


def county_of(request: HttpRequest) -> str:
    """The county whose rows this person edits; a superuser without one works on the installation's."""
    return user_of(request).tenant or str(settings.TENANT)


class OnlyRead:
    """Rows that are looked at and stay as they are: what made them does not stand at this desk. Goes before the admin it narrows."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """They are made elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """What happened stays as it happened."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nor does it disappear."""
        return False


if TYPE_CHECKING:
    _Form = forms.ModelForm[Any]
else:
    _Form = forms.ModelForm


class CountyForm(_Form):
    """A form of a row: a new one belongs to the county in force before anything is validated."""

    county: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Bind a new row to the county."""
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.instance.tenant:
            self.instance.tenant = self.county

    def _get_validation_exclusions(self) -> set[str]:
        """Keep the county in, though no field shows it: codes are unique within it, and a clash must be told."""
        return super()._get_validation_exclusions() - {"tenant"}  # type: ignore[misc,no-any-return]


class DirectoryAdmin(ModelAdmin, ImportExportModelAdmin):  # type: ignore[misc]  # unfold and import-export ship no types
    """A page of the admin."""

    form = CountyForm
    import_form_class = ImportForm
    export_form_class = ExportForm
    formats = (Csv, Xlsx)
    formfield_overrides: Mapping[type[Field[Any, Any]], Mapping[str, Any]] = {
        CodeList: {"widget": UnfoldAdminTextInputWidget}
    }
    list_per_page = 50
    show_full_result_count = False
    national = False
    """Whether there are rows without a county, which hold for all."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the person's county (and the country's); all for a superuser."""
        rows: QuerySet[Any] = super().get_queryset(request)
        if user_of(request).is_superuser:
            return rows
        return rows.filter(tenant__in=["", county_of(request)] if self.national else [county_of(request)])

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The form, bound to the county in force."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"county": self.new_county(request)})

    def new_county(self, request: HttpRequest) -> str:
        """To which county a new row belongs: a superuser enters national rows for all of them."""
        return "" if self.national and user_of(request).is_superuser else county_of(request)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """Nobody types the county: it is the person's."""
        return [*(super().get_exclude(request, obj) or []), "tenant"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer rows of the county only."""
        if issubclass(db_field.remote_field.model, DirectoryModel):
            kwargs.setdefault(
                "queryset", db_field.remote_field.model.objects.filter(tenant=county_of(request))
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """National rows are for superusers."""
        return bool(super().has_change_permission(request, obj)) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """National rows are for superusers."""
        return bool(super().has_delete_permission(request, obj)) and self._may_touch(request, obj)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Who may add and change may do so by a file."""
        return bool(self.has_add_permission(request)) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Who may look may take a table out."""
        return bool(self.has_view_permission(request))

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:  # noqa: ARG002
        """The table of these rows."""
        return [TABLES[self.model]]

    def get_resource_kwargs(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ARG002
        """Bind the table to the county."""
        return {"tenant": self.new_county(request)}

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        """Say what is wrong with a file that cannot be read."""
        if isinstance(e, UnreadableFile):
            form.add_error("import_file", str(e))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add and change, under the person's name."""
        with acting(request.user.get_username()):
            answer: HttpResponse = super().changeform_view(request, *args, **kwargs)
            return answer

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List and bulk actions, under the person's name."""
        with acting(request.user.get_username()):
            answer: HttpResponse = super().changelist_view(request, *args, **kwargs)
            return answer

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete, under the person's name."""
        with acting(request.user.get_username()):
            answer: HttpResponse = super().delete_view(request, *args, **kwargs)
            return answer

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Bring a table in, under the person's name. The checked file waits in a temporary folder and may be gone."""
        try:
            with acting(request.user.get_username()):
                answer: HttpResponse = super().process_import(request, **kwargs)
                return answer
        except (FileNotFoundError, UnreadableFile):
            self.message_user(request, FILE_GONE, messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import"))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Show the row's own history, which also knows changes that did not come through the admin."""
        query = urlencode({"kind": self.opts.model_name, "row": object_id})
        return HttpResponseRedirect(f"{reverse('admin:directory_history_changelist')}?{query}")

    def _may_touch(self, request: HttpRequest, obj: Model | None) -> bool:
        return not isinstance(obj, DirectoryModel) or bool(obj.tenant) or user_of(request).is_superuser
