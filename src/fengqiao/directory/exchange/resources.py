"""A table of rows: which columns, which of them name the row, and how the file is understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from import_export import fields, resources
from import_export.results import Result

from fengqiao.directory import models as rows
from fengqiao.directory.codelist import CodeList
from fengqiao.directory.exchange import cells
from fengqiao.directory.labels import label

_SORTS: tuple[tuple[type[Any], type[cells.Text]], ...] = (
    (CodeList, cells.Codes),
    (models.JSONField, cells.Json),
    (models.BooleanField, cells.YesNo),
    (models.DateTimeField, cells.Moment),
    (models.DateField, cells.Day),
    (models.FloatField, cells.Number),
    (models.IntegerField, cells.Whole),
)


class FileResult(Result):  # type: ignore[misc]
    """What came of an import; `numbers` says at which row of the file each row stood."""

    numbers: Sequence[int] = ()

    def row_errors(self) -> list[tuple[int, list[Any]]]:
        """The rows at which something broke, by their row in the file."""
        return [(self.numbers[at], row.errors) for at, row in enumerate(self.rows) if row.errors]


class DirectoryResource(resources.ModelResource):  # type: ignore[misc]  # import-export ships no types
    """A table of one county. Columns are the model's fields; headers are their words in both languages.

    `columns`: the fields in order. `names`: those that name a row; a row of a file with names that are there changes
    it, others add one.
    """

    model: ClassVar[type[rows.DirectoryModel]]
    columns: ClassVar[tuple[str, ...]] = ()
    names: ClassVar[tuple[str, ...]] = ("code",)

    class Meta:
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def __init__(self, *, tenant: str, **_: Any) -> None:
        """Bind the table to a county; '' holds the rows of the whole country."""
        super().__init__()
        self.tenant = tenant
        self._first: dict[tuple[str, ...], int] = {}
        self._meta.model = self.model
        self._meta.import_id_fields = self.names
        self.fields = {name: self._column(name) for name in self.columns}

    def get_result_class(self) -> type[Result]:
        """A result that knows the rows of the file."""
        return FileResult

    def get_queryset(self) -> models.QuerySet[Any]:
        """The rows of this county."""
        pointers = [name for name in self.columns if isinstance(_field(self.model, name), models.ForeignKey)]
        return self.model._default_manager.filter(tenant=self.tenant).select_related(*pointers)

    def init_instance(self, row: Any = None) -> rows.DirectoryModel:  # noqa: ARG002  the library's signature
        """A new row of this county."""
        return self.model(tenant=self.tenant)

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        """The row that a line of the file names; a name that cannot be read names none, and is reported as a field."""
        try:
            return super().get_instance(instance_loader, row)
        except ValueError:
            return None

    def before_import(self, dataset: tablib.Dataset, **_: Any) -> None:
        """Recognise the headers: both words, either word or the field's own name.

        Unknown, doubled and missing ones are refused by name: a column that nobody reads is a change that is lost.
        """
        known: dict[str, str] = {}
        for name, column in self.fields.items():
            words = (name, *words_of(self.model, name), column.column_name)
            known |= {word.lower(): column.column_name for word in words}
        given = [str(header).strip() for header in dataset.headers or []]
        headers = [known.get(header.lower(), "") for header in given]
        needed = [self.fields[name].column_name for name in self.names]
        _refuse(
            "不认识的列",
            "Unknown columns",
            [one for one, found in zip(given, headers, strict=True) if not found],
        )
        _refuse(
            "重复的列",
            "Columns that stand there twice",
            sorted({one for one in headers if headers.count(one) > 1}),
        )
        _refuse("缺少列", "Missing columns", [column for column in needed if column not in headers])
        dataset.headers = headers
        self._first = {}

    def import_instance(self, instance: Any, row: Any, row_number: int = 0, **more: Any) -> None:
        """Read the cells; what the file names twice is a fault of its later row, which would undo the earlier one."""
        errors: dict[str, list[Any]] = {}
        try:
            super().import_instance(instance, row, row_number=row_number, **more)
        except ValidationError as error:
            errors = error.update_error_dict({})
        named = tuple(str(row.get(self.fields[name].column_name) or "").strip() for name in self.names)
        if any(named) and self._first.setdefault(named, row_number) != row_number:
            said = "、".join(filter(None, named))
            again = label(f"与文件中前面的一行重复：{said}", f"stands in the file before: {said}")
            errors.setdefault(self.names[-1], []).append(ValidationError(again))
        if errors:
            raise ValidationError(errors)

    def after_import(self, dataset: tablib.Dataset, result: Result, **_: Any) -> None:
        """Number the rows as the file's own program shows them, the head and empty rows counted.

        The sequences are left alone: no file brings keys, and the programs may not turn a sequence back.
        """
        result.numbers = getattr(dataset, "numbers", ()) or range(2, len(dataset) + 2)
        for row in result.invalid_rows:
            row.number = result.numbers[row.number - 1]

    def _check_import_id_fields(self, headers: Any) -> None:
        """Nothing: `before_import` has named what is missing, in words."""

    def _column(self, name: str) -> fields.Field:
        field = _field(self.model, name)
        nothing = "" if isinstance(field, models.CharField | models.TextField) else None
        return fields.Field(
            attribute=name,
            column_name=" ".join(dict.fromkeys(words_of(self.model, name))),
            widget=self._cell(name, field),
            default=field.get_default if field.has_default() else nothing,
        )

    def _cell(self, name: str, field: models.Field[Any, Any]) -> cells.Text:
        if isinstance(field, models.ForeignKey):
            target: Any = field.remote_field.model
            return cells.Reference(
                target, tenant=self.tenant, by="username" if target is rows.User else "code"
            )
        if field.choices:
            return cells.Choice(list(field.flatchoices))
        if name == "area" or (name == "code" and self.model in {rows.Area, rows.Grid}):
            return cells.Area()
        return next((cell() for sort, cell in _SORTS if isinstance(field, sort)), cells.Text())


def import_table(table: DirectoryResource, dataset: tablib.Dataset, *, dry_run: bool = False) -> Result:
    """Bring a table in, all of it or nothing; the result names every faulty row with its fields."""
    return table.import_data(
        dataset,
        dry_run=dry_run,
        use_transactions=True,
        rollback_on_validation_errors=True,
        raise_errors=False,
    )


def faults(result: Result) -> list[tuple[int, str, str]]:
    """(row of the file, field, words) for every fault of an import.

    Rows count as a spreadsheet shows them, the head being row 1; row 0 is the file itself, field '' the whole row.
    """
    found = [(0, "", _words(error.error)) for error in result.base_errors]
    for row in result.invalid_rows:
        for field, words in row.field_specific_errors.items():
            found += [(row.number, field, str(word)) for word in words]
        found += [(row.number, "", str(word)) for word in row.non_field_specific_errors]
    for number, errors in result.row_errors():
        found += [(number, "", _words(error.error)) for error in errors]
    return sorted(found)


def words_of(model: type[models.Model], name: str) -> tuple[str, str]:
    """The Chinese and the English word of a field."""
    verbose = _field(model, name).verbose_name
    with translation.override("zh-hans"):
        zh = str(verbose)
    with translation.override("en"):
        en = str(verbose)
    return zh, en


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of {model.__name__}")
    return field


def _refuse(zh: str, en: str, columns: list[str]) -> None:
    if columns:
        words = "、".join(columns)
        raise ValidationError(label(f"{zh}：{words}", f"{en}: {words}"))


def _words(error: Exception) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
