"""Every way to write a directory row leaves a trace, and every trace makes the snapshot stale."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from fengqiao.directory.models import (
    CalendarDay,
    Category,
    County,
    DocumentTemplate,
    History,
    Place,
    Unit,
    UnitType,
    User,
    acting,
)
from fengqiao.directory.snapshot import current_version
from fengqiao.directory.throwaway import ThrowawayCounty

pytestmark = pytest.mark.database


def place(made: ThrowawayCounty, code: str, **more: object) -> Place:
    return Place(
        **({"tenant": made.tenant, "code": code, "name": "东街", "kind": "road", "area": made.village} | more)
    )


def traces(kind: str = "place") -> list[tuple[str, str, object, object]]:
    rows = History.objects.filter(kind=kind).order_by("id")
    return [
        (row.change, row.who, (row.before or {}).get("name"), (row.after or {}).get("name")) for row in rows
    ]


def test_save_change_and_delete_are_recorded_with_who(made: ThrowawayCounty) -> None:
    with acting("zhang"):
        row = place(made, "A")
        row.save()
    with acting("li"):
        row.name = "西街"
        row.save()
    row.delete()
    assert traces() == [
        ("created", "zhang", None, "东街"),
        ("changed", "li", "东街", "西街"),
        ("deleted", "system", "西街", None),
    ]


def test_bulk_paths_are_recorded_row_by_row(made: ThrowawayCounty) -> None:
    rows = Place.objects.bulk_create([place(made, "A"), place(made, "B")])
    Place.objects.filter(code="A").update(name="南街")
    for row in rows:
        row.name = "北街"
    Place.objects.bulk_update(rows, ["name"])
    Place.objects.filter(tenant=made.tenant).delete()
    assert sorted(traces(), key=str) == sorted(
        [
            ("created", "system", None, "东街"),
            ("created", "system", None, "东街"),
            ("changed", "system", "东街", "南街"),
            ("changed", "system", "南街", "北街"),
            ("changed", "system", "东街", "北街"),
            ("deleted", "system", "北街", None),
            ("deleted", "system", "北街", None),
        ],
        key=str,
    )


def test_plain_inserts_of_templates_are_recorded(made: ThrowawayCounty) -> None:
    types = UnitType.objects.filter(tenant=made.tenant).count()
    assert History.objects.filter(tenant=made.tenant, kind="unittype", change="created").count() == types
    assert History.objects.filter(tenant=made.tenant, kind="category").count() == Category.objects.count()
    content = History.objects.get(kind="unit", after__code="HOUSING").after
    assert content is not None
    assert content["aliases"] == ["住建局", "建设局"]
    assert content["name_zh"] == "住房和城乡建设局"


def test_get_or_create_and_update_or_create_are_recorded(made: ThrowawayCounty) -> None:
    values = {"name": "东街", "kind": "road", "area": made.village}
    Place.objects.get_or_create(tenant=made.tenant, code="A", defaults=values)
    Place.objects.get_or_create(tenant=made.tenant, code="A", defaults=values)
    Place.objects.update_or_create(tenant=made.tenant, code="A", defaults={"name": "西街"})
    assert [(change, name) for change, _, _, name in traces()] == [("created", "东街"), ("changed", "西街")]


def test_a_write_that_changes_nothing_leaves_no_trace_and_no_new_version(made: ThrowawayCounty) -> None:
    row = place(made, "A")
    row.save()
    version = current_version(made.tenant)
    row.save()
    Place.objects.filter(code="A").update(name="东街")
    assert len(traces()) == 1
    assert current_version(made.tenant) == version


def test_upserts_are_refused_because_their_history_would_be_a_guess(made: ThrowawayCounty) -> None:
    with pytest.raises(ValueError, match="never both"):
        Place.objects.bulk_create([place(made, "A")], ignore_conflicts=True)


def test_a_failed_write_leaves_no_trace(made: ThrowawayCounty) -> None:
    place(made, "A").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        place(made, "A").save()
    assert len(traces()) == 1


def test_passwords_stay_out_but_their_change_is_seen(made: ThrowawayCounty) -> None:
    user = User.objects.create_user("wang", "Secret-12345", tenant=made.tenant, display_name="王")
    user.set_password("Other-123456")
    user.save()
    user.last_login = user.password_changed_at
    user.save(update_fields=["last_login"])
    rows = list(History.objects.filter(kind="user").order_by("id"))
    assert [row.change for row in rows] == ["created", "changed"]
    assert [field for field, _, _ in rows[1].differences()] == ["password_changed_at"]
    assert all("password" not in (row.after or {}) and "argon2" not in str(row.after) for row in rows)


def test_each_change_raises_the_countys_version_and_only_its_own(made: ThrowawayCounty) -> None:
    other = County.objects.create(tenant="330998", name="别县")
    before, others = current_version(made.tenant), current_version(other.tenant)
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(phone="123")
    assert current_version(made.tenant) > before
    assert current_version(other.tenant) == others


def test_a_national_row_changes_every_county(made: ThrowawayCounty) -> None:
    other = County.objects.create(tenant="330998", name="别县")
    before = [current_version(made.tenant), current_version(other.tenant)]
    CalendarDay.objects.create(tenant="", date=date(2027, 1, 4), is_workday=False, name="元旦")
    after = [current_version(made.tenant), current_version(other.tenant)]
    assert all(new > old for new, old in zip(after, before, strict=True))


def test_a_version_is_never_used_twice_even_after_a_rollback(made: ThrowawayCounty) -> None:
    with transaction.atomic():
        Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(phone="1")
        undone = current_version(made.tenant)
        transaction.set_rollback(True)
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(phone="2")
    assert current_version(made.tenant) > undone


def test_people_and_visits_do_not_make_the_snapshot_stale(made: ThrowawayCounty) -> None:
    before = current_version(made.tenant)
    User.objects.create_user("wang", None, tenant=made.tenant, display_name="王")
    assert current_version(made.tenant) == before


def test_history_is_append_only_for_a_real_county(made: ThrowawayCounty) -> None:
    County.objects.create(tenant="330998", name="真县")
    rows = History.objects.filter(tenant="330998")
    for statement in ("UPDATE directory_history SET who = 'x'", "DELETE FROM directory_history"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            connection.cursor().execute(f"{statement} WHERE tenant = '330998'")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE directory_history SET who = 'x' WHERE tenant = %s", [made.tenant])
    assert rows.count() == 1


def test_what_others_point_to_cannot_be_deleted(made: ThrowawayCounty) -> None:
    with pytest.raises(ProtectedError):
        UnitType.objects.get(tenant=made.tenant, code="HOUSING").delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        UnitType.objects.filter(tenant=made.tenant).delete()
    assert not History.objects.filter(kind="unittype", change="deleted").exists()


def test_a_templates_version_rises_with_its_text_only(made: ThrowawayCounty) -> None:
    template = DocumentTemplate.objects.get(tenant=made.tenant, code="SLIP_ACCEPT")
    template.is_active = False
    template.save()
    assert template.version == 1
    template.body = "{事项编号}已受理"
    template.save(update_fields=["body"])
    template.refresh_from_db()
    assert (template.version, template.body) == (2, "{事项编号}已受理")
