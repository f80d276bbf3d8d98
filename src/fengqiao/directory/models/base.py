"""The one base of all directory rows: a county, and a trace of every change.

Django's own write paths end in `save`, `delete`, `update`, `bulk_create` and the collector behind
`QuerySet.delete`; each is wrapped here, so no signal is needed and no path is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import connections, models, router, transaction
from django.db.models.base import ModelBase

from fengqiao.directory.labels import label
from fengqiao.directory.models import history
from fengqiao.people.masking import holds_own_number

M = TypeVar("M", bound="DirectoryModel")

tenant_code = RegexValidator(r"\A[1-9][0-9]{5}\Z", label("县代码是6位数字", "A county code has six digits"))
row_code = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9_.-]*\Z",
    label(
        "代码只用字母、数字、点、横线和下划线", "A code uses letters, digits, dots, dashes and underscores"
    ),
)


class DirectoryQuerySet(models.QuerySet[M]):
    """Bulk writes that leave the same trace as single ones."""

    def bulk_create(  # noqa: PLR0917  Django's signature
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,  # noqa: FBT001, FBT002
        update_conflicts: bool = False,  # noqa: FBT001, FBT002
        update_fields: Collection[str] | None = None,  # noqa: ARG002
        unique_fields: Collection[str] | None = None,  # noqa: ARG002
    ) -> list[M]:
        """Insert many rows and record them; upserts are refused because their history would be a guess."""
        if ignore_conflicts or update_conflicts:
            raise ValueError("directory rows are inserted or changed, never both in one statement")
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, batch_size=batch_size)
            if made:
                history.write_created(self.model, [_key(one) for one in made], using=self.db)
        return made

    def insert_plain(self, rows: Sequence[M]) -> None:
        """Insert many rows of plain values whose keys are drawn already, and record them: one statement, one value.

        For templates: `bulk_create` sends thousands of parameters for the same rows and takes five times as long.
        """
        if not rows:
            return
        fields = [(field.attname, field.column or "") for field in self.model._meta.concrete_fields]
        quote = connections[self.db].ops.quote_name
        table, columns = quote(self.model._meta.db_table), ", ".join(quote(column) for _, column in fields)
        content = json.dumps([{column: getattr(row, name) for name, column in fields} for row in rows])
        with transaction.atomic(using=self.db), connections[self.db].cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} "  # noqa: S608  names of our own model
                f"FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)",
                [content],
            )
            history.write_created(self.model, [_key(row) for row in rows], using=self.db)

    def update(self, **values: Any) -> int:
        """Change many rows and record those that differ afterwards (bulk_update comes through here, too)."""
        with transaction.atomic(using=self.db):
            keys = list(self.order_by().values_list("pk", flat=True))
            before = history.rows_now(self.model, keys, using=self.db)
            changed = super().update(**values)
            history.write_changed(self.model, before, using=self.db)
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete many rows and record each; rows that others point to stay, with ProtectedError."""
        with transaction.atomic(using=self.db):
            keys = list(self.order_by().values_list("pk", flat=True))
            history.write_deleted(self.model, keys, using=self.db)
            return super().delete()


class DirectoryModel(models.Model):
    """A row that people edit. `tenant` is the six-digit code of its county.

    `configures`: a change makes the county's snapshot stale. `unrecorded`: columns that history leaves out.
    Foreign keys to directory rows are PROTECT, so that nothing is ever deleted behind history's back.
    """

    configures: ClassVar[bool] = True
    unrecorded: ClassVar[tuple[str, ...]] = ()

    tenant = models.CharField(label("县代码", "County"), max_length=6, validators=[tenant_code])

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row and record the change in the same transaction."""
        using = using or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            before = {} if self.pk is None else history.rows_now(type(self), [self.pk], using=using)
            super().save(
                force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
            )
            if before:
                history.write_changed(type(self), before, using=using)
            else:
                history.write_created(type(self), [_key(self)], using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:  # noqa: FBT001, FBT002
        """Delete the row and record it; ProtectedError when others point to it."""
        using = using or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            history.write_deleted(type(self), [_key(self)], using=using)
            return super().delete(using=using, keep_parents=keep_parents)

    def check_same_county(self, *fields: str) -> None:
        """For `clean`: rows that this one points to belong to the same county; ValidationError names the field."""
        for field in fields:
            other: Self | None = getattr(self, field, None)
            if other is not None and other.tenant != self.tenant:
                raise ValidationError(
                    {field: label("所选对象属于另一个县", "This belongs to another county")}
                )

    def check_nobodys_numbers(self, *fields: str) -> None:
        """For `clean`: what everybody reads names no mobile, identity or card number; ValidationError names the field.

        Office lines are told to everybody, so they may stand there; a mobile phone is somebody's.
        """
        for field in fields:
            if holds_own_number(getattr(self, field)):
                raise ValidationError(
                    {
                        field: label(
                            "公开内容不能有个人手机号、身份证号或银行卡号",
                            "What everybody reads names nobody's mobile, identity or card number",
                        )
                    }
                )


def _key(row: models.Model) -> int:
    key = row.pk
    if not isinstance(key, int):
        raise TypeError(f"{row._meta.label} has no key yet")
    return key
