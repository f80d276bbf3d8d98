"""The history of every directory row: who changed what, when, from what to what.

Written in the same transaction as the change, by the database from the rows themselves, so that single and bulk
changes leave the same trace. A trigger keeps it append-only (migration 0001).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, models
from django.db.models.functions import Now

from fengqiao.directory.labels import label

if TYPE_CHECKING:
    from fengqiao.directory.models.base import DirectoryModel

_actor: ContextVar[str] = ContextVar("directory_actor", default="system")


class Change(models.TextChoices):
    """What happened to a row."""

    CREATED = "created", label("新增", "created")
    CHANGED = "changed", label("修改", "changed")
    DELETED = "deleted", label("删除", "deleted")


class History(models.Model):
    """One change of one row; `before` and `after` are the row as the database held it, without secrets."""

    tenant = models.CharField(label("县", "County"), max_length=6, blank=True)
    kind = models.CharField(label("对象", "Object"), max_length=40)
    row = models.BigIntegerField(label("行", "Row"))
    change = models.CharField(label("动作", "Change"), max_length=8, choices=Change.choices)
    before = models.JSONField(label("修改前", "Before"), null=True)
    after = models.JSONField(label("修改后", "After"), null=True)
    who = models.CharField(label("操作人", "Who"), max_length=150)
    at = models.DateTimeField(label("时间", "When"), db_default=Now())

    class Meta:
        db_table = "directory_history"
        verbose_name = verbose_name_plural = label("修改历史", "History")
        indexes = [
            models.Index(fields=["kind", "row", "id"], name="directory_history_row"),
            models.Index(fields=["tenant", "-id"], name="directory_history_county"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.name} {self.get_change_display()}"

    @property
    def name(self) -> str:
        """What people call the row: its code, number or name as it was."""
        content = self.after or self.before or {}
        for key in ("code", "username", "number", "date", "year", "name", "category", "grid", "post"):
            if content.get(key) not in {None, ""}:
                return str(content[key])
        return str(self.row)

    @property
    def sort(self) -> str:
        """What sort of row it is, in the reader's language; the code of one that the program no longer has."""
        try:
            return str(apps.get_model("directory", self.kind)._meta.verbose_name)
        except LookupError:
            return self.kind

    def differences(self) -> list[tuple[str, Any, Any]]:
        """The fields that differ, as (field, before, after), in the order of the row."""
        before, after = self.before or {}, self.after or {}
        fields = dict.fromkeys([*before, *after])
        return [(key, before.get(key), after.get(key)) for key in fields if before.get(key) != after.get(key)]


@contextmanager
def acting(who: str) -> Iterator[None]:
    """Name the person (or unit, or system) to whom the changes made inside are put down."""
    token = _actor.set(who)
    try:
        yield
    finally:
        _actor.reset(token)


def actor() -> str:
    """To whom changes are put down now."""
    return _actor.get()


def rows_now(model: type[DirectoryModel], keys: Sequence[int], *, using: str) -> dict[int, str]:
    """The rows as JSON text by id, locked until the transaction ends; rows that do not exist are left out."""
    table = connections[using].ops.quote_name(model._meta.db_table)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT id, (to_jsonb(t) - %s::text[])::text FROM {table} t WHERE id = ANY(%s) FOR UPDATE",  # noqa: S608
            [list(model.unrecorded), list(keys)],
        )
        return dict(cursor.fetchall())


def write_created(model: type[DirectoryModel], keys: Sequence[int], *, using: str) -> None:
    """Record new rows."""
    _write(
        model,
        "SELECT t.tenant, %s, t.id, 'created', NULL, to_jsonb(t) - %s::text[], %s, now() "
        "FROM {table} t WHERE t.id = ANY(%s)",
        [list(model.unrecorded), actor(), list(keys)],
        using=using,
    )


def write_changed(model: type[DirectoryModel], before: dict[int, str], *, using: str) -> None:
    """Record rows that differ from what they were; a write that changed nothing leaves no trace."""
    _write(
        model,
        "SELECT t.tenant, %s, t.id, 'changed', b.content, to_jsonb(t) - %s::text[], %s, now() "
        "FROM {table} t JOIN unnest(%s::bigint[], %s::jsonb[]) AS b(id, content) USING (id) "
        "WHERE b.content IS DISTINCT FROM to_jsonb(t) - %s::text[]",
        [list(model.unrecorded), actor(), list(before), list(before.values()), list(model.unrecorded)],
        using=using,
    )


def write_deleted(model: type[DirectoryModel], keys: Sequence[int], *, using: str) -> None:
    """Record rows that are about to be deleted; call it before the deletion."""
    _write(
        model,
        "SELECT t.tenant, %s, t.id, 'deleted', to_jsonb(t) - %s::text[], NULL, %s, now() "
        "FROM {table} t WHERE t.id = ANY(%s)",
        [list(model.unrecorded), actor(), list(keys)],
        using=using,
    )


BUMP = """
UPDATE directory_county SET version = nextval('directory_version')
 WHERE tenant = ANY(%s) OR '' = ANY(%s)
"""


def _write(model: type[DirectoryModel], select: str, values: list[Any], *, using: str) -> None:
    connection = connections[using]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_history (tenant, kind, row, change, before, after, who, at) "
            + select.format(table=table)
            + " RETURNING tenant",
            [model._meta.model_name, *values],
        )
        tenants = sorted({tenant for (tenant,) in cursor.fetchall()})
        if tenants and model.configures:
            # A row without a county belongs to all of them (the national calendar), so all of them change.
            cursor.execute(BUMP, [tenants, tenants])
