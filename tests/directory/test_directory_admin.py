"""The admin as three administrators and others see it: pages, forms, tables, and nothing of the ledger."""

import gettext
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from fengqiao.directory.duties import new_draft, publish
from fengqiao.directory.exchange.files import read_table
from fengqiao.directory.models import (
    Assignment,
    CalendarDay,
    CalendarYear,
    Category,
    County,
    DirectoryModel,
    DutyLine,
    DutyVersion,
    History,
    Unit,
    UnitType,
    User,
)
from fengqiao.directory.snapshot import county

pytestmark = pytest.mark.database
ROWS = [model for model in apps.get_app_config("directory").get_models() if issubclass(model, DirectoryModel)]
ACCOUNTS = {User, Assignment}


@pytest.fixture
def signed_in(demo: str) -> Any:
    """A client of the named account; `root` is a superuser without a county."""

    def client(username: str) -> Client:
        if username == "root":
            User.objects.create_superuser("root", "Root-1234567", display_name="根")
        one = Client()
        one.force_login(User.objects.get(username=username))
        return one

    return client


def page(model: type[Any], act: str = "changelist", *rest: object) -> str:
    from django.urls import reverse

    return reverse(f"admin:directory_{model._meta.model_name}_{act}", args=rest)


def form_of(answer: HttpResponse) -> dict[str, Any]:
    """What the browser would send back unchanged: the form's own values, and those of its inlines."""
    context: Any = answer.context  # type: ignore[attr-defined]
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if hasattr(field.field, "fields"):
                for number, part in enumerate(field.field.widget.decompress(value)):
                    data[f"{field.html_name}_{number}"] = "" if part is None else part
            elif value is not None and value is not False:
                prepared = field.field.prepare_value(value)
                data[field.html_name] = "on" if prepared is True else prepared
    return data


def catalogue(kind: str) -> dict[str, str]:
    """The theme's own words and ours, as written or as compiled."""
    file = Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES" / f"django.{kind}"
    if kind == "po":
        pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE)
        return dict(pairs)
    with file.open("rb") as compiled:
        words: Any = gettext.GNUTranslations(compiled)
    return {word: said for word, said in words._catalog.items() if word}


def errors(answer: HttpResponse) -> dict[str, list[str]]:
    context: Any = answer.context  # type: ignore[attr-defined]
    return dict(context["adminform"].form.errors)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_for_a_superuser(signed_in: Any, language: str) -> None:
    client = signed_in("root")
    models: list[type[Any]] = [*ROWS, History]
    for model in models:
        answer = client.get(page(model), headers={"accept-language": language})
        assert answer.status_code == 200, model
        first = model._default_manager.order_by("pk").first()
        if first is not None:
            assert client.get(page(model, "change", first.pk)).status_code == 200, model
        registered = admin.site._registry[model]
        request = answer.wsgi_request
        if registered.has_add_permission(request):
            assert client.get(page(model, "add")).status_code == 200, model
        for act in ("import", "export"):
            may = getattr(registered, f"has_{act}_permission", lambda _: False)(request)
            if hasattr(registered, f"{act}_action"):
                assert client.get(page(model, act)).status_code == (200 if may else 403), (model, act)


def test_a_duty_line_names_what_its_codes_mean(signed_in: Any) -> None:
    client = signed_in("administrator")
    line = DutyLine.objects.exclude(area="").exclude(co=[]).exclude(category="").order_by("pk").first()
    assert line is not None
    category = Category.objects.get(tenant=line.tenant, code=line.category)
    helper = Unit.objects.get(tenant=line.tenant, code=line.co[0])
    for language, names in (
        ("zh-hans", (category.name_zh, helper.name_zh, line.lead.name_zh)),
        ("en", (category.name_en, helper.name_en, line.lead.name_en)),
    ):
        shown = client.get(
            page(DutyLine), {"version__id__exact": line.version_id}, headers={"accept-language": language}
        ).content.decode()
        for name in names:
            assert escape(name or "") in shown
        assert helper.code not in shown


def test_the_list_of_duty_lines_asks_for_names_once_not_for_each_line(signed_in: Any) -> None:
    client = signed_in("administrator")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page(DutyLine)).status_code == 200
    for table in ("directory_category", "directory_area"):
        assert sum(f'FROM "{table}"' in query["sql"] for query in asked) == 1


def test_the_pages_are_in_chinese_to_the_last_word(signed_in: Any) -> None:
    client = signed_in("administrator")
    words = catalogue("po")
    assert {"Filters": "筛选", "Type to search": "输入文字搜索"}.items() <= words.items()
    for address in (
        page(DutyLine),
        page(DutyLine, "add"),
        page(DutyVersion, "add"),
        page(Unit),
        page(Unit, "import"),
    ):
        shown = client.get(address, headers={"accept-language": "zh-hans"}).content.decode()
        # Beside a script, where a word may be a value.
        seen = re.sub(r"<(script|style|template)\b.*?</\1>", "", shown, flags=re.DOTALL)
        left = [word for word in words if re.search(rf">\s*{re.escape(word)}\s*<", seen)]
        assert left == [], address


def test_the_compiled_words_are_those_that_are_written() -> None:
    assert catalogue("mo") == catalogue("po")


def test_searches_and_filters_answer(signed_in: Any) -> None:
    client = signed_in("administrator")
    for model in ROWS:
        registered = admin.site._registry[model]
        if registered.search_fields and model not in ACCOUNTS:
            assert client.get(page(model), {"q": "桥' OR 1=1 --"}).status_code == 200
    answer = client.get(page(Unit), {"q": "石桥", "level__exact": "town"})
    assert "石桥镇人民政府" in answer.content.decode()
    assert "柳湾镇人民政府" not in answer.content.decode()


@pytest.mark.parametrize(
    ("username", "sees", "not_"),
    [
        ("administrator", {Unit, Category, County, DutyLine, History}, {User, Assignment}),
        ("security", {User, Assignment, History}, {Unit, Category, DutyLine}),
        ("auditor", {User, Unit, History}, set()),
    ],
)
def test_each_administrator_sees_the_own_part(
    signed_in: Any, username: str, sees: set[type[Any]], not_: set[type[Any]]
) -> None:
    client = signed_in(username)
    assert client.get("/admin/").status_code == 200
    assert {model: client.get(page(model)).status_code for model in sees} == dict.fromkeys(sees, 200)
    assert {model: client.get(page(model)).status_code for model in not_} == dict.fromkeys(not_, 403)


def test_the_auditor_reads_and_changes_nothing(signed_in: Any, demo: str) -> None:
    client = signed_in("auditor")
    unit = Unit.objects.get(tenant=demo, code="HOUSING")
    assert client.post(page(Unit, "change", unit.pk), {"name_zh": "x"}).status_code == 403
    assert client.get(page(Unit, "add")).status_code == 403
    assert client.get(page(Unit, "import")).status_code == 403
    client.post(page(Unit), {"action": "delete_selected", "_selected_action": [unit.pk], "post": "yes"})
    assert Unit.objects.filter(pk=unit.pk).exists()


@pytest.mark.parametrize("username", ["registrar", "handler", "leader"])
def test_nobody_else_gets_in(signed_in: Any, username: str) -> None:
    answer = signed_in(username).get("/admin/")
    assert answer.status_code in {302, 403}


def test_nothing_of_the_ledger_is_in_the_admin() -> None:
    labels = {model._meta.app_label for model in admin.site._registry}
    assert "ledger" not in labels
    assert "auth" not in labels
    tables = {model._meta.db_table for model in admin.site._registry}
    assert not any(table.startswith("ledger") for table in tables)


def test_a_change_is_made_under_the_persons_name(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    unit = Unit.objects.get(tenant=demo, code="HOUSING")
    address = page(Unit, "change", unit.pk)
    data = form_of(client.get(address)) | {"phone": "0578-7654321", "aliases": "住建局|建设局"}
    assert client.post(address, data).status_code == 302
    unit.refresh_from_db()
    assert (unit.phone, unit.aliases, unit.tenant) == ("0578-7654321", ["住建局", "建设局"], demo)
    last = History.objects.filter(kind="unit", row=unit.pk).latest("id")
    assert (last.who, [field for field, _, _ in last.differences()]) == ("administrator", ["phone"])
    shown = client.get(page(Unit, "history", unit.pk), follow=True).content.decode()
    assert "administrator" in shown
    detail = client.get(page(History, "change", last.pk)).content.decode()
    assert "0578-7654321" in detail


def test_a_new_row_belongs_to_the_persons_county(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    kind = UnitType.objects.get(tenant=demo, code="HOUSING")
    data = form_of(client.get(page(Unit, "add"))) | {
        "type": kind.pk, "code": "NEW", "name_zh": "新单位", "level": "county", "category": "department", "area": demo,
        "tenant": "110101",
    }  # fmt: skip
    assert client.post(page(Unit, "add"), data).status_code == 302
    assert Unit.objects.get(code="NEW").tenant == demo
    again = client.post(page(Unit, "add"), data)
    assert again.status_code == 200
    assert errors(again), "a code that is taken is told, not a server error"
    wrong = client.post(page(Unit, "add"), data | {"code": "NEW2", "area": "110101", "level": "xx"})
    assert set(errors(wrong)) == {"area", "level"}
    assert not Unit.objects.filter(code="NEW2").exists()


def test_another_county_is_out_of_sight_and_out_of_reach(signed_in: Any, demo: str) -> None:
    County.objects.create(tenant="330998", name="别县")
    foreign = UnitType.objects.create(
        tenant="330998", code="ALIEN", name_zh="别县单位", level="county", category="department"
    )
    client = signed_in("administrator")
    assert "ALIEN" not in client.get(page(UnitType)).content.decode()
    assert client.get(page(UnitType, "change", foreign.pk)).status_code == 302
    unit = Unit.objects.get(tenant=demo, code="HOUSING")
    address = page(Unit, "change", unit.pk)
    answer = client.post(address, form_of(client.get(address)) | {"type": foreign.pk})
    assert "type" in errors(answer)
    assert "330998" not in client.get(page(County)).content.decode()
    history = client.get(page(History)).content.decode()
    assert "330998" not in history


def test_national_days_are_read_by_all_and_changed_by_superusers(signed_in: Any, demo: str) -> None:
    national = CalendarDay.objects.filter(tenant="").first()
    assert national is not None
    client = signed_in("administrator")
    address = page(CalendarDay, "change", national.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "x"}).status_code == 403
    data = {"date": "2027-03-03", "is_workday": "", "name": "壮族三月三", "source": ""}
    assert client.post(page(CalendarDay, "add"), data).status_code == 302
    assert CalendarDay.objects.get(date="2027-03-03").tenant == demo
    root = signed_in("root")
    assert root.post(page(CalendarDay, "add"), data | {"date": "2027-01-01"}).status_code == 302
    assert CalendarDay.objects.get(date="2027-01-01").tenant == ""


def test_publishing_a_year_ends_what_was_provisional(signed_in: Any, demo: str) -> None:
    year = CalendarYear.objects.create(tenant="", year=2027, published=False)
    chosen = {"action": "publish", "_selected_action": [year.pk]}
    signed_in("administrator").post(page(CalendarYear), chosen)
    published = CalendarYear.objects.filter(pk=year.pk, published=True)
    assert not published.exists(), "the national year is not a county's to publish"
    signed_in("root").post(page(CalendarYear), chosen)
    assert published.exists()
    assert 2027 in county(demo).calendar.published


def bring(client: Client, model: type[Any], content: bytes, ending: str) -> Any:
    """Upload, and confirm when the dry run found nothing."""
    file = SimpleUploadedFile(f"table.{ending}", content)
    number = {"csv": "0", "xlsx": "1"}[ending]
    answer = client.post(page(model, "import"), {"import_file": file, "format": number, "resource": "0"})
    confirm = answer.context.get("confirm_form")
    if confirm is None:
        return answer
    return client.post(page(model, "process_import"), confirm.initial, follow=True)


def test_a_table_goes_out_and_comes_in_through_the_admin(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    for number, ending in enumerate(("csv", "xlsx")):
        out = client.post(page(Unit, "export"), {"format": str(number), "resource": ""})
        table = read_table(out.content, name=f"x.{ending}")
        assert len(table) == Unit.objects.filter(tenant=demo).count()
    content = "代码,名称,办公电话\nHOUSING,住建局,0578-1\n".encode("gb18030")
    answer = bring(client, Unit, content, "csv")
    assert answer.status_code == 200
    unit = Unit.objects.get(tenant=demo, code="HOUSING")
    assert (unit.name_zh, unit.phone) == ("住建局", "0578-1")
    assert History.objects.filter(kind="unit", row=unit.pk).latest("id").who == "administrator"


def test_a_faulty_table_is_shown_with_its_faults_and_changes_nothing(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    before = History.objects.count()
    answer = bring(client, Unit, "代码,名称,层级\nHOUSING,住建局,某级\n".encode(), "csv")
    shown = answer.content.decode()
    assert "“某级”应为" in shown
    unknown = bring(client, Unit, "代码,级别\nHOUSING,1\n".encode(), "csv").content.decode()
    assert "不认识的列：级别" in unknown
    broken = bring(client, Unit, b"PK\x03\x04", "xlsx").content.decode()
    assert "不是有效的 XLSX 文件" in broken
    assert History.objects.count() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_checked_file_that_is_gone_is_asked_for_again(signed_in: Any, demo: str, ending: str) -> None:
    client = signed_in("administrator")
    before = History.objects.count()
    number = {"csv": "0", "xlsx": "1"}[ending]
    waiting = {
        "import_file_name": "tmp-gone",
        "original_file_name": f"table.{ending}",
        "format": number,
        "resource": "0",
    }
    answer = client.post(page(Unit, "process_import"), waiting, follow=True)
    assert answer.redirect_chain == [(page(Unit, "import"), 302)]
    shown = answer.content.decode()
    assert "请重新上传" in shown
    assert "please upload it again" in shown
    assert History.objects.count() == before


def test_the_duty_directory_is_drafted_filled_and_published(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    begins = timezone.localtime() + timedelta(days=30)
    added = client.post(
        page(DutyVersion, "add"),
        {
            "effective_from_0": f"{begins:%Y-%m-%d}",
            "effective_from_1": f"{begins:%H:%M:%S}",
            "note": "年度修订",
        },
    )
    assert added.status_code == 302
    draft = DutyVersion.objects.get(tenant=demo, published_at__isnull=True)
    copied = draft.lines.count()
    assert (draft.number, copied > 15) == (3, True)
    assert bring(client, DutyLine, "分类,区划,主办\nE02,,URBAN_LE\n".encode(), "csv").status_code == 200
    assert draft.lines.count() == copied + 1
    client.post(page(DutyVersion), {"action": "publish_drafts", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.published_at is not None
    line = draft.lines.get(category="E02")
    assert client.get(page(DutyLine, "change", line.pk)).status_code == 200
    assert client.post(page(DutyLine, "change", line.pk), {"category": "E03"}).status_code == 403
    assert client.post(page(DutyVersion, "change", draft.pk), {"note": "x"}).status_code == 403
    client.post(page(DutyLine), {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})
    assert DutyLine.objects.filter(pk=line.pk).exists()
    refused = bring(client, DutyLine, "分类,区划,主办\nE03,,URBAN_LE\n".encode(), "csv").content.decode()
    assert "请先新建职责清单版本" in refused


def test_a_draft_that_cannot_be_published_says_why_and_can_be_discarded(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    draft = new_draft(demo, effective_from=timezone.now() - timedelta(days=1))
    answer = client.post(
        page(DutyVersion), {"action": "publish_drafts", "_selected_action": [draft.pk]}, follow=True
    )
    assert "生效时间不能早于发布时间" in answer.content.decode()
    published = DutyVersion.objects.filter(tenant=demo, published_at__isnull=False).latest("number")
    client.post(page(DutyVersion), {"action": "discard_drafts", "_selected_action": [draft.pk, published.pk]})
    assert not DutyVersion.objects.filter(pk=draft.pk).exists()
    assert DutyVersion.objects.filter(pk=published.pk).exists()


def test_lines_of_a_draft_are_deleted_by_the_list(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    draft = new_draft(demo, effective_from=timezone.now() + timedelta(days=1))
    mine = draft.lines.first()
    assert mine is not None
    client.post(page(DutyLine), {"action": "delete_selected", "_selected_action": [mine.pk], "post": "yes"})
    assert not DutyLine.objects.filter(pk=mine.pk).exists()
    assert History.objects.filter(
        kind="dutyline", row=mine.pk, change="deleted", who="administrator"
    ).exists()
    publish(draft, at=timezone.now())


def test_the_security_administrator_makes_an_account_with_its_post(signed_in: Any, demo: str) -> None:
    client = signed_in("security")
    data = {"username": "new.one", "display_name": "新人", "usable_password": "true",
            "password1": "Long-enough-77", "password2": "Long-enough-77"}  # fmt: skip
    weak = client.post(page(User, "add"), data | {"password1": "12345", "password2": "12345"})
    assert "password2" in errors(weak)
    taken = client.post(page(User, "add"), data | {"username": "Registrar"})
    assert errors(taken)
    assert client.post(page(User, "add"), data).status_code == 302
    user = User.objects.get(username="new.one")
    assert (user.tenant, user.must_change_password, user.check_password("Long-enough-77")) == (
        demo,
        True,
        True,
    )
    unit = Unit.objects.get(tenant=demo, code="HOUSING")
    address = page(User, "change", user.pk)
    form = form_of(client.get(address)) | {
        "assignments-TOTAL_FORMS": "1", "assignments-0-post": "handler", "assignments-0-unit": unit.pk,
        "assignments-0-valid_from": "2026-01-01", "assignments-0-user": user.pk, "is_superuser": "on",
    }  # fmt: skip
    answer = client.post(address, form)
    assert answer.status_code == 302, errors(answer)
    held = Assignment.objects.get(user=user)
    assert (held.tenant, held.unit, held.post) == (demo, unit, "handler")
    user.refresh_from_db()
    assert not user.is_superuser, "only a superuser makes superusers"


def test_nobody_gives_the_own_account_another_role(signed_in: Any, demo: str) -> None:
    client = signed_in("security")
    own = User.objects.get(username="security")
    address = page(User, "change", own.pk)
    assert client.post(address, form_of(client.get(address)) | {"admin_role": "system"}).status_code == 302
    other = User.objects.get(username="registrar")
    address = page(User, "change", other.pk)
    assert client.post(address, form_of(client.get(address)) | {"admin_role": "audit"}).status_code == 302
    roles = dict(User.objects.filter(pk__in=[own.pk, other.pk]).values_list("username", "admin_role"))
    assert roles == {"security": "security", "registrar": "audit"}


def test_a_password_set_by_somebody_else_must_be_changed(signed_in: Any, demo: str) -> None:
    client = signed_in("security")
    user = User.objects.get(username="registrar")
    address = f"{page(User)}{user.pk}/password/"
    assert client.get(address).status_code == 200
    data = {"password1": "Another-long-88", "password2": "Another-long-88", "usable_password": "true"}
    assert client.post(address, data).status_code == 302
    user.refresh_from_db()
    assert user.check_password("Another-long-88")
    assert user.must_change_password
    last = History.objects.filter(kind="user", row=user.pk).order_by("-id")[:2]
    assert {row.who for row in last} == {"security"}
    assert "argon2" not in str([row.after for row in last])


def test_accounts_are_never_deleted_nor_taken_out_in_bulk(signed_in: Any, demo: str) -> None:
    client = signed_in("security")
    user = User.objects.get(username="registrar")
    assert client.post(page(User, "delete", user.pk), {"post": "yes"}).status_code == 403
    client.post(page(User), {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()
    assert client.get(page(User, "export")).status_code == 403


def test_what_others_point_to_is_shown_and_kept(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    unit = Unit.objects.get(tenant=demo, code="HOUSING")
    answer = client.post(page(Unit, "delete", unit.pk), {"post": "yes"})
    assert answer.status_code in {200, 403}
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_history_cannot_be_touched(signed_in: Any, demo: str) -> None:
    row = History.objects.filter(tenant=demo).first()
    assert row is not None
    for username in ("auditor", "root"):
        client = signed_in(username)
        assert client.post(page(History, "change", row.pk), {"who": "x"}).status_code == 403
        assert client.post(page(History, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert client.get(page(History, "add")).status_code == 403


def test_a_long_list_asks_few_questions(signed_in: Any, django_assert_max_num_queries: Any) -> None:
    client = signed_in("administrator")
    with django_assert_max_num_queries(16):
        assert client.get(page(Unit)).status_code == 200
    with django_assert_max_num_queries(16):
        assert client.get(page(DutyLine)).status_code == 200


def test_pages_load_nothing_from_elsewhere(signed_in: Any) -> None:
    shown = signed_in("administrator").get(page(Unit)).content.decode()
    outside = re.findall(r"""(?:src|href)=["'](https?:)?//""", shown)
    assert outside == []


def test_the_dry_run_of_an_import_leaves_the_database_as_it_was(signed_in: Any, demo: str) -> None:
    client = signed_in("administrator")
    file = io.BytesIO("代码,名称\nHOUSING,改名\n".encode())
    client.post(
        page(Unit, "import"),
        {"import_file": SimpleUploadedFile("t.csv", file.read()), "format": "0", "resource": "0"},
    )
    assert Unit.objects.get(tenant=demo, code="HOUSING").name_zh != "改名"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM directory_history WHERE who = 'administrator'")
        assert cursor.fetchone() == (0,)
