"""The wording of document templates: tried on a made-up matter, refused where it cannot be meant, kept in versions."""

import base64
import json

import pytest
from county_office import API
from dispute_papers import print_all
from django.conf import settings

from fengqiao.desk.papers.material import read_material
from fengqiao.desk.papers.sample import OF_EVERY_PAPER
from fengqiao.desk.papers.values import of_matter
from fengqiao.desk.settled import ports
from fengqiao.directory.models import DocumentTemplate, History
from fengqiao.gateways.documents.paper import unpacked
from fengqiao.gateways.files import store
from fengqiao.ledger import printing
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.papers import find_paper, papers_of
from fengqiao.ledger.store import load
from fengqiao.worker.printing import say

pytestmark = pytest.mark.database

AT = "/settings/templates"
SLIP = "SLIP_ACCEPT"


def shown(office, code=SLIP, who="administrator"):
    answer = office[who].ask(f"{AT}/{code}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def preview(office, body, *, code=SLIP, title="受理单", who="administrator", **headers):
    return office[who].tell(f"{AT}/{code}/preview", {"name_zh": title, "body": body}, **headers)


def change(office, code=SLIP, who="administrator", **words):
    now = shown(office, code)
    sent = {key: now[key] for key in ("name_zh", "name_en", "body", "version")} | words
    return office[who].put(f"{API}{AT}/{code}", json.dumps(sent), content_type="application/json")


def said(matter: str) -> list[str]:
    """The words of the acceptance slips of a matter, as they were printed and are kept."""
    with unit_of_work(settings.TENANT) as work:
        identifier = load(work, code=matter).matter.id
        slips = {paper.id for paper in papers_of(work, identifier) if paper.template == SLIP}
        issues = [one for one in printing.issues_of(work, identifier) if one.document_id in slips]
    kept = ports().ring
    return [
        str(unpacked(store.read(settings.FILES, kept, settings.TENANT, name=one.file_name, key_id=one.key_id, small=True)))
        for one in sorted(issues, key=lambda one: one.printed_at)
    ]  # fmt: skip


def test_the_templates_are_listed_in_both_languages(office):
    items = office["coordinator"].ask(AT).json()["items"]
    assert [items[0][key] for key in ("code", "name", "own")] == [SLIP, "受理单", False]
    assert len(items) == 18
    assert not any(each["code"].startswith("CLAUSE_") for each in items)
    english = office["coordinator"].ask(AT, **{"Accept-Language": "en"}).json()["items"]
    assert english[0]["name"] != items[0]["name"]


@pytest.mark.parametrize("who", ["registrar", "handler", "supervisor", "auditor", "town_dispatcher"])
def test_only_who_keeps_the_settings_reads_tries_or_changes_one(office, who):
    assert office[who].ask(AT).status_code == 403
    assert office[who].ask(f"{AT}/{SLIP}").status_code == 403
    assert preview(office, "甲", who=who).status_code == 403
    assert change(office, who=who, body="甲").status_code == 403


def test_nobody_is_asked_to_sign_in_twice(office):
    assert office["citizen"].ask(f"{AT}/{SLIP}").status_code == 401
    assert office["administrator"].ask(f"{AT}/CLAUSE_1").status_code == 404
    assert preview(office, "甲", code="NOTHING").status_code == 404


def test_every_shipped_text_is_drawn_with_every_place_filled(office):
    for item in office["administrator"].ask(AT).json()["items"]:
        template = shown(office, item["code"])
        answer = preview(office, template["body"], code=item["code"], title=template["name_zh"])
        assert answer.status_code == 200, answer.content.decode()
        assert answer.json()["silent"] == []
        assert base64.b64decode(answer.json()["images"][0]).startswith(b"\x89PNG")


def test_a_preview_follows_the_words_and_keeps_nothing(office):
    before = shown(office)
    one, other = (preview(office, f"> {words}：").json()["images"] for words in ("您好", "请看"))
    assert one != other
    assert preview(office, "> 您好：", title="另一个名称").json()["images"] != one
    assert preview(office, "长\n" * 300).json()["pages"] > len(preview(office, "长\n" * 300).json()["images"])
    assert shown(office) == before


def test_a_place_that_such_a_paper_never_fills_is_named(office):
    assert preview(office, "{诉求人}，裁定：{裁定文号}").json()["silent"] == ["裁定文号"]


def test_what_looks_like_a_program_stands_on_the_paper_as_it_was_typed(office):
    """Words go to the press as data: a call of its language would read a file or fail, and neither happens."""
    answer = preview(office, '= 标题 *粗* $x$ #read("/etc/passwd") #panic("停") [[ ]] \\')
    assert answer.status_code == 200
    assert answer.json()["pages"] == 1


@pytest.mark.parametrize(
    ("code", "words", "zh", "en"),
    [
        (SLIP, "{没有的}", "没有这些填充处：没有的", "There are no such places"),
        (SLIP, "甲\n{诉求人", "第2行：花括号不成对", "Line 2: a brace"),
        (SLIP, "{{诉求人}}", "第1行：花括号", "Line 1: a brace"),
        (SLIP, "{% for x in y %}", "没有这些填充处：% for x in y %", "no such places"),
        (SLIP, "<b>甲</b>", "网页标记", "tags"),
        (SLIP, "甲\u202e乙", "控制字符", "control character"),
        (SLIP, "| 栏目", "| 栏目 | 内容", "| label | content"),
        (SLIP, "甲" * 6001, "最多6000字", "At most 6000"),
        ("REJECTION_NOTICE", "不予受理。", "缺少必须写明的内容", "What must stand in it is missing"),
    ],
    ids=["unknown", "open", "doubled", "jinja", "tag", "control", "row", "long", "required"],
)
def test_what_cannot_be_meant_is_told_at_its_field(office, code, words, zh, en):
    for refused in (preview(office, words, code=code), change(office, code, body=words)):
        assert refused.status_code == 400
        assert refused.json()["field"] == "body"
        assert zh in refused.content.decode()
    assert en in preview(office, words, code=code, **{"Accept-Language": "en"}).content.decode()
    nameless = preview(office, "甲", title=" ")
    assert (nameless.status_code, nameless.json()["field"]) == (400, "name_zh")


def test_a_change_is_a_version_and_printed_papers_keep_theirs(office):
    report = {"text": "路灯不亮", "category": "P0108", "place": office.place, "phone": "13912340000"}
    first = accepted(office, report)
    print_all()
    old = said(first)
    before = shown(office)
    made = change(office, name_zh="受理回执", body=before["body"] + "\n> 带着这张单子来窗口。")
    assert made.status_code == 200, made.content.decode()
    after = made.json()
    assert after["version"] == before["version"] + 1
    assert [one["version"] for one in after["versions"]][:2] == [after["version"], before["version"]]
    assert after["versions"][1]["body"] == before["body"]
    row = DocumentTemplate.objects.get(tenant=settings.TENANT, code=SLIP)
    assert History.objects.filter(kind="documenttemplate", row=row.pk).latest("id").who != "system"
    second = accepted(office, report)
    print_all()
    assert said(first) == old
    assert not any("带着这张单子来窗口" in words for words in old)
    assert "带着这张单子来窗口" in said(second)[-1]
    assert "受理回执" in said(second)[-1]


def accepted(office, report) -> str:
    code = office["citizen"].tell("/public/matters", report).json()["code"]
    done = office["registrar"].tell(f"/matters/{code}/actions/accept", {})
    assert done.status_code < 300, done.content.decode()
    return code


def test_who_was_slower_is_told_and_who_changes_nothing_too(office):
    now = shown(office)
    assert change(office, body=now["body"] + "\n甲").status_code == 200
    late = change(office, version=now["version"], body="乙")
    assert (late.status_code, late.json()["field"]) == (409, "version")
    same = change(office)
    assert (same.status_code, same.json()["field"]) == (400, "version")


def test_the_made_up_matter_says_what_every_paper_says(office):
    report = {"text": "路灯不亮", "category": "P0108", "place": office.place, "phone": "13912340000"}
    code = accepted(office, report)
    print_all()
    with unit_of_work(settings.TENANT) as work:
        paper = papers_of(work, load(work, code=code).matter.id)[0]
        material = read_material(ports(), work, find_paper(work, paper.id), say=say, at=ports().now())
    assert of_matter(material).keys() == OF_EVERY_PAPER.keys()


def test_few_statements_read_and_try_it(office, statements):
    for what, most in (
        (lambda: office["administrator"].ask(AT), 2),
        (lambda: office["administrator"].ask(f"{AT}/{SLIP}"), 4),
        (lambda: preview(office, "甲"), 2),
    ):
        what()
        with statements() as made:
            assert what().status_code == 200
        assert len(made) <= most, made


def test_a_change_is_written_with_its_history_in_few_statements(office, statements):
    """Once a season, by one person: the row, its checks, its history and the county's version, and all versions read back."""
    sent = {"name_zh": "受理单", "name_en": "", "body": "丙", "version": shown(office)["version"]}
    with statements() as made:
        answer = office["administrator"].put(
            f"{API}{AT}/{SLIP}", json.dumps(sent), content_type="application/json"
        )
    assert answer.status_code == 200, answer.content.decode()
    assert len(made) <= 14, made
